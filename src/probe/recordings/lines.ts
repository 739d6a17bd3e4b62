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
  let pieces: Piece[] = [];
  let faults: StreamFault[] = [];

  const end = (tail: string): void => {
    const tooLong = restLength + tail.length > longest;
    const text = rest.length === 0 ? tail : rest.join('') + tail;
    if (tooLong) {
      faults.push({
        problem: `this line has more than ${longest} characters${raise('exchangeBytes')}`,
        at: { line, column: 1 },
      });
    } else if (/\S/.test(text)) {
      pieces.push({ text, index, start: { line, column: 1 }, lossy });
      index += 1;
    }
    rest = [];
    restLength = 0;
    line += 1;
  };

  for await (const chunk of chunks) {
    const { text } = chunk;
    lossy = chunk.lossy || (restLength > 0 && lossy);
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      end(text.slice(from, text.charCodeAt(at - 1) === 0x0d ? at - 1 : at));
      from = at + 1;
    }
    // Of a line that is too long, no more than its length is kept.
    if (restLength <= longest) rest.push(text.slice(from));
    else rest = [];
    restLength += text.length - from;
    yield { pieces, faults };
    pieces = [];
    faults = [];
  }
  if (restLength > 0) end('');
  yield { pieces, faults };
}
