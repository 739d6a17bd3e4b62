import type { Document } from '../../document/document.ts';
import type { DocumentStore } from '../../document/store.ts';
import type { Collector, SeverityOf } from '../../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../../findings/document-findings.ts';
import type { Naming } from '../../findings/fingerprint.ts';
import { AuthenticationFailed, CannotListen, TargetUnreachable } from '../../probe/live/errors.ts';
import type { Recording } from '../../probe/recordings/recording.ts';
import { probe, type ProbeResult } from '../../probe/run.ts';
import { printable } from '../../report/printable.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import { asyncApisOf } from '../async-apis.ts';
import { RunError } from '../errors.ts';
import { orTold } from '../files.ts';
import type { Io } from '../io.ts';
import type { AllowList } from '../probe-allow.ts';
import type { ProbeOptions } from '../probe-options.ts';
import type { ProbeProgress } from '../probe-progress.ts';
import { createKept } from '../record/kept.ts';
import { checkAuthNames, selectorOf } from '../selection.ts';
import type { Settings } from '../settings.ts';
import { addTexts, type OpenedSpec } from '../specs.ts';
import { resolveTarget } from '../target.ts';
import { apiNameOf } from './api-name.ts';
import type { OpenedOthers } from './other-apis.ts';

/** The formats that name exchanges in which nothing was found, beside counting them. */
const listing = ['json', 'junit', 'html'] as const;

/** What all contracts of a run share. */
export interface ContractRun {
  readonly options: ProbeOptions;
  readonly settings: Settings;
  readonly store: DocumentStore;
  readonly io: Io;
  readonly severityOf: SeverityOf;
  readonly naming: Naming;
  readonly collector: Collector;
  readonly allowed: AllowList | undefined;
  readonly progress: ProbeProgress;
  readonly interrupted: AbortSignal | undefined;
  /** Whether this run makes requests up: of one that is shared, the first part does. */
  readonly generate: boolean;
  readonly onExchange: ProbeProgress['onExchange'];
  /** Texts that findings may point into, by uri: those of this contract are added. */
  readonly texts: Map<string, string>;
}

/** What came of one contract. */
export interface ProbedContract {
  /** Its name in the config. */
  readonly name: string | undefined;
  readonly documents: readonly Document[];
  /** APIs beside it that its workflows call. */
  readonly others: readonly OpenedSpec[];
  readonly result: ProbeResult;
  /** Whether what was sent could be written where the user wants it. */
  readonly written: boolean;
}

/**
 * Takes a run, a contract, its recordings, and those that other parts of a run that is shared have of it; judges the
 * former. Throws RunError where that cannot be done.
 */
