import { escapeKey } from '../document/pointer.ts';
import { wildcards } from '../document/wildcards.ts';

/**
 * Takes a JSON Pointer with `*` for any text within one key and `**` for any keys, none too; gives a test for
 * pointers to it or below it.
 */
export function matchPointer(written: string): (pointer: string) => boolean {
  const pattern = wildcards();
  for (const part of written.replace(/\/$/, '').split(/(\/\*\*(?=\/|$)|\*+)/)) {
    if (part === '/**') pattern.names();
    else if (part.startsWith('*')) pattern.some();
    else pattern.literal(part);
  }
  return pattern.test(true);
}

/** Takes a value and such a pointer; gives whether anything in the value stands there. Each part is looked at once. */
export function standsIn(value: unknown, written: string): boolean {
  const [first, ...keys] = written.replace(/\/$/, '').split('/');
  if (first !== '') return false;
  const tests = keys.map((key) => (key === '**' ? undefined : keyTest(key)));
  const seen = tests.map(() => new Set<object>());
  const waiting: (readonly [part: unknown, key: number])[] = [[value, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [part, key] = next;
    if (key === tests.length) return true;
    const test = tests[key];
    if (test === undefined) waiting.push([part, key + 1]);
    if (typeof part !== 'object' || part === null || seen[key]?.has(part)) continue;
    seen[key]?.add(part);
    for (const [name, member] of Object.entries(part))
      if (test === undefined) waiting.push([member, key]);
      else if (test(escapeKey(name))) waiting.push([member, key + 1]);
  }
  return false;
}

function keyTest(written: string): (key: string) => boolean {
  if (!written.includes('*')) return (key) => key === written;
  const pattern = wildcards();
  for (const part of written.split(/(\*+)/)) {
    if (part.startsWith('*')) pattern.some();
    else pattern.literal(part);
  }
  return pattern.test();
}
