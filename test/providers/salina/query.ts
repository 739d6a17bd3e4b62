import type { Request } from '../http.ts';
import { json, Refusal, type Reply } from '../reply.ts';
import type { Issue, Reader } from '../typed-body.ts';
import { messages } from '../formats.ts';
import { pageOf } from './paging.ts';
import type { Outcome } from '../records.ts';

/** A 400 that names what is wrong with each field. */
export function invalid(issues: readonly Issue[]): Refusal {
  return new Refusal(400, 'validation_error', 'Validation failed', { details: messages(issues) });
}

/** A query parameter as a reader wants it; nothing if it is not there. */
export function parameter<T>(request: Request, name: string, expected: Reader<T>): T | undefined {
  const given = request.query.get(name);
  if (given === null) return undefined;
  const issues: Issue[] = [];
  const value = expected.read(given, `/${name}`, issues);
  if (issues.length > 0) throw invalid(issues);
  return value;
}

const LIMIT = /^\d{1,3}$/;

/** A page of records, as `cursor` and `limit` ask for it; `always` the first. */
export function paged<T extends { readonly id: string }>(
  request: Request,
  list: string,
  records: readonly T[],
  always = false,
): Reply {
  const asked = request.query.get('limit') ?? '20';
  const limit = LIMIT.test(asked) ? Number(asked) : 0;
  if (limit < 1 || limit > 100) {
    throw invalid([{ field: '/limit', message: 'must be a whole number from 1 to 100' }]);
  }
  const page = pageOf(list, records, request.query.get('cursor') ?? undefined, limit);
  if (!page) throw invalid([{ field: '/cursor', message: 'is no cursor of this list' }]);
  return json(200, always ? pageOf(list, records, undefined, limit) : page);
}

/** What came of a body; a 400 if something is wrong with it. */
export function accepted<T>(outcome: Outcome<T>): T {
  if ('issues' in outcome) throw invalid(outcome.issues);
  return outcome.value;
}

/** The record that the path names; a 404 if there is none. */
export function existing<T>(record: T | undefined): T {
  if (record === undefined) throw new Refusal(404, 'not_found', 'Resource not found');
  return record;
}

/** The `id` of the path as records have it. */
export function idOf(request: Request, name = 'id'): string {
  return request.param(name).toLowerCase();
}

/** A 201 with the path of what was made. */
export function created(collection: string, id: string, data: unknown): Reply {
  return json(201, { data }, { location: `/api/v1/${collection}/${id}` });
}
