import type { BodyFacts } from './body.ts';
import type { Facts, ResponseFacts } from './facts.ts';
import type { Outcome } from './mismatch.ts';

/** What of an exchange may give a check something to report. Most exchanges show none of it. */
const bits = {
  /** Mistakes in the request are mistakes. */
  'request-counts': 1 << 0,
  /** The contract has no such operation. */
  unmatched: 1 << 1,
  /** It fits other operations as well, or only with a slash more or less. */
  'loosely-matched': 1 << 2,
  unanswered: 1 << 3,
  failed: 1 << 4,
  retried: 1 << 5,
  messages: 1 << 6,
  /** Something in the response is not as the contract has it, or could not be judged. */
  'flawed-response': 1 << 7,
  /** The status is not the one that was recorded. */
  'other-status': 1 << 8,
  overlong: 1 << 9,
  trailers: 1 << 10,
  /** The contract has links for the response. */
  links: 1 << 11,
  /** The response tells of a problem (RFC 9457). */
  problem: 1 << 12,
  /** The response is a stream of events. */
  events: 1 << 13,
} as const;

/** Of checks that look at every exchange. */
const always = 1 << 14;

/** See `bits`. */
export type Sign = keyof typeof bits;

/** Takes the signs of a check, undefined for one that looks at every exchange; gives what `signsOf` has of them. */
export function bitsOf(signs: readonly Sign[] | undefined): number {
  return signs === undefined ? always : signs.reduce((sum, sign) => sum | bits[sign], 0);
}

/** Takes facts; gives the signs in them, as bits. */
export function signsOf({ exchange, match, requestCounts, response }: Facts): number {
  const { expected } = exchange;
  let signs = always;
  if (requestCounts) signs |= bits['request-counts'];
  if (match.kind !== 'matched') signs |= bits.unmatched;
  else if (match.rivals.length > 0 || match.trailingSlash) signs |= bits['loosely-matched'];
  if (exchange.failure !== undefined) signs |= bits.failed;
  if (exchange.before !== undefined) signs |= bits.retried;
  if (exchange.messages !== undefined) signs |= bits.messages;
  if (exchange.response === undefined) return signs | bits.unanswered;
  const { status, overlong, trailers } = exchange.response;
  if (expected !== undefined && expected.status !== status) signs |= bits['other-status'];
  if (overlong === true) signs |= bits.overlong;
  if (trailers !== undefined && trailers.length > 0) signs |= bits.trailers;
  if (response === undefined) return signs;
  if (isFlawed(response)) signs |= bits['flawed-response'];
  if (response.documented !== undefined && response.documented.links.size > 0) signs |= bits.links;
  if (response.body.kind === 'judged' && response.body.type === 'application/problem+json')
    signs |= bits.problem;
  if (response.body.kind === 'judged' && response.body.decoded?.kind === 'events') signs |= bits.events;
  return signs;
}

function isFlawed({ documented, bodyForbidden, unpromised, body, headers }: ResponseFacts): boolean {
  if (documented === undefined || bodyForbidden || unpromised.length > 0 || isFlawedBody(body)) return true;
  for (const { header, kind, outcome } of headers) {
    if (kind === 'absent' ? header.required : kind === 'malformed' || !isRight(outcome)) return true;
  }
  return false;
}

function isFlawedBody(body: BodyFacts): boolean {
  return body.kind === 'judged' ? !isRight(body.outcome) : body.kind !== 'absent';
}

function isRight({ mismatches, unjudged }: Outcome): boolean {
  return mismatches.length === 0 && unjudged.length === 0;
}
