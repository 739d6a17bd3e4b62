import type { Node } from '../../document/document.ts';
import type { Operation, SchemeRequirement } from '../../openapi/model.ts';
import { headerFields, queryOf, redacted, type Field, type Request } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
import { credentialProblem } from './credentials.ts';

/** What a request lacks of the alternative that it comes nearest to. */
export interface SecurityFact {
  /** Names of schemes whose credentials are not there. */
  readonly missing: readonly string[];
  /** Those that are there, and are not what the scheme says. */
  readonly malformed: readonly {
    readonly scheme: string;
    readonly reason: string;
    readonly at: Node;
  }[];
}

type Presence = { readonly kind: 'present' } | { readonly kind: 'absent' } | Malformed;
interface Malformed {
  readonly kind: 'malformed';
  readonly reason: string;
  readonly at: Node;
}

const present: Presence = { kind: 'present' };
const absent: Presence = { kind: 'absent' };

/**
 * Takes a request and its operation; gives what the alternative lacks that lacks least, or undefined where one
 * alternative is met or none is asked for (OpenAPI 3.1.1, Security Requirement Object).
 */
export function judgeSecurity(
  { suppliedAuth }: ProbeContext,
  request: Request,
  operation: Operation,
): SecurityFact | undefined {
  const alternatives = request.credentialsLeftOut ? [] : (operation.security?.alternatives ?? []);
  let least: SecurityFact | undefined;
  for (const { schemes } of alternatives) {
    const missing: string[] = [];
    const malformed: SecurityFact['malformed'][number][] = [];
    for (const one of schemes) {
      if (request.auth !== false && (request.auth !== undefined || suppliedAuth.has(one.name))) continue;
      const found = presence(one, request);
      if (found.kind === 'absent') missing.push(one.name);
      if (found.kind === 'malformed')
        malformed.push({ scheme: one.name, reason: found.reason, at: found.at });
    }
    if (missing.length + malformed.length === 0) return undefined;
    const fact = { missing, malformed };
    if (least === undefined || distance(fact) < distance(least)) least = fact;
  }
  return least;
}

/**
 * Takes a request and schemes of which one has to be satisfied; gives what it lacks of them, undefined where it has
 * credentials of one, or nobody can tell.
 */
export function judgeAnyOf(
  { suppliedAuth }: ProbeContext,
  request: Request,
  schemes: readonly SchemeRequirement[],
): { readonly reason: string | undefined; readonly at: Node } | undefined {
  if (request.credentialsLeftOut) return undefined;
  let flaw: Malformed | undefined;
  for (const one of schemes) {
    if (request.auth !== false && (request.auth !== undefined || suppliedAuth.has(one.name)))
      return undefined;
    const found = presence(one, request);
    if (found.kind === 'present') return undefined;
    if (found.kind === 'malformed') flaw ??= found;
  }
  return { reason: flaw?.reason, at: flaw?.at ?? request.node };
}

/** Takes a request and its operation; gives whether it shows credentials of any scheme that the operation names. */
export function showsCredentials(request: Request, operation: Operation): boolean {
  return (operation.security?.alternatives ?? []).some(({ schemes }) =>
    schemes.some((one) => {
      const { kind } = presence(one, request);
      return kind === 'malformed' || (kind === 'present' && leavesTrace(one));
    }),
  );
}

function leavesTrace({ scheme }: SchemeRequirement): boolean {
  return (
    scheme?.type === 'apiKey' ||
    scheme?.type === 'http' ||
    scheme?.type === 'oauth2' ||
    scheme?.type === 'openIdConnect'
  );
}

/** What is there and broken was meant; what is not there may have been meant otherwise. */
function distance({ missing, malformed }: SecurityFact): number {
  return missing.length * 1_000 + malformed.length;
}

function presence({ scheme }: SchemeRequirement, request: Request): Presence {
  switch (scheme?.type) {
    case 'apiKey':
      return keyPresence(keysIn(request, scheme.in, scheme.parameterName ?? ''), request.targetNode);
    case 'http':
      return authorization(request, [scheme.httpScheme ?? '']);
    case 'oauth2':
    case 'openIdConnect':
      return authorization(request, ['bearer', 'dpop']);
    // What is decided below HTTP leaves no trace in a request, and what is not declared cannot be looked for.
    default:
      return present;
  }
}

function keysIn(
  request: Request,
  place: 'header' | 'query' | 'cookie' | undefined,
  name: string,
): readonly (Pick<Field, 'value'> & { readonly node?: Node })[] {
  if (place === 'header') return headerFields(request.headers, name);
  if (place === 'query')
    return new URLSearchParams(queryOf(request)).getAll(name).map((value) => ({ value }));
  return headerFields(request.headers, 'cookie').flatMap(({ value: line, node }) => {
    if (line === redacted) return [{ value: line, node }];
    const pairs = line.split(/; ?/).filter((pair) => pair.startsWith(`${name}=`));
    return pairs.map((pair) => ({ value: pair.slice(name.length + 1), node }));
  });
}

function keyPresence(keys: ReturnType<typeof keysIn>, fallback: Node): Presence {
  const [first] = keys;
  if (first === undefined) return absent;
  if (keys.some(({ value }) => value.trim() !== '')) return present;
  return { kind: 'malformed', reason: 'they are empty', at: first.node ?? fallback };
}

function authorization(request: Request, names: readonly string[]): Presence {
  const fields = headerFields(request.headers, 'authorization');
  let flaw: Malformed | undefined;
  for (const { value, node } of fields) {
    if (value === redacted) return present;
    const space = value.trim().search(/\s/);
    const name = (space === -1 ? value.trim() : value.trim().slice(0, space)).toLowerCase();
    if (!names.includes(name)) continue;
    const credentials = space === -1 ? '' : value.trim().slice(space).trim();
    const reason = credentialProblem(name, credentials);
    if (reason === undefined) return present;
    flaw ??= { kind: 'malformed', reason, at: node };
  }
  if (flaw) return flaw;
  // RFC 6750 section 2.3 lets a token stand in the query.
  const bearer = names.includes('bearer') && new URLSearchParams(queryOf(request)).get('access_token');
  return bearer ? present : absent;
}
