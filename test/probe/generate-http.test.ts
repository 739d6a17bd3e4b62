import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

const files = `
paths:
  /files:
    get: &get
      responses:
        '200': { description: All, content: { application/json: {} } }
        '404': { description: None }
    head: *get
`;

describe('HEAD, where the contract has it', () => {
  const served =
    (head: Answer) =>
    (asked: Asked): Answer =>
      asked.method === 'HEAD' ? head : [200, ['a']];

  it('is fine where it is answered as GET', async () => {
    const { asked, found } = await generate(
      files,
      served([200, undefined, { 'content-type': 'application/json' }]),
    );
    expect(found).toEqual([]);
    expect(asked.some(({ method }) => method === 'HEAD')).toBe(true);
  });

  it('is told of with another status', async () => {
    const { found } = await generate(files, served([404]));
    expect(found).toEqual([
      'error head-differs: HEAD /files answered 404, where GET of the same answers 200',
    ]);
  });

  it('is told of with the length of something else', async () => {
    const answer = (asked: Asked): Answer => [
      200,
      asked.method === 'HEAD' ? undefined : ['a'],
      { 'content-type': 'application/json', 'content-length': asked.method === 'HEAD' ? '0' : '5' },
    ];
    expect((await generate(files, answer)).found).toEqual([
      'error head-differs: HEAD /files answered with content-length: 0, where GET of the same has 5',
    ]);
  });

  it('is not told of where GET is answered otherwise each time', async () => {
    let count = 0;
    const answer = ({ method }: Asked): Answer => [
      200,
      method === 'HEAD' ? undefined : ['a'],
      { 'content-type': 'application/json', etag: `"${count++}"` },
    ];
    expect((await generate(files, answer)).found).toEqual([]);
  });

  it('is not told of where the provider rests', async () => {
    expect((await generate(files, served([503]))).found.filter((one) => one.includes('head'))).toEqual([]);
  });
});

const documents = `
paths:
  /documents:
    post:
      requestBody: &body
        required: true
        content:
          application/json:
            schema: { type: object, additionalProperties: false, required: [on], properties: { on: { type: boolean } } }
      responses:
        '201': { description: Made, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }
        '400': { description: Wrong }
  /documents/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      parameters: [{ name: If-None-Match, in: header, schema: { type: string } }]
      responses: { '200': { description: One }, '304': { description: The same }, '404': { description: None } }
    put:
      parameters: [{ name: If-Match, in: header, schema: { type: string } }]
      requestBody: *body
      responses:
        '200': { description: Changed }
        '400': { description: Wrong }
        '404': { description: None }
        '412': { description: Changed by another }
    delete: { responses: { '204': { description: Gone }, '404': { description: None } } }
`;

/** Documents that heed conditions, or not. */
function store({ reads = true, writes = true, required = false, fresh = false } = {}) {
  const all = new Map<string, { on: boolean; version: number }>();
  return ({ method, path, body, headers }: Asked): Answer => {
    const on =
      typeof body === 'object' && body && 'on' in body && Object.keys(body).length === 1
        ? body.on
        : undefined;
    if ((method === 'POST' || method === 'PUT') && typeof on !== 'boolean') return [400];
    if (method === 'POST') {
      all.set(`d${all.size}`, { on: on === true, version: 1 });
      return [201, { id: `d${all.size - 1}` }];
    }
    const one = all.get(path.split('/')[2] ?? '');
    if (!one) return [404];
    const etag = `"v${one.version}"`;
    if (method === 'DELETE') {
      all.delete(path.split('/')[2] ?? '');
      return [204];
    }
    if (method === 'GET') {
      if (fresh) one.version += 1;
      return reads && headers['if-none-match'] === etag ? [304] : [200, undefined, { etag }];
    }
    const wanted = headers['if-match'];
    if (writes && (required || wanted !== undefined) && wanted !== etag && wanted !== '*') return [412];
    one.version += 1;
    one.on = on === true;
    return [200];
  };
}

