import type { Node } from '../../document/document.ts';
import type { ProbeContext } from '../judge/context.ts';
import { gatherFacts } from '../judge/facts.ts';
import type { Outcome } from '../judge/mismatch.ts';
import { exchangeOf, type Case } from './case.ts';

/** What the contract has to say about a request that was made up. */
export type Proof =
  | { readonly kind: 'valid' }
  /** `why` in words; `at` is the keyword or parameter of the contract that refuses it. */
  | { readonly kind: 'invalid'; readonly why: string; readonly at: Node }
  /** It cannot be written, or not judged. */
  | { readonly kind: 'unknown' };

/** Takes a case; gives whether the contract allows it, judged as the bytes that it would be sent as. */
export function proofOf(context: ProbeContext, one: Case): Proof {
  const exchange = exchangeOf(one, one.what);
  if (exchange === undefined) return { kind: 'unknown' };
  const { match, operation, request } = gatherFacts(context, exchange);
  // Its path may be one of another operation, `/things/search` for `/things/{id}`.
  if (match.kind !== 'matched' || operation !== one.operation || !request) return { kind: 'unknown' };
  let unjudged = false;
  let wrong: Proof | undefined;
  const take = (outcome: Outcome, name: string): void => {
    unjudged ||= outcome.unjudged.length > 0;
    const [first] = outcome.mismatches;
    if (first)
      wrong ??= refused(
        `${name}${first.where === '' ? '' : ` at ${first.where}`} ${first.violation.message}`,
        first.violation.schema,
      );
  };
  for (const { parameter, kind, reason, outcome } of request.parameters.parameters) {
    const name = `${parameter.in} parameter ${parameter.name}`;
    if (kind === 'absent' && parameter.required) wrong ??= refused(`${name} is missing`, parameter.node);
    else if (kind === 'malformed') wrong ??= refused(`${name} ${reason}`, parameter.node);
    else take(outcome, name);
  }
  const { requestBody } = operation;
  switch (request.body.kind) {
    case 'judged':
      take(request.body.outcome, 'the body');
      break;
    case 'malformed':
    case 'undocumented':
    case 'undescribed':
      return { kind: 'unknown' };
    case 'absent':
    case 'missing':
      // An empty text or form has no bytes, as no body has.
      if (one.body !== undefined) return { kind: 'unknown' };
      if (request.bodyRequired && requestBody) wrong ??= refused('the body is missing', requestBody.node);
  }
  if (unjudged) return { kind: 'unknown' };
  return wrong ?? { kind: 'valid' };
}

function refused(why: string, at: Node): Proof {
  return { kind: 'invalid', why, at };
}
