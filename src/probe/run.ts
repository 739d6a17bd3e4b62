import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import type { ProbeSection } from '../findings/run-report.ts';
import type { Api } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createCoverage } from './coverage.ts';
import { createContext } from './judge/context.ts';
import type { Recording } from './recordings/recording.ts';
import { initialVariables } from './recordings/state.ts';
import { runExchange, type Run } from './run-exchange.ts';
import type { ProbeOptions } from './run-options.ts';
import type { ProbeOutcome } from './run-outcome.ts';
import { createVerdicts } from './verdicts/verdicts.ts';

/** What a run found. `sectionOf` makes its part of a report. */
export interface ProbeResult {
  readonly mode: ProbeSection['mode'];
  readonly target: string | undefined;
  readonly exchanges: readonly ProbeOutcome[];
  /** Each fact once, however many exchanges have it; exchanges refer to them by fingerprint. */
  readonly findings: readonly Finding[];
  /** How many facts are left out, as they are allowed. */
  readonly allowed: number;
  readonly coverage: ProbeSection['coverage'];
  /** Texts that findings may point into, beside contract and recordings: bodies from files, live responses. */
  readonly documents: ReadonlyMap<string, Document>;
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
  const verdicts = createVerdicts(api, options.naming, options.isAllowed);
  const documents = new Map<string, Document>();
  const outcomes: ProbeOutcome[] = [];
  const session = live && (await (await import('./live/session.ts')).openSession(context, live, now));
  const run: Run = {
    context,
    options,
    session,
    coverage,
    verdicts,
    keep: (one) => documents.set(one.uri, one),
  };
  let stopped = false;
  try {
    for (const recording of recordings) {
      const variables = initialVariables(recording, options.variables);
      for (const recorded of recording.exchanges) {
        const outcome = await runExchange(run, recorded, variables, stopped && !recorded.cleanup);
        if (outcome === undefined) continue;
        outcomes.push(outcome);
        options.onExchange?.(outcome);
        stopped ||= options.bail === true && (outcome.outcome === 'fail' || outcome.outcome === 'error');
      }
    }
  } finally {
    await session?.close();
  }
  return {
    mode: live ? 'live' : 'offline',
    target: live && context.redactor.target(live.target),
    exchanges: outcomes,
    findings: verdicts.findings(),
    allowed: verdicts.allowed(),
    coverage: coverage.coverage(),
    documents,
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
