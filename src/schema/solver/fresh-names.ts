import { strings } from './kinds.ts';
import type { Literal } from './literals.ts';
import type { Demand, Frame } from './members.ts';
import { unknown, type Failure, type Run, type Scope } from './run.ts';

/** A name that nothing mentions, or why there is none. */
export type FreshName = { readonly found: true; readonly name: string } | Failure;

/** With more patterns than this there are too many combinations of them to try. */
const mostPatterns = 6;

const friendlyNames: readonly string[] = ['other', 'another', 'extra', 'more'];

/**
 * Takes what is known of an object's members and the names that are taken; gives one new name for every combination
 * of the patterns that a name can match and not match, since names of one combination are all alike.
 */
export function* freshNames(
  frame: Frame,
  taken: ReadonlySet<string>,
  scope: Scope,
  run: Run,
  demand?: Demand,
): Generator<FreshName> {
  const avoided = new Set([...taken, ...scope.avoided]);
  if (
    frame.patterns.length === 0 &&
    frame.nameRules.length === 0 &&
    (demand?.nameLiterals.length ?? 0) === 0
  ) {
    let name = friendlyNames.find((one) => !avoided.has(one));
    for (let count = 2; name === undefined; count += 1)
      if (!avoided.has(`other${count}`)) name = `other${count}`;
    yield { found: true, name };
    return;
  }
  if (frame.patterns.length > mostPatterns) {
    yield unknown('too many patterns of names');
    return;
  }
  const exclusion = run.made(
    { kind: 'enum', values: [...avoided], texts: new Set([...avoided].map((name) => JSON.stringify(name))) },
    strings,
    false,
    'strict',
  );
  const isString = run.made({ kind: 'types', kinds: strings }, 127, true, 'strict');
  for (let cell = 0; cell < 2 ** frame.patterns.length; cell += 1) {
    const inside = (pattern: string): boolean => ((cell >> frame.patterns.indexOf(pattern)) & 1) === 1;
    if (demand?.pattern !== undefined && !inside(demand.pattern)) continue;
    if (demand?.additional?.patterns.some(inside)) continue;
    const patterns = frame.patterns.map((source): Literal =>
      run.made({ kind: 'pattern', source }, strings, inside(source), 'strict'),
    );
    const rules = [...frame.nameRules, ...(demand?.nameLiterals ?? [])];
    const outcome = run.sat([isString, exclusion, ...patterns, ...rules]);
    if (!outcome.found) yield outcome;
    else if (typeof outcome.value === 'string') yield { found: true, name: outcome.value };
  }
}
