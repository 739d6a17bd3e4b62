import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

/** Devices that are active or suspended; what is answered to the suspended one is the `given`. */
const devices = (status: string, security = '[]', mark = '') => `
security: ${security}
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
paths:
  /sessions:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string, pattern: '^[a-z]+$' } } }
            examples:
              active: { value: { name: router } }
              suspended: { value: { name: mothballed } }
      responses:
        '201': { description: Made, content: { application/json: { examples: { active: { value: {} } } } } }
        '400': { description: Wrong }
        '401': { description: Who }
        '403': { description: No }
        '404': { description: None }
        '409': { description: There }
        '422': { description: Senseless }
        '${status}':
          description: Suspended
          content: { application/json: { examples: { suspended: { ${mark} value: {} } } } }
`;

const named = ({ body }: Asked): unknown =>
  typeof body === 'object' && body && 'name' in body ? body.name : undefined;
const refusing =
  (given: Answer, rest: Answer = [201, {}]) =>
  (asked: Asked): Answer => {
    const name = named(asked);
    if (name === 'mothballed') return given;
    return typeof name === 'string' && /^[a-z]+$/.test(name) ? rest : [400];
  };

const differs = (found: readonly string[]): readonly string[] =>
  found.filter((one) => one.includes('example-status-differs'));

describe('examples of one name', () => {
  it('are sent as one request, which is fine where it is answered as the contract shows', async () => {
    const { asked, found } = await generate(devices('423'), refusing([423, {}]));
    expect(found).toEqual([]);
    expect(asked.filter((one) => named(one) === 'mothballed')).toHaveLength(1);
  });

  it('are told of where a request that is shown to be refused is served', async () => {
    const { result } = await generate(devices('423'), refusing([201, {}]));
    expect(
      result.findings.map(({ code, message, location }) => ({
        code,
        message,
        line: location.range.start.line + 1,
      })),
    ).toEqual([
      {
        code: 'example-status-differs',
        message: 'POST /sessions answered 201 to the example suspended, where the contract has 423 for it',
        line: 27,
      },
    ]);
  });

  it('are told of where it is refused in another way that is documented', async () => {
    const { found } = await generate(devices('423'), refusing([422]));
    expect(found).toEqual([
      'error example-status-differs: POST /sessions refused the example suspended with 422, where the contract has 423 for it',
    ]);
  });

  it('is one finding where the status is not documented', async () => {
    const { found } = await generate(devices('423'), refusing([418]));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('status-undocumented');
  });

  it('is one finding where the provider breaks', async () => {
    const { found } = await generate(devices('423'), refusing([500]));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('server-error');
  });

  it.each([401, 403, 404])('are not told of where the answer tells of this server: %i', async (status) => {
    const { found } = await generate(devices('423'), refusing([status]));
    expect(found).toEqual([]);
  });

  it('are no valid requests where they are shown to be refused', async () => {
    const { found } = await generate(devices('400'), (asked) => {
      const name = named(asked);
      return typeof name === 'string' && name !== 'mothballed' && /^[a-z]+$/.test(name)
        ? [201, {}]
        : [400, {}];
    });
    expect(found).toEqual([]);
  });

  it('hold for a whole range, and for all other statuses', async () => {
    for (const [status, given] of [
      ['4XX', 423],
      ['default', 423],
      ['4xx', 409],
    ] as const)
      expect(differs((await generate(devices(status), refusing([given, {}]))).found)).toEqual([]);
    for (const status of ['4XX', 'default'])
      expect(differs((await generate(devices(status), refusing([201, {}]))).found)).toHaveLength(1);
  });

  it('ask a second time where the first makes what the second conflicts with', async () => {
    const names = new Set<unknown>();
    const unique = (asked: Asked): Answer => {
      if (named(asked) !== 'mothballed') return refusing([400])(asked);
      if (names.has('mothballed')) return [409, {}];
      names.add('mothballed');
      return [201, {}];
    };
    expect((await generate(devices('409'), unique)).found).toEqual([]);
    expect(differs((await generate(devices('409'), refusing([201, {}]))).found)).toHaveLength(1);
  });

  it('are not sent where they are shown to fail for who asks, or at some time', async () => {
    for (const [status, security] of [
      ['403', '[{ token: [] }]'],
      ['429', '[]'],
      ['503', '[]'],
      ['500', '[]'],
    ] as const) {
      const { asked, found } = await generate(devices(status, security), refusing([201, {}]));
      expect(found).toEqual([]);
      expect(asked.filter((one) => named(one) === 'mothballed')).toEqual([]);
    }
  });

  it('are asked for without credentials, where 403 is about the request', async () => {
    expect(differs((await generate(devices('403'), refusing([201, {}]))).found)).toHaveLength(1);
  });

  it('are not sent where one is marked', async () => {
    const { asked, found } = await generate(
      devices('423', '[]', 'x-apicheck-skip: true,'),
      refusing([201, {}]),
    );
    expect(found).toEqual([]);
    expect(asked.filter((one) => named(one) === 'mothballed')).toEqual([]);
  });

  it('tie nothing where a name stands in an answer alone, or is that of a success as well', async () => {
    const answered = devices('423').replace(
      'suspended: { value: { name: mothballed } }',
      'other: { value: { name: mothballed } }',
    );
    expect((await generate(answered, refusing([201, {}]))).found).toEqual([]);
    const both = devices('423').replace(
      '{ active: { value: {} } }',
      '{ active: { value: {} }, suspended: { value: {} } }',
    );
    expect((await generate(both, refusing([201, {}]))).found).toEqual([]);
  });

  it('tie nothing where a request has but one: it says what a request looks like, and not which', async () => {
    const one = devices('423').replace('              active: { value: { name: router } }\n', '');
    expect((await generate(one, refusing([201, {}]))).found).toEqual([]);
  });

  it('are not held to the status of a success: whether what they are about is there, no contract knows', async () => {
    const { found } = await generate(
      `
paths:
  /pets/{id}:
    get:
      parameters:
        - name: id
          in: path
          required: true
          schema: { type: integer }
          examples: { cat: { value: 10 }, none: { value: 100 } }
      responses:
        '200': { description: One, content: { application/json: { examples: { cat: { value: { id: 10 } } } } } }
        '404': { description: None, content: { application/json: { examples: { none: { value: {} } } } } }
        '400': { description: Wrong }
`,
      ({ path }) => (/^\/pets\/-?\d+$/.test(path) ? [404, {}] : [400]),
      { generate: { seed: 1, unsafe: false } },
    );
    expect(found).toEqual([]);
  });
});

