import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import type { ProbeSection } from '../findings/run-report.ts';
import type { Api } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createCoverage } from './coverage.ts';
import { createContext } from './judge/context.ts';
import type { Facts } from './judge/facts.ts';
import { sideBySide } from './live/side-by-side.ts';
import type { Redactor } from './redact.ts';
import type { Recording } from './recordings/recording.ts';
import { initialVariables } from './recordings/state.ts';
import { runExchange, type Run } from './run-exchange.ts';
import type { ProbeOptions } from './run-options.ts';
import type { ProbeOutcome } from './run-outcome.ts';

/** As many recorded exchanges are learned from when requests are made up. */
const mostObserved = 1_000;

/** What a run found. `sectionOf` makes its part of a report. */
export interface ProbeResult {
  readonly mode: ProbeSection['mode'];
  readonly target: string | undefined;
  readonly exchanges: readonly ProbeOutcome[];
  readonly findings: readonly Finding[];
  readonly coverage: ProbeSection['coverage'];
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
  recordings: readonly Recording[],
  options: ProbeOptions,
): Promise<ProbeResult> {
  const { live, now } = options;
  const supplied = new Set([...(live?.auth?.keys() ?? []), ...(options.suppliedAuth ?? [])]);
  const context = createContext(api, schemas, secretsOf(recordings, options), supplied);
  const coverage = createCoverage(api);
  const documents = new Map<string, Document>();
  const opened = live && (await (await import('./live/open.ts')).openLive(context, live, now));
  const observed: Facts[] = [];
  const run: Run = {
    context,
    options,
    session: opened?.session,
    authProbe: opened?.authProbe,
    coverage,
    keep: (one) => documents.set(one.uri, one),
    ...(live?.generate && {
      observe: (facts) => observed.length < mostObserved && void observed.push(facts),
    }),
  };
  let stopped = false;
  const flow = async (recording: Recording): Promise<readonly ProbeOutcome[]> => {
    const outcomes: ProbeOutcome[] = [];
    const variables = initialVariables(recording, options.variables);
    for (const recorded of recording.exchanges) {
      stopped ||= options.signal?.aborted === true;
      const outcome = await runExchange(run, recorded, variables, stopped && !recorded.cleanup);
      if (outcome === undefined) continue;
      outcomes.push(outcome);
      options.onExchange?.(outcome);
      stopped ||= options.bail === true && (outcome.outcome === 'fail' || outcome.outcome === 'error');
    }
    return outcomes;
  };
  let outcomes: readonly ProbeOutcome[];
  try {
    outcomes = (await sideBySide(recordings, live?.concurrency ?? 1, flow)).flat();
    if (opened && live?.generate && !stopped) {
      const { runGenerated } = await import('./generate/run-generated.ts');
      const made = await runGenerated({ ...run, session: opened.session }, live.generate, observed);
      outcomes = [...outcomes, ...made];
    }
  } finally {
    await opened?.session.close();
  }
  return {
    mode: live ? 'live' : 'offline',
    target: live && context.redactor.target(live.target),
    exchanges: outcomes,
    findings: [...new Set(outcomes.flatMap(({ findings }) => findings))],
    coverage: coverage.coverage(),
    documents,
    redactor: context.redactor,
    blot: context.redactor.blot,
  };
}

function secretsOf(recordings: readonly Recording[], { secrets = [], variables }: ProbeOptions): string[] {
  const found = [...secrets];
  for (const recording of recordings) {
    for (const [name, { value, secret }] of recording.variables) {
      if (secret)
        found.push(...[value, variables?.get(name)].flatMap((one) => (one === undefined ? [] : String(one))));
    }
  }
  return found;
}
