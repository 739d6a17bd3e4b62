/** What the text of an ignore says. */
export interface IgnoreText {
  /** Codes, or their names in other tools, and at which offset of the text each begins. */
  readonly names: readonly { readonly name: string; readonly at: number }[];
  readonly reason: string | undefined;
  /** The last day that it holds, as `2027-01-31`. */
  readonly until: string | undefined;
  /** What cannot be read in it, in words. */
  readonly flaw: string | undefined;
}

/** Nobody names more codes in one comment: there are some 400. */
const mostNames = 1_000;

const dash = /(?:^|\s)(?:--|\u2014)(?=\s|$)/;

/**
 * Takes the text behind `apicheck-ignore`: `CODE[, CODE] [until 2027-01-31] [-- reason [until 2027-01-31]]`; gives
 * what it says. A further `#` before the reason begins another comment.
 */
export function readIgnoreText(text: string): IgnoreText {
  const split = dash.exec(text);
  const head = (split ? text.slice(0, split.index) : text).replace(/(^|\s)#.*$/s, '$1');
  const tail = split ? text.slice(split.index + split[0].length).trim() : '';
  const names: { name: string; at: number }[] = [];
  let until: string | undefined;
  let flaw: string | undefined;
  const words = [...head.matchAll(/[^\s,]+/g)];
  for (let index = 0; index < words.length; index++) {
    const name = words[index]?.[0] ?? '';
    if (name !== 'until') {
      names.push({ name, at: words[index]?.index ?? 0 });
      continue;
    }
    until = words[++index]?.[0] ?? '';
    flaw ??= dateFlaw(until);
  }
  const dated = /\s*\(?\buntil\s+(\d{4}-\d\d-\d\d)\)?\.?$/.exec(tail);
  if (dated) {
    until ??= dated[1];
    flaw ??= dateFlaw(dated[1] ?? '');
  }
  const reason = dated ? tail.slice(0, dated.index) : tail;
  if (names.length === 0) flaw ??= 'it names no code';
  if (names.length > mostNames) flaw ??= `it names more than ${mostNames} codes`;
  return { names, reason: reason === '' ? undefined : reason, until, flaw };
}

/** Takes what should be a date; gives what is wrong with it, in words. */
export function dateFlaw(text: string): string | undefined {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // A 31st of February becomes a day of March.
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return undefined;
  return text === ''
    ? 'behind "until" a date such as 2027-01-31 is missing'
    : `"${text}" is no date such as 2027-01-31`;
}