const story = `
paths:
  /servers:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [host], properties: { host: { type: string, pattern: '^[a-z]+$' } } }
            examples:
              near: { value: { host: near } }
              far: { value: { host: far } }
      responses:
        '201':
          description: Made
          content:
            application/json:
              schema: { type: object, properties: { id: { type: integer } } }
              examples: { near: { value: { id: 1 } }, far: { value: { id: 2 } } }
        '400': { description: Wrong }
  /servers/{id}:
    parameters: &id
      - name: id
        in: path
        required: true
        schema: { type: integer }
        examples: { near: { value: 1 }, far: { value: 2 } }
    get: { responses: { '200': { description: One }, '404': { description: None }, '400': { description: Wrong } } }
    delete: { responses: { '204': { description: Gone }, '404': { description: None } } }
  /servers/{id}/setup:
    parameters: *id
    post:
      responses:
        '202': { description: Begun }
        '400': { description: Wrong }
        '404': { description: None }
        '502': { description: Far, content: { application/json: { examples: { far: { value: {} } } } } }
`;

/** Servers that begin at 40, each with its host. */
function fleet(far: Answer) {
  const servers = new Map<string, unknown>();
  return ({ method, path, body }: Asked): Answer => {
    const [, , id = '', action] = path.split('/');
    if (id === '') {
      const host = typeof body === 'object' && body && 'host' in body ? body.host : undefined;
      if (typeof host !== 'string' || !/^[a-z]+$/.test(host)) return [400];
      servers.set(String(servers.size + 40), host);
      return [201, { id: servers.size + 39 }];
    }
    if (!/^-?\d+$/.test(id)) return [400];
    if (!servers.has(id)) return [404];
    if (action === 'setup') return servers.get(id) === 'far' ? far : [202];
    if (method === 'DELETE') {
      servers.delete(id);
      return [204];
    }
    return [200];
  };
}

describe('examples of one name, of several operations', () => {
  it('are about what was made by that name, which is apart from the rest and removed', async () => {
    const { asked, found } = await generate(story, fleet([502, {}]));
    expect(found).toEqual([]);
    const made = asked.findIndex(
      ({ path, body }) => path === '/servers' && JSON.stringify(body) === '{"host":"far"}',
    );
    expect(made).toBeGreaterThan(-1);
    const far = asked.slice(made).find(({ path }) => path.endsWith('/setup'))?.path ?? '';
    expect(far).toMatch(/^\/servers\/4\d\/setup$/);
    expect(asked.filter(({ path }) => path === far)).toHaveLength(1);
    expect(asked.some(({ method, path }) => method === 'DELETE' && `${path}/setup` === far)).toBe(true);
  });

  it('are told of where what was made is served all the same', async () => {
    const { found } = await generate(story, fleet([202]));
    expect(found).toEqual([
      'error example-status-differs: POST /servers/{id}/setup answered 202 to the example far, where the contract has 502 for it',
    ]);
  });

  it('change nothing that the run has not made', async () => {
    const { asked, found } = await generate(
      story.replace('near: { value: { id: 1 } }, far: { value: { id: 2 } }', ''),
      fleet([202]),
    );
    expect(found).toEqual([]);
    expect(
      asked.filter(({ method, path }) => method !== 'GET' && /^\/servers\/(?:2|-?\d{3,})/.test(path)),
    ).toEqual([]);
  });

  it('are about what the user gives', async () => {
    const seeded = story.replace(/near: \{ value: \{ id: 1 \} \}, far: \{ value: \{ id: 2 \} \}/, '');
    const { found } = await generate(
      seeded,
      (asked) => (asked.path.startsWith('/servers/2') ? [202] : fleet([502, {}])(asked)),
      { generate: { seed: 1, unsafe: true, resources: new Map([['serverId', '2']]) } },
    );
    expect(differs(found)).toHaveLength(1);
  });

  it('are not sent without leave where they change something', async () => {
    const { asked } = await generate(story, fleet([202]), { generate: { seed: 1, unsafe: false } });
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
