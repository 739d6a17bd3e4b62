import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { writeYaml } from '../../src/document/yaml-write.ts';

it('writes what nests more deeply than the stack of its writer holds', () => {
  let value: unknown = { text: 'the end' };
  for (let depth = 0; depth < 2_000; depth++) value = depth % 2 === 0 ? [value] : { a: value };
  expect(writeYaml(value)).toContain('the end');
  expect(parse(writeYaml({ a: ['b', { c: null }] }))).toEqual({ a: ['b', { c: null }] });
});
