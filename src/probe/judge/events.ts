/** A server-sent event, in the form that OpenAPI 3.2 gives to it (section 4.14.3.2). */
export interface ServerSentEvent {
  data?: string;
  event?: string;
  id?: string;
  retry?: number;
}

/**
 * Takes the text of an event stream; gives its events (WHATWG HTML, section 9.2.6). One that the end of the text cuts
 * off, without the empty line that dispatches it, is left out, and so is one that holds comments only. The end of a line is
 * enough where the text ends with it, as whoever writes a recording by hand ends it.
 */
export function parseEvents(text: string): ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  let event: ServerSentEvent = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    if (line === '') {
      if (Object.keys(event).length > 0) events.push(event);
      event = {};
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    else if (field === 'event' || field === 'id') event[field] = value;
    else if (field === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
  }
  return events;
}

/** Takes the text of an event stream without a mark of byte order; gives where each event of `parseEvents` stands. */
export function eventSpans(text: string): readonly (readonly [start: number, end: number])[] {
  const spans: [number, number][] = [];
  let span: [number, number] | undefined;
  let start = 0;
  const parts = text.split(/(\r\n|\n|\r)/);
  for (let at = 0; at < parts.length; at += 2) {
    const line = parts[at] ?? '';
    if (line === '') {
      if (span) spans.push(span);
      span = undefined;
    } else if (isField(line)) span = [span?.[0] ?? start, start + line.length];
    start += line.length + (parts[at + 1] ?? '').length;
  }
  return spans;
}

/**
 * Takes the text of an event stream that has ended; gives where its last event stands, if it has no empty line behind it,
 * without which nobody is told of it.
 */
export function unfinishedEvent(
  text: string,
): { readonly start: number; readonly length: number } | undefined {
  let start = 0;
  for (const { index, 0: found } of text.matchAll(/\r\n\r?\n|\n\r?\n|\r\r/g)) start = index + found.length;
  const rest = text.slice(start).replace(/^\uFEFF/, '');
  const lines = rest.split(/\r\n|\n|\r/);
  return lines.some((line) => /^(?:data|event|id)(?::|$)/.test(line) || /^(?:d|da|dat)$/.test(line))
    ? { start, length: rest.trimEnd().length }
    : undefined;
}

/** Whether a line gives an event a member. */
function isField(line: string): boolean {
  return /^(?:data|event|id)(?::|$)/.test(line) || /^retry: ?\d+$/.test(line);
}

/** Takes the text of an event stream; gives the first line that is neither a field, a comment nor empty. */
export function strayLine(text: string): string | undefined {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .find(
      (line) => line !== '' && !/^(?:data|event|id|retry)?:|^(?:data|event|id|retry)$|^[\w-]+: /.test(line),
    );
}
