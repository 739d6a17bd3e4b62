import type { Placement } from '../../findings/meta.ts';
import { cut, shownValue } from '../shown.ts';
import type { Facts } from './facts.ts';
import type { Mismatch } from './mismatch.ts';
import { remember } from './mismatch-evidence.ts';

/**
 * Takes facts, one mismatch and whether its value is a secret; gives what its finding says and where: the violated
 * keyword, the value cut short and without secrets, and the place of the keyword in the contract.
 */
export function mismatchReport(
  { context, operationName }: Facts,
  mismatch: Mismatch,
  secret = false,
): Placement & {
  readonly params: { readonly where: string; readonly problem: string; readonly actual: string };
} {
  const { redactor } = context;
  const { at, violation, where } = mismatch;
  const { keyword, actual, message, schema } = violation;
  const hidden = secret ? '***' : redactor.value(actual);
  const scalar = typeof actual !== 'object' || actual === null;
  const shown = shownValue(hidden);
  const problem = secret ? `does not satisfy ${keyword}` : redactor.text(message);
  // Many messages have the value already.
  const said = !secret && actual !== undefined && (scalar || keyword === 'type') && !problem.includes(shown);
  return {
    at,
    params: {
      where: where === '' ? '' : ` ${where.trim()}`,
      problem,
      actual: said ? `: ${shown}` : '',
    },
    ...operationName,
    evidence: remember(
      { kind: 'violation', keyword, actual: scalar ? shortened(hidden) : shown },
      { mismatch, shown: hidden },
    ),
    related: [{ message: `${keyword} in the contract`, at: schema }],
  };
}

function shortened(value: unknown): unknown {
  return typeof value === 'string' ? cut(value) : value;
}
