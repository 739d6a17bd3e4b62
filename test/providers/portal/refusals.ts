import type { Request } from '../http.ts';
import { json, Refusal, type Headers, type Reply } from '../reply.ts';

/** The contract's `error`, one for each status. */
const kinds = new Map([
  [400, 'bad_request'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'method_not_allowed'],
  [409, 'conflict'],
  [413, 'content_too_large'],
  [415, 'unsupported_media_type'],
  [426, 'upgrade_required'],
  [429, 'too_many_requests'],
  [500, 'internal_error'],
]);

/** The codes of the kit that say more than the status does. */
const reasons = new Set(['malformed-json', 'malformed-path']);

/** A refusal in the contract's `Error`; `code` only where there is a reason beyond the status. */
export function errorReply(refusal: Refusal, _request: Request): Reply {
  const reason =
    refusal.code.includes('-') && !reasons.has(refusal.code) ? '' : refusal.code.replaceAll('-', '_');
  const error = kinds.get(refusal.status) ?? 'internal_error';
  const code = reason === '' || reason === error || reason === 'internal' ? {} : { code: reason };
  return json(refusal.status, { error, message: refusal.message, ...code });
}

export const invalidParameter = (message: string) => new Refusal(400, 'invalid_parameter', message);
export const notFound = (what: string) => new Refusal(404, '', `There is no ${what}.`);
export const notYours = (what: string, code = 'not_owner') => new Refusal(403, code, `${what} is not yours.`);
export const conflict = (code: string, message: string) => new Refusal(409, code, message);

export function unauthorized(code: string, message: string): Refusal {
  const headers: Headers = { 'www-authenticate': 'VE-Wallet, VE-HMAC' };
  return new Refusal(401, code, message, { headers });
}
