import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import { normalizePath, resolveUri, uriKind } from '../../document/uri.ts';
import { decodeBase64 } from './base64.ts';
import type { Complain } from './fields.ts';
import { textMember } from './fields.ts';
import type { ReadBytes, RecordedBody } from './recording.ts';

/** The names under which a recorded request or response may have its body. */
export const bodyNames = ['body', 'bodyFile', 'bodyText', 'bodyBase64'] as const;

/** Takes a recorded request or response; gives its body, in whichever of the four ways it is written. */
export function readBody(node: Node, readBytes: ReadBytes, complain: Complain): RecordedBody | undefined {
  const { value } = node;
  if (typeof value !== 'object' || value === null || !bodyNames.some((name) => Object.hasOwn(value, name)))
    return undefined;
  const [first, second] = bodyNames.flatMap((name) => {
    const found = child(node, name);
    return found ? [{ name, found }] : [];
  });
  if (first === undefined) return undefined;
  if (second)
    complain(
      second.found,
      `"${first.name}" and "${second.name}" are both there: one of them is the body`,
      'key',
    );
  if (first.name === 'body') return { kind: 'data', node: first.found };
  const member = textMember(node, first.name, complain);
  if (member === undefined) return undefined;
  const text = member.value;
  if (first.name === 'bodyText') return { kind: 'text', text, node: member };
  if (first.name === 'bodyFile') return readBodyFile(member, readBytes, complain);
  const bytes = decodeBase64(text);
  if (bytes) return { kind: 'bytes', bytes, node: member };
  complain(member, '"bodyBase64" is not Base64');
  return undefined;
}

/** Takes the node of a file's name; gives the body in it. Complains of one that must not or cannot be read. */
export function readBodyFile(
  node: Node<string>,
  readBytes: ReadBytes,
  complain: Complain,
  decoded?: 'content',
): RecordedBody | undefined {
  const recording = node.document.uri;
  const uri = resolveUri(recording, node.value);
  if (uriKind(uri) !== 'file' || !isWithin(uri, recording)) {
    complain(node, `"${node.value}" is outside the folder of the recording and the working directory`);
    return undefined;
  }
  const read = readBytes(uri);
  if (read.kind === 'bytes')
    return { kind: 'file', uri, bytes: read.bytes, node, ...(decoded && { decoded }) };
  complain(node, read.reason);
  return undefined;
}

/** A recording from elsewhere must not make a run read, and print, any file of the machine. */
function isWithin(uri: string, recording: string): boolean {
  const path = normalizePath(uri);
  const folder = normalizePath(recording).replace(/[^/]*$/, '');
  if (folder !== '' && path.startsWith(folder)) return !path.slice(folder.length).startsWith('../');
  return !/^(\.\.(\/|$)|\/|[A-Za-z]:)/.test(path);
}
