import type { Document } from '../../document/document.ts';
import { rootNode } from '../../document/node.ts';
import type { Reporter } from '../../findings/meta.ts';
import type recordingInvalid from '../checks/recording-invalid.ts';
import { isOwnRecording, readOwnRecording } from './own.ts';
import type { ReadBytes, Recording } from './recording.ts';

/** A format that recordings are written in. */
interface RecordingFormat {
  readonly name: string;
  recognises(document: Document): boolean;
  read(document: Document, readBytes: ReadBytes, report: RecordingReporter): Recording;
}

export type RecordingReporter = Reporter<(typeof recordingInvalid)['messages']>;

const formats: readonly RecordingFormat[] = [
  { name: 'apicheck', recognises: isOwnRecording, read: readOwnRecording },
];

/**
 * Takes a document, what reads the files that its bodies are in, and what takes its mistakes; gives the recording, in
 * whichever format it is written, or undefined with a finding where it is in none.
 */
export function readRecording(
  document: Document,
  readBytes: ReadBytes,
  report: RecordingReporter,
): Recording | undefined {
  const format = formats.find((one) => one.recognises(document));
  if (format) return format.read(document, readBytes, report);
  const known = formats.map(({ name }) => name).join(', ');
  const problem = `this is not a recording in a format that can be read (${known})`;
  report({ message: 'invalid', params: { problem }, at: rootNode(document) });
  return undefined;
}
