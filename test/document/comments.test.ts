import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Lexer, parseDocument, stringify, type ToStringOptions } from 'yaml';
import { parseText } from '../../src/document/parse.ts';

const word = 'mark';

function found(text: string): number[] {
  const { document } = parseText('a.yaml', text, 'yaml');
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (document.comments?.(word, 1_000) ?? []).map(
    ({ location: { range } }) => (starts[range.start.line - 1] ?? 0) + range.start.column - 1,
  );
}

/** Where `yaml` sees a comment that begins with the word. */
function expected(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  let inScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    // Marks of the lexer's own stand for no text.
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') {
      inScalar = lexeme === '\u001f';
      continue;
    }
    const begin = lexeme.startsWith('#') ? /(?<=^|[ \t])#+[ \t]*(?=mark)/.exec(lexeme) : null;
    if (!inScalar && begin) offsets.push(at + begin.index + begin[0].length);
    at += lexeme.length;
    inScalar = false;
  }
  return offsets;
}

const text = fc.constantFrom(
  'a',
  '# mark no',
  'x # mark no',
  'one\n# mark no\n  # mark no\ntwo\n',
  "it's",
  '"',
  'a long text that is folded over several lines where it is not quoted because it has no end # mark no',
);
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c: d', '# mark no', 'e'), tie('node'), { maxKeys: 3 }),
  ),
})).node;

test('comments are those that `yaml` sees, and no scalar is one', () => {
  const style = fc.record({
    defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
    collectionStyle: fc.constantFrom('any', 'block', 'flow'),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 40),
  });
  const insertions = fc.array(
    fc.record({
      line: fc.nat(40),
      indent: fc.nat(8),
      own: fc.boolean(),
      word: fc.constantFrom('mark', 'no mark'),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(tree, style, insertions, (value, options, comments) => {
      const lines = stringify({ root: value }, options as ToStringOptions).split('\n');
      for (const { line, indent, own, word: first } of comments) {
        const at = line % lines.length;
        if (own) lines.splice(at, 0, `${' '.repeat(indent)}# ${first} x`);
        else lines[at] += ` # ${first} y`;
      }
      const written = lines.join('\n');
      fc.pre(parseDocument(written).errors.length === 0);
      expect(found(written), written).toEqual(expected(written));
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['# mark\na: 1\n', '/a', false],
  ['a: 1 # mark\nb: 2\n', '/a', true],
  ['a:\n  # mark\n  b: 1\n', '/a/b', false],
  ['a:\n  b: 1\n  # mark\nc: 1\n', '/c', false],
  ['a:\n- b: 1\n# mark\n- c: 1\n', '/a/1', false],
  ['a:\n- # mark\n  c: 1\n', '/a/0', false],
  ['a: # mark\n  b: 1\n', '/a', true],
  ['a: { b: 1, # mark\n  c: 2 }\n', '/a/b', true],
  ['a: { b: 1,\n  # mark\n  c: 2 }\n', '/a/c', false],
  ['a: | # mark\n  text\n', '/a', true],
  ['a: 1\n# mark\n', '', false],
  ['a: 1 # to do # mark\n', '/a', true],
  ['# to do # mark\na: 1\n', '/a', false],
])('%j is about %s', (written, pointer, trailing) => {
  const [comment, ...more] = parseText('a.yaml', written, 'yaml').document.comments?.(word, 1_000) ?? [];
  expect(more).toEqual([]);
  expect({ pointer: comment?.location.pointer, trailing: comment?.trailing }).toEqual({ pointer, trailing });
});

test('JSON has no comments, and what is broken has those that can be seen', () => {
  expect(parseText('a.json', '{ "a": "# mark" }', 'json').document.comments?.(word, 1_000)).toEqual([]);
  expect(found('a: [1, 2 # mark\nb: 1 # mark\n')).toEqual([11, 23]);
});
