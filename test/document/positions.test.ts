import { expect, test } from 'vitest';
import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import type { Entry } from '../../src/document/entry.ts';
import { yamlEntries } from '../../src/document/yaml-entries.ts';
import { readYamlTolerantly } from '../../src/document/yaml-tolerant.ts';

type Places = [pointer: string, key: readonly (number | undefined)[], value: readonly number[]][];

function places(entry: Entry, pointer = '', found: Places = []): Places {
  found.push([pointer, [entry.key?.start, entry.key?.end], [entry.value.start, entry.value.end]]);
  for (const [key, member] of entry.members()) places(member, `${pointer}/${key}`, found);
  return found;
}

/** The places read off the indentation are those of the syntax tree of `yaml`. */
function agree(text: string): void {
  expect(places(yamlEntries(text)), text).toEqual(places(readYamlTolerantly(text).entries()));
}

test.each([
  'a: &x\n  b: 1\n  c: # hi\n  d: !!str\n\n# c\n',
  'a:   # c\nb: \nc:',
  'a:\n- 1\n-\n- &q\n',
  '{a: 1, b, c: , "d":1, ? e}',
  '? a\n? b\n: c\n',
  'a: |\n  x\n  y\n\n# c\nb: >-\n  q\n',
  'a: [1,\n 2] # c\n',
  '&k key: v\n!!str y: z\n',
  'a: &b 1\nc: *b\n',
  '- - a\n  - b\n- k: v\n  l: w\n',
  '---\n# c\na: 1\n...\n',
  '\uFEFFa: 1\n',
  '\uFEFF---\na: 1\n',
  'a: plain\n  more\n\n  still\nb: 1\n',
  'a: &x !!map\n  b: 1',
  'a: |\n\nb: 1\n',
  'a: x # c\r\nb:\r\n  - y\r\n  - z: 1\r\n    w: 2\r\n',
  'a:\t1\nb: 2\t\n',
  'a: "x\n  y"\nb: \'p\n\n  q\'\n',
  '--- \na:\n  - b: 1\n    c:\n    - d\n    -\n      e: 1\n    - [x, {y: z}]\n',
  '- &a k: v\n  l: w\n',
  '- &a\n  k: v\n- !!map\n  k: v\n',
  'x:\n  &a k: v\n',
  "http://x.y/z: 1\na:b: 2\n\"q:r\" : 3\n'it''s': 4\n",
  '-\n - a\n -\n  b: 1\n',
  'a: >2\n    x\n   y\nb: 1',
  'a: |2 # c\n    x\n\n\n# k\n  \nb: 1',
  '- |\n x\n- >\n y\n# c\n',
  'a: |\n  # not\n  x\n # comment\nb: 1\n',
  'a: |+\n  x\n\n\nb: 1\n',
  '0x10: b\n~: c\nTrue: d\n1.0: e\n',
  'plain root\n  more # c\n',
  '"quoted root"\n',
  '--- |\n x\n',
  '%YAML 1.2\n---\na: 1\n',
  'a: &x {b: 1}\nc: *x\nd:\n  - *x\n',
  'a: {b: [1, {c: d}],\n  e: "f}", \'g\': h} # i\nj: 1',
  '- -\n- - - x\n',
  'k: [\n]\nl: {\n}\nm: [\n  1, # c ]\n  2\n]\nn: 1\n',
  "a: \"\\\"\"\nb: ''\nc: ''''\n\"d\\u0041\": 1\n",
  'a: !t [1]\nb: !t\n  c: 1\n',
  '- ? a\n  : b\n- c: d\n',
  '',
  '# c\n',
  '---\n',
  'a: it\'s [not] {flow} "here"\nb: a#b\nc: x #y\n',
])('%j', (text) => {
  expect(parseDocument(text, { uniqueKeys: false, schema: 'core' }).errors).toEqual([]);
  agree(text);
});

