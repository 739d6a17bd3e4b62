import type { Node } from '../../document/document.ts';
import type { Pointer } from '../../document/pointer.ts';
import { isHarEntry, readHarEntry } from './har.ts';
import { cutLines } from './lines.ts';
import { readExchange } from './own.ts';
import type { RecordedExchange } from './recording.ts';
import type { ReadTools, StreamFormat } from './stream.ts';

/** One exchange a line: as in apicheck's own format, or an entry of an HTTP Archive. */
export const ndjsonFormat: StreamFormat = {
  name: 'NDJSON',
  cut: cutLines,
  pointer: (index) => `/${index}` as Pointer,
  read: readLine,
};

function readLine(node: Node, index: number, tools: ReadTools): RecordedExchange | undefined {
  if (isHarEntry(node.value)) return readHarEntry(node, index, tools);
  return readExchange(node, index, tools.readBytes, tools.complain, true);
}
