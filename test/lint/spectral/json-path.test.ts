import fc from 'fast-check';
import { JSONPath } from 'jsonpath-plus';
import { describe, expect, it } from 'vitest';
import { createCollection } from '../../../src/document/collection.ts';
import { parseText } from '../../../src/document/parse.ts';
import { compilePath } from '../../../src/lint/spectral/json-path.ts';
import { pointerOf } from '../../../src/lint/spectral/place.ts';
import { createPlain } from '../../../src/lint/spectral/plain.ts';
import { createQuery } from '../../../src/lint/spectral/query.ts';
import { createViews } from '../../../src/lint/spectral/view.ts';

/** Takes a path and a value; gives the pointers that it leads to, sorted. */
function pointers(path: string, value: unknown): string[] {
  const { document } = parseText('a.json', JSON.stringify(value));
  const { resolved } = createViews(createCollection(document, []));
  return createQuery(resolved, createPlain(resolved))
    .run(compilePath(path))
    .map(({ place }) => pointerOf(place))
    .sort();
}

const name = fc.constantFrom('a', 'b', 'x-y', 'in', 'name', '200', 'a/b', 'type', '__proto__');
const value = fc.letrec((tie) => ({
  scalar: fc.oneof(fc.constantFrom('query', 'a', '', 'id', 7, 0, true, null)),
  node: fc.oneof(
    { depthSize: 'small' },
    tie('scalar'),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(name, tie('node'), { maxKeys: 4 }),
  ),
  root: fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 5 }),
})).root;

/** JSONPath Plus counts the characters of a text among its members. */
function isInText(pointer: string, value: unknown): boolean {
  let at = value;
  for (const key of pointer.split('/').slice(1, -1))
    at = (at as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  return typeof at === 'string';
}

describe('JSONPath', () => {
  it('takes quoted names as one, and ends where it stops', () => {
    const json = { 'a.b': { c: [null, {}] }, d: 1, e: 2 };
    expect(pointers("$['a.b','d']", json)).toEqual(['/a.b', '/d']);
    expect(pointers("$['a.b'].c..", json)).toEqual(['/a.b/c', '/a.b/c/1']);
  });

  it.each([
    ...['$', '$.a', '$.a.b', '$.*', '$[*][*]', '$.a[*]', '$..a', '$..*', '$..a..b', '$..[*].a', "$['a/b']"],
    ...['$[a,b]', '$..[x-y,in]', '$.a[0]', '$..[0]', '$.a[0:2]', '$..a[-1:]', '$..[0,1]', '$.200'],
    ...[
      '$..a^',
      '$..a.b^^',
      '$.*^',
      '$..[?(@property === "a")]',
      '$..[?(@ && @.a)]',
      "$..[?(@.in == 'query')]",
    ],
    ...["$..[?(@parentProperty === 'a')]", '$..[?(@property >= 200)]', '$..[?(@ === 7 || @ === "id")]^.name'],
    ...[
      '$..[?(!@.a && @.b)].b',
      '$.a.[*].b',
      '$.a.',
      '$..[?(@.length > 1)]',
      '$..a.[?(@.b)]^',
      '$..@string()',
    ],
  ])('finds by %s what JSONPath Plus finds, where there is no reference', (path) => {
    fc.assert(
      fc.property(value, (json) => {
        const parsed: unknown = JSON.parse(JSON.stringify(json));
        const theirs = JSONPath({
          path,
          json: parsed as object,
          resultType: 'pointer',
          eval: 'safe',
          ignoreEvalErrors: true,
        }) as string[];
        expect(pointers(path, parsed)).toEqual(
          [...new Set(theirs)].filter((each) => !isInText(each, parsed)).sort(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('reads the operators that Spectral has in filters', () => {
    const json = { 'application/json': 1, 'application/json; charset=utf-8': 2, 'text/plain': 3 };
    expect(pointers('$[?(@property ~= "^application/json(;.*)*$")]', json)).toEqual([
      '/application~1json',
      '/application~1json; charset=utf-8',
    ]);
    expect(pointers('$[?(@property ~= /^TEXT/i)]', json)).toEqual(['/text~1plain']);
    expect(pointers("$[?(@property in ['text/plain', '0'])]", json)).toEqual(['/text~1plain']);
    expect(
      pointers("$[?(['text/plain', '0'].includes(@property))]['a','b']", { 'text/plain': { b: 1 } }),
    ).toEqual(['/text~1plain/b']);
    expect(() => compilePath('$[?(@ ~= @property)]')).toThrow(SyntaxError);
    expect(() => compilePath('$[?(@ ~= "(")]')).toThrow(SyntaxError);
  });

  it('runs no code of a filter', () => {
    for (const filter of [
      ...[
        'process.exit()',
        '@.constructor.constructor("x")()',
        'globalThis',
        '(() => 1)()',
        '@.a = 1',
        'this.a',
      ],
    ]) {
      try {
        expect([filter, pointers(`$..[?(${filter})]`, { a: { b: 1 } })]).toEqual([filter, []]);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }
  });

  it.each(['a.b', '$[?(@.a ==)]', '$[?(nothing)]', '$.a[(@.b)]'])('says that it cannot read %s', (path) => {
    expect(() => compilePath(path)).toThrow(SyntaxError);
  });
});