describe('conditions, where the contract has them', () => {
  it('are fine where they are heeded', async () => {
    for (const required of [false, true]) {
      const { asked, found } = await generate(documents, store({ required }));
      expect(found).toEqual([]);
      expect(asked.some(({ headers }) => headers['if-none-match']?.startsWith('"v') === true)).toBe(true);
      expect(asked.some(({ headers }) => headers['if-match'] === '"apicheck-stale"')).toBe(true);
      expect(asked.some(({ headers }) => headers['if-match']?.startsWith('"v') === true)).toBe(true);
    }
  });

  it('are told of where what is there is sent again', async () => {
    const { found } = await generate(documents, store({ reads: false }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^error condition-ignored: GET \/documents\/\{id\} answered 200 to If-None-Match with the ETag that it told, "v\d+"; the contract has a 304$/,
    );
  });

  it('are told of where something newer is overwritten', async () => {
    const { found } = await generate(documents, store({ writes: false }));
    expect(found).toEqual([
      'error condition-ignored: PUT /documents/{id} answered 200 to a request for what has the ETag "apicheck-stale", which nothing has; the contract has a 412',
    ]);
  });

  it('are not told of where what is there has changed in between', async () => {
    expect((await generate(documents, store({ reads: false, fresh: true }))).found).toEqual([]);
  });

  it('are not told of where the contract has none', async () => {
    const silent = documents
      .replaceAll(/, '304': \{ description: The same \}/g, '')
      .replaceAll(/ {8}'412': .*\n/g, '');
    expect((await generate(silent, store({ reads: false, writes: false }))).found).toEqual([]);
  });
});

const orders = `
paths:
  /orders:
    post:
      parameters: [{ name: Idempotency-Key, in: header, required: true, schema: { type: string, format: uuid } }]
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, additionalProperties: false, required: [item], properties: { item: { type: string, minLength: 1 } } }
      responses:
        '201': { description: Made, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }
        '400': { description: Wrong }
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete: { responses: { '204': { description: Gone } } }
`;

/** Orders that know the keys that they came with, or not. */
function shop(heeds: boolean) {
  const byKey = new Map<string, Answer>();
  let count = 0;
  return ({ method, body, headers }: Asked): Answer => {
    if (method === 'DELETE') return [204];
    const key = headers['idempotency-key'];
    if (typeof key !== 'string' || !/^[\da-f-]{36}$/.test(key)) return [400];
    const known = byKey.get(key);
    // As many do, it does not look at what else comes with a key that it knows.
    if (heeds && known) return known;
    const item =
      typeof body === 'object' && body && 'item' in body && Object.keys(body).length === 1
        ? body.item
        : undefined;
    const answer: Answer = typeof item !== 'string' || item === '' ? [400] : [201, { id: `o${count++}` }];
    byKey.set(key, answer);
    return answer;
  };
}

describe('idempotency keys, where the contract has them', () => {
  it('are fine where one makes one thing, and no two requests have one by accident', async () => {
    const { asked, found } = await generate(orders, shop(true));
    expect(found).toEqual([]);
    const keys = asked.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    expect(keys.length - new Set(keys).size).toBeGreaterThan(0);
    expect(new Set(keys).size).toBeGreaterThan(8);
  });

  it('are told of where one makes two things', async () => {
    const { found } = await generate(orders, shop(false));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^error idempotency-key-ignored: POST \/orders made o\d+ and then o\d+ of the same request with the same Idempotency-Key$/,
    );
  });
});

const alarms = `
paths:
  /alarms:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [loud]
              properties: { loud: { type: boolean }, hour: { type: integer, minimum: 0, maximum: 23 } }
      responses:
        '201': { description: Made, content: { application/json: {} } }
        '400': { description: Wrong }
`;

/** Takes what becomes of a body; gives alarms that answer with that. */
const ringing =
  (kept: (body: Readonly<Record<string, unknown>>) => object) =>
  ({ body }: Asked): Answer => {
    const {
      loud,
      hour = 0,
      ...rest
    } = typeof body === 'object' && body ? { ...body } : ({} as Record<string, unknown>);
    const right =
      typeof loud === 'boolean' && Number.isInteger(hour) && Number(hour) >= 0 && Number(hour) < 24;
    return right && Object.keys(rest).length === 0 ? [201, kept({ loud, hour })] : [400];
  };

