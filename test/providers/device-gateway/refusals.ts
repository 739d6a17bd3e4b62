import { json, Refusal, type Headers, type Reply } from '../reply.ts';
import type { Request } from '../http.ts';
import { readBody, type Reader } from '../typed-body.ts';

/** A refusal with the field that it is about, where there is one. */
export const refusal = (
  status: number,
  code: string,
  message: string,
  extras: { readonly field?: string; readonly headers?: Headers } = {},
): Refusal =>
  new Refusal(status, code, message, {
    ...(extras.field !== undefined && { details: { field: extras.field } }),
    ...(extras.headers && { headers: extras.headers }),
  });

/** The error format that all endpoints share. */
export function refuse({ status, code, message, details }: Refusal): Reply {
  const kits: Readonly<Record<string, string>> = {
    'malformed-path': 'INVALID_REQUEST',
    'too-large': 'INVALID_REQUEST',
    'not-found': 'NOT_FOUND',
    'method-not-allowed': 'METHOD_NOT_ALLOWED',
    internal: 'INTERNAL_ERROR',
  };
  return json(status, {
    error: { code: kits[code] ?? code, message, ...(details !== undefined && { details }) },
  });
}

/** A 400 for a field of the body, or a parameter. */
export const invalidRequest = (field: string, message: string): Refusal =>
  refusal(400, 'INVALID_REQUEST', `${field === '' ? 'The body' : field} ${message}`, { field });

/** The body of a request; refuses with 400 what isn't as expected, naming the first field that is not. */
export function bodyOf<T>(request: Request, expected: Reader<T>): T {
  const result = readBody(request.bytes.toString('utf8'), expected);
  if ('body' in result) return result.body;
  const [issue] = result.issues;
  throw invalidRequest(issue?.field.slice(1).replaceAll('/', '.') ?? '', issue?.message ?? 'is not valid');
}

/** A 404 for a device. */
export const deviceNotFound = (): Refusal => refusal(404, 'DEVICE_NOT_FOUND', 'There is no such device');
