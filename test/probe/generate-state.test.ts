import { describe, expect, it } from 'vitest';
import { exampleInWords } from '../../src/probe/generate/example-in-words.ts';
import { generate as run, type Answer, type Asked } from './generated-run.ts';

/** What is found, without how often. */
const generate: typeof run = async (...given) => {
  const { found, ...rest } = await run(...given);
  return { ...rest, found: found.map((one) => one.replace(/, in \d+ of \d+ exchanges$/, '')) };
};

const thing = `{ description: One., content: { application/json: { schema: { type: object } } } }`;
const none = `{ description: None. }`;
const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

describe('what the user gives', () => {
  const paths = `
paths:
  /pumps/{pumpId}/actions:
    post:
      parameters: [{ name: pumpId, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [action], properties: { action: { type: string, enum: [stop, start] } } } } } }
      responses:
        '200': ${thing}
        '400': ${none}
        '404': ${none}
        '409': { description: The pump is stopped already. }
`;
  const running = (lax: boolean): ((asked: Asked) => Answer) => {
    let stopped = false;
    return ({ path, body }) => {
      const { action, ...rest } = object(body);
      if (path !== '/pumps/7/actions') return [404];
      if (
        !['stop', 'start'].includes(String(action)) ||
        typeof action !== 'string' ||
        Object.keys(rest).length > 0
      )
        return [400];
      if (action === 'stop' && stopped && !lax) return [409];
      stopped = action === 'stop';
      return [200, {}];
    };
  };
  const schema = paths.replace(
    'type: object, required',
    'type: object, additionalProperties: false, required',
  );

  it('may be changed, and nothing that it does not give', async () => {
    expect((await generate(schema, running(false))).asked.map(({ method }) => method)).not.toContain('POST');
    const resources = new Map([['pumpId', '7']]);
    const { asked, found } = await generate(schema, running(false), {
      generate: { seed: 1, unsafe: true, resources },
    });
    expect(asked.length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  it('is asked for twice what the contract says is refused the second time', async () => {
    const resources = new Map([['pumpId', '7']]);
    const { found } = await generate(schema, running(true), {
      generate: { seed: 1, unsafe: true, resources },
    });
    expect(found).toEqual([
      'warning duplicate-accepted: POST /pumps/{pumpId}/actions answered 200 to the same request twice, where the contract says: The pump is stopped already.',
    ]);
  });
});

describe('what is asked about before it is made', () => {
  it('may be asked about twice', async () => {
    const paths = `
paths:
  /things/validate:
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }
      responses: { '204': ${none}, '400': ${none}, '409': { description: A thing of this name exists already. } }
`;
    const answer = ({ body }: Asked): Answer => {
      const { name } = object(body);
      const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
      return [isObject && (name === undefined || typeof name === 'string') ? 204 : 400];
    };
    expect((await generate(paths, answer)).found).toEqual([]);
    const making = await generate(paths.replace('/validate', ''), answer);
    expect(making.found.map((one) => one.split(':', 1)[0])).toEqual(['warning duplicate-accepted']);
  });
});

describe('what was handed out with a claim', () => {
  const paths = `
paths:
  /jobs/claim:
    post:
      responses: { '200': ${thing} }
  /jobs/{id}/result:
    post:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [claimToken], properties: { claimToken: { type: string, minLength: 5 } } } } } }
      responses:
        '200': ${thing}
        '400': ${none}
        '403': { description: The claim token is wrong. }
        '404': ${none}
`;
  const queue =
    (wrong: Answer) =>
    ({ path, body }: Asked): Answer => {
      if (path === '/jobs/claim') return [200, { jobs: [{ id: 'job-1', claimToken: 'claim-abcdef' }] }];
      if (path !== '/jobs/job-1/result') return [404];
      const token = object(body)['claimToken'];
      if (typeof token !== 'string' || token.length < 5) return [400];
      return token === 'claim-abcdef' ? [200, {}] : wrong;
    };

  it('is asked for with another', async () => {
    expect((await generate(paths, queue([403]))).found).toEqual([]);
    expect((await generate(paths, queue([404]))).found).toEqual([
      'error claim-not-honoured: POST /jobs/{id}/result answered 404 to a request with a made-up claimToken for what is there, where the contract has a 403: The claim token is wrong.',
    ]);
    expect((await generate(paths, queue([200, {}]))).found).toEqual([
      'error claim-not-honoured: POST /jobs/{id}/result answered 200 to a request with a made-up claimToken, which is none that was handed out',
    ]);
  });
});

describe('a list', () => {
  const paths = `
paths:
  /orders:
    get:
      parameters:
        - { name: state, in: query, schema: { type: string, enum: [open, paid] } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 9 } }
      responses:
        '200':
          description: Orders.
          content: { application/json: { schema: { type: object, properties: { orders: { type: array, items: { type: object, properties: { state: { type: string, enum: [open, paid] } } } } } } } }
        '400': ${none}
`;
  const orders = ['open', 'paid', 'open'].map((state) => ({ state }));
  const shop =
    (filters: boolean, pages: boolean) =>
    ({ query }: Asked): Answer => {
      const [state, limit] = [query.get('state'), query.get('limit')];
      if (state !== null && !['open', 'paid'].includes(state)) return [400];
      if (limit !== null && !/^[1-9]$/.test(limit)) return [400];
      const fitting = orders.filter((one) => !filters || state === null || one.state === state);
      return [200, { orders: pages ? fitting.slice(0, Number(limit ?? 9)) : fitting }];
    };

  it('holds what was asked for, and no more', async () => {
    expect((await generate(paths, shop(true, true))).found).toEqual([]);
    expect((await generate(paths, shop(false, true))).found).toEqual([
      'error list-incoherent: GET /orders was asked for one state, and lists items of another',
    ]);
    expect((await generate(paths, shop(true, false))).found).toEqual([
      'error list-incoherent: GET /orders lists more items than limit asks for',
    ]);
  });
});

describe('what is updated', () => {
  const paths = `
paths:
  /lamps:
    post: { responses: { '201': ${thing} } }
  /lamps/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': ${thing}, '404': ${none} } }
    patch:
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { lit: { type: boolean } } } } } }
      responses: { '200': ${thing}, '400': ${none}, '404': ${none} }
    delete: { responses: { '204': ${none}, '404': ${none} } }
`;
  const house = (keeps: boolean): ((asked: Asked) => Answer) => {
    const lamps = new Map<string, unknown>();
    return ({ method, path, body }) => {
      if (path === '/lamps') {
        const id = `lamp-${lamps.size + 1}`;
        lamps.set(id, false);
        return [201, { id, lit: false }];
      }
      const id = path.slice('/lamps/'.length);
      if (!lamps.has(id)) return [404];
      if (method === 'DELETE') return lamps.delete(id) ? [204] : [404];
      if (method === 'PATCH') {
        const { lit = lamps.get(id) } = object(body);
        if (typeof body !== 'object' || body === null || Array.isArray(body) || typeof lit !== 'boolean')
          return [400];
        if (keeps) lamps.set(id, lit);
      }
      return [200, { id, lit: lamps.get(id) }];
    };
  };

  it('is read afterwards as it was sent', async () => {
    expect((await generate(paths, house(true))).found).toEqual([]);
    expect((await generate(paths, house(false))).found).toEqual([
      'error update-not-kept: PATCH /lamps/{id} answered 200 to another lit, and GET /lamps/{id} still tells the one before',
    ]);
  });

  it('is told with the commands that lead to it', async () => {
    const { result } = await generate(paths, house(false));
    const told = result.exchanges.find(({ outcome }) => outcome === 'fail');
    const short = (command: string): string =>
      command
        .replace(/http:\/\/127.0.0.1:\d+/, '')
        .replace(/ -H \S+ \S+/g, '')
        .replace(/ -H '[^']*'/g, '');
    expect(told?.prepare?.commands.map(short)).toEqual([
      'curl -X POST /lamps',
      `curl -X PATCH /lamps/lamp-1 --data-raw '{"lit":true}'`,
    ]);
    expect(told?.prepare?.ids).toEqual(['lamp-1']);
    expect(short(told?.reproduce ?? '')).toBe('curl /lamps/lamp-1');
  });
});

describe('a request that is refused whole and empty', () => {
  const paths = `
paths:
  /zones:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                name: { type: string, description: 'With a dot at its end (e.g. “example.com.”)' }
                kind: { type: string, enum: [Native, Slave] }
                catalog: { type: string }
      responses: { '201': ${thing}, '422': ${none} }
  /zones/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': ${thing}, '404': ${none} } }
    delete: { responses: { '204': ${none}, '404': ${none} } }
`;

  it('grows by what the refusals name', async () => {
    const zones = new Set<string>();
    const { asked } = await generate(paths, ({ method, path, body }) => {
      if (path === '/zones') {
        const { name, kind, catalog } = object(body);
        if (typeof name !== 'string' || !name.endsWith('.'))
          return [422, { error: "Key 'name' not present" }];
        if (kind !== 'Native') return [422, { error: "Key 'kind' not present" }];
        if (catalog !== undefined) return [422, { error: 'No such catalog' }];
        zones.add(name);
        return [201, { id: name }];
      }
      const id = path.slice('/zones/'.length);
      if (!zones.has(id)) return [404];
      return method === 'DELETE' && zones.delete(id) ? [204] : [200, { id }];
    });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toContain('DELETE /zones/example.com.');
    expect([...zones]).toEqual([]);
  });

  it('reads examples in words where they are in quotes', () => {
    expect(exampleInWords('Its name (e.g. “example.com.”)')).toBe('example.com.');
    expect(exampleInWords('A region, for example `eu-1`.')).toBe('eu-1');
    expect(exampleInWords('Such as it is, "quoted"')).toBeUndefined();
    expect(exampleInWords(undefined)).toBeUndefined();
  });
});

describe('too many wrong secrets', () => {
  it('are tried on what was made, and the answer is judged', async () => {
    const paths = `
paths:
  /users:
    post: { responses: { '201': ${thing} } }
  /login:
    post:
      security: []
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [userId, password], properties: { userId: { type: string }, password: { type: string } } } } } }
      responses:
        '200': ${thing}
        '400': ${none}
        '401': ${none}
        '429': { description: Too many., headers: { Retry-After: { required: true, schema: { type: integer } } } }
`;
    const login = (headers: Readonly<Record<string, string>>): ((asked: Asked) => Answer) => {
      let failures = 0;
      return ({ path, body }) => {
        if (path === '/users') return [201, { user: { id: 'u-1' }, password: 'p-123456' }];
        const { userId, password } = object(body);
        if (typeof userId !== 'string' || typeof password !== 'string') return [400];
        if (userId !== 'u-1') return [401];
        if (failures >= 5) return [429, undefined, headers];
        if (password === 'p-123456') return [200, {}];
        failures += 1;
        return [401];
      };
    };
    const found = async (headers: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      (await generate(paths, login(headers), { maxWaitMs: 1 })).found;
    expect(await found({ 'retry-after': '60' })).toEqual([]);
    expect(await found({})).toHaveLength(1);
  });
});

describe('credentials', () => {
  const paths = `
security: [{ auth: [write] }]
components: { securitySchemes: { auth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { read: R, write: W } } } } } }
paths:
  /report: { get: { responses: { '200': ${thing}, '401': { description: Who? }, '403': { description: No. } } } }
`;
  const jwt = (scope: string): string =>
    ['{}', JSON.stringify({ scope }), 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
  const [mine, theirs, old] = [jwt('read write'), jwt('read'), jwt('read write old')];
  const bearer = (token: string) => new Map([['auth', { type: 'bearer', token } as const]]);
  const tried = async (statuses: Readonly<Record<string, number>>): Promise<readonly string[]> => {
    const names = new Map([
      [mine, 'mine'],
      [theirs, 'theirs'],
      [old, 'old'],
    ]);
    const { found } = await generate(
      paths,
      ({ headers }) => {
        const name = names.get(headers.authorization?.replace('Bearer ', '') ?? '') ?? 'nobody';
        const status = statuses[name] ?? { mine: 200, theirs: 403 }[name] ?? 401;
        return [status, status === 200 ? {} : undefined];
      },
      { auth: bearer(mine), otherAuth: bearer(theirs), refusedAuth: bearer(old), checkAuth: true },
    );
    return found;
  };

  it('that are to be refused, and those for less, are tried', async () => {
    expect(await tried({})).toEqual([]);
    expect(await tried({ old: 200 })).toEqual([
      'error security-not-enforced: GET /report requires auth, and answered 200 to the same request with the credentials of refusedAuth',
    ]);
    expect(await tried({ theirs: 200 })).toEqual([
      'error security-not-enforced: GET /report requires the scope write, and answered 200 to another user, whose token is for read',
    ]);
    expect(await tried({ nobody: 403 })).toEqual([
      'warning security-status-differs: GET /report documents a 401, and answered 403 to the same request without credentials',
    ]);
  });
});

describe('what is there already', () => {
  const paths = `
paths:
  /books:
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, additionalProperties: false, required: [isbn], properties: { isbn: { type: string, pattern: '^97\\d{3}$', examples: ['97001'] } } } } }
      responses: { '201': ${thing}, '400': { description: Wrong., content: { application/json: { schema: { type: object } } } } }
`;
  /** Books, of which the one that is usual is refused. */
  const shelf =
    (why: string) =>
    ({ body }: Asked): Answer => {
      const { isbn, ...rest } = object(body);
      if (Object.keys(rest).length > 0 || typeof isbn !== 'string' || !/^97\d{3}$/.test(isbn))
        return [400, { error: 'isbn is no ISBN' }];
      return isbn === '97001' ? [400, { error: why }] : [201, { isbn }];
    };

  it('is no finding where the refusal says so, and another is made', async () => {
    const { asked, found } = await generate(paths, shelf('isbn is in the catalogue already'));
    expect(found).toEqual([]);
    expect(
      asked.some(
        ({ body }) => /^97\d{3}$/.test(String(object(body)['isbn'])) && object(body)['isbn'] !== '97001',
      ),
    ).toBe(true);
  });

  it('is one where it does not', async () => {
    const { found } = await generate(paths, shelf('isbn is too long'));
    expect(found.filter((one) => one.includes('valid-input-rejected'))).toHaveLength(1);
  });
});

describe('what is asked for with a POST', () => {
  it('is not taken for what was made by it', async () => {
    const paths = `
paths:
  /pools/filter:
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: All, content: { application/json: { schema: { type: array, items: { type: object } } } } }, '400': ${none} }
  /pools/{pool_id}:
    parameters: [{ name: pool_id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': ${thing}, '404': ${none} } }
    patch: { responses: { '204': ${none}, '404': ${none} } }
    delete: { responses: { '204': ${none}, '404': ${none} } }
`;
    const { asked } = await generate(paths, ({ method, path }) =>
      method === 'POST' ? [200, [{ pool_id: 'theirs' }]] : path === '/pools/theirs' ? [200, {}] : [404],
    );
    const methods = asked.filter(({ path }) => path === '/pools/theirs').map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });
});

describe('what is called by a name', () => {
  const text = `{ required: true, in: path, schema: { type: string } }`;
  const named = (name: string): string => text.replace('{ required', `{ name: ${name}, required`);
  const made = `
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string, minLength: 1 } } } } } }
      responses: { '201': ${thing}, '400': ${none} }`;
  const paths = `
paths:
  /orgs:
    post:${made}
  /orgs/{org}:
    parameters: [${named('org')}]
    get: { responses: { '200': ${thing}, '404': ${none} } }
    delete: { responses: { '204': ${none}, '404': ${none} } }
  /user/repos:
    post:${made}
  /repos/{owner}/{repo}:
    parameters: [${named('owner')}, ${named('repo')}]
    get: { responses: { '200': ${thing}, '404': ${none} } }
    delete: { responses: { '204': ${none}, '404': ${none} } }
`;
  /** Numbers what it makes, and has it under its name. */
  const named201 = (): {
    readonly left: () => readonly string[];
    readonly answer: (asked: Asked) => Answer;
  } => {
    const there = new Set(['/orgs/old', '/repos/ann/old']);
    let number = 7;
    return {
      left: () => [...there],
      answer({ method, path, body }) {
        if (method === 'POST') {
          const { name } = object(body);
          if (typeof name !== 'string' || name === '') return [400];
          const at = path === '/orgs' ? `/orgs/${name}` : `/repos/ann/${name}`;
          there.add(at);
          number += 1;
          if (path === '/orgs') return [201, { id: number, name }];
          const owner = { id: 1, login: 'ann', url: 'http://other.example/api/v1/orgs/old' };
          return [201, { id: number, name, owner, url: `http://other.example/api/v1${encodeURI(at)}` }];
        }
        if (!there.has(path)) return [404];
        if (method === 'DELETE') there.delete(path);
        return method === 'DELETE' ? [204] : [200, {}];
      },
    };
  };

  it('is found by that, or by the address that it tells, and removed', async () => {
    const { left, answer } = named201();
    const { asked, found } = await generate(paths, answer);
    expect(found).toEqual([]);
    expect(left()).toEqual(['/orgs/old', '/repos/ann/old']);
    const served = asked.filter(
      ({ method, path }) => method === 'DELETE' && /^\/(?:orgs|repos\/ann)\//.test(path),
    );
    expect(served.length).toBeGreaterThan(1);
    expect(asked.some(({ method, path }) => method === 'DELETE' && path.endsWith('/old'))).toBe(false);
  });
});

describe('what is refused for something that need not be sent', () => {
  const described = (needed: boolean): string => `
paths:
  /boxes:
    post:
      requestBody: { required: ${needed}, content: { application/json: { schema: { type: object, required: [name], additionalProperties: false, properties: { name: { type: string }, template: { type: string } } } } } }
      responses: { '201': ${thing}, '400': ${thing} }
  /boxes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': ${thing}, '400': ${none}, '404': ${none} } }
`;

  it.each([true, false])('is served without, before a budget is spent on more', async (needed) => {
    const answer = ({ method, path, body }: Asked): Answer => {
      if (method === 'GET') return path === '/boxes/5' ? [200, {}] : [404];
      const { name, ...rest } = object(body);
      if (Object.hasOwn(rest, 'template')) return [400, { message: 'template does not exist' }];
      return typeof name === 'string' && Object.keys(rest).length === 0 ? [201, { id: 5 }] : [400, {}];
    };
    const { asked, found } = await generate(described(needed), answer, {
      generate: { seed: 1, unsafe: true, maxRequests: 9 },
    });
    expect(found).toEqual(
      needed
        ? []
        : [
            'warning valid-input-rejected: POST /boxes answered 400 to a request that the contract allows (nothing but its path)',
          ],
    );
    expect(asked.some(({ method, path }) => method === 'GET' && path === '/boxes/5')).toBe(true);
  });
});
