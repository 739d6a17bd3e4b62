import type { Position } from '../../document/document.ts';
import type { TextChunk } from '../../document/text-stream.ts';

/** One exchange's text, cut out of a stream. */
export interface Piece {
  readonly text: string;
  /** Its number among its like, from 0. */
  readonly index: number;
  readonly start: Position;
  /** Whether bytes of it, or near it, were not of the character set. */
  readonly lossy: boolean;
}

/** Something wrong with the stream itself. */
export interface StreamFault {
  readonly problem: string;
  readonly at: Position;
}

/** The pieces of one or several chunks. */
export interface Batch {
  /** To be gone through once, to the end. */
  readonly pieces: Iterable<Piece>;
  /** What ends the stream, or was passed over in it: known when all pieces were seen. */
  readonly faults: readonly StreamFault[];
}

/**
 * Takes a text as it is read, and how many UTF-16 units one exchange may have, which is in memory whole; gives the
 * exchanges in it, each batch as soon as it is there.
 */
export type Cut = (chunks: AsyncIterable<TextChunk>, longest: number) => AsyncIterable<Batch>;

/** Takes a place and the text that begins there; gives the place behind it. */
export function advance({ line, column }: Position, text: string): Position {
  const last = text.lastIndexOf('\n');
  if (last === -1) return { line, column: column + text.length };
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== last; at = text.indexOf('\n', at + 1)) lines += 1;
  return { line: line + lines, column: text.length - last };
}
