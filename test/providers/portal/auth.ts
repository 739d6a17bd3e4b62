import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Request } from '../http.ts';
import { unauthorized } from './refusals.ts';
import { addressOf, isSignedBy, signDocument } from './wallet.ts';

/** Milliseconds by which a request's timestamp may differ from the clock, either way. */
const window = 5 * 60_000;

export interface HmacKey {
  readonly secret: string;
  /** The wallet that the key acts for. */
  readonly address: string;
}

/** Gives the address that a request acts for, or throws a 401 that says why there is none. */
export type Authenticate = (request: Request) => string;

/** What both kinds of signature are made over; `info.description` of the contract is its specification. */
export function canonicalRequest(request: Request): string {
  const mark = request.target.indexOf('?');
  return [
    'VE-PORTAL-1',
    request.method,
    request.path,
    mark < 0 ? '' : request.target.slice(mark + 1),
    request.header('x-ve-timestamp'),
    request.header('x-ve-nonce'),
    createHash('sha256').update(request.bytes).digest('hex'),
  ].join('\n');
}

/** Remembers the nonces of one server, each for as long as its timestamp could still be accepted. */
export function createAuthenticate(clock: Clock, keys: ReadonlyMap<string, HmacKey>): Authenticate {
  const nonces = new Map<string, number>();

  function checkTime(request: Request): void {
    const stamp = request.header('x-ve-timestamp');
    if (!/^\d{1,15}$/.test(stamp))
      throw unauthorized('timestamp_invalid', 'X-VE-Timestamp must be in milliseconds.');
    if (Math.abs(Number(stamp) - clock.now()) > window) {
      throw unauthorized('timestamp_expired', 'X-VE-Timestamp is more than five minutes off.');
    }
    if (!/^[0-9a-f]{32}$/i.test(request.header('x-ve-nonce'))) {
      throw unauthorized('nonce_invalid', 'X-VE-Nonce must be 32 hexadecimal digits.');
    }
  }

  /** Only after the signature has been found good, or anybody could use up somebody else's nonces. */
  function useNonce(request: Request, signer: string): void {
    for (const [nonce, end] of nonces) {
      if (end > clock.now()) break;
      nonces.delete(nonce);
    }
    const nonce = `${signer} ${request.header('x-ve-nonce').toLowerCase()}`;
    if (nonces.has(nonce)) throw unauthorized('nonce_replayed', 'X-VE-Nonce has been used before.');
    nonces.set(nonce, clock.now() + 2 * window);
  }

  function byWallet(request: Request): string {
    const names = ['X-VE-Address', 'X-VE-Timestamp', 'X-VE-Nonce', 'X-VE-Signature', 'X-VE-PubKey'];
    requireHeaders(request, names);
    checkTime(request);
    const address = request.header('x-ve-address');
    const publicKey = Buffer.from(request.header('x-ve-pubkey'), 'base64');
    if (publicKey.length !== 33 || addressOf(publicKey) !== address) {
      throw unauthorized('public_key_mismatch', 'X-VE-Address is not the address of X-VE-PubKey.');
    }
    const signature = Buffer.from(request.header('x-ve-signature'), 'base64');
    if (!isSignedBy(publicKey, signature, signDocument(canonicalRequest(request), address))) {
      throw unauthorized('signature_invalid', 'X-VE-Signature is not a signature of this request.');
    }
    useNonce(request, address);
    return address;
  }

  function byHmac(request: Request): string {
    requireHeaders(request, ['X-VE-HMAC-Key', 'X-VE-Timestamp', 'X-VE-Nonce', 'X-VE-HMAC-Signature']);
    checkTime(request);
    const id = request.header('x-ve-hmac-key');
    const key = keys.get(id);
    if (key === undefined) throw unauthorized('key_unknown', 'X-VE-HMAC-Key is not known.');
    const expected = createHmac('sha256', key.secret).update(canonicalRequest(request)).digest('hex');
    if (!sameText(expected, request.header('x-ve-hmac-signature'))) {
      throw unauthorized('signature_invalid', 'X-VE-HMAC-Signature is not the HMAC of this request.');
    }
    useNonce(request, `key ${id}`);
    return key.address;
  }

  return (request) => {
    const hmac = 'x-ve-hmac-key' in request.headers || 'x-ve-hmac-signature' in request.headers;
    return hmac ? byHmac(request) : byWallet(request);
  };
}

function requireHeaders(request: Request, names: readonly string[]): void {
  const missing = names.filter((name) => request.header(name) === '');
  if (missing.length === names.length) throw unauthorized('signature_missing', 'The request is not signed.');
  if (missing.length > 0) throw unauthorized('header_missing', `The request lacks ${missing.join(', ')}.`);
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));
}
