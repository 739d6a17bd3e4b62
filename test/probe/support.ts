import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseText } from '../../src/document/parse.ts';
import { createStore } from '../../src/document/store.ts';
import { createCollector } from '../../src/findings/collect.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { AsyncApi } from '../../src/probe/asyncapi/model.ts';
import { openAsyncApis } from '../../src/probe/asyncapi/open.ts';
import { loadApi } from '../../src/openapi/load.ts';
import type { Api } from '../../src/openapi/model.ts';
import recordingInvalid from '../../src/probe/checks/recording-invalid.ts';
import { readOwnRecording } from '../../src/probe/recordings/own.ts';
import type { ReadBytes, Recording } from '../../src/probe/recordings/recording.ts';
import type { ProbeOptions } from '../../src/probe/run-options.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import type { Schemas } from '../../src/schema/schemas.ts';

export const root = resolve(import.meta.dirname, '../..');

/** An API that is ready to be probed. */
export interface Contract {
  readonly api: Api;
  readonly schemas: Schemas;
}

const store = () => createStore({ cwd: root, offline: true });

/** Takes a description as text; gives the API. */
export async function contractOf(text: string): Promise<Contract> {
  const { document, problems } = parseText('openapi.yaml', text);
  const loaded = await loadApi(document, problems, store());
  if (loaded.kind !== 'api') throw new Error(loaded.reason);
  return { api: loaded.api, schemas: createSchemas(loaded.api.documents) };
}

/** Takes the path of a description in this repository; gives the API. */
export async function openContract(path: string): Promise<Contract> {
  const files = store();
  const opened = await files.open(path);
  if (opened.kind === 'failed') throw new Error(opened.reason);
  const [first] = opened.opened;
  if (!first) throw new Error(`${path} is empty`);
  const loaded = await loadApi(first.document, first.problems, files);
  if (loaded.kind !== 'api') throw new Error(loaded.reason);
  return { api: loaded.api, schemas: createSchemas(loaded.api.documents) };
}

/** Takes an API and the paths of AsyncAPI documents in this repository; gives them. Throws if one has a mistake. */
export async function openBeside(api: Api, files: readonly string[]): Promise<readonly AsyncApi[]> {
  const collector = createCollector();
  const named = files.map((file) => ({ file }));
  const { asyncApis, failures } = await openAsyncApis(api, named, store(), collector);
  const mistakes = [...failures.map(({ reason }) => reason), ...collector.findings().map(place)];
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return asyncApis;
}

/** Reads files of this repository. */
export const readBytes: ReadBytes = (uri) => {
  try {
    return { kind: 'bytes', bytes: readFileSync(resolve(root, uri)) };
  } catch {
    return { kind: 'failed', reason: `${uri} is not found` };
  }
};

/** Takes a recording as text; gives it, and the mistakes in it. */
export async function recordingOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  uri = 'recording.yaml',
): Promise<{ readonly recording: Recording; readonly problems: readonly Finding[] }> {
  const { document } = parseText(uri, text);
  const collector = createCollector();
  const read: ReadBytes = (path) =>
    Object.hasOwn(files, path)
      ? { kind: 'bytes', bytes: Buffer.from(files[path] ?? '') }
      : { kind: 'failed', reason: `${path} is not found` };
  const recording = readOwnRecording(document, read, collector.reporter(recordingInvalid));
  return { recording, problems: collector.findings() };
}

/** Takes the path of a recording in this repository; gives it. Throws if it has a mistake. */
export async function openRecording(path: string): Promise<Recording> {
  const { document, problems } = parseText(path, await readFile(resolve(root, path), 'utf8'));
  const collector = createCollector();
  const recording = readOwnRecording(document, readBytes, collector.reporter(recordingInvalid));
  const mistakes = [...problems.map(({ message }) => message), ...collector.findings().map(place)];
  if (mistakes.length > 0) throw new Error(`${path}: ${mistakes.join('\n')}`);
  return recording;
}

/** Takes a description and exchanges as text; gives what probing them offline found. */
export async function probeText(
  description: string,
  exchanges: string,
  options: Partial<ProbeOptions> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<ProbeResult> {
  const { api, schemas } = await contractOf(description);
  const { files, ...others } = options;
  const { recording, problems } = await recordingOf(exchanges, files);
  if (problems.length > 0) throw new Error(problems.map(place).join('\n'));
  return probe(api, schemas, [recording], { now: () => 0, ...others });
}

/** Takes a finding; gives its line, code and message. */
export function place({ location, code, message }: Finding): string {
  return `${location.uri}:${location.range.start.line} ${code}: ${message}`;
}

/** Takes a finding; gives its line and code. */
export function mark({ location, code }: Finding): string {
  return `${location.range.start.line} ${code}`;
}
