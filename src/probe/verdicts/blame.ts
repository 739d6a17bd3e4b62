import type { Fault } from '../../findings/finding.ts';
import type { Fold, Group } from './fold.ts';
import type { Reaching } from './reaching.ts';
import type { Side } from './travelled.ts';

/** Fewer exchanges than this prove nothing about a contract, whatever they have in common. */
export const sufficient = 5;

/** What only a live run can find, most of it with requests that apicheck makes up. */
const liveCodes = [
  'claim-not-honoured',
  'condition-ignored',
  'criterion-unmet',
  'deleted-still-served',
  'duplicate-accepted',
  'example-status-differs',
  'exchange-failed',
  'head-differs',
  'idempotency-key-ignored',
  'invalid-input-accepted',
  'list-incoherent',
  'ownership-not-enforced',
  'response-overlong',
  'security-not-enforced',
  'security-status-differs',
  'server-error',
  'server-error-on-invalid-input',
  'status-unexpected',
  'update-not-kept',
  'valid-input-rejected',
  'value-not-kept',
];

/** What a live run finds of itself. */
const ofLiveRuns = new Set([
  'api-unreached',
  'base-path-unserved',
  'credentials-missing',
  'credentials-unavailable',
  'exchange-retried',
]);

const requestCodes = new Set([
  'operation-unmatched',
  'method-undocumented',
  'parameter-invalid',
  'parameter-missing',
  'parameter-undeclared',
  'path-slash-differs',
  'request-body-invalid',
  'request-body-malformed',
  'request-body-missing',
  'request-media-type-undocumented',
  'security-malformed',
  'security-missing',
]);

const responseCodes = new Set([
  ...liveCodes,
  'body-malformed',
  'body-missing',
  'body-unexpected',
  'content-length-wrong',
  'event-unfinished',
  'expectation-undescribed',
  'link-unresolvable',
  'media-type-unaccepted',
  'media-type-undocumented',
  'problem-invalid',
  'response-body-invalid',
  'response-header-invalid',
  'response-header-missing',
  'status-undocumented',
  'trailer-announced-wrongly',
  'trailer-forbidden',
]);

/** Codes of what is no disagreement in a request or response: about recordings, or about a contract alone. */
export const sidelessCodes: ReadonlySet<string> = new Set([
  'api-unreached',
  'base-path-undocumented',
  'base-path-unserved',
  'contract-foreign',
  'credentials-missing',
  'credentials-unavailable',
  'delivery-expired',
  'delivery-misdirected',
  'delivery-missing',
  'delivery-repeated',
  'delivery-signature-invalid',
  'delivery-undocumented',
  'exchange-retried',
  'exchange-unjudged',
  'exchanges-left-out',
  'asyncapi-invalid',
  'handshake-invalid',
  'message-invalid',
  'message-uncorrelated',
  'message-undocumented',
  'operation-ambiguous',
  'recording-invalid',
  'variable-unresolved',
  'workflow-unended',
]);

/** What no contract could make right, or what recordings lack without their makers having lacked it. */
const neverTheContract = new Set([
  ...liveCodes,
  'body-malformed',
  'content-length-wrong',
  'event-unfinished',
  'expectation-undescribed',
  'link-unresolvable',
  'media-type-unaccepted',
  'path-slash-differs',
  'problem-invalid',
  'request-body-malformed',
  'security-malformed',
  'security-missing',
  'trailer-announced-wrongly',
  'trailer-forbidden',
]);

/** Takes a code; gives the side of an exchange that it is about, undefined for what is about none. */
export function sideOf(code: string): Side | undefined {
  return requestCodes.has(code) ? 'request' : responseCodes.has(code) ? 'response' : undefined;
}

/** Takes a code and how exchanges were had; gives whether a run looks for it. */
export function isLookedFor(code: string, mode: 'offline' | 'live'): boolean {
  if (mode === 'offline') return !liveCodes.includes(code) && !ofLiveRuns.has(code);
  if (code === 'handshake-invalid') return false;
  return !requestCodes.has(code) || code === 'operation-unmatched' || code === 'method-undocumented';
}

/**
 * Takes a group and what knows where else its schema judges; gives whether the contract is likely wrong: a sufficient
 * number of exchanges disagrees with it in the same way, and none agrees.
 */
export function contractIsWrong(group: Group, reaches: Reaching): boolean {
  const [fold] = group.folds;
  if (!fold || group.agreed || group.exchanges < sufficient) return false;
  const { code, message } = fold.first;
  const side = sideOf(code);
  if (side === undefined || neverTheContract.has(code)) return false;
  // A body behind a status that has none, and an answer that says the provider broke, are nobody's plan.
  if (code === 'body-unexpected' && fold.first.severity === 'error') return false;
  if (code === 'status-undocumented' && /^status 5/.test(message)) return false;
  if (group.scopes.size === 0) return group.served;
  let judged = 0;
  for (const { exchanges } of group.scopes) judged += exchanges;
  return (fold.identity.mismatch !== undefined || judged === group.exchanges) && !reaches(group);
}

/** Takes a fold and whether the contract is likely wrong about it; gives whose fault it is, if it is anybody's. */
export function faultOf(
  { first: { code }, identity, group }: Fold,
  contractIsWrong: boolean,
): Fault | undefined {
  const side = sideOf(code);
  // A schema that cannot be judged with is the contract's; a media type that nobody here can read is not.
  if (code === 'exchange-unjudged' && identity.place !== undefined) return { party: 'contract' };
  if (code === 'operation-ambiguous') return { party: 'contract' };
  if (side === undefined) return undefined;
  // What a consumer expects of a response is the consumer's.
  if (code === 'expectation-undescribed') return { side, party: 'consumer' };
  const undescribed = code === 'operation-unmatched' || code === 'method-undocumented';
  if (contractIsWrong || (undescribed && group.served)) return { side, party: 'contract' };
  // What is delivered is a request of the provider's.
  const isDelivered = group.subject.operation !== undefined && group.subject.operation.kind !== 'path';
  return { side, party: side === 'request' && !isDelivered ? 'consumer' : 'provider' };
}
