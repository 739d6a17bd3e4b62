import { crypto } from '../../document/crypto.ts';

/** How deliveries are signed. */
export interface SignatureScheme {
  /** The header that has the signature, in lower case. */
  readonly header: string;
  /** What stands in it, with `{signature}`, and `{timestamp}` where it is there. */
  readonly format: string;
  /** What is signed, with `{timestamp}`, `{id}` and `{body}`. */
  readonly payload: string;
  readonly algorithm: string;
  readonly encoding: 'hex' | 'base64' | 'base64url';
  /** The header that has the time, in seconds since 1970, where `format` has none. */
  readonly timestampHeader?: string;
  /** The header by which deliveries are told apart. */
  readonly idHeader?: string;
  /** Seconds that a delivery may be old. Default 300. */
  readonly tolerance?: number;
  /** How the secret is written. `base64`: it is bytes, behind `whsec_` perhaps. Default `text`. */
  readonly secretEncoding?: 'text' | 'base64';
}

/** Schemes that many providers have. */
export const knownSchemes: Readonly<Record<string, SignatureScheme>> = {
  /** https://www.standardwebhooks.com, version 1. */
  'standard-webhooks': {
    header: 'webhook-signature',
    format: 'v1,{signature}',
    payload: '{id}.{timestamp}.{body}',
    algorithm: 'sha256',
    encoding: 'base64',
    timestampHeader: 'webhook-timestamp',
    idHeader: 'webhook-id',
    secretEncoding: 'base64',
  },
  github: {
    header: 'x-hub-signature-256',
    format: 'sha256={signature}',
    payload: '{body}',
    algorithm: 'sha256',
    encoding: 'hex',
    idHeader: 'x-github-delivery',
  },
  /** As Stripe has it, and others after it. */
  timestamped: {
    header: 'x-webhook-signature',
    format: 't={timestamp},v1={signature}',
    payload: '{timestamp}.{body}',
    algorithm: 'sha256',
    encoding: 'hex',
    idHeader: 'x-webhook-id',
  },
};

/** What verifying came to. */
export type Verified =
  | { readonly kind: 'valid' }
  | { readonly kind: 'missing' | 'malformed' | 'wrong'; readonly reason: string }
  /** It is signed rightly, and was signed too long ago, or lies ahead. */
  | { readonly kind: 'expired'; readonly reason: string };

/**
 * Takes a delivery's headers by lower-case name, its raw body, the scheme, the secret, and the time in milliseconds
 * since 1970; gives whether its signature holds. Compares in constant time. Throws for an algorithm that there is not.
 */
export function verifySignature(
  headers: ReadonlyMap<string, string>,
  body: Uint8Array,
  scheme: SignatureScheme,
  secret: string,
  now: number,
): Verified {
  const written = headers.get(scheme.header);
  if (written === undefined) return { kind: 'missing', reason: `it has no header ${scheme.header}` };
  const parsed = parse(written, scheme.format);
  if (parsed.length === 0)
    return { kind: 'malformed', reason: `${scheme.header} is not written as ${scheme.format}` };
  const inHeader = scheme.timestampHeader === undefined ? undefined : headers.get(scheme.timestampHeader);
  const id = scheme.idHeader === undefined ? '' : (headers.get(scheme.idHeader) ?? '');
  let timestamp: string | undefined;
  const holds = parsed.some(({ signature, timestamp: own }) => {
    timestamp = own ?? inHeader;
    const payload = bytesOf(scheme.payload, { timestamp: timestamp ?? '', id }, body);
    const wanted = crypto().createHmac(scheme.algorithm, keyOf(secret, scheme)).update(payload).digest();
    const given = Buffer.from(signature, scheme.encoding);
    return given.length === wanted.length && crypto().timingSafeEqual(given, wanted);
  });
  if (!holds) return { kind: 'wrong', reason: `${scheme.header} is not the signature of what was sent` };
  if (!scheme.payload.includes('{timestamp}')) return { kind: 'valid' };
  const { tolerance = 300 } = scheme;
  const age = now / 1000 - Number(timestamp);
  if (Number.isNaN(age)) return { kind: 'malformed', reason: `its timestamp is no number: ${timestamp}` };
  if (Math.abs(age) <= tolerance) return { kind: 'valid' };
  const seconds = Math.round(Math.abs(age));
  return {
    kind: 'expired',
    reason: `it was signed ${seconds} seconds ${age > 0 ? 'ago' : 'ahead of now'}, and ${tolerance} are allowed`,
  };
}

/** A header may hold several signatures, with blanks or commas between, while a secret is changed for another. */
function parse(
  written: string,
  format: string,
): readonly { readonly signature: string; readonly timestamp: string | undefined }[] {
  const source = format
    .split(/(\{signature\}|\{timestamp\})/)
    .map((part) =>
      part === '{signature}'
        ? '(?<signature>[A-Za-z0-9+/=_-]+)'
        : part === '{timestamp}'
          ? '(?<timestamp>\\d{1,15})'
          : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .join('');
  const pattern = new RegExp(`(?:^|[\\s,])${source}(?=$|[\\s,])`, 'g');
  return [...written.slice(0, 4_096).matchAll(pattern)].flatMap(({ groups }) =>
    groups?.['signature'] === undefined
      ? []
      : [{ signature: groups['signature'], timestamp: groups['timestamp'] }],
  );
}

function keyOf(secret: string, { secretEncoding = 'text' }: SignatureScheme): Buffer {
  return secretEncoding === 'base64'
    ? Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    : Buffer.from(secret);
}

/** The body goes in as the bytes that came: read and written again, it could be others. */
function bytesOf(
  template: string,
  values: { readonly timestamp: string; readonly id: string },
  body: Uint8Array,
): Buffer {
  return Buffer.concat(
    template.split(/(\{\w+\})/).map((part) => {
      if (part === '{body}') return Buffer.from(body);
      if (part === '{timestamp}') return Buffer.from(values.timestamp);
      return Buffer.from(part === '{id}' ? values.id : part);
    }),
  );
}
