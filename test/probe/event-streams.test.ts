import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { eventSpans, parseEvents } from '../../src/probe/judge/events.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contractOf = (type: string): string => `openapi: 3.2.0
info: { title: News, version: 1.0.0 }
paths:
  /news:
    get:
      responses:
        '200':
          description: News.
          content:
            ${type}:
              itemSchema: ${
                type === 'text/event-stream'
                  ? '{ properties: { data: { type: string, contentMediaType: application/json, contentSchema: { $ref: "#/components/schemas/News" } } } }'
                  : '{ $ref: "#/components/schemas/News" }'
              }
components: { schemas: { News: { type: object, required: [n], properties: { n: { type: integer } } } } }
`;

/** Takes a media type, what is sent behind the first headers, and others; gives what is told, with its line. */
async function told(
  type: string,
  send: string | Buffer | ((socket: Socket) => void),
  more = '',
): Promise<readonly string[]> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n${more}connection: close\r\n\r\n`);
      if (typeof send === 'function') send(socket);
      else socket.end(send);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const folder = await folderOf({
    'openapi.yaml': contractOf(type),
    'news.yaml':
      'apicheck: 1\nspec: openapi.yaml\nexchanges: [{ name: n, request: { method: GET, path: /news }, response: { status: 200 } }]\n',
  });
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = ['probe', 'news.yaml', '--target', target, '--stream-time', '300ms', '-f', 'json'];
  const { out } = await runCli(asked, folder);
  const { findings } = JSON.parse(out) as RunReport;
  return findings.map(({ code, message, location: { range } }) => {
    const place = range ? `${range.start.line}:${range.start.column}-${range.end.column}` : 'nowhere';
    return `${place} ${code}: ${message}`;
  });
}

const sse = 'text/event-stream';
const lines = 'application/x-ndjson';
const sequence = 'application/json-seq';
const right = 'data: {"n":1}\n\n';
const wrong = 'data: {"n":"x"}\n\n';
const event2 = 'response-body-invalid: response body event 2 /data /n must be an integer, is a string: "x"';
const item2 = 'response-body-invalid: response body item 2 /n must be an integer, is a string: "x"';

it.each([
  ['comments, ids and times', `: hi\n\nretry: 5\nid: 7\nevent: a\n${right}`],
  ['CRLF', right.replaceAll('\n', '\r\n')],
  ['CR', right.replaceAll('\n', '\r')],
  ['a mark of byte order', `\uFEFF${right}`],
  ['data of several lines', 'data: {"n":\ndata: 1}\n\n'],
  ['nothing', ''],
])('takes events with %s', async (_, stream) => {
  expect(await told(sse, stream)).toEqual([]);
});

it('tells of an event where it stands', async () => {
  expect(await told(sse, `: hi\n\n${right}id: 5\n${wrong}${right}`)).toEqual([`9:1-16 ${event2}`]);
  expect(await told(sse, `\uFEFF${right}${wrong}`)).toEqual([`7:1-16 ${event2}`]);
});

it('tells of a stream that ends within an event', async () => {
  for (const end of ['data: {"n":1}', 'data: {"n":1}\n', 'data: {"n"', 'id: 7\ndata'])
    expect(await told(sse, right + end)).toEqual([
      expect.stringMatching(/^7:1-\d+ event-unfinished: the stream ends within an event/),
    ]);
  expect(await told(sse, `${right}: bye`)).toEqual([]);
});

it('shows and judges streams that are compressed, those without end too', async () => {
  const gzip = 'content-encoding: gzip\r\n';
  expect(await told(sse, gzipSync(right + wrong), gzip)).toEqual([expect.stringContaining(event2)]);
  const endless = (socket: Socket): void => {
    const packed = createGzip();
    packed.pipe(socket);
    packed.write(right + wrong + 'data: {"n"');
    packed.flush();
  };
  expect(await told(sse, endless, gzip)).toEqual([expect.stringContaining(event2)]);
});

it('tells of lines where they stand', async () => {
  expect(await told(lines, '{"n":1}\r\n\r\n{"n":"x"}\r\n')).toEqual([`7:1-10 ${item2}`]);
  expect(await told(lines, '{"n":1}\n{"n":')).toEqual([
    '6:1-6 body-malformed: the response body is not application/x-ndjson: line 2: expected a value after the colon',
  ]);
});

it('reads records of JSON text sequences, of several lines and from streams without end', async () => {
  expect(await told(sequence, '\x1E{\n"n":1}\n\x1E{"n":"x"}\n')).toEqual([expect.stringContaining(item2)]);
  expect(await told(sequence, '{"n":1}\n{"n":2}\n')).toEqual([
    expect.stringContaining('its first record begins without the separator U+001E'),
  ]);
  const goesOn = (socket: Socket): void => void socket.write('\x1E{"n":1}\n\x1E{\n"n":"x"\n}\n\x1E{\n"n":');
  expect(await told(sequence, goesOn)).toEqual([expect.stringContaining(item2)]);
});

it('reads what has no end of a line in one go', async () => {
  const long = `${wrong}data: ${'x'.repeat(300_000)}`;
  expect(await told(sse, long)).toEqual([
    expect.stringContaining('response body event 1 /data /n must be an integer'),
    expect.stringContaining('event-unfinished'),
  ]);
});

it('finds as many places as there are events', () => {
  const field = fc.constantFrom(
    'data: a',
    'data',
    'id: 1',
    'event: b',
    'retry: 5',
    'retry: x',
    ': c',
    'd: e',
    '',
  );
  const end = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(fc.array(fc.tuple(field, end), { maxLength: 12 }), field, (lines, last) => {
      const text = lines.map((pair) => pair.join('')).join('') + last;
      const spans = eventSpans(text);
      const events = parseEvents(text);
      expect(spans.length).toBe(events.length);
      for (const [index, [from, to]] of spans.entries())
        expect(parseEvents(`${text.slice(from, to)}\n\n`)).toEqual([events[index]]);
    }),
  );
});
