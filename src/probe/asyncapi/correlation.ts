import type { Node } from '../../document/document.ts';
import { child, isObjectNode, stringChild } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import { followed } from '../../openapi/follow.ts';
import type { Reading } from './payload.ts';

/** Where a message has the id by which it belongs to others (AsyncAPI 3.0, Correlation ID Object). */
export interface Correlation {
  readonly node: Node;
  readonly place: 'header' | 'payload';
  /** As a JSON Pointer. */
  readonly pointer: string;
  readonly keys: readonly string[];
}

/** Takes what reading takes and the `correlationId` of a message; gives where that is, undefined where nobody can tell. */
export function correlationOf(
  { documents, complain }: Pick<Reading, 'documents' | 'complain'>,
  use: Node | undefined,
): Correlation | undefined {
  const node = use && followed(documents, use);
  if (node === undefined) return undefined;
  if (!isObjectNode(node)) {
    complain(node, '"correlationId" must be an object');
    return undefined;
  }
  const location = child(node, 'location');
  if (location === undefined) {
    complain(node, '"location" of a correlation id is missing', 'key');
    return undefined;
  }
  const written = stringChild(node, 'location')?.value ?? '';
  const [, place, text = ''] = /^\$message\.(header|payload)#(.*)$/s.exec(written) ?? [];
  const pointer = toPointer(text);
  if (place === undefined || pointer === undefined) {
    complain(location, '"location" must be an expression such as $message.payload#/correlationId');
    return undefined;
  }
  return { node, place: place === 'header' ? 'header' : 'payload', pointer, keys: pointerKeys(pointer) };
}
