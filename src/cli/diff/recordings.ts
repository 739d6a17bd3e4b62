import type { Pair } from '../../diff/pair.ts';
import { policyMetas } from '../../diff/policy-metas.ts';
import type { Collector, SeverityOf } from '../../findings/collect.ts';
import { fingerprint, type Naming } from '../../findings/fingerprint.ts';
import type { Finding } from '../../findings/finding.ts';
import { fillMessage, type FindingMeta } from '../../findings/meta.ts';
import type { Api } from '../../openapi/model.ts';
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
  const { recordings: opened } = await openRecordings(
    patterns,
    versions.after.documents.root.uri,
    settings,
    store,
    collector,
    io,
  );
  const recordings = opened.map(({ recording }) => recording);
  const how = { now: () => Date.now(), naming };
  const before = await probe(versions.before, schemas.before, recordings, how);
  const after = await probe(asRecorded(versions.after, options), schemas.after, recordings, how);

  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  let foreign = 0;
  after.exchanges.forEach((is, index) => {
    const was = before.exchanges[index];
    if (!was?.operation) foreign += 1;
    else
      for (const finding of fresh(was, is, replay.severityOf)) findings.push(numbered(finding, seen, naming));
  });
  const total = after.exchanges.length;
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

/** A side on which something was wrong before is no promise that is broken now. */
function fresh(was: ProbeOutcome, is: ProbeOutcome, severityOf: SeverityOf): Finding[] {
  const wrong = ({ findings }: ProbeOutcome) =>
    findings.filter(({ code, severity }) => severity === 'error' && !ofRecording.has(code));
  const request = ({ code }: Finding) => ofRequest.test(code);
  const response = (finding: Finding) => !request(finding);
  const asked = is.request ? `${is.request.method} ${is.request.url}` : is.name;
  const status = is.response?.status ?? '';
  const told: Finding[] = [];
  const tell = (side: (finding: Finding) => boolean, meta: FindingMeta, message: string): void => {
    const old = wrong(was).filter(side);
    if (old.some(({ code }) => code !== stripped)) return;
    for (const finding of wrong(is).filter(side)) {
      if (finding.code === stripped && old.length > 0) continue;
      const severity = severityOf(meta, finding.location);
      if (severity === 'off') continue;
      const said = fillMessage(message, { request: asked, status, problem: finding.message });
      told.push({ ...finding, code: meta.code, severity, message: said });
    }
  };
  const { recordedRequestRefused: refused, recordedResponseUnpromised: unpromised } = policyMetas;
  tell(request, refused, refused.messages.refused);
  tell(response, unpromised, unpromised.messages.unpromised);
  const judged = (findings: readonly Finding[]) => findings.some(({ code }) => code === 'exchange-unjudged');
  // What can no longer be judged is not passed over.
  if (!judged(was.findings)) told.push(...is.findings.filter(({ code }) => code === 'exchange-unjudged'));
  return told;
}

function numbered(finding: Finding, seen: Map<string, number>, naming: Naming): Finding {
  const { code, message, location } = finding;
  const uri = naming.uri(location.uri);
  const key = [code, uri, location.pointer, message].join('\n');
  const ordinal = seen.get(key) ?? 0;
  seen.set(key, ordinal + 1);
  return { ...finding, fingerprint: fingerprint(code, uri, location.pointer, message, ordinal) };
}
