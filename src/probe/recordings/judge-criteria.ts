import type { Collector } from '../../findings/collect.ts';
import { evaluateExpression, expressionProblem } from '../captures.ts';
import criterionUnmet from '../checks/criterion-unmet.ts';
import exchangeUnjudged from '../checks/exchange-unjudged.ts';
import { expressionsOf, holds, parseCriterion, type Criterion } from '../criteria.ts';
import type { Facts } from '../judge/facts.ts';
import type { Redactor } from '../redact.ts';
import { shownValue } from '../shown.ts';
import type { Variables } from '../variables.ts';
import type { RecordedExchange } from './recording.ts';

/**
 * Takes an exchange as it was recorded, the facts of what came back, the variables as they stand, a collector, and what
 * knows secrets;
 * reports what of its criteria does not hold, and what cannot be judged.
 */
export function judgeCriteria(
  { criteria = [] }: RecordedExchange,
  { exchange, match, operationName }: Facts,
  variables: Variables,
  collector: Collector,
  redactor: Redactor,
): void {
  const pathValues = match.kind === 'matched' ? match.pathValues : new Map<string, string>();
  const valueOf = (expression: string): unknown => {
    const name = /^\{\{(.+)\}\}$/.exec(expression)?.[1];
    if (name !== undefined) return variables.get(name);
    const found = evaluateExpression(expression, exchange, pathValues);
    return 'value' in found ? found.value : undefined;
  };
  for (const { node, condition, variableOf } of criteria) {
    const criterion = condition === undefined ? undefined : parseCriterion(condition);
    const meant = (expression: string): string => variableOf(expression) ?? expression;
    const strange =
      criterion &&
      expressionsOf(criterion).find(
        (one) => variableOf(one) === undefined && expressionProblem(one) !== undefined,
      );
    if (criterion === undefined || strange !== undefined) {
      const what = strange ?? condition ?? 'a criterion that is not of type simple';
      collector.reporter(exchangeUnjudged)({
        message: 'unjudged',
        params: { reason: `${what} is not understood here` },
        at: node,
        ...operationName,
      });
      continue;
    }
    if (holds(criterion, (expression) => valueOf(meant(expression)))) continue;
    collector.reporter(criterionUnmet)({
      message: 'unmet',
      params: {
        condition: condition ?? '',
        actual: redactor.text(actualWords(criterion, (one) => valueOf(meant(one)))),
      },
      at: node,
      ...operationName,
    });
  }
}

/** What came in the place of the value that was wanted, where there is but one. */
function actualWords(criterion: Criterion, valueOf: (expression: string) => unknown): string {
  const [first, second] = new Set(expressionsOf(criterion));
  if (first === undefined || second !== undefined) return '';
  const value = valueOf(first);
  return value === undefined ? ': there is nothing there' : `: it is ${shownValue(value)}`;
}
