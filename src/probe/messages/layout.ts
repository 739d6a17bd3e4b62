import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';

/** A stretch of a text, in UTF-16 units. */
export type Stretch = readonly [start: number, end: number];

/** A text laid out, and where in it is what was asked for. */
export interface LaidOut {
  readonly text: string;
  /** In order; a place that is not in it has none. */
  readonly marks: readonly Stretch[];
}

const tokens = /\s+|"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/gsy;
/** Brackets within one another are indented as deep. */
const deepest = 100;

interface Level {
  readonly pointer: Pointer;
  readonly list: boolean;
  index: number;
  key: string | undefined;
  keyAt: Stretch | undefined;
}

/**
 * Takes a text of JSON, places in it by pointer, and stretches of it; gives it with a member to a line, every value as
 * it is written, and where the places are then: those of objects and arrays at their keys. A text that is no JSON is
 * given as it is.
 */
export function layOutJson(
  text: string,
  pointers: readonly Pointer[],
  stretches: readonly Stretch[],
): LaidOut {
  const wanted = new Set<string>(pointers);
  const marks: Stretch[] = [];
  const levels: Level[] = [];
  let out = '';
  let pending = '';
  tokens.lastIndex = 0;
  for (let at = 0; at < text.length; at = tokens.lastIndex) {
    tokens.lastIndex = at;
    const token = tokens.exec(text)?.[0];
    if (token === undefined || levels.length > deepest) return { text, marks: stretches };
    if (/^\s/.test(token)) continue;
    const level = levels.at(-1);
    const newLine = (depth: number): string => `\n${'  '.repeat(depth)}`;
    if (token === '}' || token === ']') {
      levels.pop();
      // Empty ones stay on their line.
      out += pending.startsWith('\n') && /[{[]$/.test(out) ? token : newLine(levels.length) + token;
      pending = '';
      continue;
    }
    out += pending;
    pending = '';
    const start = out.length;
    out += token;
    for (const [from, to] of stretches) {
      if (from >= at + token.length || to <= at) continue;
      marks.push([start + Math.max(0, from - at), start + Math.min(token.length, to - at)]);
    }
    if (token === ',') {
      if (level) level.index += 1;
      if (level) level.key = undefined;
      pending = newLine(levels.length);
      continue;
    }
    if (token === ':') {
      pending = ' ';
      continue;
    }
    if (level && !level.list && level.key === undefined) {
      level.key = unquoted(token);
      level.keyAt = [start, out.length];
      continue;
    }
    const pointer = level
      ? appendKey(level.pointer, level.list ? level.index : (level.key ?? ''))
      : rootPointer;
    const opens = token === '{' || token === '[';
    if (wanted.has(pointer))
      marks.push((opens && level && !level.list && level.keyAt) || [start, out.length]);
    if (!opens) continue;
    levels.push({ pointer, list: token === '[', index: 0, key: undefined, keyAt: undefined });
    pending = newLine(levels.length);
  }
  return { text: out, marks };
}

function unquoted(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
