import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rootPointer } from '../../src/document/pointer.ts';
import { clip, columnsOf, endOf, wrap } from '../../src/report/columns.ts';
import { codeFrame, createLines } from '../../src/report/frame.ts';

/** A line, and what of it is meant, in brackets. */
function frame(text: string, width = 76): [string, string] | undefined {
  const column = text.indexOf('[') + 1;
  const meant = text.replace(/[[\]]/g, '');
  const range = { start: { line: 1, column }, end: { line: 1, column: text.indexOf(']') } };
  return codeFrame(
    createLines(() => meant),
    { uri: 'a', pointer: rootPointer, range },
    width,
  );
}

it.each([
  ['abc', 3],
  ['', 0],
  ['図書館', 6],
  ['한국어', 6],
  ['ﾃｽﾄ', 3],
  ['Ａ', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['ไทย', 3],
  ['📚', 2],
  ['👩‍👩‍👧', 2],
  ['👍🏽', 2],
  ['❤️', 2],
  ['⚠', 1],
  ['🇩🇪🇫🇷', 4],
  ['—…│', 3],
])('knows how many columns %j fills', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

it('puts carets below what is meant, behind and of characters of two columns', () => {
  expect(frame('図書: {[題名]: 1}')).toEqual(['1 │ 図書: {題名: 1}', '  │        ^^^^']);
  expect(frame('👩‍👩‍👧 e\u0301: [x]')).toEqual(['1 │ 👩‍👩‍👧 e\u0301: x', '  │       ^']);
  expect(frame('\u001b: [\u202e] 名')).toEqual(['1 │ \\u001b: \\u202e 名', '  │         ^^^^^^']);
});

it('leaves room for what is meant on a narrow page', () => {
  const line = `${'a: '.repeat(20)}[meant] and more of it`;
  expect(frame(line, 36)).toEqual(['1 │ …a: a: a: a: a: meant and more…', '  │                 ^^^^^']);
});

/** Texts of all kinds, without what marks the place. */
const words = fc
  .array(
    fc.constantFrom('a', ' ', '\t', '名', '한', '📚', '👩‍👩‍👧', 'e\u0301', '\u001b', '\ud800', '\u0301', '🇩🇪'),
  )
  .map((parts) => parts.join(''));

it('keeps to the page, and carets below what they are of, whatever stands in a line', () => {
  fc.assert(
    fc.property(words, words, words, fc.integer({ min: 36, max: 100 }), (before, meant, after, width) => {
      const [line = '', carets = ''] = frame(`${before}x[y${meant}]${after}`, width) ?? [];
      expect(columnsOf(line)).toBeLessThanOrEqual(width);
      expect(columnsOf(carets)).toBeLessThanOrEqual(width);
      const indent = carets.indexOf('^');
      const at = line.indexOf('xy');
      expect(columnsOf(line.slice(0, at + 1))).toBe(indent);
    }),
  );
});

it('cuts and breaks by columns, and no character in two', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 60 }), (text, columns) => {
      const clipped = clip(text, columns);
      expect(columnsOf(clipped)).toBeLessThanOrEqual(columns);
      expect(text.startsWith(clipped.replace(/…$/, ''))).toBe(true);
      const end = endOf(text, columns);
      expect(columnsOf(end)).toBeLessThanOrEqual(columns);
      expect(text.endsWith(end)).toBe(true);
      expect(wrap(text, columns, '').join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
  expect(wrap('図書館の 題名は 長い ものです', 22, '')).toEqual(['図書館の 題名は 長い', 'ものです']);
});
