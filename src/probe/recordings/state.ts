import { nearestName } from '../../document/nearest.ts';
import type { Collector } from '../../findings/collect.ts';
import { evaluateExpression } from '../captures.ts';
import variableUnresolved from '../checks/variable-unresolved.ts';
import type { Facts } from '../judge/facts.ts';
import { isSecretName } from '../secret-names.ts';
import type { Unknown } from '../variables.ts';
import type { RecordedExchange, Recording } from './recording.ts';

/** Takes a recording and the values that win over its own; gives its variables as they are at its start. */
export function initialVariables(
  { variables, listen }: Recording,
  given: ReadonlyMap<string, unknown> = new Map(),
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  // Offline nothing listens: what was recorded was sent to some address all the same.
  if (listen) values.set(listen.variable, 'http://127.0.0.1:9/hooks');
  for (const [name, { value }] of variables) if (value !== undefined) values.set(name, value);
  for (const [name, value] of given) values.set(name, value);
  return values;
}

/** Takes the uses of variables that have no value; reports each, with the name that was most likely meant. */
export function reportUnknown(
  collector: Collector,
  unknown: readonly Unknown[],
  variables: ReadonlyMap<string, unknown>,
): void {
  const report = collector.reporter(variableUnresolved);
  for (const { name, node } of unknown) {
    const nearest = nearestName(name, variables.keys());
    if (nearest === undefined) report({ message: 'unknown', params: { name }, at: node });
    else report({ message: 'near', params: { name, nearest }, at: node });
  }
}

/** By the variables of a flow, those that were to be captured and were not, of which something is told already. */
const lost = new WeakMap<ReadonlyMap<string, unknown>, Set<string>>();

/** Takes an exchange that was not answered, or not sent; what was to be captured from it has no value from now on. */
export function loseCaptures(
  { capture }: Pick<RecordedExchange, 'capture'>,
  variables: Map<string, unknown>,
): void {
  if (capture.length === 0) return;
  const names = lost.get(variables) ?? new Set();
  lost.set(variables, names);
  for (const { name } of capture) {
    variables.delete(name);
    names.add(name);
  }
}

/** Takes names that have no value; gives whether that is so because each could not be captured. */
export function areLost(
  unknown: readonly Pick<Unknown, 'name'>[],
  variables: ReadonlyMap<string, unknown>,
): boolean {
  const names = lost.get(variables);
  return names !== undefined && unknown.every(({ name }) => names.has(name));
}

/** Takes an exchange and what is to be captured from it; sets those variables, and reports what is not to be had. */
export function captureVariables(
  recorded: RecordedExchange,
  { context, exchange, match, operationName }: Facts,
  variables: Map<string, unknown>,
  collector: Collector,
): void {
  const pathValues = match.kind === 'matched' ? match.pathValues : new Map<string, string>();
  for (const one of recorded.capture) {
    const { name, expression } = one;
    const captured = evaluateExpression(expression.value, exchange, pathValues);
    if ('value' in captured) {
      variables.set(name, captured.value);
      if (isSecretName(name) && typeof captured.value === 'string') context.redactor.add(captured.value);
      continue;
    }
    loseCaptures({ capture: [one] }, variables);
    collector.reporter(variableUnresolved)({
      message: 'capture',
      params: { name, reason: captured.reason },
      at: expression,
      ...operationName,
    });
  }
}
