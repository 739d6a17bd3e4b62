import type { Operation, SchemeRequirement } from '../../openapi/model.ts';
import { headerValues, queryOf, redacted, type Request } from '../exchange.ts';
import type { ProbeContext } from './context.ts';

/**
 * Takes a request and its operation; gives the names of the schemes of the alternative that lacks least, or undefined
 * where one alternative is met or none is asked for (OpenAPI 3.1.1, Security Requirement Object).
 */
export function missingSecurity(
  { suppliedAuth }: ProbeContext,
  request: Request,
  operation: Operation,
): readonly string[] | undefined {
  const alternatives = request.credentialsLeftOut ? [] : (operation.security?.alternatives ?? []);
  let least: readonly string[] | undefined;
  for (const { schemes } of alternatives) {
    const missing = schemes.filter((one) => {
      const supplied = request.auth !== false && (request.auth !== undefined || suppliedAuth.has(one.name));
      return !supplied && !isPresent(one, request);
    });
    if (missing.length === 0) return undefined;
    if (least === undefined || missing.length < least.length) least = missing.map(({ name }) => name);
  }
  return least;
}

function isPresent({ scheme }: SchemeRequirement, request: Request): boolean {
  switch (scheme?.type) {
    case 'apiKey': {
      const name = scheme.parameterName ?? '';
      if (scheme.in === 'header') return headerValues(request.headers, name).length > 0;
      if (scheme.in === 'query') return new URLSearchParams(queryOf(request)).has(name);
      const cookies = headerValues(request.headers, 'cookie');
      return cookies.some(
        (line) => line === redacted || line.split(/; ?/).some((pair) => pair.startsWith(`${name}=`)),
      );
    }
    case 'http':
      return authorizations(request).some(
        (value) => value === redacted || value.toLowerCase().startsWith(`${scheme.httpScheme ?? ''} `),
      );
    case 'oauth2':
    case 'openIdConnect':
      return authorizations(request).some((value) => value === redacted || /^(bearer|dpop) /i.test(value));
    // What is decided below HTTP leaves no trace in a request, and what is not declared cannot be looked for.
    default:
      return true;
  }
}

function authorizations(request: Request): string[] {
  return headerValues(request.headers, 'authorization');
}
