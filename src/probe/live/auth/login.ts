import { textOf } from '../../variables.ts';
import type { AuthConfig, Authenticator, AuthTools } from './config.ts';
import { tokenAuth } from './token-request.ts';

/** Fetches tokens by a request of the API's own. */
export function loginAuth(config: AuthConfig & { readonly type: 'login' }, tools: AuthTools): Authenticator {
  const { method = 'POST', path, body, headers = {} } = config.request;
  return tokenAuth(tools, () =>
    Promise.resolve({
      method: method.toUpperCase(),
      target: path,
      contentType: 'application/json',
      body: body === undefined ? undefined : textOf(typeof body === 'string' ? body : body),
      headers,
      token: config.token,
      expiresIn: config.expiresIn,
    }),
  );
}
