import { describe, expect, it } from 'vitest';
import { mark, place, probeText } from './support.ts';

const description = `openapi: 3.1.0
info: { title: Titles, version: '1' }
servers: [{ url: 'https://example.com/api' }]
paths:
  /titles:
    get:
      operationId: listTitles
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
        - { name: state, in: query, required: true, schema: { enum: [draft, out] } }
        - { name: X-Trace, in: header, schema: { type: string, minLength: 4 } }
      responses:
        '200':
          description: All.
          headers: { X-Total: { required: true, schema: { type: integer } } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Title' } } } }
        4XX: { description: Refused., content: { application/problem+json: { schema: { type: object } } } }
    post:
      security: [{ key: [] }, { bearer: [] }]
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Title' } }
          application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Title' } }
          multipart/form-data: { schema: { $ref: '#/components/schemas/Title' } }
      responses:
        '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Title' } } } }
        '204': { description: Nothing. }
  /titles/{id}:
    head: { responses: { '200': { description: There. } } }
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200': { description: One., content: { text/csv: {}, application/cbor: { schema: { type: object } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: api_key }
    bearer: { type: http, scheme: bearer }
  schemas:
    Title:
      type: object
      required: [name]
      properties:
        name: { type: string }
        pages: { type: integer }
        id: { type: integer, readOnly: true }
        password: { type: string, writeOnly: true }
`;

async function found(exchange: string): Promise<string[]> {
  const { findings } = await probeText(description, `apicheck: 1\nexchanges:\n${exchange}`);
  return findings.map(mark);
}

const list = (request: string, response: string): string => `  - name: list
    request:
      method: GET
${request}
    response:
${response}
`;
const whole = `      status: 200
      headers: { content-type: application/json, x-total: '1' }
      body:
        - name: One
`;

describe('what is right', () => {
  it('has no finding', async () => {
    expect(await found(list('      path: /titles?state=out&limit=5', whole))).toEqual([]);
  });

  it('may have the base path of the server, or a URL', async () => {
    expect(await found(list('      path: /api/titles?state=out', whole))).toEqual([]);
    expect(await found(list('      url: https://example.com/api/titles?state=out', whole))).toEqual([]);
  });

  it('may be refused for a request that is wrong', async () => {
    const refused = `      status: 400
      headers: { content-type: application/problem+json }
      body: {}
`;
    expect(await found(list('      path: /titles?state=wrong&limit=x', refused))).toEqual([]);
  });

  it('may leave secrets out', async () => {
    expect(
      await found(`  - name: a
    request: { method: POST, path: /titles, headers: { authorization: '***' }, body: { name: a } }
    response: { status: 201, body: { name: a } }
  - name: b
    request: { method: POST, path: '/titles?api_key=***', body: { name: a } }
    response: { status: 204 }
`),
    ).toEqual([]);
  });
});

describe('the operation', () => {
  it('has to be there', async () => {
    expect(await found(list('      path: /title', whole))).toEqual(['6 operation-unmatched']);
  });
  it('has to have the method', async () => {
    expect(await found(list('      path: /titles', whole).replace('GET', 'DELETE'))).toEqual([
      '6 method-undocumented',
    ]);
  });
});

describe('the request', () => {
  it('has its parameters judged where they are written', async () => {
    const request = `      path: /titles
      query:
        limit: 1000
        state: gone
        offset: 1
      headers:
        x-trace: abc`;
    expect(await found(list(request, whole))).toEqual([
      '8 parameter-invalid',
      '9 parameter-invalid',
      '10 parameter-undeclared',
      '12 parameter-invalid',
    ]);
  });
  it('has to have those that are required', async () => {
    expect(await found(list('      path: /titles', whole))).toEqual(['4 parameter-missing']);
  });
  it('has to have credentials', async () => {
    const unnamed = `  - name: a
    request: { method: POST, path: /titles, body: { name: a } }
    response: { status: 204 }
`;
    expect(await found(unnamed)).toEqual(['4 security-missing']);
    const supplied = { suppliedAuth: new Set(['bearer']) };
    const { findings } = await probeText(description, `apicheck: 1\nexchanges:\n${unnamed}`, supplied);
    expect(findings).toEqual([]);
    const without = unnamed.replace('    request', '    auth: false\n    request');
    const refused = await probeText(description, `apicheck: 1\nexchanges:\n${without}`, supplied);
    expect(refused.findings.map(mark)).toEqual(['5 security-missing']);
  });

  const post = (rest: string): string => `  - name: a
    request:
      method: POST
      path: /titles?api_key=secret-value
${rest}
    response: { status: 204 }
`;
  it('has its body judged at the line of the value', async () => {
    expect(await found(post('      body:\n        name: a\n        pages: many'))).toEqual([
      '9 request-body-invalid',
    ]);
    expect(await found(post('      body: { name: a, password: b }'))).toEqual([]);
  });
  it('has to have a body of a documented type', async () => {
    expect(await found(post(''))).toEqual(['4 request-body-missing']);
    expect(await found(post('      headers: { content-type: text/plain }\n      bodyText: a'))).toEqual([
      '7 request-media-type-undocumented',
    ]);
    expect(
      await found(post('      headers: { content-type: application/json }\n      bodyText: "{"')),
    ).toEqual(['8 request-body-malformed']);
  });
  it('may have a form', async () => {
    const form = 'content-type: application/x-www-form-urlencoded';
    expect(await found(post(`      headers: { ${form} }\n      bodyText: name=a&pages=3`))).toEqual([]);
    expect(await found(post(`      headers: { ${form} }\n      bodyText: name=a&pages=x`))).toEqual([
      '8 request-body-invalid',
    ]);
    const multipart = (pages: string) =>
      post(`      headers: { content-type: multipart/form-data; boundary=xx }
      bodyText: "--xx\\r\\ncontent-disposition: form-data; name=\\"name\\"\\r\\n\\r\\na\\r\\n--xx\\r\\ncontent-disposition: form-data; name=\\"pages\\"\\r\\n\\r\\n${pages}\\r\\n--xx--\\r\\n"`);
    expect(await found(multipart('3'))).toEqual([]);
    expect(await found(multipart('x'))).toEqual(['8 request-body-invalid']);
  });
});

