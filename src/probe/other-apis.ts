import type { Document } from '../document/document.ts';
import type { Finding } from '../findings/finding.ts';
import type { Api } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createCoverage } from './coverage.ts';
import { createContext } from './judge/context.ts';
import { openLive } from './live/open.ts';
import type { LiveOptions } from './live/session.ts';
import type { Run } from './run-exchange.ts';
import type { ProbeResult } from './run.ts';
import { createVerdicts } from './verdicts/verdicts.ts';

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
      runs.set(uri, {
        ...run,
        context: shared,
        options: { ...options, live },
        ...{ session, outages, authProbe, served, coverage, verdicts },
        observe: () => {},
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    runs,
    findings: () => [...runs.values()].flatMap(({ verdicts }) => verdicts.findings()),
    allowed: () => [...runs.values()].reduce((sum, { verdicts }) => sum + verdicts.allowed(), 0),
    coverage: () => [...runs].map(([uri, { coverage }]) => ({ uri, coverage: coverage.coverage() })),
    close,
  };
}
