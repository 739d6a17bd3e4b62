import type { Node } from '../../document/document.ts';
import { child, isObject, items, members } from '../../document/node.ts';
import { redacted, type Field } from '../exchange.ts';

/** What an authentication adds to a request. */
export interface PostmanAuth {
  readonly headers: readonly Field[];
  readonly query: readonly Field[];
}

/**
 * Takes the node of `auth`; gives what it adds to a request. Of what cannot be made here (signatures, answers to a
 * challenge), it is known that it is there, and not what it is.
 */
export function postmanAuth(node: Node | undefined): PostmanAuth {
  const type = node && child(node, 'type')?.value;
  if (node === undefined || typeof type !== 'string' || type === 'noauth') return { headers: [], query: [] };
  const settings = settingsOf(child(node, type));
  const given = (name: string): string => settings.get(name) ?? '';
  const authorization = (value: string): PostmanAuth => ({
    headers: [{ name: 'authorization', value, node }],
    query: [],
  });
  switch (type) {
    case 'bearer':
      return authorization(`Bearer ${given('token') || redacted}`);
    case 'jwt':
      return authorization(`Bearer ${redacted}`);
    case 'oauth2': {
      const prefix = settings.get('headerPrefix')?.trim() || 'Bearer';
      if (given('addTokenTo') === 'queryParams')
        return {
          headers: [],
          query: [{ name: 'access_token', value: given('accessToken') || redacted, node }],
        };
      return authorization(`${prefix} ${given('accessToken') || redacted}`);
    }
    case 'basic': {
      const pair = `${given('username')}:${given('password')}`;
      return authorization(`Basic ${pair.includes('{{') ? redacted : Buffer.from(pair).toString('base64')}`);
    }
    case 'apikey': {
      const field = { name: given('key') || 'authorization', value: given('value') || redacted, node };
      return given('in') === 'query' ? { headers: [], query: [field] } : { headers: [field], query: [] };
    }
    case 'digest':
      return authorization(`Digest ${redacted}`);
    default:
      return authorization(redacted);
  }
}

/** In version 2.1 a list of keys and values, in 2.0 an object. */
function settingsOf(node: Node | undefined): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const one of items(node)) {
    const key = child(one, 'key')?.value;
    const value = child(one, 'value')?.value;
    if (typeof key === 'string' && typeof value === 'string') settings.set(key, value);
  }
  if (isObject(node?.value))
    for (const [key, { value }] of members(node)) if (typeof value === 'string') settings.set(key, value);
  return settings;
}
