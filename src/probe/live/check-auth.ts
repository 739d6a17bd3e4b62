import type { Document } from '../../document/document.ts';
import type { SecurityAlternative } from '../../openapi/model.ts';
import type { Collector } from '../../findings/collect.ts';
import securityNotEnforced from '../checks/security-not-enforced.ts';
import securityStatusDiffers from '../checks/security-status-differs.ts';
import statusUndocumented from '../checks/status-undocumented.ts';
import type { Exchange } from '../exchange.ts';
import type { ProbeContext } from '../judge/context.ts';
import { gatherFacts, type Facts } from '../judge/facts.ts';
import { runChecks } from '../judge/report.ts';
import { probeChecks } from '../registry.ts';
import type { InsteadOfCredentials } from './no-credentials.ts';
import type { Sent } from './sent.ts';
import type { Session } from './session.ts';

/** RFC 9110 section 9.2.1: asking changes nothing, so that it may be tried whether anybody may ask. */
const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/** Tries whether operations are as protected as the contract says, each once. */
export interface AuthProbe {
  /**
   * Takes a request as it was bound, what the answer to it was found to be, and where to report; sends it again
   * without credentials, and with wrong ones, if it was served. Gives what was let in so, if anything was.
   */
  check(bound: Exchange, judged: Facts, collector: Collector): Promise<Sent | undefined>;
}

/** What an answer is judged by whose request is not what is looked at. */
export const ofAnswers = probeChecks.filter(
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
      if (!operation || open || bound.request.auth === false || !served(status)) return undefined;
      if (tried.has(operation.key) || !(unsafe || safe.has(bound.request.method))) return undefined;
      tried.add(operation.key);
      const schemes = alternatives
        .map((one) => one.schemes.map(({ name }) => name).join(' and '))
        .join(' or ');
      const ways: readonly (readonly [InsteadOfCredentials, 'without' | 'wrong' | 'refused', string])[] = [
        ['none', 'without', 'no credentials'],
        ['wrong', 'wrong', 'wrong credentials'],
        ...(session.users.has('refused', operation)
          ? ([['refused', 'refused', 'credentials to be refused']] as const)
          : []),
      ];
      const base = { at: exchange.node, ...operationName };
      const related = operation.security && {
        related: [{ message: 'required here', at: operation.security.node }],
      };
      let forbidden = false;
      for (const [instead, message, words] of ways) {
        const sent = await session.send({ ...bound, name: `${bound.name}, ${words}` }, instead);
        const answer = sent.exchange.response;
        if (!answer) continue;
        if (!served(answer.status)) {
          judgeRefusal(sent, collector);
          const forbids: boolean = answer.status === 403 && !forbidden;
          forbidden ||= forbids;
          if (forbids && operation.responses.has('401') && message !== 'refused')
            collector.reporter(securityStatusDiffers)({
              message: 'forbidden',
              params: { operation: operation.key, how: message === 'wrong' ? 'with made-up' : 'without' },
              ...base,
              at: operation.responses.get('401')?.node ?? exchange.node,
            });
          continue;
        }
        collector.reporter(securityNotEnforced)({
          message,
          params: { operation: operation.key, schemes, status: String(answer.status) },
          ...base,
          ...related,
        });
        // Who lets in everybody lets in those with wrong credentials: one mistake.
        return sent;
      }
      const granted = await session.users.scopes('other', operation);
      const mine = granted && (await session.users.scopes('first', operation));
      const lacking = granted && mine && lackingScopes(alternatives, granted, mine);
      if (!granted || !lacking) return undefined;
      const sent = await session.send({ ...bound, name: `${bound.name}, a user who may do less` }, 'other');
      const answer = sent.exchange.response;
      if (!answer) return undefined;
      if (!served(answer.status)) {
        judgeRefusal(sent, collector);
        return undefined;
      }
      collector.reporter(securityNotEnforced)({
        message: 'scopes',
        params: {
          operation: operation.key,
          scopes: lacking.join(' and '),
          status: String(answer.status),
          granted: granted.join(' and '),
        },
        ...base,
        ...related,
      });
      return sent;
    },
  };
}

/**
 * The scopes that an operation wants and only the first user has; undefined where that user is not known to have them:
 * some scopes hold others, which a contract cannot say.
 */
function lackingScopes(
  alternatives: readonly SecurityAlternative[],
  granted: readonly string[],
  mine: readonly string[],
): readonly string[] | undefined {
  if (granted.length === 0 || !granted.every((scope) => mine.includes(scope))) return undefined;
  const lacking = alternatives.map(({ schemes }) =>
    schemes.flatMap(({ scopes }) => scopes).filter((scope) => !granted.includes(scope)),
  );
  const all = lacking.every((scopes) => scopes.length > 0 && scopes.every((scope) => mine.includes(scope)));
  return all ? lacking[0] : undefined;
}

/** A redirect may lead to where one logs in. */
function served(status: number): boolean {
  return status >= 200 && status < 300;
}
