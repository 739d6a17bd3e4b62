import { parseMediaType } from '../../openapi/media-type-name.ts';
import { readJson } from '../judge/json-text.ts';
import { codecOf } from '../media-type.ts';
import { unpackStart } from './compressed-stream.ts';
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

/** What stands between two: a record of a sequence has as many lines as it likes, and ends where another begins. */
const breaks = { events: /\r\n\r?\n|\n\r?\n|\r\r/g, lines: /\n/g, records: /\n(?=\x1E)/g };

/**
 * Takes how events are told apart (server-sent events by an empty line, JSON lines by a line feed, records of JSON text
 * sequences by the separator of the next) and how many are wanted; gives what finds where to stop.
 */
export function createEventEnd(kind: keyof typeof breaks, wanted: number): EventEnd {
  const break_ = breaks[kind];
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
      // Nothing tells that the last record is whole but that it can be read.
      if (kind === 'records' && left > 0 && isRecord(bytes.subarray(end))) return bytes;
      return bytes.subarray(0, end);
    },
  };
}

function isRecord(bytes: Buffer): boolean {
  return !('reason' in readJson(bytes.toString().replace(/^\x1E/, '')));
}

/** Of a stream that is compressed, events are told apart when it is read no longer. */
function compressedEnd(plain: EventEnd, coding: string): EventEnd {
  return {
    reached: () => false,
    whole(bytes) {
      const read = unpackStart(bytes, coding);
      // What nobody can read is left as it is, for judging to say so.
      return read ? plain.whole(read) : bytes;
    },
  };
}

/** Takes the headers of a response and how many events are wanted; gives where to stop, if it comes event by event. */
export function eventEndOf(headers: WireRequest['headers'], wanted: number): EventEnd | undefined {
  const type = parseMediaType(headers.find(([name]) => name === 'content-type')?.[1] ?? '');
  const codec = type && codecOf(type);
  if (codec !== 'events' && codec !== 'json-lines') return undefined;
  const isSequence = type?.essence === 'application/json-seq';
  const end = createEventEnd(codec === 'events' ? 'events' : isSequence ? 'records' : 'lines', wanted);
  const coding = headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase();
  return coding === undefined || coding === '' || coding === 'identity' ? end : compressedEnd(end, coding);
}
