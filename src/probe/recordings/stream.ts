import type { Node } from '../../document/document.ts';
import { parseFragment, type FragmentSource } from '../../document/fragment.ts';
import { defaultLimits, type Limits } from '../../document/limits.ts';
import { rootNode } from '../../document/node.ts';
import { rootPointer, type Pointer } from '../../document/pointer.ts';
import type { TextChunk } from '../../document/text-stream.ts';
import type { Complain } from './fields.ts';
import { createLeftOut, type LeftOut } from './left-out.ts';
import { limitComplaints } from './complaints.ts';
import type { Batch, Cut, Piece } from './pieces.ts';
import type { ReadBytes, RecordedExchange, Recording, RecordingReporter } from './recording.ts';
import { createShownText, nodeAtPosition, streamDocument } from './shown-text.ts';

/** What reading one exchange takes beside its node. */
export interface ReadTools {
  readonly complain: Complain;
  readonly leave: LeftOut['add'];
  readonly readBytes: ReadBytes;
}

/** A format that is read as a stream, one exchange after the other. */
export interface StreamFormat {
  readonly name: string;
  readonly cut: Cut;
  /** Where in the file the exchange of a number from 0 is. */
  pointer(index: number): Pointer;
  /** Takes the node of one exchange and its number; gives it, undefined where it is left out. */
  read(node: Node, index: number, tools: ReadTools): RecordedExchange | undefined;
}

/**
 * As many exchanges are read before the first is judged: what hosts and prefixes there are is seen from them. Where all
 * name paths alone, a few are enough.
 */
const surveyed = 200;
const surveyedPaths = 32;

/**
 * Takes the uri of a file, its text as it is read, its format, what reads the files that bodies are in, what takes
 * mistakes, and limits; gives its first exchanges, and the others as they come.
 */
export async function readStream(
  uri: string,
  chunks: AsyncIterable<TextChunk>,
  format: StreamFormat,
  readBytes: ReadBytes,
  report: RecordingReporter,
  { exchangeBytes, ...limits }: Limits = defaultLimits,
): Promise<Recording> {
  const shown = createShownText();
  const leftOut = createLeftOut();
  const complaints = limitComplaints(report);
  const tools: ReadTools = { complain: complaints.complain, leave: leftOut.add, readBytes };

  const source: FragmentSource = {
    uri,
    limits,
    pointer: (index) => format.pointer(index),
    located: ({ text, start }) => shown.keep(text, start),
  };

  const readPiece = (piece: Piece): RecordedExchange | undefined => {
    const { document, problems } = parseFragment(piece, source);
    const node = rootNode(document);
    const [problem] = problems;
    if (problem) {
      const { range } = problem.location;
      const judged = problem.code === 'document-duplicate-key';
      const message = judged ? problem.message : `not judged: ${problem.message}`;
      tools.complain(nodeAtPosition(uri, format.pointer(piece.index), range.start), message);
      if (!judged) return undefined;
    }
    if (piece.lossy && piece.text.includes('\uFFFD'))
      tools.complain(node, 'some of these bytes are not UTF-8', 'value');
    return format.read(node, piece.index, tools);
  };

  const batches = format.cut(chunks, exchangeBytes)[Symbol.asyncIterator]();
  const next = async (): Promise<Iterable<RecordedExchange> | undefined> => {
    const step: IteratorResult<Batch, unknown> = await batches.next();
    if (!step.done) return readBatch(step.value);
    complaints.finish();
    return undefined;
  };
  // One after the other, as each is judged: what nobody needs any more is cheapest to forget while it is young.
  function* readBatch({ pieces, faults }: Batch): Generator<RecordedExchange> {
    for (const piece of pieces) {
      const exchange = readPiece(piece);
      if (exchange) yield exchange;
    }
    for (const { problem, at } of faults) tools.complain(nodeAtPosition(uri, rootPointer, at), problem);
  }

  const first: RecordedExchange[] = [];
  let begun: Iterator<RecordedExchange> | undefined;
  let hosts = false;
  while (first.length < (hosts ? surveyed : surveyedPaths)) {
    const step = begun?.next();
    if (step?.done === false) {
      first.push(step.value);
      hosts ||= !step.value.request.target.value.startsWith('/');
      continue;
    }
    begun = (await next())?.[Symbol.iterator]();
    if (begun === undefined) break;
  }
  return {
    document: streamDocument(uri, shown),
    spec: undefined,
    variables: new Map(),
    exchanges: first,
    bodies: [],
    leftOut,
    ...(begun && { more: rest(begun, next) }),
  };
}

async function* rest(
  begun: Iterator<RecordedExchange>,
  next: () => Promise<Iterable<RecordedExchange> | undefined>,
): AsyncGenerator<Iterable<RecordedExchange>> {
  yield { [Symbol.iterator]: () => begun };
  for (let batch = await next(); batch !== undefined; batch = await next()) yield batch;
}
