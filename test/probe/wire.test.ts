import { createServer, type AddressInfo, type Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Note, version: '1' }
paths:
  /note:
    get:
      operationId: note
      responses:
        '204': { description: Nothing. }
        '200':
          description: It.
          headers: { Row-Count: { required: true, schema: { type: integer } } }
          content: { application/json: { schema: { type: object } } }
`;
const recording = `apicheck: 1
spec: openapi.yaml
exchanges:
  - name: note
    request: { method: GET, path: /note }
  - name: again
    request: { method: GET, path: /note }
`;

/** Answers every request with the same bytes, and ends the connection behind them or not. */
async function raw(bytes: string, end = false): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', () => socket.write(bytes, () => void (end && socket.end())));
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

async function found(bytes: string, end = false, ...args: string[]): Promise<string[]> {
  const folder = await folderOf({ 'openapi.yaml': contract, 'note.yaml': recording });
  const target = await raw(bytes, end);
  const { out, err } = await runCli(
    ['probe', 'note.yaml', '--target', target, '-f', 'json', ...args],
    folder,
  );
  if (out === '') throw new Error(err);
  const { findings } = JSON.parse(out) as RunReport;
  return findings.map(
    ({ code, message, location }) => `${location.uri}:${location.range.start.line} ${code}: ${message}`,
  );
}

describe('what goes over the wire', () => {
  it('is whole, and nothing follows it', async () => {
    expect(await found(`${head}row-count: 1\r\ncontent-length: 2\r\n\r\n{}`)).toEqual([]);
    // A line break behind a body is one that old servers send (RFC 9112 section 2.2).
    expect(await found(`${head}row-count: 1\r\ncontent-length: 2\r\n\r\n{}\r\n`)).toEqual([]);
    expect(await found(`${head}row-count: 1\r\n\r\n{}`, true)).toEqual([]);
  });

  it('is followed by more than its Content-Length says', async () => {
    const [first, ...rest] = await found(`${head}row-count: 1\r\ncontent-length: 2\r\n\r\n{}{}`);
    expect(first).toContain(
      'live:note:1 response-overlong: more bytes came behind the end of the response, whose Content-Length is 2',
    );
    expect(rest).toEqual([]);
  });

  it('is followed by more in one of several answers at once', async () => {
    const right = `${head}row-count: 1\r\ncontent-length: 2\r\n\r\n{}`;
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const waiting: (() => void)[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes) => {
        const [, who] = /who=(\w)/.exec(bytes.toString()) ?? [];
        waiting.push(() => socket.write(who === 'c' ? `${right}{}` : right));
        // Four are answered in one go.
        if (waiting.length === 4) for (const answer of waiting.splice(0)) answer();
      });
    });
    onTestFinished(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const flows = names.map((who) => [
      `${who}.yaml`,
      `apicheck: 1\nspec: openapi.yaml\nexchanges:\n  - { name: ${who}, request: { method: GET, path: '/note?who=${who}' } }\n`,
    ]);
    const folder = await folderOf({ 'openapi.yaml': contract, ...(Object.fromEntries(flows) as object) });
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const files = names.map((who) => `${who}.yaml`);
    const { out } = await runCli(
      ['probe', ...files, '--target', target, '--concurrency', '4', '-f', 'json'],
      folder,
    );
    const { findings } = JSON.parse(out) as RunReport;
    expect(findings.map(({ code, location }) => `${location.uri} ${code}`)).toEqual([
      'live:c response-overlong',
    ]);
  });

  it('is followed by a body where there is none', async () => {
    const told = await found('HTTP/1.1 204 No Content\r\n\r\n{}');
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('response-overlong: bytes came behind a response with status 204');
    const length = await found('HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n');
    expect(length).toHaveLength(1);
    expect(length[0]).toContain(
      'content-length-wrong: Content-Length says 2 bytes, and a response with status 204',
    );
  });

  it('is followed by the body that it has the length of', async () => {
    for (const status of ['204 No Content', '304 Not Modified']) {
      const told = await found(`HTTP/1.1 ${status}\r\ncontent-length: 2\r\n\r\n{}`);
      expect(told.filter((line) => line.includes('overlong'))).toEqual([
        expect.stringContaining(`bytes came behind a response with status ${status.slice(0, 3)}`),
      ]);
      expect(told.join()).not.toContain('content-length-wrong');
    }
    const folder = await folderOf({
      'openapi.yaml': contract.replace('    get:', '    head:').replace(/content:.*/, ''),
      'note.yaml': recording.replaceAll('GET', 'HEAD'),
    });
    const told = async (bytes: string): Promise<string[]> => {
      const { out } = await runCli(
        ['probe', 'note.yaml', '--target', await raw(bytes), '-f', 'json'],
        folder,
      );
      return (JSON.parse(out) as RunReport).findings.map(({ code, message }) => `${code}: ${message}`);
    };
    const right = `${head}row-count: 1\r\ncontent-length: 2\r\n\r\n`;
    expect(await told(right)).toEqual([]);
    expect(await told(`${right}\r\n`)).toEqual([]);
    expect(await told(`${right}{}`)).toEqual([
      expect.stringMatching(/^response-overlong: bytes came behind a response to HEAD, which has no body/),
    ]);
  });

  it('has the length of what was not sent again', async () => {
    const told = await found('HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n');
    expect(told.map((line) => line.replace(/: .*/, ''))).toEqual(['live:note:1 status-undocumented']);
  });

  it('is cut off, by length and by chunk', async () => {
    const short = await found(`${head}row-count: 1\r\ncontent-length: 9\r\n\r\n{}`, true);
    expect(short[0]).toMatch(/exchange-failed: .*(?:closed early|Content-Length says).*after 2 of 9 bytes/);
    const chunk = await found(`${head}row-count: 1\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{}`, true);
    expect(chunk[0]).toMatch(/exchange-failed: .*closed early.*after 2 bytes/);
    const lengths = await found(`${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, true);
    expect(lengths[0]).toMatch(/exchange-failed: .*not HTTP \(Content-Length is given more than once\)/);
    const both = await found(`${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`);
    expect(both[0]).toMatch(/exchange-failed: .*not HTTP \(Content-Length stands beside Transfer-Encoding\)/);
    const list = await found(`${head}content-length: 2, 2\r\n\r\n{}`);
    expect(list[0]).toMatch(/exchange-failed: .*not HTTP \(Content-Length is no number\)/);
  });

  it('is empty where a body was promised', async () => {
    const [first] = await found(`${head}row-count: 1\r\ncontent-length: 0\r\n\r\n`);
    expect(first).toContain('body-missing');
  });

  it('has fields behind the body', async () => {
    const chunked = (trailer: string, fields: string): string =>
      `${head}trailer: ${trailer}\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n${fields}\r\n`;
    expect(await found(chunked('Row-Count', 'Row-Count: 7\r\n'))).toEqual([]);
    const told = await found(
      chunked('Digest', 'row-count: many\r\nset-cookie: session=planted-in-trailer\r\n'),
    );
    expect(told.map((line) => line.replace(/, in 2 of.*/, ''))).toEqual([
      'live:note:3 trailer-announced-wrongly: Trailer announces digest, which did not come',
      'live:note:8 response-header-invalid: response header Row-Count must be an integer, is a string: "many"',
      'live:note:8 trailer-announced-wrongly: trailer field row-count was not announced by Trailer',
      'live:note:9 trailer-announced-wrongly: trailer field set-cookie was not announced by Trailer',
      'live:note:9 trailer-forbidden: set-cookie must not be sent as a trailer field',
    ]);
  });

  it('is written with its trailers, without secrets', async () => {
    const folder = await folderOf({ 'openapi.yaml': contract, 'note.yaml': recording });
    const bytes = `${head}trailer: row-count, set-cookie\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nrow-count: 7\r\nset-cookie: session=planted-in-trailer\r\n\r\n`;
    const target = await raw(bytes);
    const { out, err } = await runCli(
      ['probe', 'note.yaml', '--target', target, '--record', 'again.yaml', '-f', 'html'],
      folder,
    );
    const text = await readFile(join(folder, 'again.yaml'), 'utf8');
    expect(text).toContain('row-count');
    expect(text + out + err).not.toContain('planted-in-trailer');
    const again = await runCli(['probe', 'again.yaml'], folder);
    expect(again.out).not.toContain('recording-invalid');
    expect(again.out).toContain('trailer-forbidden');
  });
});
