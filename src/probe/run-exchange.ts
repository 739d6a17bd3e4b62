import type { Document } from '../document/document.ts';
import { createCollector, type Collector } from '../findings/collect.ts';
import type { CoverageCounter } from './coverage.ts';
import type { Finding } from '../findings/finding.ts';
import type { Exchange, Expectation } from './exchange.ts';
import type { Match } from '../openapi/match.ts';
import type { ProbeContext } from './judge/context.ts';
import { gatherFacts, type Facts } from './judge/facts.ts';
import { runChecks } from './judge/report.ts';
import type { AuthProbe } from './live/check-auth.ts';
import type { OutageWatch } from './live/outage.ts';
import type { ServedWatch } from './live/served-watch.ts';
import type { Sent } from './live/sent.ts';
import type { Session } from './live/session.ts';
import type { MessageKeeper } from './messages/keep.ts';
import { hideNamed, hideSecrets } from './named-secrets.ts';
import { bindExchange } from './recordings/bind.ts';
import type { RecordedExchange } from './recordings/recording.ts';
import { areLost, captureVariables, loseCaptures, reportUnknown } from './recordings/state.ts';
import { probeChecks } from './registry.ts';
import { curlCommand } from './reproduce.ts';
import type { ProbeOptions, Profile } from './run-options.ts';
import { describe, verdict, type ProbeOutcome, type Ran } from './run-outcome.ts';
import { notCaptured, skipReasons } from './skip-reasons.ts';
import type { Verdicts } from './verdicts/verdicts.ts';

/** What all exchanges of a run share. */
export interface Run {
  readonly context: ProbeContext;
  readonly options: ProbeOptions;
  readonly session: Session | undefined;
  /** Of a live run. */
  readonly outages?: OutageWatch | undefined;
  readonly authProbe: AuthProbe | undefined;
  /** Of a live run. */
  readonly served?: ServedWatch | undefined;
  readonly coverage: CoverageCounter;
  readonly verdicts: Verdicts;
  readonly keep: (document: Document) => void;
  /** Where a report is to show what was sent and came back. */
  readonly keeper: MessageKeeper | undefined;
  /** Sees what was sent and came back, where requests are to be made up of it. */
  readonly observe?: (facts: Facts) => void;
}

/** What an exchange of a script has done beside being judged by the contract. */
export interface ScriptHooks {
  /** Called with what came back, before findings are counted. */
  readonly judge?: (facts: Facts, collector: Collector) => void;
  /** In place of sending it: tells why that cannot be done. */
  readonly instead?: (collector: Collector) => void;
}

/** An exchange that is run. Written out as one object, as functions that share all this take longer to make than to call. */
interface Running {
  readonly run: Run;
  readonly recorded: RecordedExchange;
  readonly exchange: Exchange;
  readonly match: Match;
  readonly variables: Map<string, unknown>;
  readonly hooks: ScriptHooks;
  readonly collector: Collector;
  readonly startedAt: number;
}

const noHooks: ScriptHooks = {};

/**
 * Takes a run, a recorded exchange, the variables as they stand, why it is skipped if it is, what a gateway put
 * before its path, and of a script what it does beside; gives what it came to, undefined where the user chose others;
 * live, when its response is there. Sets the variables that it captures.
 */
export function runExchange(
  run: Run,
  recorded: RecordedExchange,
  variables: Map<string, unknown>,
  stopped: string | undefined,
  strip = '',
  hooks: ScriptHooks = noHooks,
): Ran | undefined | Promise<Ran | undefined> {
  const { context, options, session } = run;
  const startedAt = options.now();
  const collector = createCollector(options.severityOf, options.naming);
  const { exchange, unknown } = bindExchange(
    inProfile(recorded, options.profile),
    variables,
    run.keep,
    strip,
  );
  const { request, response } = exchange;
  context.redactor.addCredentials(request);
  if (response) context.redactor.addCredentials(response);
  // Of traffic by the million not every body is searched.
  if (session) hideSecrets(context, request.body, exchange.messages);
  const match = context.match(request.method, request.target);
  const operation = match.kind === 'matched' ? match.operation : undefined;
  if (options.select?.({ exchange, operation }) === false) {
    // Those that were chosen may need what it would have captured.
    if (session) loseCaptures(recorded, variables);
    else captureVariables(recorded, gatherFacts(context, exchange, match), variables, collector);
    return undefined;
  }
  const running: Running = { run, recorded, exchange, match, variables, hooks, collector, startedAt };
  if (stopped !== undefined) return unsent(running, stopped);
  // That others need what it would have captured is a mistake of the recording.
  if (session && recorded.offline !== undefined)
    return ended(running, gatherFacts(context, exchange, match), recorded.offline);
  if (hooks.instead) {
    hooks.instead(collector);
    return ended(running, gatherFacts(context, exchange, match), collector.findings(), session?.url(request));
  }
  if (unknown.length > 0) {
    // One mistake was made where it could not be captured.
    if (areLost(unknown, variables)) return unsent(running, notCaptured(unknown.map(({ name }) => name)));
    reportUnknown(collector, unknown, variables);
    return ended(running, gatherFacts(context, exchange, match), collector.findings(), session?.url(request));
  }
  return session ? send(running, session) : judgeRecorded(running);
}

