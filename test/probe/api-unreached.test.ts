import { describe, expect, it } from 'vitest';
import type { LiveOptions } from '../../src/probe/live/session.ts';
import { generate, type Answer, type Asked } from './generated-run.ts';

const description = (security: string): string => `
components:
  securitySchemes: { bearer: { type: http, scheme: bearer }, key: { type: apiKey, in: header, name: x-key } }
  parameters: { by: { name: by, in: query, schema: { type: string, enum: [a, b, c, d, e, f] } } }
security: ${security}
paths:
  /a: { get: { parameters: [{ $ref: '#/components/parameters/by' }], responses: { '200': { description: A, content: { application/json: {} } } } } }
  /b: { get: { parameters: [{ $ref: '#/components/parameters/by' }], responses: { '200': { description: B, content: { application/json: {} } } } } }
  /c/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { description: C }, '404': { description: None } } }
`;

async function told(
  answer: (asked: Asked) => Answer,
  security = '[]',
  options: Partial<LiveOptions> = {},
  also = 'api-unreached',
): Promise<string[]> {
  const { found } = await generate(description(security), answer, options);
  return found
    .filter((one) => one.includes('api-unreached') || one.includes(also))
    .map((one) => one.replace(/\b\d+ of \d+/, 'N of N'));
}

const said = 'warning api-unreached: N of N answers';
const page: Answer = [200, '<!doctype html>', { 'content-type': 'text/html; charset=utf-8' }];

describe('a run that does not reach the API', () => {
  it('is told which credentials it was not given', async () => {
    expect(await told(() => [403], '[{ bearer: [] }, { key: [] }]')).toEqual([
      `${said} are 403 and none is a success: no credentials were given for bearer, key; --auth bearer=… gives some`,
    ]);
  });

  it('is told once which they were, where made-up requests are answered 401 without them', async () => {
    expect(await told(() => [401], '[{ bearer: [] }, { key: [] }]', {}, 'credentials-missing')).toEqual([
      expect.stringMatching(
        /^warning credentials-missing: GET \/a answered 401 to a request without credentials/,
      ),
    ]);
  });

  it('is told which ones are refused', async () => {
    const auth = new Map([['key', { type: 'value', value: 'a-wrong-key' } as const]]);
    expect(await told(() => [403], '[{ bearer: [] }, { key: [] }]', { auth })).toEqual([
      `${said} are 403 and none is a success: the credentials for key seem to be refused`,
    ]);
  });

  it('is told which ones are not taken any more, and from where on', async () => {
    const auth = new Map([['key', { type: 'value', value: 'a-key' } as const]]);
    let count = 0;
    const revoked = (): Answer => (++count > 4 ? [401] : [200, {}]);
    expect(await told(revoked, '[{ key: [] }]', { auth })).toEqual([
      expect.stringMatching(
        /^warning api-unreached: the last \d\d answers, from one to GET \/\S+ on, are 401: the credentials for key are not taken any more/,
      ),
    ]);
    count = -1_000;
    expect(await told(revoked, '[{ key: [] }]', { auth })).toEqual([]);
    // One that never lets in may want others.
    const now = ({ path }: Asked): Answer => (path.startsWith('/a') ? [200, {}] : [401]);
    expect(await told(now, '[{ key: [] }]', { auth })).toEqual([]);
  });

  it('is told that the contract says nothing of them', async () => {
    expect(await told(() => [401])).toEqual([
      `${said} are 401 and none is a success: credentials are asked for, of which the contract says nothing; --header 'name: value' sends some`,
    ]);
  });

  it('is told where the API is, with its base path', async () => {
    const moved = ({ path }: Asked): Answer => [
      301,
      undefined,
      { location: `https://api.example.com/v1${path}` },
    ];
    expect(await told(moved)).toEqual([
      `${said} lead to https://api.example.com/v1 and none is a success: name that as the target`,
    ]);
  });

  it('is told of a page to log in at, without what the query has', async () => {
    const login = ({ path }: Asked): Answer => [
      302,
      undefined,
      { location: `https://sso.example.com/login?to=${path}` },
    ];
    expect(await told(login)).toEqual([
      `${said} lead to https://sso.example.com/login and none is a success: where that is for logging in, give credentials (--auth, --header), else name the API itself as the target`,
    ]);
  });

  it('is told of pages in the place of an API', async () => {
    expect(await told(() => page)).toEqual([
      `${said} are pages in HTML, which the contract has not, and none is what it promises: the API is likely to be at another address or base path`,
    ]);
  });

  it('is none where anything was served, or what is wrong is something else', async () => {
    expect(await told(({ path }) => (path === '/b' ? [200, {}] : [401]))).toEqual([]);
    expect(await told(({ path }) => (path === '/b' ? [200, {}] : page))).toEqual([]);
    expect(await told(() => [500])).toEqual([]);
    expect(await told(() => [302])).toEqual([]);
    expect(await told(() => [302, undefined, { location: 'http://' }])).toEqual([]);
    expect(await told(({ path }) => (path === '/b' ? [401] : [500]))).toEqual([]);
  });
});
