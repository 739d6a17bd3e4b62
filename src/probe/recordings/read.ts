import type { Document } from '../../document/document.ts';
import { rootNode } from '../../document/node.ts';
import { textChunks } from '../../document/text-stream.ts';
import { isOwnRecording, readOwnRecording } from './own.ts';
import { isArazzo, isPact, isPostman } from './recognise.ts';
import type { OpenReferenced, ReadBytes, Recording, RecordingReporter } from './recording.ts';
import { streamFormatOf } from './sniff.ts';
import { readStream } from './stream.ts';
import { cutUnfolded } from './unfolded.ts';

export type { RecordingReporter } from './recording.ts';

type Read = (
  document: Document,
  readBytes: ReadBytes,
  report: RecordingReporter,
  openReferenced: OpenReferenced,
) => Recording | Promise<Recording>;

/** A format that recordings are written in, and that is read whole. */
interface RecordingFormat {
  readonly name: string;
  recognises(document: Document): boolean;
  /** Gives what reads it, which is loaded when there is one. */
  reader(): Promise<Read>;
}

const formats: readonly RecordingFormat[] = [
  { name: 'Pact', recognises: isPact, reader: async () => (await import('./pact.ts')).readPact },
  { name: 'Postman', recognises: isPostman, reader: async () => (await import('./postman.ts')).readPostman },
  { name: 'Arazzo', recognises: isArazzo, reader: async () => (await import('./arazzo.ts')).readArazzo },
  { name: 'apicheck', recognises: isOwnRecording, reader: () => Promise.resolve(readOwnRecording) },
];

/** The formats that recordings are read in, by name. */
export const recordingFormats: readonly string[] = [...formats.map(({ name }) => name), 'HAR', 'NDJSON'];

const opensNone: OpenReferenced = (uri) =>
  Promise.resolve({ kind: 'failed', reason: `${uri} is not opened here` });

/**
 * Takes a document, what reads the files that its bodies are in, what takes its mistakes, and what opens the documents
 * that it is built on (none without it); gives the recording, in whichever format it is written, or undefined with a
 * finding where it is in none.
 */
export async function readRecording(
  document: Document,
  readBytes: ReadBytes,
  report: RecordingReporter,
  openReferenced: OpenReferenced = opensNone,
): Promise<Recording | undefined> {
  const streamed = streamFormatOf(document.text);
  if (streamed) {
    const recording = await readStream(document.uri, textChunks(document.text), streamed, readBytes, report);
    return { ...recording, document };
  }
  const format = formats.find((one) => one.recognises(document));
  if (format) {
    cutUnfolded(document, (at, problem) => report({ message: 'invalid', params: { problem }, at }));
    const read = await format.reader();
    return read(document, readBytes, report, openReferenced);
  }
  const problem = `this is not a recording in a format that can be read (${recordingFormats.join(', ')})`;
  report({ message: 'invalid', params: { problem }, at: rootNode(document) });
  return undefined;
}
