import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Facts } from '../judge/facts.ts';
import type { Case } from './case.ts';
import type { KnownIds } from './known-ids.ts';
import type { Offenders } from './offenders.ts';

/**
 * Whether a contract that tells malformed requests (400) from those that make no sense (422, RFC 9110 section
 * 15.5.21) has this one refused for the latter: what makes sense, no schema says.
 */
export function refusedByMeaning({ responses }: Operation, status: number): boolean {
  return status === 422 && responses.has('422') && responses.has('400');
}

/**
 * Whether such a contract has this one refused as malformed: what nobody has made is well-formed all the same, and what
 * was there before.
 */
export function calledMalformed({ responses }: Operation, status: number): boolean {
  return status === 400 && responses.has('422') && responses.has('400');
}

/** Whether the parts that are refused were sent to be kept before: many providers take a name or number once. */
export function repeats({ body, operation }: Case, { members }: Offenders, ids: KnownIds): boolean {
  if (operation.method === 'get' || !isObject(body?.value)) return false;
  const entries = Object.entries(body.value);
  const blamed = members.size === 0 ? entries : entries.filter(([name]) => members.has(name));
  return blamed.some(([name, value]) => ids.sent(name, value));
}

const stateful = /\b(?:already|exists?|taken|duplicate[sd]?|in use|unique)\b/i;
/** More of a refusal is not read. */
const mostRead = 4_000;

/**
 * Whether a refusal says that it is for what is there, or is not: what an earlier run has left behind is taken, whatever
 * a schema says.
 */
export function saysStateful({ exchange: { response } }: Facts, { method }: Operation): boolean {
  if (!response?.body || !['post', 'put', 'patch'].includes(method)) return false;
  return stateful.test(new TextDecoder().decode(response.body.bytes.subarray(0, mostRead)));
}

const starts = /(?:^|[a-z\d_-])(?:start|begin|from|min|since|after|lower|open)/i;
const ends = /(?:^|[a-z\d_-])(?:end|until|to|max|before|upper|close)(?:$|[A-Z_-])/i;
const endings =
  /(?:^|[a-z\d_-])(?:ends?|until|expir(?:es|y|ation)|deadline|due)(?:$|[A-Z_-]|at$|on$|date|time)/i;

/** Whether a time of this name is when something ends: what has ended is nothing to send. */
export function endsRange(name: string): boolean {
  return endings.test(name);
}

/** Whether a request holds the two ends of a range, whose order no schema can demand. */
export function comparesTwo({ parameters, body }: Case): boolean {
  const names = [...parameters.keys()].map(({ name }) => name);
  if (isObject(body?.value)) for (const name of Object.keys(body.value)) names.push(name);
  return names.some((name) => starts.test(name)) && names.some((name) => ends.test(name));
}

/** Whether a parameter is there without a value, which most providers read as one that is not there. */
export function leavesEmpty({ parameters }: Case): boolean {
  return [...parameters].some(
    ([{ in: place, allowEmptyValue }, value]) => place !== 'path' && !allowEmptyValue && value === '',
  );
}
