import type { Node } from '../document/document.ts';
import { defaultLimits, raise, type Limits } from '../document/limits.ts';
import { isPolynomial } from './ambiguity.ts';
import { tooLong, within } from './time-limit.ts';
import { Unjudgeable } from './unjudgeable.ts';

/** A regular expression that can be asked without fear of it running for hours. */
export interface GuardedPattern {
  /** Whether the text matches anywhere. Throws `Unjudgeable` where finding out would take too long. */
  test(text: string): boolean;
  toString(): string;
}

/** The patterns of one description. */
export interface Patterns {
  /** Takes a pattern (ECMA-262) and where it is written; gives what is wrong with it, or undefined. */
  declare(pattern: string, node: Node): string | undefined;
  /** Takes a declared pattern; gives what tests with it. */
  get(pattern: string): GuardedPattern;
}

/** The same once some patterns have used theirs up: a description may hold any number of them. */
const lostPatience = 1;
const mostPatience = 4;
const tooManySteps = 1e7;

/**
 * Takes how long a pattern that may backtrack without bounds is given for one text, in milliseconds; gives an empty set
 * of patterns.
 */
export function createPatterns({ patternTime }: Pick<Limits, 'patternTime'> = defaultLimits): Patterns {
  const known = new Map<string, { readonly regExp: RegExp | string; readonly node: Node }>();
  const guarded = new Map<string, GuardedPattern>();
  const endured = { times: 0, patience: patternTime };
  return {
    declare(pattern, node) {
      let entry = known.get(pattern);
      if (!entry) known.set(pattern, (entry = { regExp: toRegExp(pattern), node }));
      return typeof entry.regExp === 'string' ? entry.regExp : undefined;
    },
    get(pattern) {
      let found = guarded.get(pattern);
      if (!found) {
        const entry = known.get(pattern);
        const regExp = entry?.regExp ?? toRegExp(pattern);
        // `declare` has told the caller already that such a pattern is none.
        if (typeof regExp === 'string') throw new SyntaxError(regExp);
        guarded.set(pattern, (found = guard(regExp, entry?.node, endured)));
      }
      return found;
    },
  };
}

/** Takes a pattern that no schema has; gives it with a bound. What it throws is a RangeError. */
export function guardPattern(
  pattern: RegExp,
  { patternTime }: Pick<Limits, 'patternTime'> = defaultLimits,
): GuardedPattern {
  return guard(pattern, undefined, { times: 0, patience: patternTime });
}

/** With `u` as JSON Schema 2020-12 section 6.4 recommends, without where real patterns need the laxer grammar. */
function toRegExp(pattern: string): RegExp | string {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch (error) {
      if (flags === '') return error instanceof Error ? error.message : String(error);
    }
  }
  return 'not a regular expression';
}

function guard(
  regExp: RegExp,
  node: Node | undefined,
  endured: { times: number; readonly patience: number },
): GuardedPattern {
  let safeLength = safeLengthFor(backtrackingDegree(regExp.source));
  let doubtful = safeLength === shortest;
  return {
    test: (text) => {
      if (text.length <= safeLength) return regExp.test(text);
      if (doubtful) {
        // Looked at again only now, as most texts are short: nested repetitions may be harmless all the same.
        doubtful = false;
        if (isPolynomial(regExp.source)) safeLength = safeLengthFor(unboundedIn(regExp.source));
        if (text.length <= safeLength) return regExp.test(text);
      }
      const matched = testWithin(
        regExp,
        text,
        endured.times < mostPatience ? endured.patience : lostPatience,
      );
      if (matched !== undefined) return matched;
      endured.times += 1;
      const reason = `matching ${text.length} characters against ${regExp.source} takes too long${raise('patternTime')}`;
      if (node) throw new Unjudgeable(node, reason);
      throw new RangeError(reason);
    },
    toString: () => String(regExp),
  };
}

/** Texts that even an exponential pattern is done with in no time. */
const shortest = 16;

function safeLengthFor(degree: number): number {
  return degree === Infinity ? shortest : Math.floor(tooManySteps ** (1 / degree));
}

/** As `backtrackingDegree`, of a pattern whose nested repetitions are known to be harmless: one for each of them. */
function unboundedIn(source: string): number {
  const repetitions = source.replace(/\\.|\[(?:\\.|[^\]])*\]/gs, 'x').match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  return repetitions + (source.startsWith('^') ? 0 : 1) || 1;
}

/** V8 stops a regular expression only when the script that runs it is given a time limit. */
function testWithin(pattern: RegExp, text: string, timeout: number): boolean | undefined {
  try {
    const matched = within(timeout, () => pattern.test(text));
    return matched === tooLong ? undefined : matched;
  } catch {
    // One that is too large for the engine.
    return undefined;
  }
}

/** Takes a pattern; gives false where matching it takes time in proportion to a text, or to its square at worst. */
export function mayBacktrack(source: string): boolean {
  return backtrackingDegree(source) > 3;
}

/**
 * A bound for the exponent in the length of the text, read off the source: one for the start of the match and one
 * for each unbounded repetition; infinite where such repetitions are nested, or with back-references.
 */
function backtrackingDegree(source: string): number {
  let unbounded = 0;
  // For each open group: how many unbounded repetitions or alternations it holds.
  const groups: number[] = [0];
  let closed = 0;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    let afterGroup = 0;
    if (char === '\\') {
      if (/[1-9k]/.test(source[at + 1] ?? '')) return Infinity;
      at += 1;
    } else if (char === '[') {
      while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
    } else if (char === '(') {
      groups.push(0);
      continue;
    } else if (char === '|') {
      groups[groups.length - 1]! += 1;
      continue;
    } else if (char === ')') {
      closed = groups.pop() ?? 0;
      if (groups.length === 0) groups.push(0);
      groups[groups.length - 1]! += closed;
      afterGroup = closed;
    } else if (char === '*' || char === '+' || /^\{\d+,\d*\}/.test(source.slice(at, at + 12))) {
      unbounded += 1;
      groups[groups.length - 1]! += 1;
      continue;
    }
    const next = source.slice(at + 1, at + 13);
    if (afterGroup > 0 && /^([*+]|\{\d+,\d*\})/.test(next)) return Infinity;
  }
  return unbounded + (source.startsWith('^') ? 0 : 1) || 1;
}
