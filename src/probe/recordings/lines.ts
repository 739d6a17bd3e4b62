import type { TextChunk } from '../../document/text-stream.ts';
import { raise } from '../../document/limits.ts';
import type { Batch, Piece, StreamFault } from './pieces.ts';

/**
 * Takes a text of one JSON value a line (NDJSON, JSON Lines) as it is read; gives the lines that are not empty. One
 * that is too long is passed over, and told.
 */
export async function* cutLines(chunks: AsyncIterable<TextChunk>, longest: number): AsyncGenerator<Batch> {
  let line = 1;
  let index = 0;
  let rest: string[] = [];
  let restLength = 0;
  let lossy = false;
  let faults: StreamFault[] = [];

  const end = (tail: string): Piece | undefined => {
    const tooLong = restLength + tail.length > longest;
    const text = rest.length === 0 ? tail : rest.join('') + tail;
    const start = { line, column: 1 };
    rest = [];
    restLength = 0;
    line += 1;
    if (tooLong) {
      faults.push({
        problem: `this line has more than ${longest} characters${raise('exchangeBytes')}`,
        at: start,
      });
      return undefined;
    }
    if (text.charCodeAt(0) !== 0x7b && !/\S/.test(text)) return undefined;
    return { text, index: index++, start, lossy };
  };

  // One when it is asked for: a chunk has hundreds of lines, and what lies about for a while is costly to forget.
  function* cut(text: string): Generator<Piece> {
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      const piece = end(text.slice(from, text.charCodeAt(at - 1) === 0x0d ? at - 1 : at));
      from = at + 1;
      if (piece) yield piece;
    }
    // Of a line that is too long, no more than its length is kept.
    if (restLength <= longest) rest.push(text.slice(from));
    else rest = [];
    restLength += text.length - from;
  }

  for await (const { text, lossy: isLossy } of chunks) {
    lossy = isLossy || (restLength > 0 && lossy);
    faults = [];
    const pieces = cut(text);
    yield { pieces, faults };
    while (pieces.next().done !== true);
  }
  if (restLength === 0) return;
  faults = [];
  const last = end('');
  yield { pieces: last ? [last] : [], faults };
}
