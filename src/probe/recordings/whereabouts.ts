import type { Node } from '../../document/document.ts';
import { basePaths } from '../../openapi/base-paths.ts';
import { serverOrigins } from '../../openapi/server-origins.ts';
import type { Matcher } from '../../openapi/match.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import type { Collector } from '../../findings/collect.ts';
import basePathUndocumented from '../checks/base-path-undocumented.ts';
import contractForeign from '../checks/contract-foreign.ts';
import type { RecordedExchange, RecordedRequest } from './recording.ts';

/** As many segments may stand before the path of an operation. */
const deepestPrefix = 4;

/** Where a request went: to the API, whose paths begin behind `strip`, or elsewhere. */
export type Whereabouts =
  | { readonly kind: 'here'; readonly strip: string }
  | { readonly kind: 'elsewhere'; readonly reason: string; readonly name: string };

/** A prefix that no server of the contract has, and the first request that has it. */
export interface FoundPrefix {
  readonly prefix: string;
  readonly at: Node;
}

export interface Survey {
  /** Tells where an exchange went. */
  locate(recorded: RecordedExchange): Whereabouts;
  readonly prefixes: readonly FoundPrefix[];
  /** The first of several requests none of which is one of the contract's. */
  readonly foreign: Node | undefined;
}

/** Requests to one origin, '' for those that are written without. */
interface Seen {
  readonly requests: Pick<RecordedRequest, 'method' | 'target'>[];
  /** Whether the contract has the path of one of them. */
  matched: boolean;
  prefix: string;
}

/**
 * Takes an API, its matcher, the exchanges that are at hand, and a prefix that the user named; gives what tells
 * where each went. Hosts are the API's that the contract's servers name; where none of those was recorded, those that
 * were asked for its paths. Where a host was asked for none, a prefix is looked for behind which most are.
 */
export function surveyRecording(
  api: Api,
  match: Matcher,
  exchanges: readonly RecordedExchange[],
  stripped = '',
): Survey {
  const declared = serverOrigins(api);
  const seen = new Map<string, Seen>();
  for (const { request, asset } of exchanges) {
    const { value } = request.target;
    // A target that begins with a variable is known when it is filled in.
    if (asset === true || value.startsWith('{')) continue;
    const origin = originOf(value);
    const one = seen.get(origin) ?? { requests: [], matched: false, prefix: '' };
    seen.set(origin, one);
    one.requests.push(request);
    one.matched ||= isKnown(match, request.method, value, stripped);
  }
  const recorded = [...seen];
  const named = recorded.filter(([origin]) => declared.has(origin));
  const candidates = named.length > 0 ? named : recorded;
  const anyMatched = recorded.some(([, { matched }]) => matched);
  const prefixes: FoundPrefix[] = [];
  if (!candidates.some(([, { matched }]) => matched)) {
    for (const [, one] of candidates) {
      const found = findPrefix(match, one);
      if (found === undefined) continue;
      one.prefix = found.prefix;
      prefixes.push(found);
    }
  }
  const here = new Set(
    candidates.flatMap(([origin, { matched, prefix }]) =>
      origin === '' || declared.has(origin) || matched || prefix !== '' ? [origin] : [],
    ),
  );
  const strange = here.size === 0 || (!anyMatched && prefixes.length === 0);

  const foreign = strange && exchanges.length > 3 ? exchanges[0]?.request.target : undefined;

  return {
    prefixes,
    foreign,
    locate({ request, asset }) {
      const { value } = request.target;
      const origin = originOf(value);
      const strip = stripped !== '' ? stripped : (seen.get(origin)?.prefix ?? '');
      const ours: Whereabouts = { kind: 'here', strip };
      if (foreign && !isKnown(match, request.method, value, strip))
        return { kind: 'elsewhere', reason: 'for no path of the contract', name: pathOf(value) };
      if (here.has(origin) || origin === '') {
        return asset === true && !isKnown(match, request.method, value, strip)
          ? { kind: 'elsewhere', reason: 'pages and what they are made of', name: pathOf(value) }
          : ours;
      }
      const elsewhere: Whereabouts = { kind: 'elsewhere', reason: 'sent to other hosts', name: origin };
      if (strange) return ours;
      if (seen.has(origin) || named.length > 0 || !isKnown(match, request.method, value, strip))
        return elsewhere;
      here.add(origin);
      return ours;
    },
  };
}

function isKnown(match: Matcher, method: string, target: string, strip: string): boolean {
  return match(method, withoutPrefix(pathOf(target), strip)).kind !== 'path-unknown';
}

/** The prefix behind which most of some requests are the contract's, at least half of all. */
function findPrefix(match: Matcher, { requests }: Seen): FoundPrefix | undefined {
  const found = new Map<string, { count: number; readonly at: Node }>();
  for (const { method, target } of requests) {
    const prefix = prefixOf(match, method, pathOf(target.value));
    if (prefix === undefined) continue;
    const known = found.get(prefix);
    if (known) known.count += 1;
    else found.set(prefix, { count: 1, at: target });
  }
  const [most] = [...found].sort(([, a], [, b]) => b.count - a.count);
  if (most === undefined || most[1].count * 2 < requests.length) return undefined;
  return { prefix: most[0], at: most[1].at };
}

/** The shortest part of a path that can be left out to make it an operation's with a name in its template. */
function prefixOf(match: Matcher, method: string, path: string): string | undefined {
  const segments = path.split('/');
  for (let count = 1; count <= Math.min(deepestPrefix, segments.length - 2); count += 1) {
    const prefix = segments.slice(0, count + 1).join('/');
    const found = match(method, path.slice(prefix.length));
    if (found.kind === 'matched' && hasName(found.operation)) return prefix;
  }
  return undefined;
}

/** A template of parameters alone fits whatever has as many segments. */
function hasName({ path }: Operation): boolean {
  return path.split('/').some((segment) => segment !== '' && !segment.includes('{'));
}

/** Takes what was found out about a recording, and its exchanges; reports what the user should know of it, once. */
export function reportSurvey(
  { prefixes, foreign }: Survey,
  exchanges: readonly RecordedExchange[],
  collector: Collector,
): void {
  const report = collector.reporter(basePathUndocumented);
  for (const { prefix, at } of prefixes) report({ message: 'undocumented', params: { prefix }, at });
  const [first] = exchanges;
  if (foreign === undefined || first === undefined) return;
  const { method, target } = first.request;
  const params = { count: exchanges.length, method, path: pathOf(target.value) };
  collector.reporter(contractForeign)({ message: 'foreign', params, at: foreign });
}

/**
 * Takes an API and the URL of a target; gives what recordings that were made there have before the paths of the
 * contract, where that says of no base path itself: the path of the URL.
 */
export function prefixOfTarget({ servers }: Api, target: string): string {
  if (servers.flatMap(basePaths).some((base) => base !== '') || !URL.canParse(target)) return '';
  return new URL(target).pathname.replace(/\/+$/, '');
}

/** Takes a path, which may have a query, and what it may begin with; gives it without that. */
export function withoutPrefix(path: string, prefix: string): string {
  if (prefix === '' || !path.startsWith(prefix)) return path;
  const rest = path.slice(prefix.length);
  return rest === '' || /^[/?#]/.test(rest) ? rest : path;
}

/** Takes a target; gives scheme, host and port of a URL in lower case, '' of a path. */
export function originOf(target: string): string {
  const code = target.charCodeAt(0);
  if (code === 0x2f || code === 0x7b) return '';
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0].toLowerCase() ?? '';
  return origin.replace(/^(https?:\/\/)[^@]*@/, '$1').replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2');
}

function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/';
}