const scalar = fc.oneof(
  fc.constantFrom(
    'a',
    '1',
    'true',
    '~',
    '"q: \\" # x"',
    "'it''s'",
    'a b # no',
    'http://x/y',
    '""',
    'x#y',
    '!!str z',
    '&anc v',
  ),
  fc.constantFrom(
    '|\n%  one\n%  two',
    '>-\n%  folded\n\n%   more',
    '"multi\n%  line"',
    'plain\n%  goes on',
    "'a\n\n%  b'",
  ),
  fc.constantFrom(
    '[1, {a: b}, "]"]',
    '{k: [x, y], "l": }',
    '[\n%  1, # c\n%  2\n% ]',
    '',
    '# only a comment',
    '[]',
  ),
);
const name = fc.constantFrom(
  'a',
  'b',
  '"c"',
  "'d e'",
  'f:g',
  '200',
  '/x/{y}',
  'x-z',
  '"h\\n"',
  '&k i',
  '? j',
);
const noise = fc.constantFrom('', '', '', '\n', '# note\n', '      # deep\n');

interface Piece {
  /** The lines that follow a colon or dash; `%` stands for the indentation of what holds them. */
  readonly write: (indent: string) => string;
  readonly block: 'map' | 'list' | undefined;
}

const { tree } = fc.letrec<{ tree: Piece; map: Piece; list: Piece }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar.map((text): Piece => ({ block: undefined, write: (indent) => text.replaceAll('%', indent) })),
    tie('map'),
    tie('list'),
  ),
  map: fc
    .uniqueArray(fc.tuple(name, tie('tree'), noise, fc.boolean()), {
      minLength: 1,
      maxLength: 4,
      selector: ([key]) => key,
    })
    .map((entries): Piece => ({
      block: 'map',
      write: (indent) =>
        entries
          .map(([key, piece, before, flat], index) => {
            const list = piece.block === 'list' && flat && !key.startsWith('?');
            const inner = list ? indent : `${indent}  `;
            const body =
              piece.block === undefined ? ` ${piece.write(indent)}` : `\n${inner}${piece.write(inner)}`;
            return `${index === 0 ? '' : `${before}${indent}`}${key.startsWith('?') ? `${key}\n${indent}` : key}:${body}`;
          })
          .join('\n'),
    })),
  list: fc.array(fc.tuple(tie('tree'), noise), { minLength: 1, maxLength: 3 }).map((items): Piece => ({
    block: 'list',
    write: (indent) =>
      items
        .map(([piece, before], index) => {
          const body = piece.block === undefined ? piece.write(indent) : piece.write(`${indent}  `);
          return `${index === 0 ? '' : `${before}${indent}`}- ${body}`;
        })
        .join('\n'),
  })),
}));

test('every pointer of varied YAML leads where `yaml` says', () => {
  let checked = 0;
  fc.assert(
    fc.property(
      tree,
      fc.constantFrom('', '---\n', '# c\n\n', '\uFEFF'),
      fc.boolean(),
      (piece, head, windows) => {
        const text = head + piece.write('') + '\n';
        const written = windows ? text.replaceAll('\n', '\r\n') : text;
        const { errors } = parseDocument(written, { uniqueKeys: false, schema: 'core' });
        if (errors.length > 0) return;
        checked++;
        agree(written);
      },
    ),
    { numRuns: 1_000 },
  );
  expect(checked).toBeGreaterThan(500);
});

test('every pointer of what `yaml` writes leads where `yaml` says', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5 }),
      fc.constantFrom(20, 80),
      fc.boolean(),
      (value, lineWidth, indentSeq) => {
        agree(stringify(value, { lineWidth, indentSeq }));
      },
    ),
    { numRuns: 500 },
  );
});

test('what nests as deep as may be has an end', () => {
  const text = Array.from({ length: 990 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
  const whole = `${text}${' '.repeat(990)}b: 1`;
  expect(yamlEntries(whole).value).toEqual({ start: 0, end: whole.length });
});
