import { expect, test } from 'vitest';
import { decodeText } from '../../src/document/read.ts';
import fc from 'fast-check';

const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => le(text).swap16();
const utf32 = (text: string, first: string): Buffer =>
  Buffer.concat([
    Buffer.from(first, 'hex'),
    ...[...text].map((unit) => Buffer.from([unit.charCodeAt(0), 0, 0, 0])),
  ]);

test('texts are told by their first bytes, with or without a byte order mark', () => {
  for (const text of ['{"a": "ä😀"}', 'a: ä\n', '# é\n', '---\n', 'ab'])
    for (const bytes of [Buffer.from(text), le(text), be(text), le(`\ufeff${text}`), be(`\ufeff${text}`)])
      expect(decodeText('x', bytes)).toEqual({
        kind: 'text',
        text: bytes.length % 2 === 0 && /^(?:fffe|feff)/.test(bytes.toString('hex')) ? `\ufeff${text}` : text,
      });
});

test.each([
  ['UTF-32 with a mark', utf32('ab', 'fffe0000'), 'x is UTF-32, which is not read; save it as UTF-8'],
  ['UTF-32 without', utf32('ab', ''), 'x is UTF-32, which is not read; save it as UTF-8'],
  ['zeros alone', Buffer.alloc(20), 'x is not text: it has a NUL character on line 1'],
  [
    'a picture',
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'x is not text: it has a NUL character on line 3',
  ],
  ['an icon', Buffer.from('00000100010010100000', 'hex'), 'x is not text: it has a NUL character on line 1'],
  ['UTF-16 with a zero', le('a: 1\nb: \0'), 'x is not text: it has a NUL character on line 2'],
])('%s is refused in one sentence', (_, bytes, reason) => {
  expect(decodeText('x', bytes)).toEqual({ kind: 'failed', reason });
});

test.each([
  ['a: caf\xe9\n', 'latin1', 6, 'the byte 0xe9 here is not UTF-8'],
  ['ef bf bd 20 c3', 'hex', 2, 'the byte 0xc3 here is not UTF-8'],
  ['61 ed a0 80', 'hex', 1, 'the byte 0xed here is not UTF-8'],
  ['a\ud800b', 'utf16le', 1, '0xd800 alone is no character of UTF-16'],
] as const)('%j is read, and told what is lost at which character', (written, encoding, at, what) => {
  const bytes = Buffer.from(encoding === 'hex' ? written.replaceAll(' ', '') : written, encoding);
  const marked = encoding === 'utf16le' ? Buffer.concat([Buffer.from('fffe', 'hex'), bytes]) : bytes;
  expect(decodeText('x', marked)).toMatchObject({
    kind: 'text',
    damage: {
      at: encoding === 'utf16le' ? at + 1 : at,
      message: `${what}, and is read as U+FFFD; save the file as UTF-8`,
    },
  });
});

test('a byte too few is told, and what was written as U+FFFD is not', () => {
  expect(decodeText('x', le('\ufeffab').subarray(0, 5))).toMatchObject({ damage: { at: 2 } });
  for (const text of ['a\ufffdb', '\ufeff\ufffd'])
    for (const bytes of [Buffer.from(text), le(`\ufeff${text}`), be(`\ufeff${text}`)])
      expect(decodeText('x', bytes)).not.toHaveProperty('damage');
});

test('damage is told of where, and only where, bytes are not UTF-8', () => {
  const parts = fc.oneof(
    fc.uint8Array({ maxLength: 3 }).map((each) => Buffer.from(each)),
    fc.constantFrom(...['\ufffd', 'a', 'é', '😀'].map((each) => Buffer.from(each))),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (all) => {
      const bytes = Buffer.concat([Buffer.from('ab'), ...all]);
      const read = decodeText('x', bytes);
      if (read.kind === 'failed') return;
      if (read.damage === undefined) expect(Buffer.from(read.text).equals(bytes)).toBe(true);
      else {
        const before = Buffer.from(read.text.slice(0, read.damage.at));
        expect(bytes.subarray(0, before.length).equals(before)).toBe(true);
        expect(Buffer.from(read.text).equals(bytes)).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
});
