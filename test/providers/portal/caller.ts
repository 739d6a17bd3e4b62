import { portal } from '../portal.ts';
import type { RunningProvider } from '../provider.ts';

export type Key = { readonly privateKey: string } | { readonly hmacKey: string; readonly hmacSecret: string };

interface ToSign {
  readonly method: string;
  readonly url: string;
  readonly body?: Uint8Array | undefined;
  readonly options: Key;
}

export interface Call {
  /** Default: GET. */
  readonly method?: string;
  readonly body?: unknown;
  /** In place of those that the call has by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: Alice's wallet. */
  readonly as?: Key | 'nobody';
}

export interface Answer {
  readonly status: number;
  /** The `code` of an error. */
  readonly code: unknown;
  readonly body: unknown;
  readonly headers: Headers;
}

/** The keys that `environment` gives. */
export async function keysOf() {
  const { VE_PRIVATE_KEY = '', VE_HMAC_KEY = '', VE_HMAC_SECRET = '' } = await portal.environment();
  return {
    alice: { privateKey: VE_PRIVATE_KEY },
    hmac: { hmacKey: VE_HMAC_KEY, hmacSecret: VE_HMAC_SECRET },
  };
}

/** Sends a request to a path below `/api/v1`, signed by what tenants sign with. */
export async function call(
  sign: (request: ToSign) => Record<string, string>,
  { url: base }: RunningProvider,
  path: string,
  { method = 'GET', body, headers = {}, as }: Call = {},
): Promise<Answer> {
  const url = `${base}/api/v1${path}`;
  const bytes = body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body));
  const options = as ?? (await keysOf()).alice;
  const signature = options === 'nobody' ? {} : sign({ method, url, body: bytes, options });
  const type = bytes ? { 'content-type': 'application/json' } : {};
  const sent = { ...type, ...signature, ...headers };
  const response = await fetch(url, { method, body: bytes ?? null, headers: sent });
  const text = await response.text();
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  const code = typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined;
  return { status: response.status, code, body: value, headers: response.headers };
}
