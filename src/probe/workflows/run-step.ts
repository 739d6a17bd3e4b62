import type { Collector } from '../../findings/collect.ts';
import criterionUnmet from '../checks/criterion-unmet.ts';
import exchangeUnjudged from '../checks/exchange-unjudged.ts';
import type { Facts } from '../judge/facts.ts';
import type { Criterion } from './criterion.ts';
import type { Scope, SeenExchange } from './expression.ts';
import { judgeCriterion } from './judge-criterion.ts';
import type { Action, Step } from './model.ts';
import type { FlowState } from './running.ts';

/** What a step came to, and what follows it. */
export interface StepEnd {
  readonly ok: boolean;
  /** Undefined for what is usual: the next step after success, the end after failure. */
  readonly action: Action | undefined;
  /** Nothing can be said of what was to be judged: the workflow cannot go on. */
  readonly unjudged: boolean;
}

/** How often an action has had the step run again. */
export type Retried = ReadonlyMap<Action, number>;

/** Takes what was sent and came back; gives it as expressions see it. */
export function seen({ exchange, match }: Facts): SeenExchange {
  return { source: exchange, pathValues: match.kind === 'matched' ? match.pathValues : new Map() };
}

/**
 * Takes a step, what its expressions see, whether it went wrong before any criterion, how often its actions have had
 * it run again, and where to report; gives what it came to (Arazzo 1.0.1 sections 4.6.5, 4.6.7 and 4.6.8). What does
 * not hold is reported, unless an action deals with it by going elsewhere or by trying again.
 */
export function endStep(
  step: Step,
  scope: Scope,
  broken: boolean,
  retried: Retried,
  report: ReportCriteria,
): StepEnd {
  // A mistake in one was told already: nothing that it says can be judged.
  const asked = step.criteria.filter((one) => !report.isTold(one));
  const judged = broken ? [] : asked.map((one) => ({ one, is: judgeCriterion(one, scope) }));
  for (const { one, is } of judged) if (is.kind === 'unjudged') report.unjudged(one, is.reason);
  const unjudged = asked.length < step.criteria.length || judged.some(({ is }) => is.kind === 'unjudged');
  // One that does not hold is enough to know that the step has failed.
  if (unjudged && !judged.some(({ is }) => is.kind === 'unmet'))
    return { ok: false, action: undefined, unjudged };
  const ok = !broken && judged.every(({ is }) => is.kind === 'met');
  const action = (ok ? step.onSuccess : step.onFailure).find((one) => {
    if (one.kind === 'retry' && (retried.get(one) ?? 0) >= one.retryLimit) return false;
    return one.criteria.every((criterion) => {
      const is = judgeCriterion(criterion, scope);
      if (is.kind === 'unjudged') report.unjudged(criterion, is.reason);
      return is.kind === 'met';
    });
  });
  if (!ok && (action === undefined || action.kind === 'end'))
    for (const { one, is } of judged) if (is.kind === 'unmet') report.unmet(one, is.actual);
  return { ok, action, unjudged };
}

/** What takes criteria that do not hold, and those that cannot be judged. */
export interface ReportCriteria {
  unmet(criterion: Criterion, actual: string): void;
  unjudged(criterion: Criterion, reason: string): void;
  /** Whether a mistake in one was told already: nothing it says can be judged. */
  isTold(criterion: Criterion): boolean;
}

/** Takes where findings go, the state of the flow, and of an operation its name; gives what reports criteria there. */
export function reportCriteria(
  collector: Collector,
  { player: { redactor }, isTold }: Pick<FlowState, 'player' | 'isTold'>,
  operationName: Facts['operationName'] = {},
): ReportCriteria {
  return {
    isTold: ({ node }) => isTold(node),
    unmet: ({ node, text }, actual) =>
      collector.reporter(criterionUnmet)({
        message: 'unmet',
        params: { condition: text, actual: redactor.text(actual) },
        at: node,
        ...operationName,
      }),
    unjudged: ({ node }, reason) =>
      collector.reporter(exchangeUnjudged)({
        message: 'unjudged',
        params: { reason: redactor.text(reason) },
        at: node,
        ...operationName,
      }),
  };
}
