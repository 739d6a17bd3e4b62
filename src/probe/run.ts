import type { Document } from '../document/document.ts';
import { createCollector } from '../findings/collect.ts';
import type { Finding } from '../findings/finding.ts';
import type { LeftBehind, ProbeSection, UntriedOperations } from '../findings/run-report.ts';
import type { Api } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import exchangesLeftOut from './checks/exchanges-left-out.ts';
import { createCoverage } from './coverage.ts';
import { createContext } from './judge/context.ts';
import type { Facts } from './judge/facts.ts';
import type { OtherApi } from './other-apis.ts';
import { basePathOf } from './live/base-path-of.ts';
import { sideBySide } from './live/side-by-side.ts';
import { hideInExchange, hideInFinding } from './late-secrets.ts';
import type { Redactor } from './redact.ts';
import { createLeftOut } from './recordings/left-out.ts';
import type { RecordedExchange, Recording } from './recordings/recording.ts';
import { prefixOfTarget, reportSurvey, surveyRecording } from './recordings/whereabouts.ts';
import { initialVariables } from './recordings/state.ts';
import { runExchange, type Run } from './run-exchange.ts';
import { createOutcomeFold, type Tally } from './run-fold.ts';
import type { ProbeOptions } from './run-options.ts';
import { createSideFolds } from './run-side-folds.ts';
import type { ProbeOutcome, Ran } from './run-outcome.ts';
import { skipReasons } from './skip-reasons.ts';
import { createVerdicts } from './verdicts/verdicts.ts';

const stepsLeftOut = 'steps of workflows have no responses until they are sent (--target)';

/** As many recorded exchanges are learned from when requests are made up. */
const mostObserved = 1_000;

/** What a run found. `sectionOf` makes its part of a report. */
export interface ProbeResult {
  readonly mode: ProbeSection['mode'];
  readonly target: string | undefined;
  /** Those that are listed: of very many, the first and those that findings are in. */
  readonly exchanges: readonly ProbeOutcome[];
  readonly counts: ProbeSection['counts'];
  /** Operations that no request was made up for, where requests were. */
  readonly untried: readonly UntriedOperations[];
  /** What requests that were made up have changed or made, and is not as it was. */
  readonly left: readonly LeftBehind[];
  /** Each fact once, however many exchanges have it; exchanges refer to them by fingerprint. */
  readonly findings: readonly Finding[];
  /** How many facts are left out, as they are allowed. */
  readonly allowed: number;
  /** All exchanges, by what was found in them. */
  readonly tallies: readonly Tally[];
  readonly coverage: ProbeSection['coverage'];
  /** Of APIs beside the contract that steps of workflows call. */
  readonly others?: readonly { readonly uri: string; readonly coverage: ProbeSection['coverage'] }[];
  /** Texts that findings may point into, beside contract and recordings: bodies from files, live responses. */
  readonly documents: ReadonlyMap<string, Document>;
  /** What knows the secrets of the run. */
  readonly redactor: Redactor;
  /** Takes a text that findings point into; gives it as it may be shown: secrets blotted out, all places the same. */
  readonly blot: (text: string) => string;
}

/**
 * Takes an API, its schemas and recordings; judges every exchange of them against the contract, live after sending
 * its request. Throws TargetUnreachable where nothing answers at the target.
 */
