import type { Node } from '../../document/document.ts';
import type { Operation, SchemaSite } from '../../openapi/model.ts';
import type { Facts } from '../judge/facts.ts';
import { travelled, type Side, type Travelled } from './travelled.ts';

/** Exchanges that the same part of a contract judges: requests of an operation, or its responses of one status. */
export interface Scope {
  readonly side: Side;
  /** Where in the contract is what judges them, beside the operation itself: it may judge others too. */
  readonly definitions: readonly Node[];
  /** So many were judged. */
  exchanges: number;
  /** How many of the first ones had a value at a path; of parts of arrays, the path has no index. */
  readonly paths: Map<string, number>;
  /** The schemas that judged values here. */
  readonly sites: Set<SchemaSite>;
}

/** A scope of one exchange, and what travelled in it. */
export interface Entered {
  readonly scope: Scope;
  readonly facts: Facts;
  /** Looked for when it is asked for. */
  found: readonly Travelled[] | undefined;
}

/** Takes an exchange in a scope; gives what travelled there. */
export function valuesIn(entered: Entered): readonly Travelled[] {
  return (entered.found ??= travelled(entered.facts, entered.scope.side));
}

/** Of so many exchanges of a scope, the paths are counted. */
export const sampled = 64;
/** So many different paths are counted. */
const mostPaths = 400;
/** Values are looked into so deep. */
const deepest = 12;
/** So many items of an array are looked at. */
const mostItems = 20;

/** Counts the exchanges of a run, by scope. */
export interface Scopes {
  /** Takes the facts of an exchange; counts it, and gives its scopes. */
  enter(facts: Facts): readonly Entered[];
  /** To be called when the exchange was judged: its paths count from then on. */
  leave(entered: readonly Entered[]): void;
  all(): Iterable<Scope>;
}

/** Gives scopes without any exchange. */
export function createScopes(): Scopes {
  const byKey = new Map<string, Scope>();
  // A key for each exchange takes longer to make than all else here.
  const byOperation = new WeakMap<Operation, Map<number, Scope>>();
  const scopeOf = (operation: Operation, side: Side, status: number, facts: Facts): Scope => {
    let ofOperation = byOperation.get(operation);
    if (!ofOperation) byOperation.set(operation, (ofOperation = new Map()));
    const at = ofOperation.get(status);
    if (at) return at;
    const key = side === 'request' ? operation.key : `${operation.key} ${status}`;
    const known = byKey.get(key);
    const definitions = side === 'request' ? ofRequest(facts) : ofResponse(facts);
    const scope = known ?? { side, definitions, exchanges: 0, paths: new Map(), sites: new Set() };
    byKey.set(key, scope);
    ofOperation.set(status, scope);
    return scope;
  };
  const enter = (scope: Scope, facts: Facts): Entered => {
    scope.exchanges += 1;
    return { scope, facts, found: undefined };
  };
  return {
    all: () => byKey.values(),
    enter(facts) {
      const { operation, response, requestCounts } = facts;
      if (!operation) return none;
      const entered: Entered[] = [];
      if (requestCounts) entered.push(enter(scopeOf(operation, 'request', ofNoStatus, facts), facts));
      if (response)
        entered.push(enter(scopeOf(operation, 'response', response.response.status, facts), facts));
      return entered;
    },
    leave(entered) {
      for (const one of entered) if (one.scope.exchanges <= sampled) sample(one.scope, valuesIn(one));
    },
  };
}

const none: readonly Entered[] = [];
/** Of requests. */
const ofNoStatus = 0;

function ofRequest({ operation }: Facts): Node[] {
  const { parameters = [], requestBody } = operation ?? {};
  return [...parameters.map(({ node }) => node), ...(requestBody ? [requestBody.node] : [])];
}

function ofResponse({ response }: Facts): Node[] {
  const { documented } = response ?? {};
  return documented ? [documented.node, ...[...documented.headers.values()].map(({ node }) => node)] : [];
}

function sample(scope: Scope, values: readonly Travelled[]): void {
  const seen = new Set<string>();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (seen.size >= mostPaths) return;
    seen.add(path);
    if (typeof value !== 'object' || value === null || depth > deepest) return;
    if (Array.isArray(value))
      for (const item of value.slice(0, mostItems)) visit(item, `${path}/*`, depth + 1);
    else
      for (const key of Object.keys(value))
        visit((value as Record<string, unknown>)[key], `${path}/${key}`, depth + 1);
  };
  for (const { of, site, value } of values) {
    scope.sites.add(site);
    visit(value, of, 0);
  }
  for (const path of seen) {
    if (scope.paths.has(path) || scope.paths.size < mostPaths)
      scope.paths.set(path, (scope.paths.get(path) ?? 0) + 1);
  }
}

/** Takes keys that lead into a value, and what they start from; gives the path that `Scope.paths` has for it. */
export function pathOf(of: string, keys: readonly string[]): string {
  return [of, ...keys.map((key) => (/^\d+$/.test(key) ? '*' : key))].join('/');
}

/** Takes a value, keys of which numbers stand for any item, and a limit; gives how many parts it has there, up to that. */
export function countParts(value: unknown, keys: readonly string[], most: number, from = 0): number {
  const key = keys[from];
  if (key === undefined) return 1;
  if (typeof value !== 'object' || value === null) return 0;
  if (!Array.isArray(value))
    return Object.hasOwn(value, key)
      ? countParts((value as Record<string, unknown>)[key], keys, most, from + 1)
      : 0;
  let parts = 0;
  for (const item of value) {
    parts += countParts(item, keys, most - parts, from + 1);
    if (parts >= most) break;
  }
  return parts;
}
