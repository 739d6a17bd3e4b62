import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createInterimFilter, hasBytesBehindHead, lengthFault } from '../../src/probe/live/interim.ts';

const interim = fc
  .tuple(fc.constantFrom('100 Continue', '102 Processing', '103 Early Hints', '199 X'), fc.nat({ max: 3 }))
  .map(([line, fields]) => `HTTP/1.1 ${line}\r\n${'link: </a>\r\n'.repeat(fields)}\r\n`);
const begun = fc.constantFrom(
  'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
  'HTTP/1.1 101 X\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.0 200 OK\r\n\r\n',
  'SSH-2.0-a very long banner\r\n',
);

it('answers on the way are taken out of what comes in pieces of any size, and nothing else', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(interim, { maxLength: 4 }), begun, pieces, (before, answer, sizes) => {
      const bytes = Buffer.from(before.join('') + answer);
      const filter = createInterimFilter();
      let given: Buffer | undefined;
      let at = 0;
      for (const size of [...sizes, bytes.length]) {
        const piece = bytes.subarray(at, at + size);
        at += piece.length;
        if (piece.length === 0) break;
        // Once it has begun, the rest is taken as it is.
        given = given ? Buffer.concat([given, piece]) : filter(piece);
      }
      expect(given?.toString()).toBe(answer);
    }),
  );
});

it('a head without an end is given as it is', () => {
  const filter = createInterimFilter();
  const head = Buffer.from(`HTTP/1.1 103 X\r\nx: ${'y'.repeat(20_000)}`);
  expect(filter(head)).toEqual(head);
});

it('bytes behind a head are seen, other than line breaks', () => {
  const head = 'HTTP/1.1 204 No Content\r\n\r\n';
  expect(hasBytesBehindHead(Buffer.from(head))).toBe(false);
  expect(hasBytesBehindHead(Buffer.from(`${head}\r\n`))).toBe(false);
  expect(hasBytesBehindHead(Buffer.from(`${head}\r\n{}`))).toBe(true);
  // Of what came before nothing is known.
  expect(hasBytesBehindHead(Buffer.from('{}'))).toBe(false);
  expect(hasBytesBehindHead(undefined)).toBe(false);
});

it('a head that says its length in a way that cannot be is told apart', () => {
  const head = (fields: string): Buffer =>
    Buffer.from(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\ncontent-length: 1`);
  expect(lengthFault(head('Content-Length: 1\r\ncontent-length: 1'))).toBe(
    'Content-Length is given more than once',
  );
  expect(lengthFault(head('transfer-encoding: chunked\r\ncontent-length: 1'))).toBe(
    'Content-Length stands beside Transfer-Encoding',
  );
  expect(lengthFault(head('content-length: 1, 1'))).toBe('Content-Length is no number');
  expect(lengthFault(head('content-length: 1\r\nno colon'))).toBe('its head cannot be read');
});
