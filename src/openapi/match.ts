import { nearestName } from '../document/nearest.ts';
import { basePaths } from './base-paths.ts';
import type { Api, Operation } from './model.ts';
import { decodeText } from './path-template.ts';
import {
  createPathTree,
  isMoreSpecific,
  segmentsOf,
  withoutQuery,
  type PathTree,
  type TemplateMatch,
} from './path-tree.ts';

/** What a concrete request was found to be. */
export type Match =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /** By name, as sent: still percent-encoded, as styles have to be undone first. */
      readonly pathParameters: ReadonlyMap<string, string>;
      /** By name, percent-decoded. */
      readonly pathValues: ReadonlyMap<string, string>;
      /** Templates that fit as well, and no rule puts behind the one of the operation. */
      readonly rivals: readonly string[];
      /** The path of the server that the request's path begins with; '' for none. */
      readonly basePath: string;
      /** Whether the path fits only with a slash at its end taken away or added. */
      readonly trailingSlash: boolean;
    }
  | {
      readonly kind: 'method-unknown';
      /** The template that fits the path. */
      readonly path: string;
      /** Those that it has, in lower case. */
      readonly methods: readonly string[];
    }
  | {
      readonly kind: 'path-unknown';
      /** The template that looks most like the path, if any does. */
      readonly nearest: string | undefined;
    };

/** Takes the method and path of a request, which may have a query; gives what it is in the contract. */
export type Matcher = (method: string, path: string) => Match;

/** The operations below one base path. */
interface Base {
  readonly path: string;
  readonly tree: PathTree;
  readonly operations: Map<string, Operation[]>;
  /** Whether a template has a query of its own. */
  queries: boolean;
}

/** For as many paths that fit nothing a template is looked for that is like them: it takes all there are. */
const mostSuggestions = 5_000;

/**
 * Takes an API; gives what finds the operation of a request (OpenAPI 3.1.1, Paths Object, path templating matching):
 * concrete segments go before templated ones; of templates that fit, the first that has the method. Paths are taken
 * to begin with the path of one of the operation's servers, the longest first, else to be below it. HEAD is answered
 * as GET is (RFC 9110 section 9.3.2), where nothing is said of it.
 */
export function createMatcher(api: Api): Matcher {
  const templates = [...new Set(api.operations.map((operation) => operation.path))];
  const byPath = new Map<string, Base>();
  // Most operations share their servers.
  const known = new Map<Operation['servers'], ReadonlySet<string>>();
  for (const operation of api.operations) {
    const { servers } = operation;
    const paths = known.get(servers) ?? new Set(['', ...servers.flatMap(basePaths)]);
    known.set(servers, paths);
    for (const path of paths) addOperation(byPath, path, operation);
  }
  let suggestions = mostSuggestions;
  const bases = [...byPath.values()].sort((a, b) => b.path.length - a.path.length);

  return (method, fullPath) => {
    const plain = withoutQuery(fullPath);
    const path = plain.startsWith('/') ? plain : `/${plain}`;
    const wanted = method.toLowerCase();
    let other: Match | undefined;
    for (const trailingSlash of [false, true]) {
      for (const base of bases) {
        const rest = pathBelow(path, base.path);
        const tried = trailingSlash && rest !== undefined ? turnSlash(rest) : rest;
        if (tried === undefined) continue;
        const found = base.tree.find(tried);
        if (found.length === 0) continue;
        const fits = base.queries ? fitting(found, fullPath) : found;
        for (const fit of fits) {
          const operation = operationOf(base, fit.template, wanted);
          if (operation)
            return matched(operation, fit, rivalsOf(fit, fits, base, wanted), base.path, trailingSlash);
        }
        const [first] = fits;
        if (first === undefined) continue;
        const operations = base.operations.get(first.template) ?? [];
        other ??= {
          kind: 'method-unknown',
          path: first.template,
          methods: operations.map((each) => each.method),
        };
      }
    }
    if (other) return other;
    if (suggestions-- <= 0) return { kind: 'path-unknown', nearest: undefined };
    const below = bases.flatMap((base) => pathBelow(path, base.path) ?? []);
    return { kind: 'path-unknown', nearest: nearestTemplate(below, templates) };
  };
}