function judgeRecorded(running: Running): Ran {
  const { run, recorded, exchange, match, variables } = running;
  const { context, options } = run;
  let { collector } = running;
  const facts = gatherFacts(context, exchange, match);
  // What is captured as a secret is hidden in what is told.
  captureVariables(recorded, facts, variables, collector);
  runChecks(probeChecks, facts, collector);
  // Of traffic by the million, only bodies of which something is told are searched.
  if (collector.findings().length > 0 && hideNamed(context, exchange)) {
    collector = createCollector(options.severityOf, options.naming);
    captureVariables(recorded, facts, variables, collector);
    runChecks(probeChecks, facts, collector);
  }
  run.coverage.add(facts);
  return ended(running, facts, collector.findings());
}

function send(running: Running, session: Session): Promise<Ran> {
  const { run, exchange, match, collector } = running;
  const { authProbe } = run;
  const sending = session.send(exchange, undefined, match);
  if (!authProbe)
    return sending.then((sent) =>
      sent.lost ? judgeLost(running, sent) : told(running, sent, judgeAnswer(running, sent)),
    );
  return sending.then(async (sent) => {
    if (sent.lost) return judgeLost(running, sent);
    const judged = judgeAnswer(running, sent);
    const letIn = await authProbe.check(exchange, judged, collector);
    // The command is to show what was let in.
    return told(running, letIn ? { ...sent, wire: letIn.wire, url: letIn.url } : sent, judged);
  });
}

function judgeAnswer({ run, recorded, match, variables, hooks, collector }: Running, sent: Sent): Facts {
  const { context } = run;
  const { response: answer, messages, failure } = sent.exchange;
  if (answer) context.redactor.addCredentials(answer);
  hideSecrets(context, answer?.body, messages);
  const judged = gatherFacts(context, sent.exchange, match);
  if (failure === undefined) captureVariables(recorded, judged, variables, collector);
  else loseCaptures(recorded, variables);
  runChecks(probeChecks, judged, collector);
  hooks.judge?.(judged, collector);
  if (failure === undefined) {
    run.outages?.answered(judged.exchange);
    run.served?.add(judged);
    // What got no answer has covered nothing.
    run.coverage.add(judged);
  }
  run.observe?.(judged);
  return judged;
}

/** What met the end of the provider after others did is as if it were not run. */
async function judgeLost(running: Running, lost: Sent): Promise<Ran> {
  const sent = await running.run.outages?.examine(lost);
  return sent ? told(running, sent, judgeAnswer(running, sent)) : unsent(running, skipReasons.gone);
}

function told(running: Running, sent: Sent, judged: Facts): Ran {
  const { run, collector } = running;
  const found = collector.findings();
  // Nothing is told of an answer in which nothing was found.
  if (found.length > 0) {
    if (sent.document) run.keep(sent.document);
    for (const { from, node } of sent.exchange.messages ?? [])
      if (from === 'provider') run.keep(node.document);
  }
  return ended(running, judged, found, sent.url, sent);
}

function unsent(running: Running, why: string): Ran {
  const { run, recorded, exchange, match, variables } = running;
  loseCaptures(recorded, variables);
  return ended(running, gatherFacts(run.context, exchange, match), why);
}

/**
 * Takes the facts of an exchange, what was found, or why it was not run, and of one that was sent, where to
 * and how; gives what it came to.
 */
function ended(
  { run, startedAt }: Running,
  judged: Facts,
  found: readonly Finding[] | string,
  url?: string,
  sent?: Pick<Sent, 'wire'>,
): Ran {
  const { context, options, session, verdicts, keeper } = run;
  const skipped = typeof found === 'string' ? found : undefined;
  const findings = typeof found === 'string' ? [] : verdicts.take(judged, found);
  const outcome = skipped === undefined ? verdict(findings, judged.exchange) : 'skip';
  const durationMs = Math.max(0, Math.round((options.now() - startedAt) * 10) / 10);
  const tell = (): ProbeOutcome => {
    // What was recorded in place of an answer is none.
    const isUnsent = session !== undefined && judged.exchange.mode === 'offline';
    const outline = describe(judged, context, url, { outcome, durationMs, findings }, isUnsent);
    const failed = !isUnsent && (outcome === 'fail' || outcome === 'error');
    // What is a warning in a live run is nowhere to be looked at either.
    const repeated =
      failed || (sent !== undefined && findings.some(({ severity }) => severity === 'warning'));
    if (skipped !== undefined) return { ...outline, skipped };
    const kept = keeper && typeof found !== 'string' && !isUnsent;
    if (!repeated && !kept) return outline;
    const wire = sent ? sent.wire() : judged.exchange.request;
    return {
      ...outline,
      ...(kept && { messages: keeper.keep(judged.exchange, wire, url, found) }),
      ...(repeated && {
        reproduce: curlCommand(wire, url ?? fallbackUrl(judged, options.recordedAt), context.redactor),
      }),
    };
  };
  return skipped === undefined ? { outcome, findings, tell } : { outcome, findings, skipped, tell };
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

/** Offline there need not be a host: the command shows where to put one. */
function fallbackUrl({ exchange }: Facts, recordedAt = 'http://localhost'): string {
  const { before = '', target } = exchange.request;
  return `${before.startsWith('http') ? before : `${recordedAt}${before}`}${target}`;
}
