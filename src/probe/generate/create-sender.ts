import { createCollector } from '../../findings/collect.ts';
import { gatherFacts } from '../judge/facts.ts';
import { runChecks } from '../judge/report.ts';
import type { Session } from '../live/session.ts';
import { probeChecks } from '../registry.ts';
import { curlCommand } from '../reproduce.ts';
import type { Run } from '../run-exchange.ts';
import { describe, verdict, type ProbeOutcome } from '../run-outcome.ts';
import { exchangeOf } from './case.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Draft } from './drafts.ts';
import { isServed } from './owned.ts';
import { pathParameters, type KnownIds } from './known-ids.ts';
import type { Sender } from './sender.ts';

/** Takes a live run and a memory of what exists; gives what sends requests that were made up, and judges the answers. */
export function createSender(
  { context, options, session, coverage, verdicts, keep }: Run & { readonly session: Session },
  ids: KnownIds,
): Sender {
  let requests = 0;
  const allowed = new Map<Operation, Draft>();
  return {
    ids,
    requests: () => requests,
    allowed: (operation) => allowed.get(operation),
    async send(draft, also, as) {
      const { operation, what, parameters } = draft;
      const exchange = exchangeOf(draft, `${operation.key}: ${what}`);
      if (exchange === undefined) return undefined;
      if (options.select?.(gatherFacts(context, exchange)) === false) return undefined;
      requests += 1;
      const startedAt = options.now();
      const sent = await session.send(exchange, as);
      if (sent.exchange.response) context.redactor.addCredentials(sent.exchange.response);
      const facts = gatherFacts(context, sent.exchange);
      const collector = createCollector(options.severityOf, options.naming);
      runChecks(probeChecks, facts, collector);
      also?.(facts, collector);
      coverage.add(facts);
      // What another user sees or makes is not what this one has.
      if (as === undefined) {
        ids.learn(
          operation,
          pathParameters(operation).map((one) => parameters.get(one)),
          sent.exchange,
          true,
        );
        const better = isServed(sent.exchange.response?.status) || !allowed.has(operation);
        if (draft.proof.kind === 'valid' && better) allowed.set(operation, draft);
      }
      // What many answers of an operation have in common is one finding.
      const durationMs = Math.max(0, Math.round((options.now() - startedAt) * 10) / 10);
      return {
        facts,
        ran() {
          const all = collector.findings();
          const crashed = all.some(({ code }) => code.startsWith('server-error'));
          // A crash is one mistake, whether its status is documented or not.
          const told = crashed ? all.filter(({ code }) => code !== 'status-undocumented') : all;
          const findings = verdicts.take(facts, told);
          const { document } = sent;
          if (document && findings.some(({ location }) => location.uri === document.uri)) keep(document);
          const outcome = verdict(findings, sent.exchange);
          const tell = (): ProbeOutcome => ({
            ...describe(facts, context, sent.url),
            outcome,
            durationMs,
            findings,
            ...((outcome === 'fail' || outcome === 'error') && {
              reproduce: curlCommand(sent.wire, sent.url, context.redactor),
            }),
          });
          return { outcome, findings, tell };
        },
      };
    },
  };
}
