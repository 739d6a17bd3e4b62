import type { Document } from '../../document/document.ts';
import { rootNode } from '../../document/node.ts';
import { textChunks } from '../../document/text-stream.ts';
import { isArazzo, readArazzo } from './arazzo.ts';
import { isOwnRecording, readOwnRecording } from './own.ts';
import { isPact, readPact } from './pact.ts';
import { isPostman, readPostman } from './postman.ts';
import type { ReadBytes, Recording, RecordingReporter } from './recording.ts';
import { streamFormatOf } from './sniff.ts';
import { readStream } from './stream.ts';
import { cutUnfolded } from './unfolded.ts';

export type { RecordingReporter } from './recording.ts';

/** A format that recordings are written in, and that is read whole. */
interface RecordingFormat {
  readonly name: string;
  recognises(document: Document): boolean;
  read(document: Document, readBytes: ReadBytes, report: RecordingReporter): Recording;
}

const formats: readonly RecordingFormat[] = [
  { name: 'Pact', recognises: isPact, read: readPact },
  { name: 'Postman', recognises: isPostman, read: readPostman },
  { name: 'Arazzo', recognises: isArazzo, read: readArazzo },
  { name: 'apicheck', recognises: isOwnRecording, read: readOwnRecording },
];

/** The formats that recordings are read in, by name. */
export const recordingFormats: readonly string[] = [...formats.map(({ name }) => name), 'HAR', 'NDJSON'];

/**
 * Takes a document, what reads the files that its bodies are in, and what takes its mistakes; gives the recording, in
 * whichever format it is written, or undefined with a finding where it is in none.
 */
export async function readRecording(
  document: Document,
  readBytes: ReadBytes,
  report: RecordingReporter,
): Promise<Recording | undefined> {
  const streamed = streamFormatOf(document.text);
  if (streamed) {
    const recording = await readStream(document.uri, textChunks(document.text), streamed, readBytes, report);
    return { ...recording, document };
  }
  const format = formats.find((one) => one.recognises(document));
  if (format) {
    cutUnfolded(document, (at, problem) => report({ message: 'invalid', params: { problem }, at }));
    return format.read(document, readBytes, report);
  }
  const problem = `this is not a recording in a format that can be read (${recordingFormats.join(', ')})`;
  report({ message: 'invalid', params: { problem }, at: rootNode(document) });
  return undefined;
}
