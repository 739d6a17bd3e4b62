import { describe, expect, test } from 'vitest';
import { probeText } from './support.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Asked {
  readonly version?: string;
  readonly method?: string;
  readonly request?: Fields;
}

/** Takes the responses of `GET /it` and a recorded one; gives what is said of it. */
async function messages(responses: unknown, response: Fields, asked: Asked = {}): Promise<string[]> {
  const { version = '3.1.0', method = 'GET', request = {} } = asked;
  const opening =
    version === '2.0' ? { swagger: version, produces: ['application/json'] } : { openapi: version };
  const description = {
    ...opening,
    info: { title: 'A', version: '1' },
    paths: { '/it': { get: { responses } } },
  };
  const exchange = { name: 'a', request: { method, path: '/it', ...request }, response };
  const { findings } = await probeText(
    JSON.stringify(description),
    JSON.stringify({ apicheck: 1, exchanges: [exchange] }),
  );
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

const json = (schema: unknown) => ({ description: 'It.', content: { 'application/json': { schema } } });
const sent = (status: number, bodyText: string, headers: Fields = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  bodyText,
});

describe('the status is found', () => {
  const responses = {
    '200': json({ const: 'exact' }),
    '2XX': json({ const: 'range' }),
    '5xx': json({ const: 'lower' }),
    default: json({ const: 'default' }),
  };
  test.each([
    [200, '"exact"'],
    [201, '"range"'],
    [503, '"lower"'],
    [404, '"default"'],
  ])('%d', async (status, body) => {
    expect(await messages(responses, sent(status, body))).toEqual([]);
    expect(await messages(responses, sent(status, '1'))).toHaveLength(1);
  });
  test('or is not there', async () => {
    expect(await messages({ '200': json(true), '4XX': json(true) }, sent(500, 'not JSON'))).toEqual([
      'status-undocumented: status 500 is not documented for GET /it, only 200, 4XX',
    ]);
  });
});

describe('bodies', () => {
  const responses = {
    '200': json(true),
    '204': { description: 'None.' },
    '205': json(true),
    '304': json(true),
    '404': { description: 'No.' },
  };
  test.each([
    ['GET', 204, 'a', ['body-unexpected: a response with status 204 to GET has no body']],
    ['GET', 205, '{}', ['body-unexpected: a response with status 205 to GET has no body']],
    ['GET', 304, '{}', ['body-unexpected: a response with status 304 to GET has no body']],
    ['HEAD', 200, '{}', ['body-unexpected: a response with status 200 to HEAD has no body']],
    ['HEAD', 200, '', []],
    ['GET', 304, '', []],
    [
      'GET',
      200,
      '',
      ['body-missing: the response has no body, where the contract promises application/json'],
    ],
    ['GET', 200, '<html>', ['body-malformed: the response body is not application/json: it looks like HTML']],
    ['GET', 404, 'a', ['body-unexpected: the contract describes no body for GET /it 404']],
    ['GET', 404, '', []],
  ])('%s %d %j', async (method, status, body, expected) => {
    expect(await messages(responses, sent(status, body), { method })).toEqual(expected);
  });
});

describe('headers', () => {
  const withHeader = (name: string, header: Fields) => ({
    '200': { ...json(true), headers: { [name]: header } },
  });
  test.each([
    ['X-Total', { schema: { type: 'integer' } }, { 'x-total': '5' }, []],
    [
      'X-Total',
      { schema: { type: 'integer' } },
      { 'X-TOTAL': 'five' },
      ['response-header-invalid: response header X-Total must be an integer, is a string: "five"'],
    ],
    [
      'X-Total',
      { schema: { type: 'integer', format: 'int64' } },
      { 'x-total': '9223372036854775808' },
      ['response-header-invalid: response header X-Total must be a valid int64, is 9223372036854775808'],
    ],
    [
      'X-Total',
      { required: true, schema: { type: 'integer' } },
      {},
      ['response-header-missing: response header X-Total is missing, which GET /it 200 requires'],
    ],
    ['X-Total', { schema: { type: 'integer' } }, {}, []],
    ['X-Tags', { schema: { type: 'array', items: { enum: ['a', 'b'] } } }, { 'x-tags': 'a, b' }, []],
    [
      'X-Tags',
      { schema: { type: 'array', items: { enum: ['a', 'b'] } } },
      { 'x-tags': ['a', 'c'] },
      ['response-header-invalid: response header X-Tags /1 must be one of "a", "b", is "c"'],
    ],
    [
      'X-Limit',
      { explode: true, schema: { type: 'object', properties: { left: { type: 'integer' } } } },
      { 'x-limit': 'left=x,of=10' },
      ['response-header-invalid: response header X-Limit /left must be an integer, is a string: "x"'],
    ],
    [
      'X-Limit',
      { schema: { type: 'object' } },
      { 'x-limit': 'left' },
      [
        'response-header-invalid: response header X-Limit cannot be read: names and values must alternate, and a name has no value',
      ],
    ],
    [
      'X-Json',
      { content: { 'application/json': { schema: { type: 'object', required: ['a'] } } } },
      { 'x-json': '{}' },
      ['response-header-invalid: response header X-Json must have property a'],
    ],
    [
      'Last-Modified',
      { schema: { type: 'string', format: 'http-date' } },
      { 'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT' },
      [],
    ],
    ['Content-Type', { required: true, schema: { const: 'nonsense' } }, {}, []],
  ])('%s as %j: %j', async (name, header, given, expected) => {
    expect(await messages(withHeader(name, header), sent(200, '1', given))).toEqual(expected);
  });
  test('of 2.0', async () => {
    const responses = {
      '200': {
        description: 'It.',
        schema: {},
        headers: { 'X-Ids': { type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } } },
      },
    };
    expect(await messages(responses, sent(200, '1', { 'x-ids': '1|2' }), { version: '2.0' })).toEqual([]);
    expect(await messages(responses, sent(200, '1', { 'x-ids': '1|b' }), { version: '2.0' })).toEqual([
      'response-header-invalid: response header X-Ids /1 must be an integer, is a string: "b"',
    ]);
  });
});

describe('what only requests have', () => {
  test('need not be there', async () => {
    const schema = {
      type: 'object',
      required: ['password', 'name'],
      properties: { password: { type: 'string', writeOnly: true }, name: { type: 'string' } },
    };
    expect(await messages({ '200': json(schema) }, sent(200, '{"name":"a"}'))).toEqual([]);
  });
});

describe('preflights of browsers', () => {
  test('are nobody’s operation', async () => {
    const request = { headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' } };
    expect(await messages({ '200': json(true) }, { status: 204 }, { method: 'OPTIONS', request })).toEqual(
      [],
    );
    expect(await messages({ '200': json(true) }, { status: 204 }, { method: 'OPTIONS' })).toEqual([
      'method-undocumented: /it has no OPTIONS, only GET',
    ]);
  });
});
