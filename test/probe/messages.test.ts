import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appendKey, rootPointer, type Pointer } from '../../src/document/pointer.ts';
import { layOutJson } from '../../src/probe/messages/layout.ts';
import type { MessagesBlock, PageData } from '../../src/report/html/data.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

describe('JSON that is laid out', () => {
  it.each([
    ['{"a":1,"b":[true,{}],"c":[]}', '{\n  "a": 1,\n  "b": [\n    true,\n    {}\n  ],\n  "c": []\n}'],
    [' [ 1.0 ,\n"x, {y}" ] ', '[\n  1.0,\n  "x, {y}"\n]'],
    ['"open', '"open'],
  ])('%j', (text, expected) => {
    expect(layOutJson(text, [], []).text).toBe(expected);
  });

  it('is the same value, and has every part where it says', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const places = partsOf(JSON.parse(text), rootPointer);
        const { text: laidOut } = layOutJson(text, [], []);
        expect(JSON.parse(laidOut)).toEqual(JSON.parse(text));
        for (const [pointer, value] of places) {
          const { marks } = layOutJson(text, [pointer], []);
          // A key that stands twice names two places.
          if (marks.length !== 1 || typeof value === 'object') continue;
          expect(JSON.parse(laidOut.slice(...(marks[0] as [number, number])))).toEqual(value);
        }
      }),
    );
  });

  it('keeps stretches on what they mark', () => {
    const raw = '{"name":"Ada","list":[10,20]}';
    const { text, marks } = layOutJson(
      raw,
      [],
      [
        [raw.indexOf('"Ada"'), raw.indexOf('"Ada"') + 5],
        [raw.indexOf('20'), raw.indexOf('20') + 2],
      ],
    );
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['"Ada"', '20']);
  });
});

function partsOf(value: unknown, pointer: Pointer): [Pointer, unknown][] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, part]) =>
    partsOf(part, appendKey(pointer, Array.isArray(value) ? Number(key) : key)),
  );
}

const contract = `openapi: 3.1.0
info: { title: Shelf, version: 1.0.0 }
paths:
  /books/{id}:
    post:
      operationId: changeBook
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      requestBody: { content: { application/json: { schema: { type: object, properties: { title: { type: string } } } } } }
      responses:
        '200':
          description: One.
          headers: { X-Count: { schema: { type: integer } } }
          content:
            application/json:
              schema: { type: object, properties: { title: { type: string }, pages: { type: array, items: { type: integer } } } }
`;

const blocksOf = (html: string): MessagesBlock[] => {
  const data = JSON.parse(/id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as PageData;
  const view = data.views.find(({ id }) => id === 'exchanges');
  return (view?.items ?? []).flatMap(({ blocks = [] }) =>
    blocks.flatMap((block) => (block.kind === 'messages' ? [block] : [])),
  );
};
const marked = (parts: readonly string[] = []): string[] => parts.filter((_, index) => index % 2 === 1);

async function page(files: Record<string, string>, ...args: string[]): Promise<MessagesBlock[]> {
  const folder = await folderOf({ 'openapi.yaml': contract, ...files });
  const { out, err } = await runCli(['probe', '--spec', 'openapi.yaml', ...args, '-f', 'html'], folder);
  if (out === '') throw new Error(err);
  return blocksOf(out);
}

describe('messages in the page', () => {
  it('are those of a recording, with what is wrong marked', async () => {
    const recording = `apicheck: 1
exchanges:
  - name: one
    request:
      method: POST
      path: /books/x?token=query-secret-1
      headers: { content-type: application/json, authorization: Bearer header-secret-1 }
      body: { title: 5, password: body-secret-1 }
    response:
      status: 200
      headers: { content-type: application/json, x-count: many }
      body: { title: Dune, pages: [1, two, 3] }
`;
    const [block] = await page({ 'r.yaml': recording }, 'r.yaml');
    expect(block?.open).toBe(true);
    const [request, response] = block?.sides ?? [];
    expect(request?.line.join('')).toBe('POST /books/x?token=***');
    expect(marked(request?.line)).toEqual(['POST /books/x?token=***']);
    expect(request?.headers).toEqual([
      ['content-type', ['application/json']],
      ['authorization', ['***']],
    ]);
    expect(marked(request?.body)).toEqual(['5']);
    expect(request?.body?.join('')).toContain('"password": "*************"');
    expect(response?.headers[1]).toEqual(['x-count', ['', 'many', '']]);
    expect(marked(response?.body)).toEqual(['"two"']);
    expect(JSON.stringify(block)).not.toContain('secret-1');
  });

  it('are those of a HAR, where bodies are strings', async () => {
    const text = '{"title":"D\\u0075ne \\"x\\"","pages":["one"]}';
    const entry = {
      startedDateTime: '2026-01-01T00:00:00Z',
      request: { method: 'POST', url: 'https://h.example/books/1', headers: [], queryString: [] },
      response: {
        status: 200,
        headers: [{ name: 'content-type', value: 'application/json' }],
        content: { mimeType: 'application/json', text },
      },
    };
    const har = JSON.stringify({ log: { version: '1.2', entries: [entry] } });
    const [block] = await page({ 'a.har': har }, 'a.har');
    expect(marked(block?.sides[1].body)).toEqual(['"one"']);
    expect(block?.sides[1].body?.join('')).toContain('"title": "D\\u0075ne \\"x\\""');
  });

  it('are those that were sent and came back', async () => {
    const long = `{"note":"${'x'.repeat(20_000)}","pages":[1,"late"],"title":"<script>alert(1)</script>","access_token":"fresh-secret-1"}`;
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-count': '1' }).end(long);
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const recording = `apicheck: 1
exchanges:
  - { name: one, request: { method: POST, path: /books/1, body: { title: a } }, response: { status: 200 } }
`;
    const [block] = await page({ 'r.yaml': recording }, 'r.yaml', '--target', url);
    const [request, response] = block?.sides ?? [];
    expect(request?.line.join('')).toBe(`POST ${url}/books/1`);
    expect(request?.headers).toContainEqual(['content-type', ['application/json']]);
    expect(marked(response?.body)).toEqual(['"late"']);
    expect(response?.before).toMatch(/^… 1\d,\d{3} characters before this$/);
    expect(JSON.stringify(block)).not.toContain('fresh-secret-1');
  });

  it('say why there is no body to be seen', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/books/2') request.socket.destroy();
      else response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([0x89, 0x50, 0, 1, 2]));
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const recording = `apicheck: 1
exchanges:
  - { name: one, request: { method: POST, path: /books/1 }, response: { status: 200 } }
  - { name: two, request: { method: POST, path: /books/2 }, response: { status: 200 } }
`;
    const blocks = await page({ 'r.yaml': recording }, 'r.yaml', '--target', url);
    const notes = blocks.map(({ sides: [, { note, line }] }) => note ?? line.join(''));
    expect(notes).toEqual(['5 bytes that are no text', expect.stringMatching(/connection|closed|socket/)]);
  });

  it('are in no JSON report', async () => {
    const folder = await folderOf({
      'openapi.yaml': contract,
      'r.yaml': 'apicheck: 1\nexchanges: [{ name: one, request: { method: POST, path: /books/1 } }]\n',
    });
    const args = ['probe', '--spec', 'openapi.yaml', 'r.yaml', '-f', 'html=a.html', '-f', 'json'];
    expect((await runCli(args, folder)).out).not.toContain('"messages"');
  });
});
