import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';
import { longEnough } from './long-enough.ts';

const answers = `{ description: Done., content: { application/json: { schema: { type: object } } } }`;

describe('a generated request', () => {
  it('says what is read of its answer, unless the user does', async () => {
    const paths = `
paths:
  /report:
    get:
      responses:
        '404': { description: None., content: { application/problem+json: {} } }
        '200': { description: It., content: { text/csv: {} } }
`;
    const answer = (): Answer => [404, undefined, { 'content-type': 'application/problem+json' }];
    const { asked } = await generate(paths, answer);
    expect(new Set(asked.map(({ headers }) => headers.accept))).toEqual(
      new Set(['text/csv, application/problem+json;q=0.9']),
    );
    const told = await generate(paths, answer, { headers: new Map([['Accept', 'text/html']]) });
    expect(new Set(told.asked.map(({ headers }) => headers.accept))).toEqual(new Set(['text/html']));
  });

  it('that is refused with a status of the provider alone is told of once', async () => {
    const paths = (other: string) => `
paths:
  /alerts:
    get:
      parameters: [{ name: filter, in: query, schema: { type: string } }]
      responses: { '200': ${answers}${other} }
`;
    const answer = ({ query }: Asked): Answer => [
      query.has('filter') && query.get('filter') !== '' ? 400 : 200,
      {},
    ];
    expect((await generate(paths(''), answer)).found).toEqual([
      'error valid-input-rejected: GET /alerts answered 400, which the contract does not document, to a request that it allows (the query filter=filter)',
    ]);
    expect((await generate(paths(`, default: ${answers}`), answer)).found).toEqual([
      'warning valid-input-rejected: GET /alerts answered 400 to a request that the contract allows (the query filter=filter)',
    ]);
  });

  it('may be refused for a parameter that has no value', async () => {
    const { found } = await generate(
      `
paths:
  /chart:
    get:
      parameters: [{ name: chart, in: query, required: true, schema: { type: string } }]
      responses: { '200': ${answers}, '400': ${answers} }
`,
      ({ query }) => [(query.get('chart') ?? '') === '' ? 400 : 200, {}],
    );
    expect(found).toEqual([]);
  });

  it('has digits for whole numbers in texts, and ends in times to come', async () => {
    const { asked, found } = await generate(
      `
paths:
  /silences:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [revision, startsAt, endsAt]
              properties:
                revision: { type: string, format: int64 }
                startsAt: { type: string, format: date-time }
                endsAt: { type: string, format: date-time }
      responses: { '200': ${answers}, '400': ${answers} }
`,
      ({ body }) => {
        const { revision, startsAt, endsAt } = (body ?? {}) as Record<string, unknown>;
        const times = [startsAt, endsAt].map((text) =>
          typeof text === 'string' && /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN,
        );
        const whole = typeof revision === 'string' && /^\d+$/.test(revision);
        return [whole && times[0] !== undefined && times[0] < (times[1] ?? 0) ? 200 : 400, {}];
      },
    );
    expect(asked[0]?.body).toMatchObject({ revision: '1', endsAt: '2099-12-31T23:59:59Z' });
    expect(found).toEqual([]);
  });
});

describe('a provider that stops answering', () => {
  const paths = `
paths:
  /a:
    get: { responses: { '200': ${answers} } }
  /b:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 9 } }]
      responses: { '200': ${answers}, '400': ${answers} }
`;

  it('ends the run with the request that ended it', async () => {
    const { found, asked } = await generate(paths, ({ path, query }) =>
      path === '/b' && query.has('limit') ? 'dies' : [200, {}],
    );
    expect(found).toEqual([
      'error exchange-failed: no whole response came back: the connection was closed early; nobody listens at the target any more, so that no more requests were made up',
    ]);
    expect(asked).toHaveLength(2);
  });

  it('is asked for little more where it is silent', async () => {
    const { found, asked } = await longEnough(
      (timeoutMs) => generate(paths, ({ path }) => (path === '/b' ? 'silent' : [200, {}]), { timeoutMs }),
      (run) => run.found.length === 1 && /^[^\n]*, in 2 of 3 exchanges$/.test(run.found[0] ?? ''),
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^error exchange-failed: no whole response came back: it took longer than \d+ ms, in 2 of 3 exchanges$/,
      ),
    ]);
    expect(asked.filter(({ path }) => path === '/b')).toHaveLength(2);
  });
});

