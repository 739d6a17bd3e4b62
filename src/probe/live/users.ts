import type { Api, Operation } from '../../openapi/model.ts';
import type { Request } from '../exchange.ts';
import { createAuthentication, neededFor, type Chosen, type FurtherSchemes } from './auth/authenticate.ts';
import type { AuthConfig, AuthTools } from './auth/config.ts';
import type { InsteadOfCredentials } from './no-credentials.ts';

/** The users of a run, each with credentials by security scheme. */
export interface UserOptions {
  readonly auth?: ReadonlyMap<string, AuthConfig>;
  /** By security scheme, how another user authenticates, who must not reach what the first one owns. */
  readonly otherAuth?: ReadonlyMap<string, AuthConfig>;
  /** By security scheme, credentials that are to be refused: of a token that has expired, of a key that was revoked. */
  readonly refusedAuth?: ReadonlyMap<string, AuthConfig>;
}

/** Finds out who sends a request. */
export interface Users {
  /** Takes a request, its operation, and what is tried in place of its credentials; gives who authenticates it. */
  choose(
    request: Pick<Request, 'auth'>,
    operation: Operation | undefined,
    instead: InsteadOfCredentials | undefined,
  ): Chosen;
  /** Takes an operation; gives whether that user has credentials for it. */
  has(user: 'other' | 'refused', operation: Operation): boolean;
  /** Takes an operation; gives what scopes the token of a user is for, undefined where nothing says so. */
  scopes(user: 'first' | 'other', operation: Operation): Promise<readonly string[] | undefined>;
}

/**
 * Takes an API, the credentials of the users, what fetching tokens takes, and what is asked for beside the contract;
 * gives what tells who sends a request.
 */
export function createUsers(
  api: Api,
  { auth = new Map(), otherAuth = new Map(), refusedAuth = new Map() }: UserOptions,
  tools: AuthTools,
  further?: FurtherSchemes,
): Users {
  const granted = new Map<string, string>();
  const noting: AuthTools = { ...tools, addScopes: (token, scopes) => void granted.set(token, scopes) };
  const first = createAuthentication(api, auth, noting, further);
  const other = createAuthentication(api, otherAuth, noting, further);
  const refused = createAuthentication(api, refusedAuth, tools);
  return {
    choose: (request, operation, instead) =>
      (instead === 'other' ? other : instead === 'refused' ? refused : first)(request, operation),
    has: (user, operation) => neededFor(operation, user === 'other' ? otherAuth : refusedAuth).length > 0,
    async scopes(user, operation) {
      const configs = user === 'first' ? auth : otherAuth;
      const plain = neededFor(operation, configs).every((name) => askedFor.has(configs.get(name)?.type));
      if (!plain) return undefined;
      const outgoing = { method: operation.method, url: '', headers: [], body: undefined };
      const chosen = (user === 'first' ? first : other)({ auth: undefined }, operation);
      const { headers } = await chosen.credentials(outgoing);
      const [token] = headers.flatMap(([, value]) => /^Bearer (\S+)$/i.exec(value)?.[1] ?? []);
      const scopes = token === undefined ? undefined : (granted.get(token) ?? scopesOfJwt(token));
      return scopes?.split(' ').filter((scope) => scope !== '');
    },
  };
}

/** Credentials that are the same whatever they are sent with. */
const askedFor = new Set<string | undefined>([
  'bearer',
  'value',
  'oauth2-client-credentials',
  'oauth2-refresh-token',
]);

/** RFC 9068 section 2.2.3: the `scope` of a token that is a JWT, read without asking whether it is genuine. */
function scopesOfJwt(token: string): string | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const scope: unknown =
      typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'scope') : undefined;
    return typeof scope === 'string' ? scope : undefined;
  } catch {
    return undefined;
  }
}
