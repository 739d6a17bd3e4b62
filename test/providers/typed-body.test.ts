import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anything,
  choice,
  dateTime,
  dictionary,
  flag,
  integer,
  list,
  number,
  optional,
  readBody,
  record,
  text,
} from './typed-body.ts';

const order = record(
  {
    isbn: text(13, 13, /^\d+$/),
    copies: optional(integer(1, 100), 1),
    weight: number(0),
    gift: flag,
    speed: choice('slow', 'fast'),
    by: dateTime,
    tags: list(text(1, 10), 3),
    notes: optional(dictionary(/^[a-z]+$/, anything, 2)),
  },
  true,
);
const valid = {
  isbn: '9781234567897',
  weight: 0.5,
  gift: false,
  speed: 'fast',
  by: '2025-01-31T12:00:00+01:00',
  tags: ['a', 'b'],
};
const read = (change: object) => readBody(JSON.stringify({ ...valid, ...change }), order);

test('a body that is as expected comes out with its defaults', () => {
  expect(read({})).toEqual({ body: { ...valid, copies: 1, notes: undefined } });
  const withNotes = read({ copies: 2, notes: { a: null } });
  expect(withNotes).toEqual({ body: { ...valid, copies: 2, notes: new Map([['a', null]]) } });
});

test('lengths count characters, and a minute may have a leap second', () => {
  const long = readBody(JSON.stringify('💡💡'), text(2, 2));
  expect(long).toEqual({ body: '💡💡' });
  expect(readBody('"2016-12-31T23:59:60Z"', dateTime)).toEqual({ body: '2016-12-31T23:59:60Z' });
});

describe('what is wrong with a body is named with its place', () => {
  test.each([
    ['/isbn', { isbn: 9781234567897 }],
    ['/isbn', { isbn: 'abcdefghijklm' }],
    ['/isbn', { isbn: undefined }],
    ['/copies', { copies: 0 }],
    ['/copies', { copies: 1.5 }],
    ['/copies', { copies: null }],
    ['/weight', { weight: -1 }],
    ['/gift', { gift: 'no' }],
    ['/speed', { speed: 'FAST' }],
    ['/by', { by: '2025-01-31' }],
    ['/by', { by: '2025-13-31T12:00:00Z' }],
    ['/by', { by: '2025-02-29T12:00:00Z' }],
    ['/tags', { tags: ['a', 'a'] }],
    ['/tags', { tags: ['a', 'b', 'c', 'd'] }],
    ['/tags/1', { tags: ['a', ''] }],
    ['/notes', { notes: [] }],
    ['/notes/A', { notes: { A: 1 } }],
    ['/colour', { colour: 'red' }],
    ['/a~1b~0c', { 'a/b~c': 1 }],
  ])('%s: %j', (field, change) => {
    expect(read(change)).toEqual({ issues: [{ field, message: expect.stringMatching(/^\w/) }] });
  });

  test('a property called __proto__ is one like any other', () => {
    const text = JSON.stringify(valid).replace('{', '{"__proto__":{"gift":true},');
    expect(readBody(text, order)).toEqual({
      issues: [{ field: '/__proto__', message: 'is not known here' }],
    });
  });

  test('a body that is not JSON', () => {
    expect(readBody('{"isbn":', order)).toEqual({ issues: [{ field: '', message: 'must be JSON' }] });
  });
});

test('any JSON is either read or refused with a reason', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const result = readBody(json, record({ a: anything, b: optional(flag) }, false));
      if ('body' in result) expect(JSON.parse(json)).toHaveProperty('a');
      else expect(result.issues.length).toBeGreaterThan(0);
    }),
  );
});
