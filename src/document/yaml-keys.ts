import type { Entry } from './entry.ts';
import { isBlankOrEnd } from './yaml-lines.ts';
import { lineEnd, skipBlanks } from './yaml-scan.ts';

/** So many places that look like such a key are looked at closely; a text with more of them is read the slow way. */
const mostLooked = 2_000;

/**
 * Takes YAML without mistakes and what gives the places of its values; gives whether a key of it may be a list or a
 * mapping (YAML 1.2.2 section 3.2.1.1), which js-yaml makes a string of without a word. False where there is none; true
 * may be wrong, and costs a slower reading.
 */
export function mayHaveCollectionKeys(content: string, root: () => Entry): boolean {
  let looked = 0;
  let entry: Entry | undefined;
  for (const at of candidates(content)) {
    if (++looked > mostLooked || !isInScalar(content, (entry ??= root()), at)) return true;
  }
  return false;
}

/** The offsets at which a key could be told to be a collection, were they not in a scalar. */
function* candidates(content: string): Generator<number> {
  for (const close of [']', '}'])
    for (let at = content.indexOf(close); at !== -1; at = content.indexOf(close, at + 1))
      if (content.charCodeAt(skipBlanks(content, at + 1)) === 0x3a && mayCloseKey(content, at)) yield at;
  for (const open of ['[', '{'])
    for (let at = content.indexOf(open); at !== -1; at = content.indexOf(open, at + 1))
      if (isInFlowMapping(content, at)) yield at;
  for (let at = content.indexOf('?'); at !== -1; at = content.indexOf('?', at + 1))
    if (isBlankOrEnd(content.charCodeAt(at + 1)) && mayAskForCollection(content, at)) yield at;
  for (let at = content.indexOf('*'); at !== -1; at = content.indexOf('*', at + 1))
    if (mayBeAliasKey(content, at)) yield at;
}

/** Whether the bracket that a closing one belongs to, if it is on its line, stands where a node may begin. */
function mayCloseKey(content: string, close: number): boolean {
  let open = close - 1;
  for (let depth = 1; depth > 0; open--) {
    const unit = content.charAt(open);
    if (unit === '' || unit === '\n' || close - open > longestKey) return true;
    if (unit === ']' || unit === '}') depth++;
    else if (unit === '[' || unit === '{') depth--;
  }
  return open < 0 || /[\s[{,]/.test(content.charAt(open));
}

/** Whether an opening bracket begins an entry of a flow mapping, which may be a key that stands alone. */
function isInFlowMapping(content: string, open: number): boolean {
  let before = open - 1;
  while (/\s/.test(content.charAt(before))) before--;
  if (content.charAt(before) !== ',') return content.charAt(before) === '{';
  for (let depth = 1, at = before; at >= 0 && before - at < longestKey; at--) {
    const unit = content.charAt(at);
    if (unit === ']' || unit === '}') depth++;
    else if ((unit === '[' || unit === '{') && --depth === 0) return unit === '{';
  }
  return false;
}

/** In UTF-16 units: no implicit key may be longer (YAML 1.2.2 section 7.4). */
const longestKey = 1_024;

/** Whether an explicit key may begin with a `?`, and be more than a scalar on the same line. */
function mayAskForCollection(content: string, at: number): boolean {
  let before = at - 1;
  while (content.charAt(before) === ' ' || content.charAt(before) === '\t') before--;
  if (!/^[\n[{,?:-]?$/.test(content.charAt(before))) return false;
  const from = skipBlanks(content, at + 1);
  const first = content.charAt(from);
  if (first === '' || /[\s[{*&!#]/.test(first)) return true;
  const line = content.slice(from, lineEnd(content, from));
  return /^[-?](?:\s|$)/.test(line) || /:(?:\s|$)/.test(line);
}

function mayBeAliasKey(content: string, at: number): boolean {
  let end = at + 1;
  while (!isBlankOrEnd(content.charCodeAt(end)) && !/[[\]{},]/.test(content.charAt(end))) end++;
  return end > at + 1 && content.charCodeAt(skipBlanks(content, end)) === 0x3a;
}

/** Whether an offset is in a scalar, a key that is one, or a comment. */
function isInScalar(content: string, root: Entry, at: number): boolean {
  for (let entry = root; ;) {
    let within: Entry | undefined;
    let members = 0;
    for (const member of entry.members().values()) {
      members++;
      if ((member.key?.start ?? member.value.start) <= at) within = member;
    }
    const { start, end } = entry.value;
    if (members === 0 && at >= start && at < end) return !/[[{*]/.test(content.charAt(start));
    if (within === undefined || at >= within.value.end) return isInComment(content, at);
    if (within.key && at < within.key.end) return !/[[{*&!?]/.test(content.charAt(within.key.start));
    entry = within;
  }
}

function isInComment(content: string, at: number): boolean {
  const line = content.slice(content.lastIndexOf('\n', at) + 1, at);
  return /(?:^|\s)#/.test(line);
}
