import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/probe/json-path/evaluate.ts';
import { parseCondition, parseQuery } from '../../src/probe/json-path/parse.ts';

const store = {
  books: [
    { title: 'Dune', price: 9, tags: ['sand'], 'odd name': 1 },
    { title: 'Emma', price: 12.5, isbn: '0-1' },
    { title: 'Ada', price: 5, author: { name: 'N' } },
  ],
  open: true,
  none: null,
};

describe('a JSONPath', () => {
  it.each([
    ['$', [store]],
    ['$.open', [true]],
    ["$['open', 'none']", [true, null]],
    ['$.books[0].title', ['Dune']],
    ['$.books[-1].title', ['Ada']],
    ['$.books[3]', []],
    ['$.books[0]["odd name"]', [1]],
    ['$.books[1:].title', ['Emma', 'Ada']],
    ['$.books[::-1].price', [5, 12.5, 9]],
    ['$.books[0:3:2].price', [9, 5]],
    ['$.books[::0]', []],
    ['$.books[*].price', [9, 12.5, 5]],
    ['$..price', [9, 12.5, 5]],
    ['$..tags[0]', ['sand']],
    ['$.books[?@.isbn].title', ['Emma']],
    ['$.books[?!@.isbn && @.price < 6].title', ['Ada']],
    ['$.books[?(@.price >= 9)].title', ['Dune', 'Emma']],
    ["$.books[?@.title == 'Dune' || @.author.name == 'N'].price", [9, 5]],
    ['$.books[?@.price == $.books[0].price].title', ['Dune']],
    ['$.books[?length(@.title) == 4].title', ['Dune', 'Emma']],
    ['$.books[?count(@.*) > 3].title', ['Dune']],
    ["$.books[?match(@.title, 'D.*')].title", ['Dune']],
    ["$.books[?match(@.title, 'un')].title", []],
    ["$.books[?search(@.title, 'un')].title", ['Dune']],
    ["$.books[?search(@.title, '(')].title", []],
    ["$.books[?value(@.tags[*]) == 'sand'].title", ['Dune']],
    ['$.books[?@.author == $.books[2].author].title', ['Ada']],
    ['$.books[?@.missing == $.absent].title', ['Dune', 'Emma', 'Ada']],
    ['$[?@ == null]', [null]],
    ['$.__proto__', []],
    ['$.constructor', []],
    ["$.books[0]['\\u0074itle']", ['Dune']],
  ])('%s', (path, expected) => {
    expect(createEvaluator(store).select(parseQuery(path))).toEqual(expected);
  });

  it.each([
    '',
    'open',
    '@.open',
    '$.',
    '$.books[',
    '$.books[?]',
    '$.books[?@.a ==]',
    '$.books[?nothing(@)]',
    '$.books[?length(@, 1)]',
    '$.books[?1]',
    '$ open',
    `$${'[?@'.repeat(2_000)}`,
    `$[?${'('.repeat(2_000)}@${')'.repeat(2_000)}]`,
  ])('is not read from %j', (path) => {
    expect(() => parseQuery(path)).toThrow(SyntaxError);
  });

  it('may be a comparison', () => {
    const holds = (text: string): boolean => createEvaluator(store).holds(parseCondition(text));
    expect(holds("$.books[0].title == 'Dune'")).toBe(true);
    expect(holds('$.books[0].price > 9 || $.open == false')).toBe(false);
    expect(holds('count($.books[*]) == 3')).toBe(true);
    expect(holds('$.access_token != null')).toBe(false);
  });

  it('comes to an end', () => {
    const wide = Array.from({ length: 1_000 }, (_, index) => ({ index }));
    const run = (path: string, value: unknown) => () => createEvaluator(value).select(parseQuery(path));
    expect(run('$[?count($[?count($[*]) > 0]) > 0]', wide)).toThrow(RangeError);
    let deep: unknown = 1;
    for (let depth = 0; depth < 2_000; depth += 1) deep = { a: deep };
    expect(run('$..a', deep)).toThrow(RangeError);
    expect(run("$[?match(@, '(a+)+')]", [`${'a'.repeat(100)}!`])).toThrow('too long');
  });
});
