import type { SecurityScheme } from '../../../openapi/model.ts';
import type { AuthConfig, Authenticator, Credentials } from './config.ts';

/** Takes a token and the scheme that it is for; gives it where the scheme wants it, else as a bearer token. */
export function placeToken(token: string, scheme: SecurityScheme | undefined): Credentials {
  if (scheme?.type === 'apiKey' && scheme.parameterName !== undefined) {
    return placeKey(token, scheme.in ?? 'header', scheme.parameterName);
  }
  return { headers: [['authorization', `Bearer ${token}`]], query: [] };
}

function placeKey(value: string, place: 'header' | 'query' | 'cookie', name: string): Credentials {
  if (place === 'query') return { headers: [], query: [[name, value]] };
  return {
    headers: [place === 'header' ? [name.toLowerCase(), value] : ['cookie', `${name}=${value}`]],
    query: [],
  };
}

/** Makes credentials that never change (RFC 6750, RFC 7617, and apiKey schemes). */
export function staticAuth(
  config: AuthConfig & { readonly type: 'bearer' | 'basic' | 'api-key' | 'value' },
): Authenticator {
  return {
    renew: () => false,
    credentials(_, scheme) {
      switch (config.type) {
        case 'bearer':
          return placeToken(config.token, scheme);
        case 'basic':
          return basic(`${config.username}:${config.password}`);
        case 'value':
          return scheme?.httpScheme === 'basic' ? basic(config.value) : placeToken(config.value, scheme);
        case 'api-key':
          return config.name === undefined
            ? placeToken(config.value, scheme)
            : placeKey(config.value, config.in ?? 'header', config.name);
      }
    },
  };
}

function basic(pair: string): Credentials {
  return { headers: [['authorization', `Basic ${Buffer.from(pair).toString('base64')}`]], query: [] };
}
