import { messages } from '../formats.ts';
import type { Clock } from '../clock.ts';
import type { Request } from '../http.ts';
import { json, Refusal, type Reply } from '../reply.ts';
import type { Issue, Reader } from '../typed-body.ts';
import type { Task } from './tasks.ts';

const NAMES = new Map([
  [400, 'bad_request'],
  [404, 'not_found'],
  [409, 'conflict'],
  [422, 'validation_failed'],
  [500, 'internal_error'],
  [502, 'ssh_failed'],
  [503, 'unavailable'],
]);

/** A refusal in the error envelope. */
export function refuse({ status, code, message, details }: Refusal): Reply {
  // A type that is not JSON cannot be read; an id that cannot be read names nothing.
  const sent = code === 'malformed-path' ? 404 : status === 413 || status === 415 ? 400 : status;
  const error = { error: NAMES.get(sent) ?? 'bad_request', message, code: sent };
  return json(sent, details === undefined ? error : { ...error, details });
}

/** The body as a reader wants it; refuses with 400 if it is not JSON and with 422 if it will not do. */
export function bodyOf<T>(request: Request, expected: Reader<T>): T {
  if (request.bytes.length === 0) throw new Refusal(400, 'bad_request', 'The body is missing');
  const issues: Issue[] = [];
  const value = expected.read(request.json(), '', issues);
  if (value === undefined || issues.length > 0) {
    throw new Refusal(422, 'validation_failed', 'Validation failed', { details: messages(issues) });
  }
  return value;
}

/** A query parameter as a reader wants it; refuses with 400. Nothing if it is not there. */
export function parameter<T>(request: Request, name: string, expected: Reader<T>): T | undefined {
  const given = request.query.get(name);
  if (given === null) return undefined;
  const issues: Issue[] = [];
  const value = expected.read(given, `/${name}`, issues);
  const [issue] = issues;
  if (issue) throw new Refusal(400, 'bad_request', `The parameter ${name} ${issue.message}`);
  return value;
}

/** A whole number in a query parameter; refuses with 400. */
export function count(request: Request, name: string, most: number, fallback: number): number {
  const given = request.query.get(name);
  if (given === null) return fallback;
  const value = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (value >= 1 && value <= most) return value;
  const message = `The parameter ${name} must be a whole number from 1 to ${most}`;
  throw new Refusal(400, 'bad_request', message);
}

/** The 202 that says which task does the work. */
export function accepted(task: Task, clock: Clock): Reply {
  return json(202, {
    task_id: task.id,
    type: task.type,
    status: 'pending',
    started_at: clock.iso(),
  });
}
