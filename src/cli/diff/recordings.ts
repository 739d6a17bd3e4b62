import type { Pair } from '../../diff/pair.ts';
import { policyMetas } from '../../diff/policy-metas.ts';
import { createCollector, type Collector, type SeverityOf } from '../../findings/collect.ts';
import { fingerprint, type Naming } from '../../findings/fingerprint.ts';
import type { Finding } from '../../findings/finding.ts';
import { fillMessage, type FindingMeta } from '../../findings/meta.ts';
import type { Api } from '../../openapi/model.ts';
import type { Recording } from '../../probe/recordings/recording.ts';
import type { ProbeOutcome } from '../../probe/run-outcome.ts';
import { probe } from '../../probe/run.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { DocumentStore } from '../../document/store.ts';
import type { DiffOptions } from '../commands/diff.ts';
import type { Io } from '../io.ts';
import { openRecordings } from '../recordings.ts';
import type { Settings } from '../settings.ts';
import { withPrefix } from './paths.ts';

/** What a replay needs beside what was recorded. */
export interface Replay {
  readonly versions: Pair<Api>;
  readonly schemas: Pair<Schemas>;
  readonly settings: Settings;
  readonly store: DocumentStore;
  readonly collector: Collector;
  readonly severityOf: SeverityOf;
  readonly naming: Naming;
  readonly options: DiffOptions;
  readonly io: Io;
}

