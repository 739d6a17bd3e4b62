import type { Truth } from '../truth.ts';
import { all, boundaries, derive, empty, none, sequence, set, type Expression } from './expression.ts';
import { parsePattern } from './parse.ts';

const parsed = new Map<string, Expression | undefined>();

/** Takes a pattern; gives the language that it matches, undefined where that is not a regular one. Remembered. */
export function languageOf(source: string): Expression | undefined {
  if (parsed.has(source)) return parsed.get(source);
  if (parsed.size > 5000) parsed.clear();
  const language = parsePattern(source);
  parsed.set(source, language);
  return language;
}

const compiled = new Map<string, RegExp | undefined>();

function regExpOf(source: string): RegExp | undefined {
  if (compiled.has(source)) return compiled.get(source);
  if (compiled.size > 5000) compiled.clear();
  let found: RegExp | undefined;
  for (const flags of ['u', '']) {
    try {
      found ??= new RegExp(source, flags);
    } catch {
      // The laxer grammar comes next; a pattern that is none at all judges nothing.
    }
  }
  compiled.set(source, found);
  return found;
}

/** Up to here even a pattern that backtracks without bounds is done in no time. */
const shortText = 12;

/** Whether a text matches a pattern anywhere; unknown where finding out could take too long. */
export function matches(source: string, text: string): Truth {
  if (text.length <= shortText) return regExpOf(source)?.test(text);
  let language = languageOf(source);
  if (language === undefined) return undefined;
  for (const character of text) {
    language = derive(language, character.codePointAt(0) ?? 0);
    if (language === none || language.key === all.key) break;
  }
  return language.nullable;
}

/** Takes a text; gives the language of that text alone. */
export function literal(text: string): Expression {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  return points.reduceRight((next: Expression, point) => sequence(set([[point, point]]), next), empty);
}

/** A word of a language, none at all, or nobody knows within the budget. */
export type WordSearch =
  { readonly kind: 'word'; readonly word: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' };

/**
 * Takes a language, the least and greatest number of characters, and how many derivatives may be computed; gives a
 * shortest word, of friendly characters where there is a choice.
 */
export function shortestWord(language: Expression, min: number, max: number, budget: number): WordSearch {
  if (min > max) return { kind: 'none' };
  // Of two ways to the same state the shorter serves any upper bound better, so each state is seen once for each
  // length up to the least one asked for.
  const seen = new Set<string>([`0 ${language.key}`]);
  let front: { readonly state: Expression; readonly word: string }[] = [{ state: language, word: '' }];
  let left = budget;
  for (let length = 0; length <= max && front.length > 0; length += 1) {
    const found = length >= min ? front.find(({ state }) => state.nullable) : undefined;
    if (found !== undefined) return { kind: 'word', word: found.word };
    const next: typeof front = [];
    for (const { state, word } of front) {
      for (const point of representatives(state)) {
        if ((left -= 1) < 0) return { kind: 'unknown' };
        const after = derive(state, point);
        if (after === none) continue;
        const key = `${Math.min(length + 1, min)} ${after.key}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: after, word: word + String.fromCodePoint(point) });
      }
    }
    front = next;
  }
  return { kind: 'none' };
}

/** One character for each range within which all have the same derivative, the friendlier ones first. */
function representatives(state: Expression): readonly number[] {
  const points = new Set<number>([0, 0xe000]);
  boundaries(state, points);
  const starts = [...points]
    .filter((point) => point <= 0x10ffff && (point < 0xd800 || point > 0xdfff))
    .sort((a, b) => a - b);
  const chosen = starts.map((first, index) => {
    const beyond = starts[index + 1] ?? 0x110000;
    const last = first < 0xd800 ? Math.min(beyond - 1, 0xd7ff) : beyond - 1;
    return friendliest(first, last);
  });
  return chosen.sort((a, b) => unfriendliness(a) - unfriendliness(b));
}

const friendly: readonly (readonly [number, number])[] = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x2d, 0x2d],
  [0x21, 0x7e],
  [0x20, 0x7e],
  [0xa1, 0xd7ff],
];

function friendliest(first: number, last: number): number {
  for (const [from, to] of friendly) {
    const point = Math.max(first, from);
    if (point <= Math.min(last, to)) return point;
  }
  return first;
}

function unfriendliness(point: number): number {
  const rank = friendly.findIndex(([from, to]) => point >= from && point <= to);
  return (rank === -1 ? friendly.length : rank) * 0x110000 + point;
}
