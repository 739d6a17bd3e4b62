import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { load, probe } from '../../src/index.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Talk, version: 1.0.0 }
paths:
  /talk/{room}:
    parameters: [{ name: room, in: path, required: true, schema: { type: string } }]
    get: { operationId: talk, responses: { '101': { description: Talking. } } }
`;
const recording = `apicheck: 1
exchanges:
  - name: talk
    request:
      method: GET
      path: /talk/7
      headers: { upgrade: websocket, connection: Upgrade }
      messages: [{ ask: 5 }]
    response: { status: 101, messages: [{ news: x }] }
`;
const asyncApi = (operations: string): string => `asyncapi: 3.0.0
info: { title: Talk, version: 1.0.0 }
channels:
  talk:
    address: talk/{id}
    messages:
      news: { payload: { type: object, required: [news], properties: { news: { type: integer } } } }
      ask: { payload: { type: object, required: [ask], properties: { ask: { type: string } } } }
operations: ${operations}
`;
const of = (action: string, message: string, more = ''): string =>
  `{ action: ${action}, channel: { $ref: '#/channels/talk' }, messages: [{ $ref: '#/channels/talk/messages/${message}' }]${more} }`;

const config = (asyncapi: string): string => `apis:
  talk: { spec: api/openapi.yaml, recordings: talk.yaml, asyncapi: ${asyncapi} }
`;

async function told(beside: string, named = 'api/talk.yaml'): Promise<string[]> {
  const folder = await folderOf({
    'apicheck.yaml': config(named),
    'api/openapi.yaml': contract,
    'api/talk.yaml': beside,
    'talk.yaml': recording,
  });
  const { out, err } = await runCli(['probe', '-f', 'json'], folder);
  if (out === '') return [err];
  const { findings } = JSON.parse(out) as RunReport;
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

const wrong = {
  client: 'message-invalid: message 1 of the client /ask must be a string, is a number: 5',
  provider: 'message-invalid: message 1 of the provider /news must be an integer, is a string: "x"',
};

describe('an AsyncAPI document that the config names', () => {
  it('judges what the provider sends and receives', async () => {
    const operations = `{ a: ${of('send', 'news')}, b: ${of('receive', 'ask')} }`;
    expect(await told(asyncApi(operations))).toEqual([wrong.client, wrong.provider]);
  });

  it('judges by the replies of an operation, too', async () => {
    const reply = ", reply: { messages: [{ $ref: '#/channels/talk/messages/news' }] }";
    expect(await told(asyncApi(`{ a: ${of('receive', 'ask', reply)} }`))).toEqual([
      wrong.client,
      wrong.provider,
    ]);
  });

  it('may describe a client', async () => {
    const operations = `{ a: ${of('receive', 'news')}, b: ${of('send', 'ask')} }`;
    const named = '{ file: api/talk.yaml, describes: client }';
    expect(await told(asyncApi(operations), named)).toEqual([wrong.client, wrong.provider]);
  });

  it('lets either end send what a channel without operations has', async () => {
    expect((await told(asyncApi('{}'))).sort()).toEqual([wrong.client, wrong.provider]);
  });

  it('is named where it is not there', async () => {
    const [said] = await told('', 'api/lost.yaml');
    expect(said).toContain('api/lost.yaml');
    expect(said).toContain('not found');
    expect(await told(asyncApi('{}'), '{ file: api/talk.yaml, describes: server }')).toEqual([
      expect.stringContaining('must be one of provider, client'),
    ]);
  });

  it('binds a handshake, whose mistakes are told', async () => {
    const bound = (ws: string) =>
      asyncApi('{}').replace('    messages:', `    bindings: { ws: ${ws} }\n    messages:`);
    const mistakes = async (ws: string) =>
      (await told(bound(ws))).filter((one) => !one.startsWith('message-invalid'));
    expect(await mistakes('{ method: PUT }')).toEqual([
      'asyncapi-invalid: "method" of a binding for WebSockets must be "GET" or "POST"',
    ]);
    expect(await mistakes('[]')).toEqual(['asyncapi-invalid: "ws" of bindings must be an object']);
    expect(await mistakes('{ query: { type: object } }')).toEqual([
      'asyncapi-invalid: "query" of a binding for WebSockets must have "properties"',
    ]);
    expect(await mistakes('{ headers: 7 }')).toEqual(['asyncapi-invalid: "headers" must be a schema']);
    expect(await mistakes('{ method: POST }')).toEqual([
      'handshake-invalid: the WebSocket is opened with GET, and its channel binds POST',
    ]);
  });

  it('may refer to itself without end', async () => {
    const text = `asyncapi: 3.0.0
info: { title: Talk, version: 1.0.0 }
channels:
  talk:
    address: /talk/{id}
    messages: { tree: { $ref: '#/components/messages/Tree' }, loop: { $ref: '#/components/messages/Loop' } }
components:
  messages:
    Loop: { $ref: '#/components/messages/Loop' }
    Tree: { payload: { $ref: '#/components/schemas/Tree' } }
  schemas:
    Tree: { type: object, additionalProperties: { $ref: '#/components/schemas/Tree' } }
`;
    const codes = (await told(text)).map((line) => line.slice(0, 60));
    expect(codes).toContain('message-invalid: message 1 of the client /ask must be an object,'.slice(0, 60));
  });
});

it('judges by a document that an option names', async () => {
  const files = { 'openapi.yaml': contract, 'talk.yaml': asyncApi('{}'), 'recording.yaml': recording };
  const folder = await folderOf(files);
  const named = ['probe', 'recording.yaml', '--spec', 'openapi.yaml', '-f', 'json', '--asyncapi'];
  const { out } = await runCli([...named, 'talk.yaml'], folder);
  const { findings } = JSON.parse(out) as RunReport;
  expect(findings.map(({ message }) => `message-invalid: ${message}`).sort()).toEqual([
    wrong.client,
    wrong.provider,
  ]);
  const lost = await runCli([...named, 'lost.yaml'], folder);
  expect(lost).toMatchObject({ code: 2, out: '' });
  expect(lost.err).toContain('lost.yaml');
});

it('judges for programs, too', async () => {
  const folder = await folderOf({
    'openapi.yaml': contract,
    'talk.yaml': asyncApi('{}'),
    'recording.yaml': recording,
  });
  const options = { cwd: folder };
  const loaded = await load('openapi.yaml', options);
  const { result } = await probe(loaded, ['recording.yaml'], {
    ...options,
    asyncapi: [{ file: 'talk.yaml' }],
  });
  expect(result.findings.map(({ message }) => message).sort()).toEqual([
    'message 1 of the client /ask must be a string, is a number: 5',
    'message 1 of the provider /news must be an integer, is a string: "x"',
  ]);
  await expect(probe(loaded, [], { ...options, asyncapi: [{ file: 'lost.yaml' }] })).rejects.toThrow(
    'lost.yaml',
  );
});