export async function probe(
  api: Api,
  schemas: Schemas,
  given: readonly Recording[],
  options: ProbeOptions,
): Promise<ProbeResult> {
  const { live, now } = options;
  const others = live ? (options.others ?? new Map<string, OtherApi>()) : new Map<string, OtherApi>();
  const otherApis = new Map([...others].map(([uri, other]) => [uri, other.api]));
  const recordings = given.flatMap((recording) => recording.flowsOf?.(api, otherApis) ?? [recording]);
  const supplied = new Set([...(live?.auth?.keys() ?? []), ...(options.suppliedAuth ?? [])]);
  const secrets = secretsOf(recordings, options);
  const context = createContext(api, schemas, secrets, supplied, options.asyncApis, [...otherApis.values()]);
  const coverage = createCoverage(api, schemas);
  const verdicts = createVerdicts(api, options.naming, options.isAllowed, options.asyncApis);
  const documents = new Map<string, Document>();
  const keep = (one: Document): void => void documents.set(one.uri, one);
  const fold = createOutcomeFold(options.listPassed);
  const notes = createCollector(options.severityOf, options.naming);
  const opened =
    live &&
    (await (
      await import('./live/open.ts')
    ).openLive(
      context,
      live,
      now,
      recordings.some(({ listen }) => listen),
      keep,
      options.signal,
    ));
  const observed: Facts[] = [];
  const messages = options.keepMessages ? await import('./messages/keep.ts') : undefined;
  const run: Run = {
    context,
    options,
    session: opened?.session,
    outages: opened?.outages,
    authProbe: opened?.authProbe,
    served: opened?.served,
    coverage,
    verdicts,
    keep,
    keeper: messages?.createMessageKeeper(),
    ...(live?.generate && {
      observe: (facts) => observed.length < mostObserved && void observed.push(facts),
    }),
  };
  const beside =
    others.size > 0
      ? await (
          await import('./other-apis.ts')
        )
          .openOtherRuns(run, others, keep)
          .catch(async (error: unknown) => {
            await opened?.session.close();
            await opened?.listener?.close();
            throw error;
          })
      : undefined;
  let untried: readonly UntriedOperations[] = [];
  let left: readonly LeftBehind[] = [];
  let stopped: string | undefined;
  const whyStopped = (): string | undefined => {
    if (options.signal?.aborted) stopped ??= skipReasons.interrupted;
    return stopped ?? (opened?.outages.gone() ? skipReasons.gone : undefined);
  };
  const flow = async (recording: Recording, take: (ran: Ran) => void): Promise<void> => {
    const variables = initialVariables(recording, options.variables);
    const deliveries =
      opened?.listener && recording.listen
        ? (await import('./listen/flow-deliveries.ts')).createFlowDeliveries(
            run,
            opened.listener,
            recording,
            variables,
            notes,
          )
        : undefined;
    const stripped = options.stripPrefix ?? (live && prefixOfTarget(api, live.target));
    const survey = surveyRecording(api, context.match, recording.exchanges, stripped);
    reportSurvey(survey, recording.exchanges, notes);
    const leftOut = recording.leftOut ?? createLeftOut();
    const taken = (ran: Ran): void => {
      take(ran);
      options.onExchange?.(ran);
      if (options.bail && (ran.outcome === 'fail' || ran.outcome === 'error')) stopped ??= skipReasons.bail;
    };
    const { script } = recording;
    if (script && !live) for (const { node, name } of script.steps) leftOut.add(stepsLeftOut, node, name);
    else if (script) {
      const { runScript } = await import('./run-script.ts');
      await runScript(script, {
        run,
        others: beside?.runs,
        notes,
        leftOut,
        take: taken,
        stopped: whyStopped,
      });
    }
    for await (const batch of batchesOf(recording)) {
      for (const recorded of batch) {
        const where = survey.locate(recorded);
        if (where.kind === 'elsewhere') {
          leftOut.add(where.reason, recorded.request.target, where.name);
          continue;
        }
        // What a flow has made is removed where that can be done, and who knows whether it can before it was tried?
        const skipped = recorded.cleanup ? undefined : whyStopped();
        const running = runExchange(run, recorded, variables, skipped, where.strip);
        // Offline nothing is waited for: a turn of the event loop for each of a million takes its time.
        const ran = running instanceof Promise ? await running : running;
        if (ran === undefined) continue;
        taken(ran);
        if (deliveries && ran.outcome !== 'skip' && !opened?.outages.gone())
          for (const one of await deliveries.after(recorded)) take(one);
      }
    }
    for (const one of deliveries?.rest() ?? []) take(one);
    leftOut.report(notes.reporter(exchangesLeftOut));
  };
  const atOnce = live?.concurrency ?? 1;
  try {
    if (atOnce === 1) for (const recording of recordings) await flow(recording, fold.add);
    else {
      const folds = createSideFolds(fold, options.listPassed);
      await sideBySide(recordings, atOnce, async (recording, index) => {
        await flow(recording, folds.begin(index).add);
        folds.end(index);
      });
    }
    if (opened && live?.generate && whyStopped() === undefined) {
      const { runGenerated } = await import('./generate/run-generated.ts');
      ({ untried, left } = await runGenerated(
        { ...run, session: opened.session, listener: live.generate.callbacks ? opened.listener : undefined },
        live.generate,
        fold.add,
        observed,
        recordings,
      ));
    }
    const isStopped = (): boolean => stopped !== undefined || options.signal?.aborted === true;
    for (const generated of (await beside?.generate(fold.add, isStopped)) ?? []) {
      untried = [...untried, ...generated.untried];
      left = [...left, ...generated.left];
    }
    beside?.report(notes);
    if (opened && live) opened.served.report(notes, basePathOf(live));
  } finally {
    await opened?.session.close();
    await opened?.listener?.close();
    await beside?.close();
  }
  return {
    mode: live ? 'live' : 'offline',
    target: live && context.redactor.target(live.target),
    exchanges: fold
      .exchanges()
      .map((one) =>
        hideInExchange(
          messages && one.messages
            ? { ...one, messages: messages.hideSecrets(one.messages, context.redactor) }
            : one,
          context.redactor,
        ),
      ),
    findings: [...notes.findings(), ...verdicts.findings(), ...(beside?.findings() ?? [])].map((one) =>
      hideInFinding(one, context.redactor),
    ),
    allowed: verdicts.allowed() + (beside?.allowed() ?? 0),
    tallies: fold.tallies(),
    counts: fold.counts(),
    untried,
    left,
    coverage: coverage.coverage(),
    ...(beside && { others: beside.coverage() }),
    documents,
    redactor: context.redactor,
    blot: context.redactor.blot,
  };
}

async function* batchesOf({ exchanges, more }: Recording): AsyncGenerator<Iterable<RecordedExchange>> {
  yield exchanges;
  if (more) yield* more;
}

function secretsOf(recordings: readonly Recording[], { secrets = [], variables }: ProbeOptions): string[] {
  const found = [...secrets];
  for (const recording of recordings) {
    for (const [name, { value, secret }] of recording.variables) {
      if (secret)
        for (const one of [value, variables?.get(name)])
          if (one !== undefined && typeof one !== 'object') found.push(String(one));
    }
  }
  return found;
}
