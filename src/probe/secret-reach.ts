/**
 * Where a secret is hidden: `anywhere`, within longer words too; as a `token`, where it is no part of a longer word; as
 * a `value`, where it stands alone between quotes, behind a name, or on a line.
 */
export type Reach = 'anywhere' | 'token' | 'value';

/** What is said of many things, and tells nothing of what it was said of. */
const commonplace = /^(?:true|false|null|none|undefined|yes|no|on|off|\d{0,3})$/i;

/**
 * Takes a secret, and what tells whether everybody knows a word, as the contract has it; gives where it is hidden,
 * undefined where only the place of a credential says that it is one. A password "admin" must not take the word out of
 * every path, and hidden there, it would only be given away by what is missing.
 */
export function reachOf(secret: string, isPublic: (word: string) => boolean): Reach | undefined {
  if (secret.length < 3 || commonplace.test(secret)) return undefined;
  if (isDistinctive(secret)) return 'anywhere';
  return isPublic(secret) ? 'value' : 'token';
}

/** Of a word, a number or what is short, most places where it stands mean something else. */
function isDistinctive(secret: string): boolean {
  if (secret.length >= 16 && /^(?:[A-Za-z]*|\d*)$/.test(secret)) return true;
  return secret.length >= 8 && !/^(?:[A-Za-z]?[a-z]*|[A-Z]*|[\d.,:TZ+-]*)$/.test(secret);
}

const wordCharacter = /[\p{L}\p{N}_]/u;
/** What a notation has in place of a character, before a word. */
const escapeBefore = /(?:%(?:25)*[0-9a-f]{2}|\\[bfnrt]|\\u[0-9a-f]{4})$/i;
/** What a value alone stands behind, and before. */
const opens = /(?:["'`=>\n]|:\s{0,20}|%(?:22|27|3d)|\\[nrt]|\\u00(?:22|27|3d|3e)|(?:^|\n)\s{0,20}-\s)$/i;
const closes = /^(?:["'`&;,<>@\\}\]\s]|%(?:22|27|26)|$)/i;

/** Takes a text and where a secret of a reach stands in it; gives whether it is hidden there. */
export function isReached(reach: Reach, text: string, start: number, end: number): boolean {
  if (reach === 'anywhere') return true;
  if (reach === 'token') return isTokenStart(text, start) && isTokenEnd(text, end);
  // What begins a text is a value alone only where it ends it too.
  if (start === 0) return end === text.length;
  return opens.test(text.slice(Math.max(0, start - 24), start)) && closes.test(text.slice(end, end + 3));
}

function isTokenStart(text: string, at: number): boolean {
  if (at === 0 || !wordCharacter.test(text.charAt(at - 1))) return true;
  return escapeBefore.test(text.slice(Math.max(0, at - 9), at));
}

function isTokenEnd(text: string, end: number): boolean {
  return end === text.length || !wordCharacter.test(text.charAt(end));
}
