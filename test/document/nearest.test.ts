import { describe, expect, it, test } from 'vitest';
import { certainName, certainOwnName, nearestName } from '../../src/document/nearest.ts';

test.each([
  ['Titel', ['Title', 'Author'], 'Title'],
  ['discription', ['summary', 'description'], 'description'],
  ['title', ['Title'], 'Title'],
  ['xyz', ['Title', 'Author'], undefined],
  ['a', ['b'], undefined],
  ['__prot__', ['__proto__', 'constructor'], '__proto__'],
])('%s among %j is %s', (name, candidates, nearest) => {
  expect(nearestName(name, candidates)).toBe(nearest);
});

test('a very long name costs nothing', () => {
  expect(nearestName('x'.repeat(1e6), ['x'.repeat(1e6 - 1)])).toBeUndefined();
});

describe('of a name, the only one that it can have been meant to be', () => {
  const fields = ['minItems', 'maxItems', 'minimum', 'description', 'tags', 'get', 'operationId'];

  it.each([
    ['GET', 'get'],
    ['Description', 'description'],
    ['descripton', 'description'],
    ['operation_id', 'operationId'],
    ['tag', undefined],
    ['tagss', 'tags'],
    // One letter from both.
    ['mixItems', undefined],
    ['gets', undefined],
    ['desription1', undefined],
  ])('%s among fields: %s', (name, expected) => {
    expect(certainName(name, fields)).toBe(expected);
  });

  it.each([
    ['titel', ['Title'], 'Title'],
    ['title-id', ['titleId', 'authorId'], 'titleId'],
    ['Magasine', ['Magazine'], 'Magazine'],
    // What may well be two things.
    ['Titles', ['Title'], undefined],
    ['TitlesPage', ['TitlePage'], undefined],
    ['ErrorV1', ['ErrorV2'], undefined],
    ['getTitle', ['setTitle'], undefined],
    ['title', ['Title', 'TITLE'], undefined],
  ])('%s among %j: %s', (name, names, expected) => {
    expect(certainOwnName(name, names)).toBe(expected);
  });
});
