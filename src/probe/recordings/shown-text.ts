import type { Document, Node, Position } from '../../document/document.ts';
import { rootPointer, type Pointer } from '../../document/pointer.ts';

/** As many UTF-16 units of a stream are kept to be shown. */
const mostKept = 8_000_000;
/** Further to the right nothing is kept: what stands before it on its line is filled with blanks. */
const furthest = 1_000_000;

/** The parts of a streamed file that findings point into. */
export interface ShownText {
  /** Keeps a part, once, as long as there is room. */
  keep(text: string, start: Position): void;
  /** The file as far as it was kept, each part at its lines and columns, and nothing where nothing was kept. */
  text(): string;
}

/** Gives one with nothing in it. */
export function createShownText(): ShownText {
  const parts: { readonly text: string; readonly start: Position }[] = [];
  let room = mostKept;
  return {
    keep(text, start) {
      if (text.length > room || start.column > furthest) return;
      room -= text.length;
      // A slice would keep all of the chunk that it was cut out of.
      parts.push({ text: Buffer.from(text).toString(), start });
    },
    text() {
      const lines: string[] = [];
      for (const { text, start } of parts) {
        for (const [index, line] of text.split('\n').entries()) {
          const at = start.line - 1 + index;
          const before = lines[at] ?? '';
          lines[at] = index === 0 ? before.padEnd(start.column - 1) + line : before + line;
        }
      }
      return Array.from(lines, (line: string | undefined) => line ?? '').join('\n');
    },
  };
}

/** Takes the uri of a streamed file and what is kept of it; gives it as a document that has no value. */
export function streamDocument(uri: string, shown: ShownText): Document {
  return {
    ...placeDocument(uri, rootPointer, { line: 1, column: 1 }),
    get text() {
      return shown.text();
    },
  };
}

/** Takes a place in a streamed file; gives a node there, to report at. */
export function nodeAtPosition(uri: string, pointer: Pointer, at: Position): Node {
  return { value: null, document: placeDocument(uri, pointer, at), pointer: rootPointer };
}

function placeDocument(uri: string, pointer: Pointer, start: Position): Document {
  // Nothing may stand there: a file can end too early.
  const range = { start, end: start };
  return {
    uri,
    text: '',
    format: 'json',
    sound: false,
    within: pointer,
    value: null,
    locate: () => ({ uri, pointer, range }),
    span: () => ({ start: 0, end: 0 }),
  };
}
