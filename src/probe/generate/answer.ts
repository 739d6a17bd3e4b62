import type { Node } from '../../document/document.ts';
import type { Draft } from './drafts.ts';

/** What is wrong with an answer to a request that was made up. */
export type Mistake =
  'valid-input-rejected' | 'invalid-input-accepted' | 'server-error' | 'server-error-on-invalid-input';

/** How a server refuses what it finds wrong with a request itself, whatever it knows. */
const refusals = new Set([400, 405, 406, 411, 413, 414, 415, 422, 431]);

/**
 * Takes what the contract says of a request and the status that came back; gives what is wrong with that, undefined
 * where nothing is or where it may depend on what the provider knows (401, 403, 404, 409, …).
 */
export function mistakeOf(
  { proof, operation }: Pick<Draft, 'proof' | 'operation'>,
  status: number,
): Mistake | undefined {
  const valid = proof.kind === 'valid';
  // 503 is an answer of a provider that rests, and 501 of one that leaves out what the contract says may be missing.
  const rests = status === 503 || (status === 501 && operation.responses.has('501'));
  if (status >= 500) return rests ? undefined : valid ? 'server-error' : 'server-error-on-invalid-input';
  if (valid) return refusals.has(status) ? 'valid-input-rejected' : undefined;
  return status < 300 ? 'invalid-input-accepted' : undefined;
}

/** Takes a request that was made up; gives where the contract speaks of what is special about it. */
export function placeOf({ proof, operation }: Pick<Draft, 'proof' | 'operation'>): Node {
  return proof.kind === 'invalid' ? proof.at : operation.node;
}
