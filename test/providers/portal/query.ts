import type { Request } from '../http.ts';
import { invalidParameter } from './refusals.ts';

/** The contract's `ResourceId`. */
export const resourceId = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** A query parameter as it was sent, or nothing; refused if it was sent twice. */
function single(request: Request, name: string): string | undefined {
  const values = request.query.getAll(name);
  if (values.length > 1) throw invalidParameter(`${name} must be given once.`);
  return values[0];
}

export function choiceOf<T extends string>(
  request: Request,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = single(request, name);
  const choice = choices.find((one) => one === value);
  if (value !== undefined && choice === undefined) {
    throw invalidParameter(`${name} must be ${choices.join(' or ')}.`);
  }
  return choice;
}

export function matching(request: Request, name: string, pattern: RegExp): string | undefined {
  const value = single(request, name);
  if (value !== undefined && !pattern.test(value)) throw invalidParameter(`${name} is not valid.`);
  return value;
}

export function integer(request: Request, name: string, maximum: number, fallback: number): number {
  const value = single(request, name);
  if (value === undefined) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > maximum)
    throw invalidParameter(`${name} must be an integer from 1 to ${maximum}.`);
  return number;
}

export function flag(request: Request, name: string): boolean {
  return choiceOf(request, name, ['true', 'false']) === 'true';
}

const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** An RFC 3339 date-time, in milliseconds since 1970. */
export function moment(request: Request, name: string): number | undefined {
  const value = single(request, name);
  if (value === undefined) return undefined;
  // Date.parse knows no leap seconds, and moves 30 February into March.
  const parsed = Date.parse(value.replace(/:60(?=[.Z+-])/i, ':59'));
  const days = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
  if (!dateTime.test(value) || Number.isNaN(parsed) || Number(value.slice(8, 10)) > days) {
    throw invalidParameter(`${name} must be a date and time with an offset, such as 2026-01-14T09:30:00Z.`);
  }
  return parsed;
}

export interface Page<T> {
  readonly entries: readonly T[];
  readonly next?: string;
}

/** The page that `limit` and `cursor` ask for. A cursor holds the id of the last entry before it. */
export function pageOf<T extends { readonly id: string }>(request: Request, all: readonly T[]): Page<T> {
  const limit = integer(request, 'limit', 100, 20);
  const cursor = single(request, 'cursor');
  const from = cursor === undefined ? 0 : all.findIndex((entry) => cursorAfter(entry) === cursor) + 1;
  if (cursor !== undefined && from === 0)
    throw invalidParameter('cursor is not one that a page of this list gave.');
  const entries = all.slice(from, from + limit);
  const last = entries.at(-1);
  return last === undefined || last === all.at(-1) ? { entries } : { entries, next: cursorAfter(last) };
}

const cursorAfter = ({ id }: { readonly id: string }) =>
  Buffer.from(JSON.stringify({ after: id })).toString('base64url');
