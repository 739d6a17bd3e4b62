import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuthConfig } from '../../src/probe/live/auth/config.ts';
import type { LiveOptions } from '../../src/probe/live/session.ts';
import { TargetUnreachable } from '../../src/probe/live/errors.ts';
import type { ProbeOptions } from '../../src/probe/run-options.ts';
import { sectionOf } from '../../src/probe/run-section.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { longEnough } from './long-enough.ts';
import { contractOf, place, recordingOf, root } from './support.ts';

const description = `openapi: 3.0.3
info: { title: Things, version: '1' }
servers: [{ url: 'https://{tenant}.example.com/v1', variables: { tenant: { default: demo } } }]
security: [{ token: [] }]
paths:
  /things:
    post:
      responses:
        '201':
          description: Made.
          content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: integer } } } } }
        '401': { description: Who? }
  /things/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200': { description: One., content: { application/json: { schema: { properties: { id: { type: integer } } } } } }
        '302': { description: Elsewhere. }
  /events:
    get:
      responses: { '200': { description: Events., content: { text/event-stream: { schema: { type: string } } } } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
`;

type Handler = (request: IncomingMessage & { text: string }, response: ServerResponse) => void;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(handle: Handler): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { authorization = '-' } = request.headers;
      seen.push(`${request.method} ${request.url} ${authorization} ${text}`.trim());
      handle(Object.assign(request, { text }), response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(
    () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function run(
  target: string,
  exchanges: string,
  auth: Readonly<Record<string, AuthConfig>> = {},
  options: Partial<Omit<ProbeOptions, 'live'>> & { readonly live?: Partial<LiveOptions> } = {},
): Promise<ProbeResult> {
  const { api, schemas } = await contractOf(description);
  const { recording, problems } = await recordingOf(`apicheck: 1\nexchanges:\n${exchanges}`);
  expect(problems.map(place)).toEqual([]);
  return probe(api, schemas, [recording], {
    now: () => Date.now(),
    ...options,
    live: {
      target,
      auth: new Map(Object.entries(auth)),
      timeoutMs: 30_000,
      loadModule: () => Promise.reject(new Error('no modules here')),
      ...options.live,
    },
  });
}

const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};
const get = (name = 'read', path = '/things/1', status = 200): string =>
  `  - name: ${name}\n    request: { method: GET, path: '${path}' }\n    response: { status: ${status}, headers: { content-type: application/json }, body: { id: 1 } }\n`;
const bearer: AuthConfig = { type: 'bearer', token: 'very-secret-token' };

describe('requests', () => {
  it('are shown with their own answers, whatever they are called', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(request.url?.endsWith('1') === true ? 418 : 410);
      response.end();
    });
    const one = (id: number): string =>
      `  - { name: same, request: { method: GET, path: /things/${id} }, response: { status: 200, body: { id: ${id} } } }\n`;
    const { findings, documents } = await run(url, one(1) + one(2));
    const lines = findings
      .filter(({ code }) => code === 'status-undocumented')
      .map(({ message, location: { uri } }) => [
        /\d+/.exec(message)?.[0],
        documents.get(uri)?.text.split('\n', 1)[0],
      ]);
    expect(lines).toEqual([
      ['418', 'HTTP/1.1 418'],
      ['410', 'HTTP/1.1 410'],
    ]);
  });

  it('go below the base path, with credentials, captures and variables', async () => {
    const { url, seen } = await serve((request, response) =>
      request.method === 'POST' ? json(response, 201, { id: 7 }) : json(response, 200, { id: 7 }),
    );
    const result = await run(
      url,
      `  - name: make
    request: { method: POST, path: /things, body: { name: '{name}', count: '{count}' } }
    response: { status: 201, body: { id: 1 } }
    capture: { thing: $response.body#/id }
  - name: read
    request: { method: GET, path: '/things/{thing}' }
    response: { status: 200, body: { id: 1 } }
  - name: not sent
    offline: it breaks things
    request: { method: GET, path: /things/1 }
    response: { status: 200, body: { id: 1 } }
`,
      { token: bearer },
      {
        variables: new Map<string, unknown>([
          ['name', 'a b'],
          ['count', 3],
        ]),
      },
    );
    expect(result.exchanges.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'skip']);
    expect(seen).toEqual([
      'POST /v1/things Bearer very-secret-token {"name":"a b","count":3}',
      'GET /v1/things/7 Bearer very-secret-token',
    ]);
    expect(result.coverage.responses).toEqual({ covered: 2, total: 5 });
  });

  it('take the path of the target in place of the base path, and never go to another host', async () => {
    const { url, seen } = await serve((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end();
    });
    const result = await run(
      `${url}/mounted/here/`,
      `  - name: read
    request: { method: GET, url: 'https://other.example.com/v1/things/1' }
    response: { status: 302 }
`,
    );
    expect(seen).toEqual(['GET /mounted/here/things/1 -']);
    expect(result.exchanges[0]?.outcome).toBe('pass');
  });
});

