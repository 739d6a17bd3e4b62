import { noMembers, type Entry } from '../../document/entry.ts';
import { redacted } from '../exchange.ts';
import type { Redactor } from '../redact.ts';
import type { WireRequest } from './wire.ts';

/** The first line of a message, and the part of it that findings point at. */
export interface FirstLine {
  readonly line: string;
  readonly key: string;
  readonly value: unknown;
  readonly start: number;
}

/** A head as it is written: its text, the values of its headers without secrets, and where all stands. */
export interface Head {
  readonly text: string;
  readonly values: readonly string[];
  entry(body: Entry, trailers: Entry): Entry;
}

/** Takes the first line of a message and its headers; gives them as lines without secrets. */
export function writeHead(first: FirstLine, headers: WireRequest['headers'], redactor: Redactor): Head {
  const firstLine = first.line.length;
  const { text, values, list } = writeFields(headers, firstLine + 1, redactor);
  return {
    text: `${first.line}\n${text}`,
    values,
    entry: (body, trailers) => ({
      value: { start: 0, end: firstLine },
      members: () =>
        new Map<string, Entry>([
          [first.key, { value: { start: first.start, end: firstLine }, members: () => noMembers }],
          ['headers', list],
          ['body', body],
          ['trailers', trailers],
        ]),
    }),
  };
}

/** Takes fields and the offset that they begin at; gives them as lines without secrets, with their places. */
export function writeFields(
  fields: WireRequest['headers'],
  offset: number,
  redactor: Redactor,
): { readonly text: string; readonly values: readonly string[]; readonly list: Entry } {
  let text = '';
  const values: string[] = [];
  const places: Entry[] = [];
  for (const [name, value] of fields) {
    const shown = redactor.isSecretHeader(name) ? redacted : redactor.text(value);
    const start = offset + text.length;
    text += `${name}: ${shown}\n`;
    values.push(shown);
    places.push({
      key: { start, end: start + name.length },
      value: { start: start + name.length + 2, end: offset + text.length - 1 },
      members: () => noMembers,
    });
  }
  const list: Entry = {
    value: { start: offset, end: offset + text.length },
    members: () => new Map(places.map((place, index) => [String(index), place])),
  };
  return { text, values, list };
}