describe('what was made', () => {
  const silence = `
paths:
  /silences:
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '200': ${answers} }
  /silence/{silenceID}:
    parameters: [{ name: silenceID, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': ${answers}, '404': ${answers} } }
    delete: { responses: { '200': ${answers}, '404': ${answers} } }
`;
  const keeper = (gone: 'away' | 'ended' | 'never') => {
    const states = new Map<string, string>();
    return ({ method, path, body }: Asked): Answer => {
      if (path === '/silences') {
        if (typeof body !== 'object' || body === null || Array.isArray(body)) return [400, {}];
        states.set(`s${states.size + 1}`, 'active');
        return [200, { silenceID: `s${states.size}` }];
      }
      const id = path.slice('/silence/'.length);
      const state = states.get(id);
      if (state === undefined) return [404, {}];
      if (method === 'DELETE' && gone === 'away') states.delete(id);
      if (method === 'DELETE' && gone === 'ended') states.set(id, 'expired');
      return [200, { state }];
    };
  };

  it('is known by the name of its id, removed, and then gone', async () => {
    const { asked, found } = await generate(silence, keeper('away'));
    expect(asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toContain(
      '/silence/s1',
    );
    expect(found.filter((line) => line.includes('deleted'))).toEqual([]);
  });

  it('may be served as what has ended, and not as if nothing had happened', async () => {
    expect(
      (await generate(silence, keeper('ended'))).found.filter((line) => line.includes('deleted')),
    ).toEqual([]);
    expect(
      (await generate(silence, keeper('never'))).found.filter((line) => line.includes('deleted')),
    ).toEqual([
      expect.stringContaining(
        'GET /silence/{silenceID} answered 200 after DELETE /silence/{silenceID} answered 200',
      ),
    ]);
  });

  it('leads on: names are told again, busy things are made anew, others are left alone', async () => {
    const prepared = new Set<string>();
    const started = new Set<string>();
    const { asked, result } = await generate(
      `
paths:
  /deploy:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [deploymentId, dryRun]
              properties: { deploymentId: { type: string }, dryRun: { type: boolean } }
      responses: { '202': ${answers}, '400': ${answers}, '404': ${answers}, '409': ${answers} }
  /deploy/prepare:
    post:
      responses: { '201': ${answers} }
  /deploy/{deploymentId}/rollback:
    parameters: [{ name: deploymentId, in: path, required: true, schema: { type: string } }]
    post: { responses: { '202': ${answers}, '404': ${answers} } }
  /accounts:
    get: { responses: { '200': ${answers} } }
  /accounts/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    put: { responses: { '200': ${answers} } }
  /accounts/{id}/keys:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post: { responses: { '201': ${answers} } }
  /accounts/{id}/keys/{keyId}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: keyId, in: path, required: true, schema: { type: string } }
    delete: { responses: { '204': { description: Gone. } } }
`,
      ({ method, path, body }) => {
        if (path === '/deploy/prepare') {
          prepared.add(`d${prepared.size + 1}`);
          return [201, { data: { deployment: { deploymentId: `d${prepared.size}`, accountId: 'a1' } } }];
        }
        if (path === '/deploy') {
          const { deploymentId, dryRun } = (body ?? {}) as Record<string, unknown>;
          if (typeof deploymentId !== 'string' || typeof dryRun !== 'boolean') return [400, {}];
          if (!prepared.has(deploymentId)) return [404, {}];
          if (started.has(deploymentId)) return [409, {}];
          started.add(deploymentId);
          return [202, {}, { location: `/deploy/${deploymentId}/status` }];
        }
        if (path === '/accounts') return [200, { items: [{ id: 'a1' }] }];
        if (path === '/accounts/a1/keys') return [201, { id: 'k1' }];
        if (method === 'DELETE') return [204];
        return [started.has(path.split('/')[2] ?? '') ? 202 : 404, {}];
      },
    );
    const of = (method: string, pattern: RegExp) =>
      asked.filter((one) => one.method === method && pattern.test(one.path)).map(({ path }) => path);
    const { covered, total } = result.coverage.operations;
    // All but PUT /accounts/{id}, which would change what was there before.
    expect(total - covered).toBe(1);
    expect(of('PUT', /./)).toEqual([]);
    expect(started.size).toBeGreaterThan(1);
    expect(new Set(of('POST', /rollback$/))).not.toContain('/deploy/status/rollback');
    expect(of('POST', /rollback$/).length).toBeGreaterThan(0);
    expect(new Set(of('DELETE', /./))).toEqual(new Set(['/accounts/a1/keys/k1']));
  });
});

describe('whether credentials are asked for', () => {
  const paths = `
security: [{ key: [] }]
components: { securitySchemes: { key: { type: http, scheme: bearer } } }
paths:
  /things:
    get:
      responses:
        '200': ${answers}
        '401': { description: Who?, headers: { WWW-Authenticate: { required: true, schema: { type: string } } } }
`;
  const ask = (answer: (asked: Asked) => Answer) =>
    generate(paths, answer, {
      checkAuth: true,
      auth: new Map([['key', { type: 'bearer', token: 'right' }]]),
    });
  const right = ({ headers }: Asked): boolean => headers.authorization === 'Bearer right';

  it('is tried with what is made up, and what refuses is judged', async () => {
    const challenge = { 'www-authenticate': 'Bearer' };
    expect((await ask((asked) => (right(asked) ? [200, {}] : [401, undefined, challenge]))).found).toEqual(
      [],
    );
    expect((await ask(() => [200, {}])).found).toEqual([
      expect.stringContaining('error security-not-enforced: GET /things'),
    ]);
    expect((await ask((asked) => (right(asked) ? [200, {}] : [401]))).found).toEqual([
      expect.stringContaining('error response-header-missing: response header WWW-Authenticate is missing'),
    ]);
  });
});