describe('answers', () => {
  it('are judged, with lines of their own and without secrets', async () => {
    const { url } = await serve((_, response) => {
      response.setHeader('set-cookie', 'session=abcdef');
      json(response, 200, { id: 'very-secret-token' });
    });
    const result = await run(url, get(), { token: bearer });
    const [finding] = result.findings;
    expect(finding?.location.uri).toBe('live:read');
    expect(finding?.message).toBe('response body /id must be an integer, is a string: "***"');
    const text = result.documents.get('live:read')?.text ?? '';
    const { line, column } = finding?.location.range.start ?? { line: 0, column: 0 };
    expect(text.split('\n')[line - 1]?.slice(column - 1)).toBe('"*****************"}');
    expect(text).toContain('set-cookie: ***');
    expect(JSON.stringify(result)).not.toContain('very-secret-token');
    expect(result.exchanges[0]?.reproduce).toBe(`curl ${url}/v1/things/1 -H "authorization: $AUTHORIZATION"`);
  });

  it('have to have the recorded status', async () => {
    const { url } = await serve((_, response) => json(response, 500, {}));
    const result = await run(url, get());
    expect(result.findings.map(({ code, location }) => `${location.uri} ${code}`)).toEqual([
      'live:read status-undocumented',
    ]);
    expect(result.findings[0]?.related?.map(({ message }) => message)).toContain('status 200 was recorded');
    const other = await run(url, get('read', '/things/1', 302));
    expect(other.findings.map(({ code }) => code)).toEqual(['status-undocumented']);
  });

  it('may be documented and yet not the recorded one', async () => {
    const { url } = await serve((_, response) => response.writeHead(302).end());
    const result = await run(url, get());
    expect(result.findings.map(place)).toEqual([
      'recording.yaml:5 status-unexpected: status 302 came back where 200 was recorded',
    ]);
  });

  it('may not come, be cut off, be late or too large', async () => {
    const { url } = await serve((request, response) => {
      const id = request.url?.at(-1);
      if (id === '1') request.socket.destroy();
      else if (id === '2')
        response.writeHead(200, { 'content-length': '100' }).write('abc', () => request.socket.destroy());
      else if (id === '4') json(response, 200, { long: 'x'.repeat(5_000) });
    });
    const exchanges = [1, 2, 4].map((id) => get(`read ${id}`, `/things/${id}`)).join('');
    const result = await run(url, exchanges, {}, { live: { maxBytes: 1_000 } });
    expect(result.exchanges.map(({ outcome }) => outcome)).toEqual(['error', 'error', 'error']);
    expect(result.findings.map(({ message }) => message)).toEqual([
      'no whole response came back: the connection was closed early',
      'no whole response came back: the connection was closed early, after 3 of 100 bytes of the body (its status was 200)',
      'no whole response came back: the response has more than 1000 bytes; --limit responseBytes=N allows more (its status was 200)',
    ]);
    const late = await run(url, get('read 3', '/things/3'), {}, { live: { timeoutMs: 200 } });
    expect(late.exchanges.map(({ outcome }) => outcome)).toEqual(['error']);
    expect(late.findings.map(({ message }) => message)).toEqual([
      'no whole response came back: it took longer than 200 ms',
    ]);
  });

  it('may be streams without end', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\ndata: 2\n\ndata: cut');
    });
    const exchange = `  - name: events
    request: { method: GET, path: /events }
    response: { status: 200, headers: { content-type: text/event-stream }, bodyText: "data: 1\\n\\n" }
    capture: { all: $response.body }
`;
    const result = await longEnough(
      (timeoutMs) => run(url, exchange, {}, { live: { timeoutMs } }),
      ({ findings }) => findings.length === 0,
    );
    expect(result.findings.map(place)).toEqual([]);
    expect((await run(url, exchange, {}, { live: { maxEvents: 2 } })).exchanges[0]?.outcome).toBe('pass');
  });

  it('that never come from the start end the run', async () => {
    await expect(run('http://127.0.0.1:9', get())).rejects.toThrow(TargetUnreachable);
  });

  it('that stop coming are findings, and a run may stop there', async () => {
    let count = 0;
    const { url } = await serve((request, response) =>
      ++count > 1 ? request.socket.destroy() : json(response, 200, { id: 1 }),
    );
    const cleanup = get('undo').replace('    request', '    cleanup: true\n    request');
    const result = await run(url, get() + get() + get() + cleanup, {}, { bail: true });
    expect(result.exchanges.map(({ outcome }) => outcome)).toEqual(['pass', 'error', 'skip', 'error']);
  });
});

