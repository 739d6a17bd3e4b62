import type { Response } from '../openapi/model.ts';
import { pairCovered, type Covered, type FindCover } from './pair-covered.ts';

/** Takes the responses of two versions of an operation; gives each once, with the range that covers it. */
export function pairResponses(before: Iterable<Response>, after: Iterable<Response>): Covered<Response>[] {
  return pairCovered(before, after, statusKey, coverOf);
}

/** Takes a status as written; gives whether it is that of a success, or a range of them. */
export function isSuccess(status: string): boolean {
  return /^[123]/.test(status);
}

function statusKey({ status }: Response): string {
  return status.toUpperCase();
}

/**
 * Responses Object: a status goes before its range, and a range before `default`. Who documents successes apart means
 * failures by `default`, and who documents nothing else means the success.
 */
const coverOf: FindCover<Response> = (response, others, own) => {
  const key = statusKey(response);
  if (key === 'DEFAULT') return undefined;
  const named = (name: string) => others.find((other) => statusKey(other) === name);
  const range = /^[1-5]\d\d$/.test(key) ? named(`${key.charAt(0)}XX`) : undefined;
  if (range) return range;
  const successful = ({ status }: Response) => isSuccess(status);
  const apart = others.some(successful);
  const fits = isSuccess(key) ? !apart : apart || !own.some(successful);
  return fits ? named('DEFAULT') : undefined;
};
