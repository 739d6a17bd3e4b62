import { fileBytes } from '../document/bytes.ts';
import { expandSources } from '../document/sources.ts';
import type { DocumentStore } from '../document/store.ts';
import { fileChunks, fileHead } from '../document/text-stream.ts';
import { normalizeUri, resolveUri, uriKind } from '../document/uri.ts';
import { createCollector, type Collector } from '../findings/collect.ts';
import { reportDocumentProblems } from '../findings/document-findings.ts';
import recordingInvalid from '../probe/checks/recording-invalid.ts';
import { readRecording } from '../probe/recordings/read.ts';
import { isDescription } from '../probe/recordings/recognise.ts';
import type { Recording } from '../probe/recordings/recording.ts';
import { streamFormatOf } from '../probe/recordings/sniff.ts';
import { readStream } from '../probe/recordings/stream.ts';
import { RunError } from './errors.ts';
import { withSource } from './files.ts';
import type { Io } from './io.ts';
import type { ProbeOptions } from './probe-options.ts';
import type { Settings } from './settings.ts';
import { shardOf } from './shard.ts';
import { openOneSpec } from './specs.ts';
import { fromBase } from './paths.ts';

/** As much of a file is looked at to see what it is. */
const sniffedBytes = 65_536;

/** Recordings, and the description that each is to be judged against. */
export interface OpenedRecording {
  readonly recording: Recording;
  /** What the user would type for it: a path or the name of an API. */
  readonly spec: string;
}

/** The recordings of a run. */
export interface OpenedRecordings {
  readonly recordings: readonly OpenedRecording[];
  /** Of a run that is shared, those of other parts that were opened to know which APIs they call. */
  readonly ofOtherParts: readonly OpenedRecording[];
  /** Each description that they are to be judged against, those of other parts of a run that is shared too. */
  readonly specs: ReadonlySet<string>;
}

/**
 * Takes what the user named (files, folders, globs; none for those of the config), the description that the user
 * named if any, and where mistakes in them go; gives the recordings there. Throws RunError.
 */
export async function openRecordings(
  named: readonly string[],
  spec: string | undefined,
  settings: Settings,
  store: DocumentStore,
  collector: Collector,
  io: Io,
  { shard, generate, target }: Pick<ProbeOptions, 'shard' | 'generate' | 'target'> = {},
): Promise<OpenedRecordings> {
  const all = await sourcesOf(named, spec, settings, store, io, generate === true, target);
  const mine = new Set(shard === undefined ? all : shardOf(all, ({ source }) => source, shard));
  const recordings: OpenedRecording[] = [];
  const ofOtherParts: OpenedRecording[] = [];
  const specs = new Set<string>();
  const seen = new Set<string>();
  for (const each of all) {
    const { source, api } = each;
    if (seen.has(source)) continue;
    seen.add(source);
    const named = spec ?? api;
    // Every part of a run covers a part of the same contracts, or their reports could not be merged.
    if (!mine.has(each) && named !== undefined && !(await isWorkflows(source, io))) {
      specs.add(named);
      continue;
    }
    const recording = await openRecording(
      source,
      store,
      mine.has(each) ? collector : createCollector(),
      io,
      target,
    );
    if (!recording) throw new RunError(`${source} is not a recording in a format that can be read`);
    const against = named ?? contractOf(recording, store);
    if (against === undefined) {
      throw new RunError(
        `${source} does not say which contract it is for: give --spec, or list it under an API in apicheck.yaml`,
      );
    }
    specs.add(against);
    (mine.has(each) ? recordings : ofOtherParts).push({ recording, spec: against });
  }
  return { recordings, ofOtherParts, specs };
}