describe('credentials', () => {
  const oauth: AuthConfig = {
    type: 'oauth2-client-credentials',
    tokenPath: '/token',
    clientId: 'me',
    clientSecret: 'client-secret',
  };

  it('are fetched once, before they expire, and again after a 401', async () => {
    let tokens = 0;
    let revoked = '';
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/v1/token')
        json(response, 200, { access_token: `token-${++tokens}`, expires_in: 60 });
      else if (request.headers.authorization === revoked) json(response, 401, {});
      else json(response, 200, { id: 1 });
    });
    let time = 0;
    const at = (ms: number) => (): void => void (time += ms);
    const steps = [at(0), at(60_000), () => (revoked = 'Bearer token-2')];
    const result = await run(
      url,
      get('a') + get('b') + get('c') + get('d'),
      { token: oauth },
      {
        now: () => time,
        onExchange: () => steps.shift()?.(),
      },
    );
    expect(result.exchanges.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(seen.map((line) => line.replace('GET /v1/things/1 ', '').trim())).toEqual([
      'POST /v1/token - grant_type=client_credentials&client_id=me&client_secret=client-secret',
      'Bearer token-1',
      'Bearer token-1',
      'POST /v1/token - grant_type=client_credentials&client_id=me&client_secret=client-secret',
      'Bearer token-2',
      'Bearer token-2',
      'POST /v1/token - grant_type=client_credentials&client_id=me&client_secret=client-secret',
      'Bearer token-3',
    ]);
  });

  it('that cannot be had are findings', async () => {
    const { url } = await serve((_, response) => json(response, 403, {}));
    const result = await run(url, get(), { token: oauth });
    expect(result.findings.map(({ message }) => message)).toEqual([
      'not sent, as there are no credentials for it: POST /token was to give a token and answered 403',
    ]);
  });

  it('may come from a login, an HMAC or a module', async () => {
    const { url, seen } = await serve((request, response) =>
      json(response, 200, request.url === '/v1/login' ? { session: { key: 'login-token' } } : { id: 1 }),
    );
    const login: AuthConfig = {
      type: 'login',
      request: { path: '/login', body: { user: 'a' } },
      token: '$response.body#/session/key',
    };
    await run(url, get(), { token: login });
    const hmac: AuthConfig = {
      type: 'hmac',
      key: 'key',
      canonical: '{method}\n{path}\n{timestamp}',
      headers: { authorization: 'HMAC {timestamp}:{signature}' },
    };
    await run(url, get(), { token: hmac }, { now: () => 1_000_000 });
    const sign = ({ method, options }: { method: string; options: { by: string } }) => ({
      Authorization: `Signed ${method} ${options.by}`,
    });
    const signed: AuthConfig = { type: 'sign', module: 'sign.mjs', options: { by: 'me' } };
    await run(url, get(), { token: signed }, { live: { loadModule: () => Promise.resolve({ sign }) } });
    const signature = createHmac('sha256', 'key').update('GET\n/v1/things/1\n1000').digest('hex');
    expect(seen).toEqual([
      'POST /v1/login - {"user":"a"}',
      'GET /v1/things/1 Bearer login-token',
      `GET /v1/things/1 HMAC 1000:${signature}`,
      'GET /v1/things/1 Signed GET me',
    ]);
  });
});

