import type { Document } from '../document/document.ts';
import { createCollector, type Collector } from '../findings/collect.ts';
import type { CoverageCounter } from './coverage.ts';
import type { Finding } from '../findings/finding.ts';
import type { Body, Exchange, Expectation, Request } from './exchange.ts';
import type { ProbeContext } from './judge/context.ts';
import { gatherFacts, type Facts } from './judge/facts.ts';
import { runChecks } from './judge/report.ts';
import type { AuthProbe } from './live/check-auth.ts';
import type { OutageWatch } from './live/outage.ts';
import type { ServedWatch } from './live/served-watch.ts';
import type { Sent, Session } from './live/session.ts';
import type { MessageKeeper } from './messages/keep.ts';
import { bindExchange } from './recordings/bind.ts';
import type { RecordedExchange } from './recordings/recording.ts';
import { areLost, captureVariables, loseCaptures, reportUnknown } from './recordings/state.ts';
import type { Redactor } from './redact.ts';
import { probeChecks } from './registry.ts';
import { curlCommand } from './reproduce.ts';
import type { ProbeOptions, Profile } from './run-options.ts';
import { describe, verdict, type ProbeOutcome, type Ran } from './run-outcome.ts';
import { secretsInBody } from './secret-names.ts';
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

/**
 * Takes a run, a recorded exchange, the variables as they stand, why it is skipped if it is, what a gateway put
 * before its path, and of a script what it does beside; gives what it came to, undefined where the user chose others;
 * live, when its response is there. Sets the variables that it captures.
 */