describe('what is sent', () => {
  it('is fine where it is kept, left out, or bound', async () => {
    for (const kept of [
      (body: object) => body,
      () => ({}),
      ({ loud, hour }: Readonly<Record<string, unknown>>) => ({ loud, hour: Math.min(Number(hour), 12) }),
    ])
      expect((await generate(alarms, ringing(kept))).found).toEqual([]);
  });

  it('is told of where it does not matter what it is', async () => {
    expect(
      (
        await generate(
          alarms,
          ringing((body) => ({ ...body, loud: true })),
        )
      ).found,
    ).toEqual([
      'warning value-not-kept: POST /alarms was sent false as loud and answered with true, as it does whatever is sent',
    ]);
    const { found } = await generate(
      alarms,
      ringing((body) => ({ ...body, hour: 7 })),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^warning value-not-kept: POST \/alarms was sent \d+ as hour and answered with 7, as/,
    );
  });
});

describe('an answer to a request that was made up', () => {
  const header = `
paths:
  /files:
    get:
      parameters:
        - { name: x-page, in: header, schema: { type: string, pattern: '^[0-9]+$' } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 9 } }
      responses: { '200': { description: All }, '400': { description: Wrong } }
`;

  it('may take a header without a value for one that is not there', async () => {
    const answer = ({ headers, query }: Asked): Answer =>
      /^\d*$/.test(String(headers['x-page'] ?? '')) && /^[1-9]?$/.test(query.get('size') ?? '')
        ? [200]
        : [400];
    const { asked, found } = await generate(header, answer);
    expect(asked.some(({ headers }) => headers['x-page'] === '')).toBe(true);
    expect(found).toEqual([]);
  });

  it('is not held to refusing a text without characters, which has no bytes either', async () => {
    const text = `
paths:
  /render:
    post:
      requestBody: { required: true, content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } } } } }
      responses: { '200': { description: Done }, '400': { description: Wrong } }
  /raw:
    post:
      requestBody: { required: true, content: { text/plain: { schema: { type: string } } } }
      responses: { '200': { description: Done }, '400': { description: Wrong } }
`;
    const { found } = await generate(text, () => [200]);
    expect(found.filter((one) => !one.includes('(nothing but its path)'))).toEqual([]);
  });

  it('comes with the command that shows it again where it is a warning too', async () => {
    const answer = ({ headers, query }: Asked): Answer => {
      const size = query.get('size') ?? '1';
      return /^\d*$/.test(String(headers['x-page'] ?? '')) && /^[1-8]?$/.test(size) ? [200] : [400];
    };
    const { found, result } = await generate(header, answer);
    expect(found).toEqual([
      'warning valid-input-rejected: GET /files answered 400 to a request that the contract allows (the query size=9)',
    ]);
    const told = result.exchanges.filter(({ findings }) => findings.length > 0);
    expect(told.map(({ outcome, reproduce }) => `${outcome} ${reproduce?.replace(/:\d+\//, '/')}`)).toEqual([
      "pass curl 'http://127.0.0.1/files?size=9'",
    ]);
  });
});

describe('a provider that fails', () => {
  const things = (statuses: string): string => `
paths:
  /things:
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { name: { type: string }, size: { type: integer } } } } } }
      responses: { '201': { description: Made }, '400': { description: Wrong }${statuses} }
`;
  const body = { message: 'out of order' };
  const unsafe = { generate: { seed: 1, unsafe: true } };

  it('at whatever it is asked is told of once', async () => {
    const { asked, found } = await generate(
      things(", '500': { description: Out of order }"),
      () => [500, body],
      unsafe,
    );
    expect(asked.length).toBeGreaterThan(10);
    expect(found).toEqual([
      'error server-error: POST /things answered 500 to a request that the contract allows (the body {})',
    ]);
  });

  it('says so with 501 where the contract has that', async () => {
    expect((await generate(things(", '501': { description: Not here }"), () => [501], unsafe)).found).toEqual(
      [],
    );
    const { found } = await generate(things(''), () => [501], unsafe);
    expect(found).toHaveLength(1);
  });
});
