import type { ExchangedMessages, MessageShown, TextShown } from '../../findings/run-report.ts';
import { printable } from '../printable.ts';
import type { MessagesBlock, MessageSide, Parts } from './data.ts';

/** As much of all bodies is in one page, in UTF-16 units, a half of it for exchanges in which nothing was found. */
const mostInPage = 8_000_000;

/** Makes blocks of messages for one page. */
export interface MessageBlocks {
  /** Takes what was sent and came back, and whether something was found in it; gives it to be shown side by side. */
  of(messages: ExchangedMessages, found: boolean): MessagesBlock;
}

/** Gives one for an empty page. */
export function createMessageBlocks(): MessageBlocks {
  let used = 0;
  return {
    of({ request, response, failure }, found) {
      const side = (label: string, message: MessageShown): MessageSide => {
        const size = message.body?.text.length ?? 0;
        const fits = used + size <= (found ? mostInPage : mostInPage / 2);
        if (fits) used += size;
        return sideOf(label, message, fits);
      };
      const answer = response
        ? side('Response', response)
        : { label: 'Response', line: [printable(failure ?? 'None.')], headers: [] };
      return { kind: 'messages', open: found, sides: [side('Request', request), answer] };
    },
  };
}

function sideOf(label: string, { line, headers, body, note }: MessageShown, fits: boolean): MessageSide {
  const left = fits ? note : 'its body is left out: there are too many for one page';
  return {
    label,
    line: partsOf(line),
    headers: headers.map((header) => [printable(header.name), partsOf(header)]),
    ...(body && fits && { body: partsOf(body) }),
    ...(body?.before && fits && { before: `… ${lengthWords(body.before)} before this` }),
    ...(body?.after && fits && { after: `… ${lengthWords(body.after)} more` }),
    ...(left !== undefined && { note: left }),
  };
}

function lengthWords(length: number): string {
  return `${length.toLocaleString('en')} ${length === 1 ? 'character' : 'characters'}`;
}

/** Pieces of a text in turn: one that is not marked, one that is, and so on. */
function partsOf({ text, marks }: TextShown): Parts {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(shown(text.slice(at, start)), shown(text.slice(start, end)));
    at = end;
  }
  return [...parts, shown(text.slice(at))];
}

function shown(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => printable(line.replaceAll('\t', '  ')))
    .join('\n');
}
