import type { Document } from '../document/document.ts';
import { createCollector } from '../findings/collect.ts';
import type { CoverageCounter } from './coverage.ts';
import type { Body, Exchange, Expectation } from './exchange.ts';
import type { ProbeContext } from './judge/context.ts';
import { gatherFacts, type Facts } from './judge/facts.ts';
import { runChecks } from './judge/report.ts';
import type { AuthProbe } from './live/check-auth.ts';
import type { Session } from './live/session.ts';
import { bindExchange } from './recordings/bind.ts';
import { judgeCriteria } from './recordings/judge-criteria.ts';
import type { RecordedExchange } from './recordings/recording.ts';
import { captureVariables, reportUnknown } from './recordings/state.ts';
import { probeChecks } from './registry.ts';
import { curlCommand } from './reproduce.ts';
import type { ProbeOptions, Profile } from './run-options.ts';
import { describe, verdict, type ProbeOutcome, type Ran } from './run-outcome.ts';
import { secretsInBody } from './secret-names.ts';
import type { Verdicts } from './verdicts/verdicts.ts';

/** What all exchanges of a run share. */
export interface Run {
  readonly context: ProbeContext;
  readonly options: ProbeOptions;
  readonly session: Session | undefined;
  readonly authProbe: AuthProbe | undefined;
  readonly coverage: CoverageCounter;
  readonly verdicts: Verdicts;
  readonly keep: (document: Document) => void;
  /** Sees what was sent and came back, where requests are to be made up of it. */
  readonly observe?: (facts: Facts) => void;
}

/**
 * Takes a run, a recorded exchange, the variables as they stand, whether the run was stopped, and what a gateway put
 * before its path; gives what it came
 * to, undefined where the user chose others; live, when its response is there. Sets the variables that it captures.
 */
export function runExchange(
  { context, options, session, authProbe, coverage, verdicts, keep, observe }: Run,
  recorded: RecordedExchange,
  variables: Map<string, unknown>,
  stopped: boolean,
  strip = '',
): Ran | undefined | Promise<Ran | undefined> {
  const startedAt = options.now();
  let collector = createCollector(options.severityOf, options.naming);
  const bound = bindExchange(inProfile(recorded, options.profile), variables, keep, strip);
  hideCredentials(context, bound.exchange);
  const facts = gatherFacts(context, bound.exchange);
  if (options.select?.(facts) === false) return undefined;
  const end = (judged: Facts, skipped: boolean, url?: string, wire = judged.exchange.request): Ran => {
    const findings = skipped ? [] : verdicts.take(judged, collector.findings());
    const outcome = skipped ? 'skip' : verdict(findings, judged.exchange);
    const durationMs = Math.max(0, Math.round((options.now() - startedAt) * 10) / 10);
    const tell = (): ProbeOutcome => ({
      ...describe(judged, context, url),
      outcome,
      durationMs,
      findings,
      ...((outcome === 'fail' || outcome === 'error') && {
        reproduce: curlCommand(wire, url ?? fallbackUrl(judged), context.redactor),
      }),
    });
    return { outcome, findings, tell };
  };
  if (stopped || (session && recorded.offline !== undefined)) return end(facts, true);
  if (bound.unknown.length > 0) {
    reportUnknown(collector, bound.unknown, variables);
    return end(facts, false, session?.url(bound.exchange.request));
  }
  if (!session) {
    runChecks(probeChecks, facts, collector);
    // Of traffic by the million, only bodies of which something is told are searched.
    if (collector.findings().length > 0 && hideNamed(context, bound.exchange)) {
      collector = createCollector(options.severityOf, options.naming);
      runChecks(probeChecks, facts, collector);
    }
    coverage.add(facts);
    captureVariables(recorded, facts, variables, collector);
    return end(facts, false);
  }
  return session.send(bound.exchange).then(async (sent) => {
    hideCredentials(context, sent.exchange);
    const judged = gatherFacts(context, sent.exchange);
    runChecks(probeChecks, judged, collector);
    coverage.add(judged);
    if (sent.exchange.failure === undefined) {
      if (recorded.criteria) judgeCriteria(recorded, judged, variables, collector, context.redactor);
      captureVariables(recorded, judged, variables, collector);
    }
    observe?.(judged);
    await authProbe?.check(bound.exchange, judged, collector);
    // Nothing is told of an answer in which nothing was found.
    if (collector.findings().length > 0) {
      if (sent.document) keep(sent.document);
      for (const { from, node } of sent.exchange.messages ?? []) if (from === 'provider') keep(node.document);
    }
    return end(judged, false, sent.url, sent.wire);
  });
}

/** An expectation without rules. */
const asWritten: Expectation = { varies: () => false, variesHeader: () => false };

/** The exchange with its response as the user says that it is meant. */
function inProfile(recorded: RecordedExchange, profile: Profile | undefined): RecordedExchange {
  const { response } = recorded;
  if (profile === undefined || !response) return recorded;
  const { expectation = asWritten, ...sent } = response;
  return { ...recorded, response: profile === 'pact' ? { ...sent, expectation } : sent };
}

function hideCredentials(
  { redactor }: ProbeContext,
  { mode, request, response, messages = [] }: Exchange,
): void {
  redactor.addCredentials(request);
  if (response) redactor.addCredentials(response);
  if (mode === 'offline') return;
  for (const { body } of [request, response ?? request])
    for (const secret of body ? secretsInBody(body) : []) redactor.add(secret);
  for (const { text } of messages)
    for (const secret of secretsInBody({ bytes: Buffer.from(text) })) redactor.add(secret);
}

/** Hides what is secret by its name in what both ends sent; gives whether there was anything. */
function hideNamed({ redactor }: ProbeContext, { request, response, messages = [] }: Exchange): boolean {
  const bodies: Pick<Body, 'bytes' | 'data'>[] = [request, response].flatMap((one) => one?.body ?? []);
  for (const { text } of messages) bodies.push({ bytes: Buffer.from(text) });
  const found = bodies.flatMap(secretsInBody);
  for (const secret of found) redactor.addNamed(secret);
  return found.length > 0;
}

/** Offline there need not be a host: the command shows where to put one. */
function fallbackUrl({ exchange }: Facts): string {
  const { before = '', target } = exchange.request;
  return `${before.startsWith('http') ? before : `http://localhost${before}`}${target}`;
}
