import { parseMediaType } from '../../openapi/media-type-name.ts';
import { codecOf } from '../media-type.ts';
import type { WireRequest } from './wire.ts';

/** Finds the end of a response that may have none. */
export interface EventEnd {
  /** Takes the next bytes; tells whether as many events as are wanted have come. */
  reached(chunk: Buffer): boolean;
  /**
   * Takes all bytes; gives them up to the end of the last event that is wanted and whole: one that was cut off tells
   * nothing.
   */
  whole(bytes: Buffer): Buffer;
}

/**
 * Takes how events are told apart (server-sent events by an empty line, JSON lines and sequences by a line feed) and
 * how many are wanted; gives what finds where to stop.
 */
export function createEventEnd(kind: 'events' | 'lines', wanted: number): EventEnd {
  const break_ = kind === 'events' ? /\r\n\r?\n|\n\r?\n|\r\r/g : /\n/g;
  let seen = 0;
  // A break may be in two chunks.
  let tail = '';
  return {
    reached(chunk) {
      const text = tail + chunk.toString('latin1');
      let end = 0;
      for (const { index, 0: found } of text.matchAll(break_)) {
        seen += 1;
        end = index + found.length;
      }
      tail = text.slice(Math.max(end, text.length - 3));
      return seen >= wanted;
    },
    whole(bytes) {
      let end = 0;
      let left = wanted;
      for (const { index, 0: found } of bytes.toString('latin1').matchAll(break_)) {
        if (left === 0) break;
        left -= 1;
        end = index + found.length;
      }
      return bytes.subarray(0, end);
    },
  };
}

/** Takes the headers of a response and how many events are wanted; gives where to stop, if it comes event by event. */
export function eventEndOf(headers: WireRequest['headers'], wanted: number): EventEnd | undefined {
  const type = parseMediaType(headers.find(([name]) => name === 'content-type')?.[1] ?? '');
  const codec = type && codecOf(type);
  if (codec === 'events') return createEventEnd('events', wanted);
  return codec === 'json-lines' ? createEventEnd('lines', wanted) : undefined;
}
