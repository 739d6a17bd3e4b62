import type { Collector } from '../../findings/collect.ts';
import invalidInputAccepted from '../checks/invalid-input-accepted.ts';
import serverErrorOnInvalidInput from '../checks/server-error-on-invalid-input.ts';
import serverError from '../checks/server-error.ts';
import validInputRejected from '../checks/valid-input-rejected.ts';
import type { Facts } from '../judge/facts.ts';
import { findResponse, unreadStatus } from '../judge/status.ts';
import { mistakeOf, placeOf } from './answer.ts';
import { wordsFor } from './case-words.ts';
import type { Draft } from './drafts.ts';

/** Takes a request that was made up, and what came back; reports what is wrong with the answer, if anything is. */
export function reportAnswer(draft: Draft, { exchange, operationName }: Facts, collector: Collector): void {
  const { response } = exchange;
  if (!response) return;
  const { operation, proof } = draft;
  const what = wordsFor(draft);
  const base = { at: placeOf(draft), ...operationName };
  const params = { operation: operation.key, status: String(response.status), what };
  const why = proof.kind === 'invalid' ? proof.why : '';
  switch (mistakeOf(draft, response.status)) {
    case 'valid-input-rejected':
      return collector.reporter(validInputRejected)({
        params,
        ...base,
        // What is refused in a way that the contract names may break a rule that no schema can say.
        ...(documented(draft, response.status)
          ? { message: 'rejected', severity: 'warning' }
          : { message: 'undocumented' }),
      });
    case 'server-error':
      return collector.reporter(serverError)({ message: 'failed', params, ...base });
    case 'invalid-input-accepted':
      return collector.reporter(invalidInputAccepted)({
        message: 'accepted',
        params: { ...params, why },
        ...base,
      });
    case 'server-error-on-invalid-input':
      return collector.reporter(serverErrorOnInvalidInput)({
        message: 'failed',
        params: { ...params, why },
        ...base,
      });
    case undefined:
  }
}

function documented({ operation }: Draft, status: number): boolean {
  return findResponse(operation, status) !== undefined || unreadStatus(operation, status) !== undefined;
}
