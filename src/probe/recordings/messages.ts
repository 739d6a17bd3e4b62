import type { Node } from '../../document/document.ts';
import { child, isObject, items } from '../../document/node.ts';
import type { Message } from '../exchange.ts';
import { textOf } from '../variables.ts';
import { decodeBase64 } from './base64.ts';
import type { Complain } from './fields.ts';
import type { RecordedMessage } from './recording.ts';

/**
 * Takes the node of a request or response in apicheck's own format; gives what its end sent over the WebSocket: values
 * that travel as JSON, texts, and `{ bodyBase64 }` for what is binary. Undefined where nothing is said of it.
 */
export function readMessages(node: Node, complain: Complain): RecordedMessage[] | undefined {
  const list = child(node, 'messages');
  if (list === undefined) return undefined;
  if (!Array.isArray(list.value))
    complain(list, '"messages" must be a list of what is sent over the WebSocket');
  return items(list).map((one) => {
    const { value } = one;
    const coded = isObject(value) && Object.keys(value).length === 1 ? value['bodyBase64'] : undefined;
    if (typeof coded !== 'string') return { node: one };
    const bytes = decodeBase64(coded);
    if (bytes === undefined) complain(one, '"bodyBase64" of a message is not Base64');
    return { node: one, bytes: bytes ?? new Uint8Array() };
  });
}

/**
 * Takes the node of an entry of an archive; gives what went over its WebSocket, as Chrome writes it: texts, and what is
 * binary (opcode 2) in Base64. Undefined for an entry without.
 */
export function readHarMessages(
  entry: Node,
  complain: Complain,
): { readonly [From in Message['from']]: RecordedMessage[] } | undefined {
  const list = child(entry, '_webSocketMessages');
  if (list === undefined) return undefined;
  if (!Array.isArray(list.value)) complain(list, '"_webSocketMessages" must be a list');
  const found = { client: [] as RecordedMessage[], provider: [] as RecordedMessage[] };
  for (const one of items(list)) {
    const type = child(one, 'type')?.value;
    const data = child(one, 'data');
    const opcode = child(one, 'opcode')?.value ?? 1;
    // Frames that close a connection or ask whether it is there are no messages.
    if (opcode !== 1 && opcode !== 2) continue;
    if (typeof data?.value !== 'string' || (type !== 'send' && type !== 'receive')) {
      complain(one, 'a message must have a "type" of send or receive, and "data"');
      continue;
    }
    const bytes = opcode === 2 ? decodeBase64(data.value) : undefined;
    if (opcode === 2 && bytes === undefined) complain(data, 'a binary message must be Base64');
    found[type === 'send' ? 'client' : 'provider'].push({ node: data, ...(bytes && { bytes }) });
  }
  return found;
}

/** Takes a recorded message, who sent it, and its value with variables filled in; gives it as it goes over the wire. */
export function bindMessage(
  from: Message['from'],
  { node, bytes }: RecordedMessage,
  value: unknown,
): Message {
  if (bytes === undefined) return { from, node, text: textOf(value) };
  const text = new TextDecoder().decode(bytes);
  return Buffer.from(text).equals(bytes) ? { from, node, text } : { from, node, text, bytes };
}
