import type { RunningProvider } from '../provider.ts';
import { KEYS } from './tokens.ts';

/** What came back: the body read as JSON where there is one. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends requests to one started server. */
export interface Client {
  /** `token`: none, or an access token to send. */
  send(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** An access token of one of the keys. `address` is counted by the limit of the token endpoint. */
  token(key: keyof typeof KEYS, address?: string): Promise<string>;
}

/** A client of a started salina. */
export function client(provider: RunningProvider): Client {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    token?: string,
    address?: string,
  ): Promise<Answer> {
    const headers = new Headers();
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (address !== undefined) headers.set('x-forwarded-for', address);
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${provider.url}/api/v1${path}`, { method, headers, ...init });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type') === 'application/json';
    const read: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: answer.status, headers: answer.headers, body: read };
  }
  return {
    send: (method, path, body, token) => send(method, path, body, token),
    async token(key, address) {
      const { id: client_id, secret: client_secret } = KEYS[key];
      const grant = { client_id, client_secret, grant_type: 'client_credentials' };
      const { body } = await send('POST', '/auth/token', grant, undefined, address);
      return at(body, 'access_token');
    },
  };
}

/** The text, or the number as text, at these keys of a body; empty if there is none. */
export function at(body: unknown, ...keys: readonly (string | number)[]): string {
  let value = body;
  for (const key of keys) {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    value = inside ? Reflect.get(Object(value), key) : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
