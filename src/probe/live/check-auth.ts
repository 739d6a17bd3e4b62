import type { Document } from '../../document/document.ts';
import type { Collector } from '../../findings/collect.ts';
import securityNotEnforced from '../checks/security-not-enforced.ts';
import statusUndocumented from '../checks/status-undocumented.ts';
import type { Exchange } from '../exchange.ts';
import type { ProbeContext } from '../judge/context.ts';
import { gatherFacts, type Facts } from '../judge/facts.ts';
import { runChecks } from '../judge/report.ts';
import { probeChecks } from '../registry.ts';
import type { InsteadOfCredentials } from './no-credentials.ts';
import type { Sent, Session } from './session.ts';

/** RFC 9110 section 9.2.1: asking changes nothing, so that it may be tried whether anybody may ask. */
const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/** Tries whether operations are as protected as the contract says, each once. */
export interface AuthProbe {
  /**
   * Takes a request as it was bound, what the answer to it was found to be, and where to report; sends it again
   * without credentials, and with wrong ones, if it was served.
   */
  check(bound: Exchange, judged: Facts, collector: Collector): Promise<void>;
}

/** What a refusal is judged by: of the request, only its credentials are another's. */
const ofAnswers = probeChecks.filter(
  ({ code }) => !/^(?:request|parameter|security|operation|path)-/.test(code),
);

/**
 * Takes what is judged against, a session, and whether operations that change something are tried as well; gives what
 * tries them. What refuses is an answer like any other, and held to the contract.
 */
export function createAuthProbe(
  context: ProbeContext,
  session: Session,
  unsafe: boolean,
  keep: (document: Document) => void,
): AuthProbe {
  const judgeRefusal = ({ exchange, document }: Sent, collector: Collector): void => {
    const before = collector.findings().length;
    const { expected: _, ...unexpected } = exchange;
    // That a protected operation answers so goes without saying.
    const expectable = [401, 403].includes(exchange.response?.status ?? 0);
    const checks = expectable ? ofAnswers.filter(({ code }) => code !== statusUndocumented.code) : ofAnswers;
    runChecks(checks, gatherFacts(context, unexpected), collector);
    if (document && collector.findings().length > before) keep(document);
  };
  const tried = new Set<string>();
  return {
    async check(bound, { exchange, operation, operationName }, collector) {
      const alternatives = operation?.security?.alternatives ?? [];
      const status = exchange.response?.status ?? 0;
      const open = alternatives.length === 0 || alternatives.some(({ schemes }) => schemes.length === 0);
      if (!operation || open || bound.request.auth === false || !served(status)) return;
      if (tried.has(operation.key) || !(unsafe || safe.has(bound.request.method))) return;
      tried.add(operation.key);
      const schemes = alternatives
        .map((one) => one.schemes.map(({ name }) => name).join(' and '))
        .join(' or ');
      const ways: readonly (readonly [InsteadOfCredentials, 'without' | 'wrong'])[] = [
        ['none', 'without'],
        ['wrong', 'wrong'],
      ];
      for (const [instead, message] of ways) {
        const named = {
          ...bound,
          name: `${bound.name}, ${message === 'wrong' ? 'wrong credentials' : 'no credentials'}`,
        };
        const sent = await session.send(named, instead);
        const answer = sent.exchange.response;
        if (!answer) continue;
        if (!served(answer.status)) {
          judgeRefusal(sent, collector);
          continue;
        }
        collector.reporter(securityNotEnforced)({
          message,
          params: { operation: operation.key, schemes, status: String(answer.status) },
          at: exchange.node,
          ...(operation.security && { related: [{ message: 'required here', at: operation.security.node }] }),
          ...operationName,
        });
        // Who lets in everybody lets in those with wrong credentials: one mistake.
        return;
      }
    },
  };
}

/** A redirect may lead to where one logs in. */
function served(status: number): boolean {
  return status >= 200 && status < 300;
}
