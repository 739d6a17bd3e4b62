import type { Document } from '../document/document.ts';
import type { Collector } from '../findings/collect.ts';
import type { Finding } from '../findings/finding.ts';
import type { Api } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createCoverage } from './coverage.ts';
import type { Generated } from './generate/run-generated.ts';
import { createContext } from './judge/context.ts';
import type { Facts } from './judge/facts.ts';
import { basePathOf } from './live/base-path-of.ts';
import { openLive } from './live/open.ts';
import type { LiveOptions } from './live/session.ts';
import type { Run } from './run-exchange.ts';
import type { Ran } from './run-outcome.ts';
import type { ProbeResult } from './run.ts';
import { createVerdicts } from './verdicts/verdicts.ts';

/** As many exchanges of each are learned from when requests are made up. */
const mostObserved = 1_000;

/** An API beside the contract that steps of workflows call, and where its provider is. */
export interface OtherApi {
  readonly api: Api;
  readonly schemas: Schemas;
  readonly live: LiveOptions;
}

/** What the steps that call other APIs are run in. */
export interface OtherRuns {
  /** By the uri of the description. */
  readonly runs: ReadonlyMap<string, Run>;
  /** Makes requests up from their contracts where that was asked for; hands on what each came to. */
  generate(take: (ran: Ran) => void, stopped: () => boolean): Promise<readonly Generated[]>;
  /** Reports where nothing is served. */
  report(notes: Collector): void;
  findings(): readonly Finding[];
  allowed(): number;
  /** In the order of the APIs. */
  coverage(): NonNullable<ProbeResult['others']>;
  close(): Promise<void>;
}

/**
 * Takes the run of a contract, other APIs by the uris of their descriptions, and what keeps documents that findings
 * point into; gives a run of each, with credentials, coverage and verdicts of its own. What knows secrets is one.
 */
export async function openOtherRuns(
  run: Run,
  others: ReadonlyMap<string, OtherApi>,
  keep: (document: Document) => void,
): Promise<OtherRuns> {
  const { options, context } = run;
  const runs = new Map<string, Run>();
  const observed = new Map<string, Facts[]>();
  const close = async (): Promise<void> => {
    for (const { session } of runs.values()) await session?.close();
  };
  try {
    for (const [uri, { api, schemas, live }] of others) {
      const own = createContext(api, schemas, [], new Set(live.auth?.keys() ?? []));
      const shared = { ...own, redactor: context.redactor };
      const { session, outages, authProbe, served } = await openLive(shared, live, options.now, false, keep);
      const coverage = createCoverage(api, schemas);
      const verdicts = createVerdicts(api, options.naming, options.isAllowed);
      const seen: Facts[] = [];
      observed.set(uri, seen);
      runs.set(uri, {
        ...run,
        context: shared,
        options: { ...options, live },
        ...{ session, outages, authProbe, served, coverage, verdicts },
        observe: (facts) => live.generate && seen.length < mostObserved && void seen.push(facts),
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    runs,
    async generate(take, stopped) {
      const all: Generated[] = [];
      for (const [uri, one] of runs) {
        const generate = one.options.live?.generate;
        if (!generate || !one.session || stopped()) continue;
        const { runGenerated } = await import('./generate/run-generated.ts');
        all.push(await runGenerated({ ...one, session: one.session }, generate, take, observed.get(uri)));
      }
      return all;
    },
    report(notes) {
      for (const { served, options } of runs.values())
        if (options.live) served?.report(notes, basePathOf(options.live));
    },
    findings: () => [...runs.values()].flatMap(({ verdicts }) => verdicts.findings()),
    allowed: () => [...runs.values()].reduce((sum, { verdicts }) => sum + verdicts.allowed(), 0),
    coverage: () => [...runs].map(([uri, { coverage }]) => ({ uri, coverage: coverage.coverage() })),
    close,
  };
}
