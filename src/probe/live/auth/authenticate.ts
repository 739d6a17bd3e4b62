import type { Api, Operation, SchemeRequirement, SecurityScheme } from '../../../openapi/model.ts';
import type { Request } from '../../exchange.ts';
import { AuthenticationFailed } from '../errors.ts';
import type { AuthConfig, Authenticator, AuthTools, Credentials, Outgoing } from './config.ts';
import { hmacAuth } from './hmac.ts';
import { loginAuth } from './login.ts';
import { moduleAuth } from './module.ts';
import { oauthAuth } from './oauth.ts';
import { staticAuth } from './static.ts';

/** The authenticators that a request needs, each with the scheme that it satisfies. */
export interface Chosen {
  /** Whether there are none. */
  readonly nobody: boolean;
  /** Takes the request without credentials; gives those of all authenticators. May throw AuthenticationFailed. */
  credentials(outgoing: Outgoing): Promise<Credentials>;
  /** Takes the credentials that a 401 has refused. Whether trying again makes sense. */
  renew(used: Credentials): boolean;
}

/** Takes an operation; gives lists of schemes beside those of the contract, of each of which one is to be satisfied. */
export type FurtherSchemes = (operation: Operation) => readonly (readonly SchemeRequirement[])[];

/**
 * Takes the auth section of a target, and what is asked for where the contract asks for nothing that is configured;
 * gives what finds the authenticators of a request.
 */
export function createAuthentication(
  api: Api,
  configs: ReadonlyMap<string, AuthConfig>,
  tools: AuthTools,
  further: FurtherSchemes = () => [],
): (request: Pick<Request, 'auth'>, operation: Operation | undefined) => Chosen {
  const made = new Map<string, Authenticator>();
  const authenticator = (name: string): Authenticator => {
    const known = made.get(name);
    if (known) return known;
    const config = configs.get(name);
    if (config === undefined)
      throw new AuthenticationFailed(`no authentication called ${name} is configured`);
    const fresh = makeAuthenticator(config, tools);
    made.set(name, fresh);
    return fresh;
  };

  const choose = (
    wanted: readonly string[],
    operation: Operation | undefined,
    others: ReadonlyMap<string, SecurityScheme | undefined> = new Map(),
  ): Chosen => {
    const chosen = wanted.map((name) => ({
      name,
      scheme: others.get(name) ?? api.securitySchemes.get(name) ?? schemeFor(operation, configs.get(name)),
    }));
    return {
      nobody: chosen.length === 0,
      async credentials(outgoing) {
        const all = await Promise.all(
          chosen.map(({ name, scheme }) => authenticator(name).credentials(outgoing, scheme)),
        );
        return { headers: all.flatMap(({ headers }) => headers), query: all.flatMap(({ query }) => query) };
      },
      renew: (used) => chosen.map(({ name }) => authenticator(name).renew(used)).includes(true),
    };
  };
  const nobody = choose([], undefined);
  const byOperation = new Map<Operation | undefined, Chosen>();

  return ({ auth }, operation) => {
    if (auth === false || (auth === undefined && configs.size === 0)) return nobody;
    if (auth !== undefined) return choose([auth], operation);
    let chosen = byOperation.get(operation);
    if (!chosen) byOperation.set(operation, (chosen = needed(operation)));
    return chosen;
  };

  function needed(operation: Operation | undefined): Chosen {
    const names = neededFor(operation, configs);
    if (names.length > 0 || operation === undefined) return choose(names, operation);
    const found = further(operation).flatMap(
      (schemes) => schemes.find(({ name }) => configs.has(name)) ?? [],
    );
    const others = new Map(found.map(({ name, scheme }) => [name, scheme] as const));
    return choose([...others.keys()], operation, others);
  }
}

/**
 * Takes an operation and what is configured; gives the names of what it needs of that: the first alternative that is
 * configured in full, else the first of which something is: one module may sign for all.
 */
export function neededFor(
  operation: Operation | undefined,
  configs: ReadonlyMap<string, AuthConfig>,
): readonly string[] {
  const alternatives = (operation?.security?.alternatives ?? []).map(({ schemes }) =>
    schemes.map(({ name }) => name),
  );
  const full = alternatives.find((names) => names.length > 0 && names.every((name) => configs.has(name)));
  const some = full ?? alternatives.find((names) => names.some((name) => configs.has(name)));
  return some?.filter((name) => configs.has(name)) ?? [];
}

/** Credentials under a name of the user's own go where the operation wants some of their kind. */
function schemeFor(
  operation: Operation | undefined,
  config: AuthConfig | undefined,
): SecurityScheme | undefined {
  const schemes = (operation?.security?.alternatives ?? [])
    .flatMap((alternative) => alternative.schemes)
    .flatMap(({ scheme }) => scheme ?? []);
  if (config?.type === 'api-key') return schemes.find(({ type }) => type === 'apiKey');
  if (config?.type === 'bearer') return schemes.find(({ type }) => type !== 'apiKey');
  return schemes[0];
}

function makeAuthenticator(config: AuthConfig, tools: AuthTools): Authenticator {
  switch (config.type) {
    case 'bearer':
    case 'basic':
    case 'api-key':
    case 'value':
      return staticAuth(config);
    case 'mutual-tls':
      return { renew: () => false, credentials: () => Promise.resolve({ headers: [], query: [] }) };
    case 'oauth2-client-credentials':
    case 'oauth2-refresh-token':
      return oauthAuth(config, tools);
    case 'login':
      return loginAuth(config, tools);
    case 'hmac':
      return hmacAuth(config, tools);
    case 'sign':
      return moduleAuth(config, tools);
  }
}
