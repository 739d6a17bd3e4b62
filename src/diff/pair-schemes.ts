import type { Api, OAuthFlow, SecurityScheme } from '../openapi/model.ts';
import { pairBy, type Pair, type Side } from './pair.ts';

/** Takes two versions; gives their security schemes, each once: those that are the same to whoever uses them as pairs. */
export function pairSchemes(versions: Pair<Api>): Side<SecurityScheme>[] {
  const { before, after } = versions;
  return pairBy(before.securitySchemes.values(), after.securitySchemes.values(), schemeIdentity(versions));
}

/**
 * Takes two versions; gives what makes two security schemes the same: their name where both versions have it, else
 * what they ask for.
 */
export function schemeIdentity({ before, after }: Pair<Api>): (scheme: SecurityScheme) => string {
  const isShared = (name: string) => before.securitySchemes.has(name) && after.securitySchemes.has(name);
  return (scheme) => (isShared(scheme.name) ? `name ${scheme.name}` : `asks ${asked(scheme)}`);
}

function asked(scheme: SecurityScheme): string {
  const flow = ({ authorizationUrl, tokenUrl, refreshUrl, scopes }: OAuthFlow) => [
    ...[authorizationUrl, tokenUrl, refreshUrl].map((url) => url?.value ?? ''),
    [...scopes.keys()].sort(),
  ];
  return JSON.stringify([
    ...[scheme.type, scheme.in ?? '', scheme.parameterName ?? '', scheme.httpScheme ?? ''],
    scheme.openIdConnectUrl?.value ?? '',
    [...scheme.flows].map(([name, each]) => [name, flow(each)]).sort(),
  ]);
}
