import { request as sendRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeOne } from '../../src/cli/record/judge-one.ts';
import { recordingText } from '../../src/cli/write-recording.ts';
import { createRedactor } from '../../src/probe/redact.ts';
import type { SentExchange } from '../../src/probe/recordings/sent.ts';
import { probe } from '../../src/probe/run.ts';
import { serve, through } from './recording-proxy.ts';
import { contractOf, place, recordingOf } from './support.ts';

const description = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    post:
      parameters: [{ name: api_key, in: query, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '201': { description: Made., content: { application/json: { schema: { required: [id], properties: { id: { type: integer } } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-key }
    cookie: { type: apiKey, in: cookie, name: session }
`;
const contract = await contractOf(description);

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const exchange = (changes: {
  readonly request?: Partial<SentExchange['request']>;
  readonly response?: Partial<SentExchange['response']>;
}): SentExchange => ({
  name: 'make',
  startedAt: 0,
  durationMs: 3,
  request: {
    method: 'POST',
    path: '/things?a=1',
    headers: [
      ['content-type', 'application/json'],
      ['host', 'localhost'],
    ],
    body: json({ note: 'plain' }),
    ...changes.request,
  },
  response: {
    status: 201,
    headers: [['content-type', 'application/json']],
    bytes: json({ id: 1 }),
    ...changes.response,
  },
});

function written(one: SentExchange, file = 'folder/recording.yaml', secrets: readonly string[] = []): string {
  const redactor = createRedactor(contract.api, secrets);
  redactor.addCredentials({
    headers: [...one.request.headers, ...one.response.headers].map(([name, value]) => ({ name, value })),
    target: one.request.path,
  });
  return recordingText(
    file,
    {
      exchanges: [one],
      origin: 'http://localhost',
      spec: 'contracts/things.yaml',
      redactor,
      limits: contract.api.documents.limits,
    },
    '/work',
  );
}

describe('a recording that is written', () => {
  it('reads back as what was sent', async () => {
    const text = written(
      exchange({
        request: { body: json({ note: 'not a {variable}', n: 1 }) },
        response: {
          bytes: gzipSync(json({ id: 7 })),
          headers: [
            ['content-type', 'application/json'],
            ['content-encoding', 'gzip'],
          ],
        },
      }),
    );
    expect(text).toContain('spec: ../contracts/things.yaml');
    const { recording, problems } = await recordingOf(text);
    expect(problems.map(place)).toEqual([]);
    const result = await probe(contract.api, contract.schemas, [recording], { now: () => 0 });
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(result.exchanges[0]).toMatchObject({ outcome: 'pass', request: { url: '/things?a=1' } });
    expect(text).toContain('id: 7');
  });

  it('keeps numbers that no double holds, and bytes that are no text', () => {
    expect(written(exchange({ response: { bytes: Buffer.from('{"id":12345678901234567890}') } }))).toContain(
      '12345678901234567890',
    );
    const binary = exchange({
      response: { bytes: Buffer.from([0, 255]), headers: [['content-type', 'image/png']] },
    });
    expect(written(binary)).toContain('bodyBase64: AP8=');
  });

  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl';
  it.each(['folder/recording.yaml', 'folder/recording.har'])('has no secret in it: %s', (file) => {
    const planted = exchange({
      request: {
        path: '/things?api_key=query-secret&access_token=other-secret',
        headers: [
          ['content-type', 'application/json'],
          ['authorization', 'Bearer header-secret'],
          ['x-key', 'key-secret'],
          ['cookie', 'session=cookie-secret'],
          ['x-copy', 'known-secret'],
        ],
        body: json({
          password: 'body-secret',
          deep: [{ clientSecret: 'deep-secret' }],
          copy: 'header-secret',
        }),
      },
      response: {
        headers: [
          ['content-type', 'application/json'],
          ['set-cookie', 'session=set-secret; Path=/'],
          ['content-encoding', 'gzip'],
        ],
        bytes: gzipSync(
          json({ id: 1, access_token: 'token-secret', text: `see ${jwt}`, next_page_token: 'page-2' }),
        ),
      },
    });
    const text = written(planted, file, ['known-secret']);
    expect(text.match(/[a-z]+-secret/g)).toBeNull();
    expect(text).not.toContain(jwt);
    expect(text).toContain('page-2');
  });
});

describe('the recording proxy', () => {
  it('hands on what is sent and what comes back, and judges it', async () => {
    const target = await serve((request, response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'x-path': request.url });
      request.on('data', () => {});
      request.on('end', () => response.end('{"id":"x"}'));
    });
    const { url, seen, close } = await through(target);
    const answer = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer abc' },
      body: '{"a":1}',
    });
    expect([answer.status, answer.headers.get('x-path'), await answer.text()]).toEqual([
      201,
      '/things',
      '{"id":"x"}',
    ]);
    await close();
    const [one] = seen;
    expect(one?.request.headers).toContainEqual(['authorization', 'Bearer abc']);
    expect(one && (await judgeOne(one, contract.api, contract.schemas, 'http://127.0.0.1:1'))).toEqual([
      {
        severity: 'error',
        line: 'error response-body-invalid: response body /id must be an integer, is a string: "x"',
      },
    ]);
    // What stands before the paths of the contract is where the target is.
    const below = one && { ...one, request: { ...one.request, path: `/api${one.request.path}` } };
    const told = async (at: string): Promise<string[]> =>
      (below ? await judgeOne(below, contract.api, contract.schemas, at) : []).map(
        ({ line }) => line.split(':', 1)[0] ?? '',
      );
    expect(await told('http://127.0.0.1:1/api')).toEqual(['error response-body-invalid']);
    expect(await told('http://127.0.0.1:1')).toEqual([
      'warning base-path-undocumented',
      'error response-body-invalid',
    ]);
  });

  it('lets streams flow, and keeps no more of a body than it may', async () => {
    const target = await serve((_, response) => {
      response.write('first');
      setTimeout(() => response.end('x'.repeat(2_000)), 200);
    });
    const { url, seen, failures, close } = await through(target, '/base');
    const first = await new Promise<string>((done) => {
      sendRequest(`${url}/a`, (response) => {
        response.once('data', (chunk: Buffer) => done(chunk.toString()));
        response.resume();
        response.on('end', () => {});
      }).end();
    });
    expect(first).toBe('first');
    await close();
    expect(seen).toEqual([]);
    expect(failures).toEqual([
      'GET /a: the response has more than 1000 bytes; --limit responseBytes=N allows more',
    ]);
  });

  it('answers 502 for a target that is not there', async () => {
    const { url, failures, close } = await through('http://127.0.0.1:9');
    expect((await fetch(`${url}/a`)).status).toBe(502);
    await close();
    expect(failures).toEqual(['GET /a: the connection was refused']);
  });
});
