import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { command } from '../command.ts';
import { edits } from '../edit.ts';
import { lay } from '../file-target.ts';
import { reportIn } from '../formats.ts';
import { mutateBytes, mutateText } from '../mutate-text.ts';
import { placed } from '../places.ts';
import { prepared, type Target } from '../target.ts';

const seeds = resolve(import.meta.dirname, '../../../../../test/fuzz/seeds');
const ok = 'HTTP/1.1 200 OK\r\n';
const book = '[{"id":1,"title":"One"}]';

/** Answers that are right, by the path that they are right for; characters stand for bytes. */
const answers: readonly (readonly [path: string, answer: string])[] = [
  [
    '/books',
    `${ok}content-type: application/json\r\nx-total: 1\r\ncontent-length: ${book.length}\r\n\r\n${book}`,
  ],
  [
    '/books',
    `${ok}content-type: application/json\r\ntransfer-encoding: chunked\r\ntrailer: x-total\r\n\r\n8;a=b\r\n[{"id":1\r\n10\r\n,"title":"One"}]\r\n0\r\nx-total: 1\r\n\r\n`,
  ],
  [
    '/books',
    `${ok}content-type: application/json\r\ncontent-encoding: gzip\r\n\r\n${gzipSync(book).toString('latin1')}`,
  ],
  [
    '/books',
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n${ok}x-total: 1\r\n\r\n`,
  ],
  ['/books', 'HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n'],
  ['/books', 'HTTP/1.1 204 No Content\r\nset-cookie: a=b\r\nset-cookie: c=d; Path=/\r\n\r\n'],
  ['/books', 'HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n'],
  [
    '/events',
    `${ok}content-type: text/event-stream\r\n\r\n: hi\nid: 1\nevent: a\ndata: {"id":1}\ndata: x\nretry: 5\n\ndata: 2\r\n\r\n`,
  ],
  ['/events', `${ok}content-type: application/x-ndjson\r\n\r\n{"id":1,"title":"a"}\n{"id":2,"title":"b"}\n`],
  [
    '/talk',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ACCEPT\r\n\r\n' +
      '\x81\x0a{"news":1}\x89\x01a\x01\x03{"n\x80\x07ews":2}\x82\x02\xff\x00\x88\x02\x03\xe8',
  ],
];

/** A server that answers with bytes which were changed anywhere: `probe` on it tells what came, and does not wait for ever. */
export const transport: Target = {
  name: 'transport',
  short: 120,
  async prepare({ folder }) {
    let answer: Buffer = Buffer.of();
    let how = { end: 'end', cut: 0 };
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (request) => void respond(socket, request.toString('latin1'), answer, how));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const spec = readFileSync(join(seeds, 'library.yaml'));
    return prepared({
      inputs: fc.record({
        answer: fc.nat({ max: answers.length - 1 }),
        texts: edits(4),
        bytes: edits(3),
        end: fc.constantFrom('end', 'end', 'end', 'reset', 'keep', 'twice'),
        cut: fc.nat({ max: 400 }),
      }),
      async check({ answer: index, texts, bytes, end, cut }) {
        const [path, right] = answers[index] ?? answers[0] ?? ['', ''];
        // By way of UTF-16 and back, so that each unit is the byte that it stood for.
        answer = latin(mutateBytes(mutateText(right, texts), bytes));
        how = { end, cut };
        const contents = new Map([
          ['library.yaml', spec],
          ['recording.yaml', Buffer.from(recording(path))],
        ]);
        lay({ main: 'recording.yaml', contents }, folder);
        const args = ['probe', 'recording.yaml', '--spec', 'library.yaml', '--target', target];
        const run = await command(
          [...args, '--timeout', '250', '-f', 'json=report.json', '-f', 'text'],
          folder,
        );
        const report = run.reports.get('report.json');
        if (report !== undefined) placed(reportIn(report), folder);
      },
      close: () => new Promise((done) => void server.close(() => done())),
    });
  },
};

function latin(bytes: Buffer): Buffer {
  const text = bytes.toString('utf8');
  return Buffer.from(text, /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf8');
}

function respond(
  socket: Socket,
  request: string,
  answer: Buffer,
  { end, cut }: { readonly end: string; readonly cut: number },
): void {
  const key = /sec-websocket-key: *(\S+)/i.exec(request)?.[1];
  let bytes = answer;
  if (key !== undefined) {
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    bytes = Buffer.from(bytes.toString('latin1').replace('ACCEPT', accept), 'latin1');
  }
  socket.write(bytes.subarray(0, cut));
  socket.write(bytes.subarray(cut), () => {
    if (end === 'end') socket.end();
    else if (end === 'reset') socket.resetAndDestroy();
    else if (end === 'twice') socket.end(bytes);
  });
}

function recording(path: string): string {
  const upgrade =
    path === '/talk'
      ? "connection: Upgrade, upgrade: websocket, sec-websocket-version: '13', sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="
      : "x-page: '1'";
  return `apicheck: 1
exchanges:
  - name: one
    request: { method: GET, path: ${path}, headers: { ${upgrade} }${path === '/talk' ? ', messages: [{ ask: a }]' : ''} }
    response: { status: ${path === '/talk' ? 101 : 200} }
`;
}
