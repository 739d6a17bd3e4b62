import { matchText } from '../document/wildcards.ts';

/**
 * Takes names as a config lists them, in which `*` stands for any text; gives a test for names that are among them.
 */
export function matchNames(patterns: readonly string[]): (name: string) => boolean {
  const tests = patterns.map(matchText);
  return (name) => tests.some((test) => test(name));
}
