/**
 * C0 and C1 controls, which can move the cursor or rewrite the screen; the marks that turn the direction of text,
 * which can make it read as something else (Unicode TR #36); what would break a line; and surrogates
 * without their other half, which no encoding has a form for.
 */
// eslint-disable-next-line no-control-regex
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** Those of them that JSON leaves as they are. */
const unescaped = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Takes text of unknown origin; gives it as one line that is safe on a terminal, controls shown as `\u001b`. */
export function printable(text: string): string {
  return text.replace(unprintable, (mark) => {
    if (mark === '\n') return '\\n';
    if (mark === '\r') return '\\r';
    if (mark === '\t') return '\\t';
    return escape(mark);
  });
}

function escape(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** As `printable`, of text that has lines of ours: what breaks them stays. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Takes JSON; gives the same JSON, with all that a terminal would obey escaped: it stands in strings alone. */
export function printableJson(json: string): string {
  return json.replace(unescaped, escape);
}
