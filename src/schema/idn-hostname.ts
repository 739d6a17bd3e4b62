/**
 * Code points that IDNA 2008 lets pass although their class does not, and those it refuses although theirs would pass
 * (RFC 5892 section 2.6).
 */
const also = '\\u06fd\\u06fe\\u0f0b\\u3007';
const refused = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u;

/** Joiners and marks that may stand in certain company only (RFC 5892 appendix A). */
const inContext = '\\u00b7\\u0375\\u05f3\\u05f4\\u200c\\u200d\\u30fb';
const label = new RegExp(`^[\\p{L}\\p{N}${also}${inContext}][\\p{L}\\p{N}\\p{M}${also}${inContext}-]*$`, 'u');

/** The combining class of a virama, which no property of a regular expression has a name for. */
const virama =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u0e3a\\u0f84\\u1039\\u103a\\u17d2]';

/** What each of those characters has to be surrounded by: where this matches, one of them is out of place. */
const outOfPlace: readonly RegExp[] = [
  /(?<!l)\u00b7|\u00b7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u,
  new RegExp(`(?<!${virama})\\u200d`, 'u'),
  new RegExp(`(?<!${virama})(?<![\\p{Script=Arabic}\\p{Script=Syriac}]\\p{M}*)\\u200c`, 'u'),
  /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$(?<=\u30fb.*)/u,
  /[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u,
];

/** Takes a text; gives whether it is a host name, of whatever script (RFC 5890 section 2.3.2.3). */
export function isIdnHostname(value: string): boolean {
  const labels = value.replace(/[\u3002\uff0e\uff61]/gu, '.').split('.');
  return value.length <= 253 && labels.every(isLabel);
}

function isLabel(text: string): boolean {
  if (text.length > 63 || !label.test(text) || text.endsWith('-') || refused.test(text)) return false;
  if (/^xn--/i.test(text)) return /^xn--[a-z0-9-]*[a-z0-9]$/i.test(text) && !/^xn--.$/i.test(text);
  return text.slice(2, 4) !== '--' && !outOfPlace.some((pattern) => pattern.test(text));
}