describe('OAuth2', () => {
  it('uses a refresh token, and the one that takes its place', async () => {
    let answers = 0;
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/v1/token')
        json(response, 200, {
          access_token: `access-${++answers}`,
          refresh_token: `refresh-${answers}`,
          expires_in: 60,
        });
      else json(response, 200, { id: 1 });
    });
    let time = 0;
    const result = await run(
      url,
      get('a') + get('b'),
      {
        token: {
          type: 'oauth2-refresh-token',
          tokenPath: '/token',
          refreshToken: 'refresh-0',
          clientId: 'me',
          clientSecret: 'a secret',
          clientAuthentication: 'basic',
          parameters: { resource: 'things' },
        },
      },
      { now: () => time, onExchange: () => void (time += 60_000) },
    );
    expect(result.exchanges.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    const basic = Buffer.from('me:a+secret').toString('base64');
    expect(seen).toEqual([
      `POST /v1/token Basic ${basic} grant_type=refresh_token&refresh_token=refresh-0&resource=things`,
      'GET /v1/things/1 Bearer access-1',
      `POST /v1/token Basic ${basic} grant_type=refresh_token&refresh_token=refresh-1&resource=things`,
      'GET /v1/things/1 Bearer access-2',
    ]);
  });

  it('finds the token endpoint of an issuer, and sends no secret elsewhere', async () => {
    let endpoint = '';
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/realm/.well-known/openid-configuration')
        json(response, 200, { token_endpoint: endpoint });
      else json(response, 200, request.method === 'POST' ? { access_token: 'found-token' } : { id: 1 });
    });
    const auth: AuthConfig = {
      type: 'oauth2-client-credentials',
      issuer: `${url}/realm/`,
      clientId: 'me',
      clientSecret: 'client-secret',
    };
    endpoint = `${url}/realm/token`;
    expect((await run(url, get(), { token: auth })).exchanges[0]?.outcome).toBe('pass');
    expect(seen.at(-1)).toBe('GET /v1/things/1 Bearer found-token');
    endpoint = 'https://elsewhere.example/token';
    const refused = await run(url, get(), { token: auth });
    expect(refused.findings.map(({ message }) => message)).toEqual([
      `not sent, as there are no credentials for it: the token endpoint of ${url}/realm/ is at another host, https://elsewhere.example: name it as tokenUrl to send secrets there`,
    ]);
  });
});

describe('whether credentials are asked for', () => {
  const guarded = (accepts: (authorization: string | undefined) => boolean): Handler => {
    return (request, response) =>
      accepts(request.headers.authorization)
        ? json(response, request.method === 'POST' ? 201 : 200, { id: 1 })
        : json(response, 401, {});
  };
  const messages = async (
    accepts: (authorization: string | undefined) => boolean,
    exchanges: string,
    live: Partial<LiveOptions> = {},
  ): Promise<{ readonly found: readonly string[]; readonly requests: number }> => {
    const { url, seen } = await serve(guarded(accepts));
    const result = await run(url, exchanges, { token: bearer }, { live: { checkAuth: true, ...live } });
    const found = result.findings.map(({ code, message }) => `${code}: ${message}`);
    return { found, requests: seen.length };
  };
  const post = `  - name: make
    request: { method: POST, path: /things }
    response: { status: 201, headers: { content-type: application/json }, body: { id: 1 } }
`;

  it('is tried once for each operation that is protected', async () => {
    const asked = await messages((given) => given === 'Bearer very-secret-token', get('a') + get('b'));
    expect(asked).toEqual({ found: [], requests: 4 });
    const open = await messages(() => true, get());
    expect(open.found).toEqual([
      'security-not-enforced: GET /things/{id} requires token, and answered 200 to the same request without credentials',
    ]);
    const lax = await messages((given) => given !== undefined, get());
    expect(lax.found).toEqual([
      'security-not-enforced: GET /things/{id} requires token, and answered 200 to the same request with made-up credentials',
    ]);
  });

  it('is shown with the command that was let in', async () => {
    const commandOf = async (
      isLetIn: (given: string | undefined) => boolean,
    ): Promise<string | undefined> => {
      const { url } = await serve(({ headers }, response) =>
        json(response, isLetIn(headers.authorization) ? 200 : 401, { id: 1 }),
      );
      const { exchanges } = await run(url, get(), { token: bearer }, { live: { checkAuth: true } });
      return exchanges[0]?.reproduce?.replace(url, '');
    };
    expect(await commandOf(() => true)).toBe('curl /v1/things/1');
    expect(await commandOf((given) => given !== undefined)).toBe(
      'curl /v1/things/1 -H "authorization: $AUTHORIZATION"',
    );
  });

  it('is tried with what changes something only where that was allowed', async () => {
    expect(await messages(() => true, post)).toEqual({ found: [], requests: 1 });
    expect((await messages(() => true, post, { unsafe: true })).found).toHaveLength(1);
  });
});

