import type { Document } from '../document/document.ts';
import { createCollector, type SeverityOf } from '../findings/collect.ts';
import type { Finding } from '../findings/finding.ts';
import type { Naming } from '../findings/fingerprint.ts';
import type { ProbedExchange, ProbeSection } from '../findings/run-report.ts';
import type { Api } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createCoverage } from './coverage.ts';
import type { Exchange } from './exchange.ts';
import { createContext, type ProbeContext } from './judge/context.ts';
import { gatherFacts, nameOf, type Facts } from './judge/facts.ts';
import { runChecks } from './judge/report.ts';
import type { LiveOptions, Session } from './live/session.ts';
import { bindExchange } from './recordings/bind.ts';
import type { RecordedExchange, Recording } from './recordings/recording.ts';
import { captureVariables, initialVariables, reportUnknown } from './recordings/state.ts';
import { probeChecks } from './registry.ts';
import { curlCommand } from './reproduce.ts';

export interface ProbeOptions {
  /** A clock in milliseconds since 1970. */
  readonly now: () => number;
  /** Default: as each check says. */
  readonly severityOf?: SeverityOf;
  /** What fingerprints call documents; default: by their uris. */
  readonly naming?: Naming;
  /** Where to send requests; without it, recordings are judged as they are. */
  readonly live?: LiveOptions;
  /** Offline: names of security schemes that are configured, so that recordings may lack their credentials. */
  readonly suppliedAuth?: ReadonlySet<string>;
  /** Values that win over those of recordings. */
  readonly variables?: ReadonlyMap<string, unknown>;
  /** Values that must not be shown. */
  readonly secrets?: Iterable<string>;
  /** Leave out all but the cleanup after the first exchange that fails. */
  readonly bail?: boolean;
  /** Which exchanges to run; those left out are not in the report. */
  readonly select?: (facts: Pick<Facts, 'exchange' | 'operation'>) => boolean;
  /** Called after each exchange. */
  readonly onExchange?: (outcome: ProbeOutcome) => void;
}

/** An exchange and what was found in it. */
export interface ProbeOutcome extends Omit<ProbedExchange, 'findings'> {
  readonly findings: readonly Finding[];
}

/** What a run found. `sectionOf` makes its part of a report. */
export interface ProbeResult {
  readonly mode: ProbeSection['mode'];
  readonly target: string | undefined;
  readonly exchanges: readonly ProbeOutcome[];
  readonly findings: readonly Finding[];
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
  const documents = new Map<string, Document>();
  const outcomes: ProbeOutcome[] = [];
  const session = live && (await (await import('./live/session.ts')).openSession(context, live, now));
  const run: Run = { context, options, session, coverage, keep: (one) => documents.set(one.uri, one) };
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
    findings: outcomes.flatMap(({ findings }) => findings),
    coverage: coverage.coverage(),
    documents,
    blot: context.redactor.blot,
  };
}

/** Takes a result, and the findings of a report in their order; gives the report's section, with their indexes. */
export function sectionOf(
  result: Omit<ProbeResult, 'documents' | 'blot'>,
  findings: readonly Finding[],
): ProbeSection {
  const indexes = new Map(findings.map(({ fingerprint }, index) => [fingerprint, index]));
  return {
    mode: result.mode,
    ...(result.target !== undefined && { target: result.target }),
    coverage: result.coverage,
    exchanges: result.exchanges.map((exchange) => ({
      ...exchange,
      findings: exchange.findings.flatMap(({ fingerprint }) => indexes.get(fingerprint) ?? []),
    })),
  };
}

interface Run {
  readonly context: ProbeContext;
  readonly options: ProbeOptions;
  readonly session: Session | undefined;
  readonly coverage: ReturnType<typeof createCoverage>;
  readonly keep: (document: Document) => void;
}

async function runExchange(
  { context, options, session, coverage, keep }: Run,
  recorded: RecordedExchange,
  variables: Map<string, unknown>,
  stopped: boolean,
): Promise<ProbeOutcome | undefined> {
  const startedAt = options.now();
  const collector = createCollector(options.severityOf, options.naming);
  const bound = bindExchange(recorded, variables, keep);
  hideCredentials(context, bound.exchange);
  const facts = gatherFacts(context, bound.exchange);
  if (options.select?.(facts) === false) return undefined;
  const end = (
    judged: Facts,
    skipped: boolean,
    url?: string,
    wire = judged.exchange.request,
  ): ProbeOutcome => {
    const findings = collector.findings();
    const outcome = skipped ? 'skip' : verdict(findings, judged.exchange);
    return {
      ...describe(judged, context, url),
      outcome,
      durationMs: Math.max(0, Math.round((options.now() - startedAt) * 10) / 10),
      findings,
      ...((outcome === 'fail' || outcome === 'error') && {
        reproduce: curlCommand(wire, url ?? fallbackUrl(judged), context.redactor),
      }),
    };
  };
  if (stopped || (session && recorded.offline !== undefined)) return end(facts, true);
  if (bound.unknown.length > 0) {
    reportUnknown(collector, bound.unknown, variables);
    return end(facts, false, session?.url(bound.exchange.request));
  }
  if (!session) {
    runChecks(probeChecks, facts, collector);
    coverage.add(facts);
    captureVariables(recorded, facts, variables, collector);
    return end(facts, false);
  }
  const sent = await session.send(bound.exchange);
  if (sent.document) keep(sent.document);
  hideCredentials(context, sent.exchange);
  const judged = gatherFacts(context, sent.exchange);
  runChecks(probeChecks, judged, collector);
  coverage.add(judged);
  if (sent.exchange.failure === undefined) captureVariables(recorded, judged, variables, collector);
  return end(judged, false, sent.url, sent.wire);
}

function hideCredentials({ redactor }: ProbeContext, { request, response }: Exchange): void {
  redactor.addCredentials(request);
  if (response) redactor.addCredentials(response);
}

function verdict(findings: readonly Finding[], exchange: Exchange): ProbeOutcome['outcome'] {
  const unjudged = findings.some(
    ({ code }) => code === 'exchange-unjudged' || code === 'variable-unresolved',
  );
  const failed = findings.some(
    ({ severity, code }) => severity === 'error' && code !== 'variable-unresolved',
  );
  if (exchange.failure !== undefined) return 'error';
  return failed ? 'fail' : unjudged ? 'error' : 'pass';
}

function describe(
  { exchange, operation }: Facts,
  { redactor }: ProbeContext,
  url: string | undefined,
): Omit<ProbeOutcome, 'outcome' | 'findings'> {
  const { name, node, request, response } = exchange;
  return {
    name,
    source: { uri: node.document.uri, pointer: node.pointer },
    ...(operation && { operation: nameOf(operation) }),
    request: { method: request.method, url: redactor.target(url ?? request.target) },
    ...(response && { response: { status: response.status } }),
  };
}

/** Offline there is no host: the command shows where to put one. */
function fallbackUrl({ exchange }: Facts): string {
  return `http://localhost${exchange.request.target}`;
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
