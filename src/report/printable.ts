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

/** Takes text and the most columns it may fill; gives it cut in the middle of nowhere with an ellipsis. */
export function clip(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}

/** Takes text, a width in columns and an indent; gives lines broken at spaces, each with the indent before it. */
export function wrap(text: string, width: number, indent: string): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(indent + line);
  return lines;
}
