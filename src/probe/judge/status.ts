import { child, members } from '../../document/node.ts';
import type { Operation, Response } from '../../openapi/model.ts';

/**
 * Takes an operation and a status; gives what the contract has for it: the status itself, else its range (`4XX`),
 * else `default` (OpenAPI 3.1.1, Responses Object).
 */
export function findResponse({ responses }: Operation, status: number): Response | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  return (
    responses.get(String(status)) ??
    responses.get(range) ??
    responses.get(range.toLowerCase()) ??
    responses.get('default')
  );
}

/**
 * Takes an operation and a status; gives what the contract calls the response that it has for the status and that could
 * not be read, as what it refers to is not there: nobody knows what it says.
 */
export function unreadStatus({ node, responses }: Operation, status: number): string | undefined {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, 'default'].map((key) => key.toLowerCase());
  const unread = members(child(node, 'responses')).find(
    ([key]) => keys.includes(key.toLowerCase()) && !responses.has(key),
  );
  return unread?.[0];
}

/** Whether a response has no body whatever its headers say (RFC 9110 sections 6.4.1, 15.3.5, 15.3.6, 15.4.5). */
export function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status < 200 || status === 204 || status === 205 || status === 304;
}

/** Takes an operation; gives the statuses, ranges and `default` that it has responses for, as written. */
export function documentedStatuses({ node, responses }: Operation): string[] {
  // Also what could not be read. Anything else under `responses` is a mistake of the contract, which lint tells.
  const keys = new Set([...responses.keys(), ...members(child(node, 'responses')).map(([key]) => key)]);
  return [...keys].filter((status) => /^([1-5](\d\d|xx)|default)$/i.test(status));
}
