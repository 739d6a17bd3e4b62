import { nearestName } from '../document/nearest.ts';
import { basePaths } from './base-paths.ts';
import type { Api, Operation } from './model.ts';
import { decodeText } from './path-template.ts';
import { createPathTree, segmentsOf, type PathTree, type TemplateMatch } from './path-tree.ts';

/** What a concrete request was found to be. */
export type Match =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /** By name, as sent: still percent-encoded, as styles have to be undone first. */
      readonly pathParameters: ReadonlyMap<string, string>;
      /** By name, percent-decoded. */
      readonly pathValues: ReadonlyMap<string, string>;
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
  readonly tree: PathTree;
  readonly operations: Map<string, Operation[]>;
}

/**
 * Takes an API; gives what finds the operation of a request (OpenAPI 3.1.1, Paths Object, path templating matching):
 * concrete segments go before templated ones; of templates that fit, the first that has the method. Paths are taken
 * to begin with the path of one of the operation's servers, the longest first, else to be below it.
 */
export function createMatcher(api: Api): Matcher {
  const bases = new Map<string, Base>();
  // Most operations share their servers.
  const known = new Map<Operation['servers'], ReadonlySet<string>>();
  for (const operation of api.operations) {
    const { servers } = operation;
    const paths = known.get(servers) ?? new Set(['', ...servers.flatMap(basePaths)]);
    known.set(servers, paths);
    for (const path of paths) addOperation(bases, path, operation);
  }
  const order = [...bases.keys()].sort((a, b) => b.length - a.length);

  return (method, fullPath) => {
    const path = fullPath.replace(/[?#].*$/s, '').replace(/^(?!\/)/, '/');
    const query = /\?([^#]*)/.exec(fullPath)?.[1] ?? '';
    const wanted = method.toLowerCase();
    const below = order.flatMap((basePath) => {
      const rest = pathBelow(path, basePath);
      const base = bases.get(basePath);
      return rest === undefined || base === undefined ? [] : [{ basePath, rest, base }];
    });
    let other: Match | undefined;
    for (const trailingSlash of [false, true]) {
      for (const { basePath, rest, base } of below) {
        const tried = trailingSlash ? turnSlash(rest) : rest;
        for (const fit of tried === undefined ? [] : fitting(base.tree.find(tried), query)) {
          const operations = base.operations.get(fit.template) ?? [];
          const operation = operations.find((each) => each.method === wanted);
          if (operation) return matched(operation, fit, basePath, trailingSlash);
          other ??= {
            kind: 'method-unknown',
            path: fit.template,
            methods: operations.map((each) => each.method),
          };
        }
      }
    }
    return (
      other ?? {
        kind: 'path-unknown',
        nearest: nearestTemplate(
          below.map((each) => each.rest),
          api,
        ),
      }
    );
  };
}

/**
 * Some descriptions put a query into their templates (`/responses?beta=true`), which the specification has no place
 * for: such a template fits only requests that have it, and goes first then.
 */
function fitting(fits: readonly TemplateMatch[], query: string): TemplateMatch[] {
  const given = new Set(query.split('&'));
  const needs = (template: string): readonly string[] => /\?([^#]+)/.exec(template)?.[1]?.split('&') ?? [];
  return fits
    .filter(({ template }) => needs(template).every((part) => part.includes('{') || given.has(part)))
    .sort((a, b) => Math.sign(needs(b.template).length) - Math.sign(needs(a.template).length));
}

function addOperation(bases: Map<string, Base>, path: string, operation: Operation): void {
  const base = bases.get(path) ?? { tree: createPathTree(), operations: new Map<string, Operation[]>() };
  bases.set(path, base);
  const known = base.operations.get(operation.path);
  if (known) known.push(operation);
  else {
    base.operations.set(operation.path, [operation]);
    base.tree.add(operation.path);
  }
}

function matched(
  operation: Operation,
  { captured }: TemplateMatch,
  basePath: string,
  trailingSlash: boolean,
): Match {
  const pathValues = new Map([...captured].map(([name, text]) => [name, decodeText(text)]));
  return { kind: 'matched', operation, pathParameters: captured, pathValues, basePath, trailingSlash };
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
function nearestTemplate(paths: readonly string[], api: Api): string | undefined {
  const templates = [...new Set(api.operations.map((operation) => operation.path))];
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
