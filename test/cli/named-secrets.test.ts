import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/cli/options.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const planted = {
  password: `planted-"pass'word"-08`,
  nested: 'planted-client-secret-1f',
  token: 'planted-token-77aa',
  form: 'planted-form-91cc',
  xml: 'planted-xml-3b',
  part: 'planted-part-6d',
  message: 'planted-message-5c',
  broken: 'planted-broken-0a',
  pin: 73_190_264,
};

const contract = `openapi: 3.1.0
info: { title: Vault, version: 1.0.0 }
paths:
  /session:
    post:
      requestBody:
        content:
          application/json: { schema: { $ref: '#/components/schemas/Login' } }
          application/x-www-form-urlencoded: { schema: { type: object, properties: { user: { type: integer }, password: { type: string, maxLength: 3 } } } }
          application/xml: { schema: { type: object, properties: { user: { type: integer }, password: { type: string, maxLength: 3 } } } }
          multipart/form-data: { schema: { type: object, properties: { user: { type: integer }, password: { type: string, maxLength: 3 } } } }
      responses:
        '200': { description: In., content: { application/json: { schema: { type: object, properties: { access_token: { type: integer }, note: { type: integer } } } } } }
  /talk:
    get:
      x-websocket: { receive: { type: object, properties: { user: { type: integer } } } }
      responses: { '101': { description: Talking. } }
components:
  schemas:
    Login:
      type: object
      properties:
        user: { type: string, maxLength: 3 }
        password: { type: string, maxLength: 3 }
        pin: { type: integer, maximum: 9999 }
        client: { type: array, items: { type: string } }
        kind: { const: a }
        word: { type: object, properties: { password: { type: string } }, additionalProperties: false }
`;

const json = {
  user: 'alice',
  password: planted.password,
  pin: planted.pin,
  client: { client_secret: planted.nested, name: 'shown' },
  kind: planted.password,
};
const answer = { access_token: planted.token, note: `of ${planted.token}` };

const own = `apicheck: 1
exchanges:
  - name: JSON
    request: { method: POST, path: /session, body: ${JSON.stringify(json)} }
    response: { status: 200, body: ${JSON.stringify(answer)} }
  - name: single quotes
    request:
      method: POST
      path: /session
      body:
        user: alice
        password: '${planted.password.replaceAll("'", "''")}'
    response: { status: 200 }
  - name: text
    request: { method: POST, path: /session, headers: { content-type: application/json }, bodyText: ${JSON.stringify(JSON.stringify(json, null, 1))} }
    response: { status: 200 }
  - name: form
    request: { method: POST, path: /session, headers: { content-type: application/x-www-form-urlencoded }, bodyText: 'user=ada&password=${planted.form}' }
    response: { status: 200 }
  - name: XML
    request: { method: POST, path: /session, headers: { content-type: application/xml }, bodyText: '<login><user>ada</user><password>${planted.xml}</password></login>' }
    response: { status: 200 }
  - name: parts
    request: { method: POST, path: /session, headers: { content-type: multipart/form-data; boundary=x }, bodyText: "--x\\r\\nContent-Disposition: form-data; name=\\"user\\"\\r\\n\\r\\nada\\r\\n--x\\r\\nContent-Disposition: form-data; name=\\"password\\"\\r\\n\\r\\n${planted.part}\\r\\n--x--\\r\\n" }
    response: { status: 200 }
  - name: broken
    request: { method: POST, path: /session, headers: { content-type: application/json }, bodyText: '{"password":"${planted.broken}","user":' }
    response: { status: 200, headers: { content-type: application/json }, bodyText: '{"access_token":"${planted.broken}", oops' }
  - name: talk
    request: { method: GET, path: /talk, headers: { upgrade: websocket, connection: Upgrade }, messages: [{ user: ada, token: ${planted.message} }] }
    response: { status: 101 }
`;

const entry = (mimeType: string, text: string): unknown => ({
  request: {
    method: 'POST',
    url: 'http://vault.example/session',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'content-type', value: mimeType }],
    queryString: [],
    postData: { mimeType, text },
  },
  response: {
    status: 200,
    headers: [{ name: 'content-type', value: 'application/json' }],
    content: { mimeType: 'application/json', text: JSON.stringify(answer) },
  },
});
const har = JSON.stringify(
  {
    log: {
      version: '1.2',
      entries: [
        entry('application/json', JSON.stringify(json)),
        entry('application/x-www-form-urlencoded', `user=ada&password=${planted.form}`),
      ],
    },
  },
  undefined,
  1,
);
const lines = `${JSON.stringify({ request: { method: 'POST', path: '/session', body: json }, response: { status: 200, body: answer } })}\n`;

/** Takes a text; gives the secrets that are in it, as they are or as a URL, JSON or HTML writes them. */
function leaks(text: string): string[] {
  return Object.entries(planted).flatMap(([name, secret]) => {
    const plain = String(secret);
    const inJson = JSON.stringify(plain).slice(1, -1);
    const inHtml = plain.replaceAll('"', '&quot;').replaceAll("'", '&#39;');
    const ways = [plain, encodeURIComponent(plain), inJson, inHtml, plain.replaceAll("'", "''")];
    return ways.some((one) => text.includes(one)) ? [name] : [];
  });
}

const recordings = { 'own.yaml': own, 'browser.har': har, 'lines.ndjson': lines };

describe('what is secret by its name in a recording', () => {
  for (const file of Object.keys(recordings))
    it.each(formatNames.filter((name) => name !== 'changelog'))(
      `is nowhere in %s: ${file}`,
      async (format) => {
        const folder = await folderOf({ 'openapi.yaml': contract, ...recordings });
        const args = ['probe', file, '--spec', 'openapi.yaml', '--no-fold', '-f', format];
        const { out, err } = await runCli(args, folder);
        expect(out).toContain('request-body-invalid');
        expect(leaks(out + err)).toEqual([]);
      },
    );

  it('leaves the rest to be read', async () => {
    const text = `apicheck: 1
exchanges:
  - name: words
    request: { method: POST, path: /session, body: { user: string, password: string, kind: string, word: { password: object } } }
    response: { status: 200 }
`;
    const folder = await folderOf({ 'openapi.yaml': contract, 'words.yaml': text });
    const { out } = await runCli(['probe', 'words.yaml', '--spec', 'openapi.yaml'], folder);
    expect(out).toContain('/user must have at most 3 characters, has 6: "string"');
    expect(out).toContain('/kind must be "a", is "string"');
    expect(out).toContain('/password must have at most 3 characters\n');
    expect(out).not.toMatch(/password: string/);
  });
});
