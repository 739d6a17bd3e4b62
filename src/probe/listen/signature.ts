import { crypto } from '../../document/crypto.ts';
import { parseSignatures, timeOf } from './signature-header.ts';

/** How deliveries are signed. */
export interface SignatureScheme {
  /** The header that has the signature, in lower case. */
  readonly header: string;
  /** What stands in it, with `{signature}`, and with `{timestamp}` and `{key}`, which names a key, where they are there. */
  readonly format: string;
  /** What is signed, with `{timestamp}`, `{id}`, `{body}`, `{method}` and `{url}`. */
  readonly payload: string;
  /** A digest, of which the HMAC is made; `ed25519`, where the secret is a public key; `none`: the secret itself is sent. */
  readonly algorithm: string;
  readonly encoding: 'hex' | 'base64' | 'base64url';
  /** The header that has the time, in seconds since 1970 or as in RFC 3339, where `format` has none. */
  readonly timestampHeader?: string;
  /** The header by which deliveries are told apart. */
  readonly idHeader?: string;
  /** Seconds that a delivery may be old. Default 300. */
  readonly tolerance?: number;
  /** How the secret is written. `base64`: it is bytes, behind `whsec_` perhaps. Default `text`. */
  readonly secretEncoding?: 'text' | 'base64' | 'hex';
}

/** What came, as far as signatures are about it. */
export interface Signed {
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly method: string;
  /** The address that it was sent to, as the provider was told it. */
  readonly url: string;
  readonly body: Uint8Array;
}

/** What verifying came to. */
export type Verified =
  | { readonly kind: 'valid' }
  | { readonly kind: 'missing' | 'malformed' | 'wrong'; readonly reason: string }
  /** It is signed rightly, and was signed too long ago, or lies ahead. */
  | { readonly kind: 'expired'; readonly reason: string };

/**
 * Takes what came, the scheme, the secret, and the time in milliseconds since 1970; gives whether its signature holds.
 * Compares in constant time. Throws for an algorithm that there is not.
 */
export function verifySignature(
  signed: Signed,
  scheme: SignatureScheme,
  secret: string,
  now: number,
): Verified {
  const { headers } = signed;
  const written = headers.get(scheme.header);
  if (written === undefined) return { kind: 'missing', reason: `it has no header ${scheme.header}` };
  if (scheme.algorithm === 'none') return sameSecret(written, scheme, secret);
  const parsed = parseSignatures(written, scheme.format);
  if (parsed.length === 0)
    return { kind: 'malformed', reason: `${scheme.header} is not written as ${scheme.format}` };
  const inHeader = scheme.timestampHeader === undefined ? undefined : headers.get(scheme.timestampHeader);
  const isTimed = scheme.payload.includes('{timestamp}');
  if (isTimed && inHeader === undefined && parsed.every(({ timestamp }) => timestamp === undefined))
    return {
      kind: 'missing',
      reason: `it has no header ${scheme.timestampHeader ?? 'with its timestamp'}, which is signed with it`,
    };
  let timestamp: string | undefined;
  const holds = parsed.some(({ signature, timestamp: own }) => {
    timestamp = own ?? inHeader;
    return isSignature(signature, payloadOf(signed, scheme, timestamp ?? ''), scheme, secret);
  });
  if (!holds) return { kind: 'wrong', reason: `${scheme.header} is not the signature of what was sent` };
  if (!isTimed) return { kind: 'valid' };
  const { tolerance = 300 } = scheme;
  const age = now / 1000 - timeOf(timestamp ?? '');
  if (Number.isNaN(age)) return { kind: 'malformed', reason: `its timestamp is no time: ${timestamp}` };
  if (Math.abs(age) <= tolerance) return { kind: 'valid' };
  const seconds = Math.round(Math.abs(age));
  return {
    kind: 'expired',
    reason: `it was signed ${seconds} seconds ${age > 0 ? 'ago' : 'ahead of now'}, and ${tolerance} are allowed`,
  };
}

function sameSecret(written: string, { header, format }: SignatureScheme, secret: string): Verified {
  const given = Buffer.from(written.trim());
  const wanted = Buffer.from(format.replace('{signature}', () => secret));
  const same = given.length === wanted.length && crypto().timingSafeEqual(given, wanted);
  return same ? { kind: 'valid' } : { kind: 'wrong', reason: `${header} is not the secret` };
}

function isSignature(text: string, payload: Buffer, scheme: SignatureScheme, secret: string): boolean {
  const given = Buffer.from(text, scheme.encoding);
  const key = keyOf(secret, scheme);
  if (scheme.algorithm === 'ed25519') return isOfKey(given, payload, key);
  const wanted = crypto().createHmac(scheme.algorithm, key).update(payload).digest();
  return given.length === wanted.length && crypto().timingSafeEqual(given, wanted);
}

/** RFC 8410 section 4: what stands before the 32 bytes of a public key. */
const beforeKey = Buffer.from('302a300506032b6570032100', 'hex');

function isOfKey(signature: Buffer, payload: Buffer, key: Buffer): boolean {
  try {
    const isRaw = key.length === 32;
    const publicKey = isRaw
      ? crypto().createPublicKey({ key: Buffer.concat([beforeKey, key]), format: 'der', type: 'spki' })
      : crypto().createPublicKey(key);
    return crypto().verify(null, payload, publicKey, signature);
  } catch {
    return false;
  }
}

function keyOf(secret: string, { secretEncoding = 'text' }: SignatureScheme): Buffer {
  if (secretEncoding === 'hex') return Buffer.from(secret, 'hex');
  return secretEncoding === 'base64'
    ? Buffer.from(secret.replace(/^wh(?:sec|pk)_/, ''), 'base64')
    : Buffer.from(secret);
}

/** The body goes in as the bytes that came: read and written again, it could be others. */
function payloadOf(
  { headers, method, url, body }: Signed,
  scheme: SignatureScheme,
  timestamp: string,
): Buffer {
  const id = scheme.idHeader === undefined ? '' : (headers.get(scheme.idHeader) ?? '');
  const values = new Map([
    ['{timestamp}', timestamp],
    ['{id}', id],
    ['{method}', method],
    ['{url}', url],
  ]);
  return Buffer.concat(
    scheme.payload
      .split(/(\{\w+\})/)
      .map((part) => (part === '{body}' ? Buffer.from(body) : Buffer.from(values.get(part) ?? part))),
  );
}
