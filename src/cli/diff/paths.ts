import type { Pair } from '../../diff/pair.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import { guardPattern, type GuardedPattern } from '../../schema/patterns.ts';
import { RunError } from '../errors.ts';

/** Which paths are compared, and what is left out of them. */
export interface PathOptions {
  /** A regular expression that paths must match somewhere, once their prefix is gone. */
  readonly matchPath?: string;
  readonly stripPrefixBefore?: string;
  readonly stripPrefixAfter?: string;
}

/**
 * Takes two versions and what the user asked for; gives them with the paths as they are compared. Throws RunError
 * where that would leave nothing, as no one means that.
 */
export function selectPaths(
  { before, after }: Pair<Api>,
  { matchPath, stripPrefixBefore, stripPrefixAfter }: PathOptions,
): Pair<Api> {
  const stripped = {
    before: withoutPrefix(before, stripPrefixBefore),
    after: withoutPrefix(after, stripPrefixAfter),
  };
  if (matchPath === undefined) return stripped;
  const pattern = patternOf(matchPath);
  const fits = ({ path }: Operation) => pattern.test(path);
  const selected = { before: withOnly(stripped.before, fits), after: withOnly(stripped.after, fits) };
  const left = [selected.before, selected.after].some(
    ({ operations, webhooks }) => operations.length + webhooks.length > 0,
  );
  if (!left) throw new RunError(`--match-path ${matchPath}: no path of either version matches`);
  return selected;
}

function patternOf(text: string): GuardedPattern {
  try {
    return guardPattern(new RegExp(text, 'u'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RunError(`--match-path ${text}: ${reason}`);
  }
}

function withOnly(api: Api, fits: (operation: Operation) => boolean): Api {
  return changed(api, { operations: api.operations.filter(fits), webhooks: api.webhooks.filter(fits) });
}

function withoutPrefix(api: Api, prefix: string | undefined): Api {
  if (prefix === undefined) return api;
  const stripped = withPrefix(api, prefix, '');
  if (stripped === undefined)
    throw new RunError(`no path of ${api.documents.root.uri} begins with ${prefix}`);
  return stripped;
}

/**
 * Takes an API, how some of its paths begin, and what is to stand there instead; gives it so, undefined where no path
 * begins like that. A prefix ends where a segment does.
 */
export function withPrefix(api: Api, prefix: string, instead: string): Api | undefined {
  const from = trimmed(prefix);
  const to = trimmed(instead);
  let found = false;
  const operations = api.operations.map((operation) => {
    const { method, path } = operation;
    if (path !== from && !path.startsWith(`${from}/`)) return operation;
    found = true;
    const moved = `${to}${path.slice(from.length)}` || '/';
    return changed(operation, { path: moved, key: `${method.toUpperCase()} ${moved}` });
  });
  return found ? changed(api, { operations }) : undefined;
}

function trimmed(prefix: string): string {
  const path = prefix.replace(/\/+$/, '');
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** The rest of it is still made only when it is asked for. */
function changed<T extends object>(thing: T, members: Partial<T>): T {
  const values = Object.entries(members).map(([key, value]) => [key, { value, enumerable: true }] as const);
  return Object.create(thing, Object.fromEntries(values)) as T;
}
