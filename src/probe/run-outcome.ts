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
export interface Ran extends Pick<ProbeOutcome, 'outcome' | 'findings'> {
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

/** Takes the facts of an exchange, and the URL that it was sent to if it was; gives how a report names it. */
export function describe(
  { exchange, operation }: Facts,
  { redactor }: ProbeContext,
  url: string | undefined,
): Omit<ProbeOutcome, 'outcome' | 'findings'> {
  const { name, node, request, response } = exchange;
  return {
    name,
    source: { uri: node.document.uri, pointer: `${node.document.within ?? ''}${node.pointer}` as Pointer },
    ...(operation && { operation: nameOf(operation) }),
    request: { method: request.method, url: redactor.target(url ?? recordedTarget(request)) },
    ...(response && { response: { status: response.status } }),
  };
}
