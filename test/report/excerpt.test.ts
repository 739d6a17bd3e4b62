import { expect, it } from 'vitest';
import { rootPointer } from '../../src/document/pointer.ts';
import { createLines } from '../../src/report/frame.ts';
import { excerptOf } from '../../src/report/html/excerpt.ts';

/** The lines around the first `@` of a text, with what is marked in brackets: from the mark to the end of its line. */
function around(text: string): readonly string[] {
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes('@')) + 1;
  const written = lines[line - 1] ?? '';
  const range = {
    start: { line, column: written.indexOf('@') + 1 },
    end: { line, column: written.length + 1 },
  };
  const found = excerptOf(
    createLines(() => text),
    { uri: 'a', pointer: rootPointer, range },
  );
  if (found === undefined) return [];
  const [start, meant, end] = found.marked;
  return [...found.before, `${start}[${meant}]${end}`, ...found.after];
}

it('leaves out the spaces that all lines begin with, but for blank ones', () => {
  expect(around('      a:\n\n        b: @\n        c: 1\n      d: 2')).toEqual([
    'a:',
    '',
    '  b: [@]',
    '  c: 1',
    'd: 2',
  ]);
});

it('leaves out none where a line begins without', () => {
  expect(around('a:\n  b: @\n')).toEqual(['a:', '  b: [@]', '']);
});

it('cuts long lines around the mark', () => {
  const [only = ''] = around(`${' '.repeat(30)}${'x'.repeat(300)}@${'y'.repeat(300)}`);
  expect(only).toMatch(/^…x{60}\[@y{139}\]…$/);
});
