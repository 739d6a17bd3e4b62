import type { Request } from '../http.ts';
import { Refusal } from '../reply.ts';
import type { Issue, Reader } from '../typed-body.ts';

/** A request's JSON body, typed; refused with 400, naming every field that is wrong. */
export function readBody<T>(request: Request, expected: Reader<T>): T {
  const value = request.json();
  if (value === undefined) throw new Refusal(400, 'missing_body', 'The request needs a body.');
  const issues: Issue[] = [];
  const body = expected.read(value, '', issues);
  if (body !== undefined && issues.length === 0) return body;
  const sentences = issues.map(({ field, message }) => `${field.slice(1) || 'The body'} ${message}.`);
  throw new Refusal(400, 'invalid_body', sentences.join(' '));
}
