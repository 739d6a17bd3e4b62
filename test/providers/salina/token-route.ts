import type { Request, Route } from '../http.ts';
import { json, Refusal } from '../reply.ts';
import { choice, record, text } from '../typed-body.ts';
import type { Gate } from './gate.ts';
import { accepted } from './query.ts';
import { read } from '../records.ts';
import { authenticate, LIFETIME, type Tokens } from './tokens.ts';

const GRANT = record(
  {
    client_id: text(1, 200),
    client_secret: text(1, 200),
    grant_type: choice('client_credentials'),
  },
  true,
);

/** The body, whether JSON or a form. */
function credentials(request: Request): unknown {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.header('content-type'));
  return isForm ? Object.fromEntries(new URLSearchParams(request.bytes.toString())) : request.json();
}

/** POST /auth/token. */
export function tokenRoute(base: string, gate: Gate, tokens: Tokens): Route {
  return {
    method: 'POST',
    path: `${base}/auth/token`,
    operation: 'exchangeToken',
    handle: gate.tokenEndpoint(async (request) => {
      const { client_id, client_secret } = accepted(read(credentials(request), GRANT));
      const key = authenticate(client_id, client_secret);
      if (!key) {
        throw new Refusal(401, 'unauthorized', 'Unknown client_id or wrong client_secret', {
          headers: { 'www-authenticate': 'Bearer realm="salina"' },
        });
      }
      const token = {
        access_token: await tokens.issue(key),
        token_type: 'Bearer',
        expires_in: LIFETIME,
        scope: key.scopes.join(' '),
      };
      return json(200, token, { 'cache-control': 'no-store' });
    }),
  };
}