export async function probeContract(
  run: ContractRun,
  opened: OpenedSpec,
  theirs: readonly Recording[],
  ofOtherParts: readonly Recording[] = [],
): Promise<ProbedContract> {
  const { options, settings, store, io, collector, texts, progress, interrupted, generate } = run;
  const { api } = opened.loaded;
  reportUnread(collector, opened);
  addTexts(texts, api.documents.all.values());
  const documents = new Set<Document>(api.documents.all.values());
  const name = opened.name ?? apiNameOf(api.documents.root.uri, settings);
  const asyncApis = await asyncApisOf(opened, name, settings, store, collector, options.asyncapi);
  for (const asyncApi of asyncApis) {
    addTexts(texts, asyncApi.documents.values());
    for (const document of asyncApi.documents.values()) documents.add(document);
  }
  const target =
    options.target === undefined || (theirs.length === 0 && !generate)
      ? undefined
      : await resolveTarget(options.target, name, settings, { ...options, generate }, io);
  const beside = options.target === undefined ? undefined : await othersOf(run, [...theirs, ...ofOtherParts]);
  for (const other of beside?.opened ?? []) {
    reportUnread(collector, other);
    addTexts(texts, other.loaded.api.documents.all.values());
    for (const document of other.loaded.api.documents.all.values()) documents.add(document);
  }
  const { auth, otherAuth = new Map(), refusedAuth = new Map() } = target?.live ?? options;
  for (const given of [auth, otherAuth, refusedAuth]) checkAuthNames(api, given?.keys() ?? []);
  const formats = new Set(options.format.map((format) => format.name));
  const kept = createKept(store.limits, 'judged', (why) => io.err(`! ${why}\n`));
  const result = await orRunError(
    probe(api, createSchemas(api.documents), theirs, {
      now: () => Date.now(),
      severityOf: run.severityOf,
      naming: run.naming,
      variables: new Map([...(target?.variables ?? []), ...options.var]),
      secrets: [...(target?.secrets ?? []), ...(beside?.secrets ?? [])],
      ...(beside && target && { others: beside.others }),
      suppliedAuth: suppliedAuth(name, settings),
      asyncApis,
      select: selectorOf(options),
      ...(options.stripPrefix !== undefined && { stripPrefix: options.stripPrefix.replace(/\/+$/, '') }),
      ...(options.recordedAt !== undefined && { recordedAt: options.recordedAt }),
      ...(options.profile && { profile: options.profile }),
      ...(run.allowed && { isAllowed: run.allowed.of(name) }),
      ...(options.bail && { bail: true }),
      ...(formats.has('html') && { keepMessages: true }),
      listPassed: listing.some((name) => formats.has(name)),
      ...(target && {
        live: {
          ...target.live,
          onLimit: progress.onLimit,
          ...(options.record !== undefined && { onSent: (one) => void kept.add(one) }),
        },
      }),
      ...(interrupted && { signal: interrupted }),
      onExchange: run.onExchange,
    }),
  ).finally(progress.done);
  // What a report shows of these texts must not show the secrets in them.
  const shown = [
    ...theirs.flatMap(({ document, bodies }) => [document, ...bodies]),
    ...result.documents.values(),
  ];
  for (const { uri, text } of shown) texts.set(uri, result.blot(text));
  let written = true;
  if (options.record !== undefined && target) {
    const { writeRecording } = await import('../write-recording.ts');
    const { origin } = new URL(target.live.target);
    const spec = api.documents.root.uri;
    const { redactor } = result;
    const recorded = { exchanges: kept.exchanges, origin, spec, redactor, limits: store.limits };
    written = await orTold(writeRecording(options.record, recorded, io), io);
    if (kept.left() > 0)
      io.err(
        `! ${kept.left()} of ${kept.exchanges.length + kept.left()} exchanges are not in ${printable(options.record)}\n`,
      );
  }
  return { name, documents: [...documents], others: beside?.opened ?? [], result, written };
}

/** Most recordings name one contract and no other description. */
async function othersOf(
  { options, generate, settings, store, io }: ContractRun,
  theirs: readonly Recording[],
): Promise<OpenedOthers | undefined> {
  if (!theirs.some(({ otherApis = [] }) => otherApis.length > 0)) return undefined;
  const { openOthers } = await import('./other-apis.ts');
  return openOthers(theirs, { ...options, generate }, settings, store, io);
}

async function orRunError(running: Promise<ProbeResult>): Promise<ProbeResult> {
  try {
    return await running;
  } catch (error) {
    const cannot = [TargetUnreachable, AuthenticationFailed, CannotListen];
    if (cannot.some((kind) => error instanceof kind) && error instanceof Error)
      throw new RunError(error.message);
    throw error;
  }
}

/** What of a contract could not be read cannot be judged with: it is said, and the rest is judged. */
function reportUnread(collector: Collector, { loaded }: OpenedSpec): void {
  reportDocumentProblems(collector, loaded.api.documents.problems, loaded.api.documents.all);
  reportReferenceProblems(collector, loaded.api.referenceProblems);
}

/** Credentials that the config supplies need not be in a recording, which may have been written without them. */
function suppliedAuth(name: string | undefined, { config }: Settings): ReadonlySet<string> {
  const targets = (name === undefined ? undefined : config.apis.get(name))?.targets;
  return new Set([...(targets?.values() ?? [])].flatMap(({ auth }) => [...(auth?.keys() ?? [])]));
}