function operationOf(base: Base, template: string, method: string): Operation | undefined {
  const known = base.operations.get(template);
  if (known === undefined) return undefined;
  for (const each of known) if (each.method === method) return each;
  return method === 'head' ? operationOf(base, template, 'get') : undefined;
}

/** The other templates with the method that no rule puts behind the one that was found. */
function rivalsOf(
  found: TemplateMatch,
  fits: readonly TemplateMatch[],
  base: Base,
  method: string,
): readonly string[] {
  if (fits.length === 1) return none;
  const rivals = fits.filter(
    ({ template }) =>
      template !== found.template &&
      operationOf(base, template, method) !== undefined &&
      !isMoreSpecific(found.template, template),
  );
  return rivals.map(({ template }) => template);
}

const none: readonly string[] = [];

/**
 * Some descriptions put a query into their templates (`/responses?beta=true`), which the specification has no place
 * for: such a template fits only requests that have it, and goes first then.
 */
function fitting(fits: readonly TemplateMatch[], target: string): TemplateMatch[] {
  const query = /\?([^#]*)/.exec(target)?.[1] ?? '';
  const given = new Set(query.split('&'));
  const needs = (template: string): readonly string[] => /\?([^#]+)/.exec(template)?.[1]?.split('&') ?? [];
  return fits
    .filter(({ template }) => needs(template).every((part) => part.includes('{') || given.has(part)))
    .sort((a, b) => Math.sign(needs(b.template).length) - Math.sign(needs(a.template).length));
}

function addOperation(bases: Map<string, Base>, path: string, operation: Operation): void {
  const operations = new Map<string, Operation[]>();
  const base = bases.get(path) ?? { path, tree: createPathTree(), operations, queries: false };
  bases.set(path, base);
  const known = base.operations.get(operation.path);
  if (known) known.push(operation);
  else {
    base.operations.set(operation.path, [operation]);
    base.tree.add(operation.path);
    base.queries ||= operation.path.includes('?');
  }
}

function matched(
  operation: Operation,
  { captured }: TemplateMatch,
  rivals: readonly string[],
  basePath: string,
  trailingSlash: boolean,
): Match {
  let pathValues = captured;
  for (const text of captured.values()) if (text.includes('%')) pathValues = decodeAll(captured);
  return {
    kind: 'matched',
    operation,
    pathParameters: captured,
    pathValues,
    rivals,
    basePath,
    trailingSlash,
  };
}

function decodeAll(captured: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...captured].map(([name, text]) => [name, decodeText(text)]));
}

function pathBelow(path: string, base: string): string | undefined {
  if (!path.startsWith(base)) return undefined;
  const rest = path.slice(base.length);
  if (rest === '') return '/';
  return rest.startsWith('/') ? rest : undefined;
}

function turnSlash(path: string): string | undefined {
  if (path === '/') return undefined;
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
}

/** The template with as many segments that shares most of them, else the one that is spelt most alike. */
function nearestTemplate(paths: readonly string[], templates: readonly string[]): string | undefined {
  let best: { readonly template: string; readonly score: number } | undefined;
  for (const path of paths) {
    const segments = segmentsOf(path);
    for (const template of templates) {
      const score = likeness(segments, segmentsOf(template));
      if (score > (best?.score ?? 0)) best = { template, score };
    }
  }
  return best?.template ?? nearestName(paths.at(-1) ?? '', templates);
}

function likeness(segments: readonly string[], template: readonly string[]): number {
  if (segments.length !== template.length) return 0;
  let same = 0;
  let open = 0;
  template.forEach((part, index) => {
    if (part === segments[index]) same += 2;
    else if (part.includes('{')) open += 1;
    else if (nearestName(segments[index] ?? '', [part]) !== undefined) same += 1;
  });
  return same === 0 ? 0 : same + open;
}