export function runExchange(
  { context, options, session, outages, authProbe, served, coverage, verdicts, keep, keeper, observe }: Run,
  recorded: RecordedExchange,
  variables: Map<string, unknown>,
  stopped: string | undefined,
  strip = '',
  hooks: ScriptHooks = {},
): Ran | undefined | Promise<Ran | undefined> {
  const startedAt = options.now();
  let collector = createCollector(options.severityOf, options.naming);
  const bound = bindExchange(inProfile(recorded, options.profile), variables, keep, strip);
  const { request, response } = bound.exchange;
  const { redactor } = context;
  redactor.addCredentials(request);
  if (response) redactor.addCredentials(response);
  // Of traffic by the million not every body is searched.
  if (session) hideSecrets(redactor, request.body, bound.exchange.messages);
  const match = context.match(request.method, request.target);
  const operation = match.kind === 'matched' ? match.operation : undefined;
  if (options.select?.({ exchange: bound.exchange, operation }) === false) {
    // Those that were chosen may need what it would have captured.
    if (session) loseCaptures(recorded, variables);
    else captureVariables(recorded, gatherFacts(context, bound.exchange, match), variables, collector);
    return undefined;
  }
  const end = (
    judged: Facts,
    found: readonly Finding[] | string,
    url?: string,
    wire = (): Request => judged.exchange.request,
  ): Ran => {
    const skipped = typeof found === 'string' ? found : undefined;
    const findings = typeof found === 'string' ? [] : verdicts.take(judged, found);
    const outcome = skipped === undefined ? verdict(findings, judged.exchange) : 'skip';
    const durationMs = Math.max(0, Math.round((options.now() - startedAt) * 10) / 10);
    const tell = (): ProbeOutcome => {
      // What was recorded in place of an answer is none.
      const isUnsent = session !== undefined && judged.exchange.mode === 'offline';
      const told = describe(judged, context, url, { outcome, durationMs, findings }, isUnsent);
      const failed = !isUnsent && (outcome === 'fail' || outcome === 'error');
      return {
        ...told,
        ...(skipped !== undefined && { skipped }),
        ...(keeper &&
          typeof found !== 'string' &&
          !isUnsent && { messages: keeper.keep(judged.exchange, wire(), url, found) }),
        ...(failed && { reproduce: curlCommand(wire(), url ?? fallbackUrl(judged), context.redactor) }),
      };
    };
    return skipped === undefined ? { outcome, findings, tell } : { outcome, findings, skipped, tell };
  };
  const unsent = (why: string): Ran => {
    loseCaptures(recorded, variables);
    return end(gatherFacts(context, bound.exchange, match), why);
  };
  if (stopped !== undefined) return unsent(stopped);
  // That others need what it would have captured is a mistake of the recording.
  if (session && recorded.offline !== undefined)
    return end(gatherFacts(context, bound.exchange, match), recorded.offline);
  if (hooks.instead) {
    hooks.instead(collector);
    const facts = gatherFacts(context, bound.exchange, match);
    return end(facts, collector.findings(), session?.url(request));
  }
  if (bound.unknown.length > 0) {
    // One mistake was made where it could not be captured.
    if (areLost(bound.unknown, variables)) return unsent(notCaptured(bound.unknown.map(({ name }) => name)));
    reportUnknown(collector, bound.unknown, variables);
    const facts = gatherFacts(context, bound.exchange, match);
    return end(facts, collector.findings(), session?.url(request));
  }
  if (!session) {
    const facts = gatherFacts(context, bound.exchange, match);
    // What is captured as a secret is hidden in what is told.
    captureVariables(recorded, facts, variables, collector);
    runChecks(probeChecks, facts, collector);
    // Of traffic by the million, only bodies of which something is told are searched.
    if (collector.findings().length > 0 && hideNamed(context, bound.exchange)) {
      collector = createCollector(options.severityOf, options.naming);
      captureVariables(recorded, facts, variables, collector);
      runChecks(probeChecks, facts, collector);
    }
    coverage.add(facts);
    return end(facts, collector.findings());
  }
  const judge = (sent: Sent): Facts => {
    const { response: answer, messages } = sent.exchange;
    if (answer) redactor.addCredentials(answer);
    hideSecrets(redactor, answer?.body, messages);
    const judged = gatherFacts(context, sent.exchange, match);
    if (sent.exchange.failure === undefined) captureVariables(recorded, judged, variables, collector);
    else loseCaptures(recorded, variables);
    runChecks(probeChecks, judged, collector);
    hooks.judge?.(judged, collector);
    if (sent.exchange.failure === undefined) {
      outages?.answered(judged.exchange);
      served?.add(judged);
      // What got no answer has covered nothing.
      coverage.add(judged);
    }
    observe?.(judged);
    return judged;
  };
  const tell = (sent: Sent, judged: Facts): Ran => {
    const found = collector.findings();
    // Nothing is told of an answer in which nothing was found.
    if (found.length > 0) {
      if (sent.document) keep(sent.document);
      for (const { from, node } of sent.exchange.messages ?? []) if (from === 'provider') keep(node.document);
    }
    return end(judged, found, sent.url, sent.wire);
  };
  /** What met the end of the provider after others did is as if it were not run. */
  const told = async (lost: Sent): Promise<Ran> => {
    const sent = await outages?.examine(lost);
    return sent ? tell(sent, judge(sent)) : unsent(skipReasons.gone);
  };
  const sending = session.send(bound.exchange, undefined, match);
  if (!authProbe) return sending.then((sent) => (sent.lost ? told(sent) : tell(sent, judge(sent))));
  return sending.then(async (sent) => {
    if (sent.lost) return told(sent);
    const judged = judge(sent);
    await authProbe.check(bound.exchange, judged, collector);
    return tell(sent, judged);
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

/** What is a secret by its name in bodies and messages must not be shown from now on. */
function hideSecrets(redactor: Redactor, body: Body | undefined, messages: Exchange['messages'] = []): void {
  if (body) for (const secret of secretsInBody(body)) redactor.addNamed(secret);
  for (const { text } of messages)
    for (const secret of secretsInBody({ bytes: Buffer.from(text) })) redactor.addNamed(secret);
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
