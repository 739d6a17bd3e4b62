import type { Entry } from '../../src/document/entry.ts';
import { defaultLimits, type Limits } from '../../src/document/limits.ts';
import { yamlEntries } from '../../src/document/yaml-entries.ts';
import { readUsualYaml } from '../../src/document/yaml-usual.ts';
import { readAnyYaml } from '../../src/document/yaml.ts';
import { isSame } from '../same-value.ts';

/** What the reader of usual YAML makes of a text: nothing, or what the reader of all of it makes too, or else. */
export type Comparison = 'left alone' | 'the same' | { readonly differs: string };

/** Takes a text; reads it with both readers, and compares values, the order of keys, and all places. */
export function compareReaders(
  text: string,
  limits: Pick<Limits, 'depth' | 'values'> = defaultLimits,
): Comparison {
  const content = text.replace(/\r(?!\n)/g, '\n');
  const usual = readUsualYaml(content, limits);
  if (usual === undefined) return 'left alone';
  const { value, problems } = readAnyYaml(content, limits);
  const [problem] = problems;
  if (problem !== undefined) return { differs: `a mistake: ${problem.message}` };
  if (!isSame(usual.value, value)) return { differs: 'the values' };
  if (!isSame(keysOf(usual.value), keysOf(value))) return { differs: 'the order of keys' };
  if (usual.entries === undefined) return content.includes('\r') ? 'the same' : { differs: 'no places' };
  const known = placesOf(yamlEntries(content));
  const found = placesOf(usual.entries());
  const wrong = found.find((place, index) => place !== known[index]);
  if (wrong !== undefined) return { differs: `the place ${wrong}` };
  return found.length === known.length ? 'the same' : { differs: 'the number of places' };
}

/** All keys of a value, in the order in which they stand. */
function keysOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, member]) => [key, keysOf(member)]);
}

/** All members below an entry, each in words. */
function placesOf({ key, value, members }: Entry, pointer = ''): string[] {
  const own = `${pointer} key ${key?.start}-${key?.end} value ${value.start}-${value.end}`;
  return [own, ...[...members()].flatMap(([name, member]) => placesOf(member, `${pointer}/${name}`))];
}
