import { isObject } from '../../document/node.ts';
import type { Parameter } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Case } from './case.ts';
import { proofOf } from './proof.ts';

/** Parts of requests that a provider does not take: the same mistake is not met in every request again. */
export interface Offenders {
  readonly parameters: ReadonlySet<Parameter>;
  /** Members of the body. */
  readonly members: ReadonlySet<string>;
}

export const noOffenders: Offenders = { parameters: new Set(), members: new Set() };

/**
 * Takes the smallest request that is refused though the contract allows it; gives the parts of it without which the
 * contract would allow it as well: as shrinking has left them, the provider does not refuse the rest.
 */
export function offendersOf(context: ProbeContext, smallest: Case): Offenders {
  const valid = (one: Case): boolean => proofOf(context, one).kind === 'valid';
  const parameters = [...smallest.parameters.keys()].filter(
    (parameter) =>
      parameter.in !== 'path' &&
      valid(without(smallest, { parameters: new Set([parameter]), members: new Set() })),
  );
  const value = smallest.body?.value;
  const members = isObject(value)
    ? Object.keys(value).filter((key) =>
        valid(without(smallest, { parameters: new Set(), members: new Set([key]) })),
      )
    : [];
  return { parameters: new Set(parameters), members: new Set(members) };
}

/** Takes a case and parts that a provider does not take; gives it without them. */
export function without<C extends Case>(one: C, { parameters, members }: Offenders): C {
  const body =
    one.body && isObject(one.body.value)
      ? {
          ...one.body,
          value: Object.fromEntries(Object.entries(one.body.value).filter(([key]) => !members.has(key))),
        }
      : one.body;
  return {
    ...one,
    parameters: new Map([...one.parameters].filter(([parameter]) => !parameters.has(parameter))),
    body,
  };
}

/** Takes two sets of offenders; gives all of them. */
export function bothOffenders(a: Offenders, b: Offenders): Offenders {
  return {
    parameters: new Set([...a.parameters, ...b.parameters]),
    members: new Set([...a.members, ...b.members]),
  };
}