describe('recordings', () => {
  it('are sent side by side, and told of in their order', async () => {
    let asked = 0;
    let most = 0;
    const open: (() => void)[] = [];
    const { url } = await serve((_, response) => {
      asked += 1;
      open.push(() => json(response, 200, { id: 1 }));
      most = Math.max(most, open.length);
      // The first three are let go together, once a fourth would have come, and so are the last two.
      if (asked === 3 || asked === 5)
        setTimeout(() => {
          for (const answer of open.splice(0)) answer();
        }, 20);
    });
    const { api, schemas } = await contractOf(description);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const recordings = await Promise.all(
      names.map(async (name) => (await recordingOf(`apicheck: 1\nexchanges:\n${get(name)}`)).recording),
    );
    const result = await probe(api, schemas, recordings, {
      now: () => Date.now(),
      live: { target: url, concurrency: 3, loadModule: () => Promise.reject(new Error('none')) },
    });
    expect(result.exchanges.map(({ name }) => name)).toEqual(names);
    expect(most).toBe(3);
  });

  it('end with their cleanup when the run is interrupted', async () => {
    const { url, seen } = await serve((_, response) => json(response, 200, { id: 1 }));
    const cleanup = get('undo', '/things/2').replace('    request', '    cleanup: true\n    request');
    const controller = new AbortController();
    const result = await run(
      url,
      get('a') + get('b') + cleanup,
      {},
      { signal: controller.signal, onExchange: () => controller.abort() },
    );
    expect(result.exchanges.map(({ outcome }) => outcome)).toEqual(['pass', 'skip', 'pass']);
    expect(seen).toHaveLength(2);
  });
});

describe('the section of a report', () => {
  it('keeps to its schema, with indexes into the findings', async () => {
    let count = 0;
    const { url } = await serve((_, response) => json(response, 200, { id: ++count > 1 ? null : 'x' }));
    const result = await run(url, get('a') + get('b'));
    const findings = result.findings.toReversed();
    const section = sectionOf(result, findings);
    expect(section.exchanges.map((exchange) => exchange.findings)).toEqual([[1], [0]]);
    const schema = JSON.parse(readFileSync(resolve(root, 'src/report/report.schema.json'), 'utf8')) as object;
    const ajv = new Ajv2020.default({ strict: false });
    const report = {
      reportVersion: 1,
      tool: { name: 'apicheck', version: '0' },
      command: 'probe',
      specs: [],
      summary: { error: 2, warning: 0, info: 0, suppressed: 0, durationMs: 0 },
      findings,
      probe: section,
    };
    expect([ajv.validate(schema, report), ajv.errors]).toEqual([true, null]);
  });
});

describe('what could not be captured', () => {
  it('is told once: what needs it is not sent, nor what needs what that would have captured', async () => {
    const { url, seen } = await serve((_, response) => json(response, 201, {}));
    const needing = (name: string, id: string, capture = ''): string =>
      `  - name: ${name}\n    request: { method: GET, path: '/things/{${id}}' }\n    response: { status: 200 }\n${capture}`;
    const result = await run(
      url,
      `  - name: make
    request: { method: POST, path: /things }
    response: { status: 201 }
    capture: { thing: $response.body#/id }
${needing('read', 'thing', '    capture: { other: $response.body#/id }\n')}${needing('go on', 'other')}${needing('misspelt', 'thin')}`,
    );
    expect(seen).toEqual(['POST /v1/things -']);
    expect(result.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual(
      [
        'response-body-invalid: response body must have property id',
        'variable-unresolved: thing cannot be captured: the body of the response has nothing at /id',
        'variable-unresolved: there is no variable thin',
      ].map((one): unknown => expect.stringContaining(one)),
    );
    expect(
      result.exchanges.map(({ outcome, response, reproduce }) => [
        outcome,
        response?.status,
        reproduce === undefined,
      ]),
    ).toEqual([
      ['fail', 201, false],
      ['skip', undefined, true],
      ['skip', undefined, true],
      ['error', undefined, true],
    ]);
  });
});