/** What replaying came to. */
export interface Replayed {
  readonly findings: readonly Finding[];
  /** The texts that they point into, with secrets blotted out. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Takes globs of recordings; judges every exchange in them by both versions. Gives, at the recording, which requests
 * the one took and the other refuses, and which answers the one promised and the other does not.
 */
export async function replayRecordings(patterns: readonly string[], replay: Replay): Promise<Replayed> {
  const { versions, schemas, settings, store, collector, naming, options, io } = replay;
  // What is read as a stream can be asked for once.
  const open = async (into: Collector): Promise<readonly Recording[]> => {
    const spec = versions.after.documents.root.uri;
    const { recordings } = await openRecordings(patterns, spec, settings, store, into, io);
    return recordings.map(({ recording }) => recording);
  };
  const how = { now: () => Date.now(), naming };
  const was = new Map<string, Was>();
  const before = await probe(versions.before, schemas.before, await open(collector), {
    ...how,
    onExchange: (ran) => was.set(sourceOf(ran.tell()), wrongBefore(ran.findings)),
  });
  const told = new Map<Finding, Told>();
  let foreign = 0;
  let total = 0;
  const recordings = await open(createCollector());
  const after = await probe(asRecorded(versions.after, options), schemas.after, recordings, {
    ...how,
    onExchange(ran) {
      total += 1;
      const is = ran.tell();
      const old = was.get(sourceOf(is));
      if (old === undefined || old.foreign) foreign += 1;
      else tellFresh(old, is, replay.severityOf, told);
    },
  });
  const seen = new Map<string, number>();
  const findings = [...told.values()].map(({ finding, exchanges }) => {
    const message = exchanges === 1 ? finding.message : `${finding.message}, in ${exchanges} exchanges`;
    return numbered(finding, message, seen, naming);
  });
  if (foreign > 0 && !options.quiet) {
    const root = versions.before.documents.root.uri;
    io.err(
      `apicheck: nothing is said of ${foreign} of ${total} recorded exchanges, which fit no operation of ${root}\n`,
    );
  }
  const texts = new Map<string, string>();
  const shown = [
    ...recordings.flatMap(({ document, bodies }) => [document, ...bodies]),
    ...after.documents.values(),
  ];
  for (const { uri, text } of shown) texts.set(uri, before.blot(after.blot(text)));
  return { findings, texts };
}

/** Recorded paths are those of `before`: where prefixes differ, `after` is asked under that of `before`. */
function asRecorded(after: Api, { stripPrefixBefore = '', stripPrefixAfter = '' }: DiffOptions): Api {
  return stripPrefixBefore === stripPrefixAfter
    ? after
    : (withPrefix(after, stripPrefixAfter, stripPrefixBefore) ?? after);
}

/** Findings of a request that is not accepted; all other errors but those of the recording are of the response. */
const ofRequest =
  /^(?:operation-unmatched|method-undocumented|parameter-(?:invalid|missing)|request-|security-missing)/;
const ofRecording: ReadonlySet<string> = new Set([
  'variable-unresolved',
  'exchange-failed',
  'status-unexpected',
]);

/** Who exports traffic leaves credentials out: a request without them is judged by all else. */
const stripped = 'security-missing';

/** What was wrong with an exchange by the version before. */
interface Was {
  /** It fits no operation. */
  readonly foreign: boolean;
  readonly request: boolean;
  /** Nothing but its credentials. */
  readonly onlyStripped: boolean;
  readonly response: boolean;
  readonly unjudged: boolean;
}

/** A fact, told of the first exchange that shows it. */
interface Told {
  readonly finding: Finding;
  exchanges: number;
}

function sourceOf({ source, name }: ProbeOutcome): string {
  return source === undefined ? name : `${source.uri}#${source.pointer}`;
}

const isOfRequest = ({ code }: Finding): boolean => ofRequest.test(code);
const isWrong = ({ code, severity }: Finding): boolean => severity === 'error' && !ofRecording.has(code);

function wrongBefore(findings: readonly Finding[]): Was {
  const wrong = findings.filter(isWrong);
  const requests = wrong.filter(isOfRequest);
  const others = requests.filter(({ code }) => code !== stripped);
  return {
    foreign: wrong.some(({ code }) => code === 'operation-unmatched' || code === 'method-undocumented'),
    request: others.length > 0,
    onlyStripped: requests.length > 0 && others.length === 0,
    response: wrong.length > requests.length,
    unjudged: findings.some(({ code }) => code === 'exchange-unjudged'),
  };
}

/** A side on which something was wrong before is no promise that is broken now. */
function tellFresh(was: Was, is: ProbeOutcome, severityOf: SeverityOf, told: Map<Finding, Told>): void {
  const { recordedRequestRefused: refused, recordedResponseUnpromised: unpromised } = policyMetas;
  const request = is.request ? `${is.request.method} ${is.request.url}` : is.name;
  const status = is.response?.status ?? '';
  const tell = (finding: Finding, meta: FindingMeta, message: string): void => {
    const known = told.get(finding);
    if (known) {
      known.exchanges += 1;
      return;
    }
    const severity = severityOf(meta, finding.location);
    if (severity === 'off') return;
    const said = fillMessage(message, { request, status, problem: finding.message });
    told.set(finding, { finding: { ...finding, code: meta.code, severity, message: said }, exchanges: 1 });
  };
  for (const finding of is.findings.filter(isWrong)) {
    if (!isOfRequest(finding)) {
      if (!was.response) tell(finding, unpromised, unpromised.messages.unpromised);
    } else if (!was.request && !(finding.code === stripped && was.onlyStripped))
      tell(finding, refused, refused.messages.refused);
  }
  // What can no longer be judged is not passed over.
  for (const finding of is.findings)
    if (finding.code === 'exchange-unjudged' && !was.unjudged && !told.has(finding))
      told.set(finding, { finding, exchanges: 1 });
}

/** How many exchanges show a fact is no part of what it is. */
function numbered(finding: Finding, message: string, seen: Map<string, number>, naming: Naming): Finding {
  const { code, location } = finding;
  const uri = naming.uri(location.uri);
  const key = [code, uri, location.pointer, finding.message].join('\n');
  const ordinal = seen.get(key) ?? 0;
  seen.set(key, ordinal + 1);
  return {
    ...finding,
    message,
    fingerprint: fingerprint(code, uri, location.pointer, finding.message, ordinal),
  };
}