/** Whether a file may describe workflows, which may call other APIs than the contract. */
async function isWorkflows(source: string, io: Io): Promise<boolean> {
  if (uriKind(source) !== 'file') return true;
  const head = await fileHead(source, io.cwd, sniffedBytes);
  return head !== undefined && /\barazzo["']?\s*:\s*["']?1/.test(head.toString());
}

async function sourcesOf(
  named: readonly string[],
  spec: string | undefined,
  settings: Settings,
  store: DocumentStore,
  io: Io,
  orNone: boolean,
  target: string | undefined,
): Promise<readonly { readonly source: string; readonly api: string | undefined }[]> {
  const { config, base } = settings;
  const wanted: { readonly pattern: string; readonly api: string | undefined }[] = named.map((pattern) => ({
    pattern,
    api: undefined,
  }));
  if (named.length === 0) {
    for (const [name, api] of config.apis) {
      if (spec !== undefined && spec !== name && spec !== fromBase(base, api.spec)) continue;
      for (const pattern of api.recordings ?? [])
        wanted.push({ pattern: fromBase(base, pattern), api: name });
    }
    if (wanted.length === 0 && !orNone) {
      // A misspelt contract is the nearer mistake.
      if (spec !== undefined) await openOneSpec(spec, settings, store, io);
      throw new RunError(
        `nothing to replay: name recordings (files or globs), list them under an API in apicheck.yaml, or make requests up from ${spec === undefined ? 'a contract with --spec FILE' : 'the contract with'} ${target === undefined ? '--target URL --generate' : '--generate'}`,
      );
    }
  }
  const found: { readonly source: string; readonly api: string | undefined }[] = [];
  for (const { pattern, api } of wanted) {
    const { sources, failures } = await expandSources([pattern], { cwd: io.cwd, only: 'any' });
    const [failure] = failures;
    if (failure) throw new RunError(withSource(failure.source, failure.reason));
    for (const source of sources) found.push({ source, api });
  }
  return found;
}

async function openRecording(
  source: string,
  store: DocumentStore,
  collector: Collector,
  io: Io,
  target: string | undefined,
): Promise<Recording | undefined> {
  const streamed = await streamRecording(source, store, collector, io);
  if (streamed) return streamed;
  const opened = await store.open(source);
  if (opened.kind === 'failed') throw new RunError(withSource(source, opened.reason));
  const [first] = opened.opened;
  if (!first) throw new RunError(`${source} holds nothing`);
  // What is read as a stream tells of its mistakes itself.
  if (!streamFormatOf(first.document.text)) reportDocumentProblems(collector, first.problems);
  const readBytes = bodyFiles(first.document.uri, store, io);
  const report = collector.reporter(recordingInvalid);
  const recording = await readRecording(first.document, readBytes, report, store.openReferenced);
  if (!recording && isDescription(first.document))
    throw new RunError(
      `${source} is the description of an API and no recording: name it with --spec; this makes requests up from it: apicheck probe --spec ${source} --target ${target ?? 'URL'} --generate`,
    );
  const [problem] = first.problems;
  // What it is cannot be told of a text that was not read: why it was not can.
  if (!recording && problem)
    throw new RunError(`${source}: ${problem.message} (line ${problem.location.range.start.line})`);
  return recording;
}

/** A file in a format that can be is read as a stream: it may be larger than memory. */
async function streamRecording(
  source: string,
  store: DocumentStore,
  collector: Collector,
  io: Io,
): Promise<Recording | undefined> {
  const uri = normalizeUri(source);
  if (uriKind(uri) !== 'file') return undefined;
  const head = await fileHead(uri, io.cwd, sniffedBytes);
  const format = head && streamFormatOf(head.toString());
  if (!format) return undefined;
  const report = collector.reporter(recordingInvalid);
  store.name(uri);
  const readBytes = bodyFiles(uri, store, io);
  return readStream(uri, fileChunks(uri, io.cwd), format, readBytes, report, store.limits);
}

/** Takes the uri of a recording; gives what reads the files that it has bodies in, those of its project. */
function bodyFiles(recording: string, store: DocumentStore, io: Io): ReturnType<typeof fileBytes> {
  return fileBytes(io.cwd, store.limits, (uri) => store.refusal(uri, { uri: recording })?.reason);
}

/** Takes a recording; gives the contract that it names. Whoever wrote it may be a stranger. Throws RunError. */
function contractOf({ spec, specUri }: Recording, store: DocumentStore): string | undefined {
  if (spec === undefined) return undefined;
  // Of workflows, the file of others may name it.
  const { document } = spec;
  const uri = specUri ?? resolveUri(document.uri, spec.value);
  const refused = store.refusal(uri, document);
  if (refused) throw new RunError(`${document.uri} is for a contract that is not read: ${refused.reason}`);
  return uri;
}
