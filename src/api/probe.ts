import { fileBytes } from '../document/bytes.ts';
import { now, stopwatch } from '../document/clock.ts';
import type { Document } from '../document/document.ts';
import { fileChunks, fileHead } from '../document/text-stream.ts';
import { normalizeUri, uriKind } from '../document/uri.ts';
import { createCollector } from '../findings/collect.ts';
import { documentMetas, referenceMetas } from '../findings/document-metas.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../findings/document-findings.ts';
import { compareFindings } from '../findings/order.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { openAsyncApis, type NamedAsyncApi } from '../probe/asyncapi/open.ts';
import recordingInvalid from '../probe/checks/recording-invalid.ts';
import type { LiveOptions } from '../probe/live/session.ts';
import { readRecording } from '../probe/recordings/read.ts';
import type { Recording } from '../probe/recordings/recording.ts';
import { streamFormatOf } from '../probe/recordings/sniff.ts';
import { readStream } from '../probe/recordings/stream.ts';
import { probeChecks } from '../probe/registry.ts';
import type { ProbeOptions as RunOptions } from '../probe/run-options.ts';
import { sectionOf } from '../probe/run-section.ts';
import { probe as probeApi } from '../probe/run.ts';
import { createSchemas } from '../schema/create-schemas.ts';
import { NotLoaded, storeFor, type LoadOptions } from './load.ts';
import { finish, severitiesOf, specNameOf, type Run, type SeverityOptions } from './run.ts';

/** Judged offline without `live`; with it, each request is sent to its target first. */
export interface ProbeOptions
  extends
    SeverityOptions,
    LoadOptions,
    Pick<RunOptions, 'variables' | 'secrets' | 'stripPrefix' | 'profile' | 'bail' | 'select' | 'signal'> {
  /** AsyncAPI documents of its WebSockets, beside those that `x-asyncapi` of the contract names. */
  readonly asyncapi?: readonly NamedAsyncApi[];
  readonly live?: Omit<LiveOptions, 'loadModule'> & Partial<Pick<LiveOptions, 'loadModule'>>;
}

/** As much of a file is looked at to see what it is. */
const sniffedBytes = 65_536;

/**
 * Takes a description, the paths of recordings in any format that is read, and how to run them; gives what is wrong
 * with the exchanges and what they cover. Throws NotLoaded where a recording cannot be had, TargetUnreachable and
 * AuthenticationFailed where the target cannot be worked with, CannotListen where it is to be listened and cannot be.
 */
export async function probe(
  loaded: LoadedApi,
  recordings: readonly string[],
  options: ProbeOptions,
): Promise<Run> {
  const elapsed = stopwatch();
  const { api } = loaded;
  const severityOf = severitiesOf(options);
  const collector = createCollector(severityOf);
  reportDocumentProblems(collector, api.documents.problems, api.documents.all);
  reportReferenceProblems(collector, api.referenceProblems);
  // One for all that is read: its limits are those of the run.
  const store = storeFor(options);
  const opened: Recording[] = [];
  for (const source of recordings) opened.push(await open(source));
  const { asyncApis, failures } = await openAsyncApis(api, options.asyncapi ?? [], store, collector);
  for (const { reason } of failures) throw new NotLoaded(reason);
  const { live, variables, secrets, stripPrefix, profile, bail, select, signal } = options;
  const ran = await probeApi(api, createSchemas(api.documents), opened, {
    now,
    severityOf,
    keepMessages: true,
    asyncApis,
    ...(variables && { variables }),
    ...(secrets && { secrets }),
    ...(stripPrefix !== undefined && { stripPrefix }),
    ...(profile && { profile }),
    ...(bail && { bail }),
    ...(select && { select }),
    ...(signal && { signal }),
    ...(live && {
      live: { loadModule: (path) => import(path) as Promise<Record<string, unknown>>, ...live },
    }),
  });
  const contract = new Set(api.documents.all.values());
  for (const { documents } of asyncApis) for (const one of documents.values()) contract.add(one);
  const shown: Document[] = [
    ...opened.flatMap(({ document, bodies }) => [document, ...bodies]),
    ...ran.documents.values(),
  ];
  return finish(
    {
      command: 'probe',
      specs: [specNameOf(loaded, 'spec')],
      findings: [...collector.findings(), ...ran.findings].sort(compareFindings),
      documents: [...contract],
      // What a report shows of these texts must not show the secrets in them.
      texts: new Map(shown.map(({ uri, text }) => [uri, ran.blot(text)])),
      metas: [...Object.values(documentMetas), ...Object.values(referenceMetas), ...probeChecks],
      durationMs: elapsed(),
      section: (findings) => ({ probe: sectionOf(ran, findings) }),
    },
    options,
  );

  async function open(source: string): Promise<Recording> {
    const report = collector.reporter(recordingInvalid);
    const uri = normalizeUri(source);
    const head = uriKind(uri) === 'file' ? await fileHead(uri, options.cwd, sniffedBytes) : undefined;
    const format = head && streamFormatOf(head.toString());
    // It may be larger than memory.
    store.name(uri);
    const readBytes = fileBytes(options.cwd, store.limits, (name) => store.refusal(name, { uri })?.reason);
    if (format) return readStream(uri, fileChunks(uri, options.cwd), format, readBytes, report, store.limits);
    const found = await store.open(source);
    if (found.kind === 'failed') throw new NotLoaded(found.reason);
    const [first] = found.opened;
    if (first === undefined) throw new NotLoaded(`${source} holds nothing`);
    reportDocumentProblems(collector, first.problems);
    const recording = await readRecording(first.document, readBytes, report, store.openReferenced);
    if (recording === undefined) throw new NotLoaded(`${source} is not a recording in a format that is read`);
    return recording;
  }
}
