import type { Pointer } from '../document/pointer.ts';
import type { Finding } from '../findings/finding.ts';
import type { ProbedExchange } from '../findings/run-report.ts';
import type { Exchange, Request } from './exchange.ts';
import type { ProbeContext } from './judge/context.ts';
import { nameOf, type Facts } from './judge/facts.ts';

/** An exchange and what was found in it. */
export interface ProbeOutcome extends Omit<ProbedExchange, 'findings'> {
  readonly findings: readonly Finding[];
}

/** An exchange that was run: what it came to, and what tells the rest, which costs more than judging it. */
export interface Ran extends Pick<ProbeOutcome, 'outcome' | 'findings' | 'skipped'> {
  tell(): ProbeOutcome;
}

/** Takes the findings of an exchange; gives what it came to. */
export function verdict(findings: readonly Finding[], exchange: Exchange): ProbeOutcome['outcome'] {
  const unjudged = findings.some(
    ({ code }) => code === 'exchange-unjudged' || code === 'variable-unresolved',
  );
  const failed = findings.some(
    ({ severity, code }) => severity === 'error' && code !== 'variable-unresolved',
  );
  if (exchange.failure !== undefined) return 'error';
  return failed ? 'fail' : unjudged ? 'error' : 'pass';
}

/** Path and query as they were recorded, with what a gateway added. */
function recordedTarget({ before = '', target }: Request): string {
  return before.replace(/^https?:\/\/[^/]*/i, '') + target;
}

/**
 * Takes the facts of an exchange, the URL that it was sent to if it was, what it came to, and whether its request was to
 * be sent and was not; gives it as a report has it.
 */
export function describe(
  { exchange, operation }: Facts,
  { redactor }: ProbeContext,
  url: string | undefined,
  {
    outcome,
    durationMs,
    findings,
  }: Pick<ProbeOutcome, 'outcome' | 'findings'> & {
    readonly durationMs: number;
  },
  isUnsent = false,
): ProbeOutcome {
  const { name, node, request } = exchange;
  const response = isUnsent ? undefined : exchange.response;
  const source = {
    uri: node.document.uri,
    pointer: `${node.document.within ?? ''}${node.pointer}` as Pointer,
  };
  const sent = { method: request.method, url: redactor.target(url ?? recordedTarget(request)) };
  // Most have both: written out, they share a shape.
  if (operation && response) {
    return {
      name,
      source,
      operation: nameOf(operation),
      request: sent,
      response: { status: response.status },
      outcome,
      durationMs,
      findings,
    };
  }
  return {
    name,
    source,
    ...(operation && { operation: nameOf(operation) }),
    request: sent,
    ...(response && { response: { status: response.status } }),
    outcome,
    durationMs,
    findings,
  };
}