describe('the response', () => {
  const path = '      path: /titles?state=out';
  it('has to have a documented status and media type', async () => {
    expect(await found(list(path, '      status: 500'))).toEqual(['8 status-undocumented']);
    expect(await found(list(path, whole.replace('application/json', 'text/html')))).toEqual([
      '9 media-type-undocumented',
    ]);
  });
  it('has its headers judged', async () => {
    expect(await found(list(path, whole.replace("x-total: '1'", 'x-total: many')))).toEqual([
      '9 response-header-invalid',
    ]);
    expect(await found(list(path, whole.replace(", x-total: '1'", '')))).toEqual([
      '8 response-header-missing',
    ]);
  });
  it('has its body judged at the line of the value', async () => {
    expect(await found(list(path, whole.replace('name: One', 'name: 1')))).toEqual([
      '11 response-body-invalid',
    ]);
    expect(await found(list(path, whole.replace('name: One', '{ name: a, password: b }')))).toEqual([]);
  });
  it('has to have a body that is one', async () => {
    const head = `      status: 200\n      headers: { content-type: application/json, x-total: '1' }\n`;
    expect(await found(list(path, `${head}      bodyText: Not found`))).toEqual(['10 body-malformed']);
    expect(await found(list(path, head))).toEqual(['8 body-missing']);
    expect(await found(list(path, `${head}      bodyText: ''`))).toEqual(['8 body-missing']);
    expect(await found(list(path, `${head}      bodyBase64: "//79"`))).toEqual(['10 body-malformed']);
  });
  it('has no body where none may be', async () => {
    const one = (method: string, status: number) => `  - name: a
    request: { method: ${method}, path: '/titles?api_key=abcd', body: { name: a } }
    response: { status: ${status}, body: { name: a } }
`;
    expect(await found(one('POST', 204))).toEqual(['5 body-unexpected']);
    expect(
      await found(`  - name: a
    request: { method: HEAD, path: /titles/1 }
    response: { status: 200, bodyText: abc }
`),
    ).toEqual(['5 body-unexpected']);
  });
  it('is said not to be judged where it cannot be', async () => {
    const { findings, exchanges } = await probeText(
      description,
      `apicheck: 1
exchanges:
  - name: a
    request: { method: GET, path: /titles/1 }
    response:
      status: 200
      headers: { content-type: application/cbor }
      bodyText: abc
`,
    );
    expect(findings.map(mark)).toEqual(['8 exchange-unjudged']);
    expect(exchanges[0]?.outcome).toBe('error');
  });
  it('may be missing, and is missed', async () => {
    expect(await found('  - name: a\n    request: { method: GET, path: /titles/1 }\n')).toEqual([
      '3 exchange-unjudged',
    ]);
  });
});

describe('bodies in files', () => {
  it('have findings at their own lines', async () => {
    const { findings } = await probeText(
      description,
      `apicheck: 1
exchanges:
  - name: a
    request: { method: GET, path: '/titles?state=out' }
    response: { status: 200, bodyFile: titles.json }
`,
      { files: { 'titles.json': '[\n  { "name": "a" },\n  { "name": 2 }\n]' } },
    );
    expect(
      findings.map((finding) => `${finding.location.uri} ${finding.location.pointer} ${mark(finding)}`),
    ).toEqual(['titles.json /1/name 3 response-body-invalid']);
    expect(findings[0]?.evidence).toEqual({ kind: 'violation', keyword: 'type', actual: 2 });
    expect(findings[0]?.related?.[0]?.location.uri).toBe('openapi.yaml');
  });
});

describe('credentials in a recording', () => {
  it('are shown nowhere, wherever they turn up', async () => {
    const exchanges = `apicheck: 1
exchanges:
  - name: a
    request:
      method: POST
      path: /titles?api_key=key-in-query
      headers: { authorization: Bearer abc.def.ghi, cookie: session=cookie-value }
      body: { name: 1, pages: abc.def.ghi }
    response:
      status: 201
      headers: { content-type: application/json, set-cookie: session=other-cookie; Path=/ }
      body: { name: [abc.def.ghi, other-cookie, key-in-query, cookie-value] }
`;
    const result = await probeText(description, exchanges);
    expect(result.findings.length).toBeGreaterThan(2);
    const shown = JSON.stringify(result) + result.blot(exchanges);
    for (const secret of ['abc.def', 'cookie-value', 'other-cookie', 'key-in-query']) {
      expect(shown).not.toContain(secret);
    }
    expect(result.blot(exchanges).length).toBe(exchanges.length);
  });
});

describe('hostile input', () => {
  it('neither overflows nor pollutes', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const exchanges = (text: string) => `apicheck: 1
exchanges:
  - name: __proto__
    request: { method: GET, path: '/titles?state=out&__proto__=1' }
    response:
      status: 200
      headers: { content-type: application/json, x-total: '1', __proto__: a }
      bodyText: '${text}'
    capture: { __proto__: $response.body#/0/name }
`;
    const { findings } = await probeText(description, exchanges(deep));
    expect(findings.map(place).join()).toContain('body-malformed');
    const { exchanges: outcomes } = await probeText(
      description,
      exchanges('[{"name":"a","__proto__":{"name":1}}]'),
    );
    expect(outcomes[0]?.outcome).toBe('pass');
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
  });
});
