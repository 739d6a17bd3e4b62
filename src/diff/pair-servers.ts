import type { Server } from '../openapi/model.ts';
import { templateShape } from '../openapi/template.ts';
import { isPair, pairBy, type Side } from './pair.ts';

/** As many URLs as a server is taken to stand for. */
const mostUrls = 64;

/**
 * Takes the servers of two versions; gives each once. What one version writes as a variable with its values and the
 * other as so many servers is no difference. One that went where one came is a pair: it moved.
 */
export function pairServers(before: readonly Server[], after: readonly Server[]): Side<Server>[] {
  const sides = pairBy(before, after, ({ url }) => templateShape(plainUrl(url)));
  const reached = { before: urlsOf(before, after), after: urlsOf(after, before) };
  const isKept = (server: Server, others: ReadonlySet<string>) =>
    urls(server).every((url) => others.has(url) || others.has(withoutScheme(url)));
  const left = sides.filter(
    (side) =>
      !isPair(side) &&
      !(side.before === undefined ? isKept(side.after, reached.before) : isKept(side.before, reached.after)),
  );
  const moved = new Map<Server, Server>();
  const gone = left.flatMap(({ before: server }) => server ?? []);
  const come = new Set(left.flatMap(({ after: server }) => server ?? []));
  const pairOff = (isSame: (old: Server, fresh: Server) => boolean): void => {
    for (const old of gone) {
      const target = moved.has(old) ? undefined : [...come].find((fresh) => isSame(old, fresh));
      if (target && come.delete(target)) moved.set(old, target);
    }
  };
  // First those whose host stayed, then those of the same path elsewhere; of one old and one new it is plain.
  pairOff((old, fresh) => hostOf(old) !== '' && hostOf(old) === hostOf(fresh));
  pairOff((old, fresh) => pathOf(old) !== '' && pathOf(old) === pathOf(fresh));
  if (gone.length === 1 && come.size === 1) pairOff(() => true);
  return sides.flatMap((side): Side<Server>[] => {
    if (isPair(side)) return [side];
    if (!left.includes(side)) return [];
    if (side.before === undefined) return come.has(side.after) ? [side] : [];
    const target = moved.get(side.before);
    return [target === undefined ? side : { before: side.before, after: target }];
  });
}

function hostOf({ url }: Server): string {
  return /^(?:[^/?#]*:)?\/\/[^/?#]*/.exec(plainUrl(url))?.[0] ?? '';
}

function pathOf(server: Server): string {
  return plainUrl(server.url).slice(hostOf(server).length);
}

/**
 * All URLs of some servers. Without any servers there is one, the place of the description (OpenAPI Object,
 * `servers`). One without a scheme stands for either.
 */
function urlsOf(servers: readonly Server[], others: readonly Server[]): ReadonlySet<string> {
  const all = servers.length === 0 ? [''] : servers.flatMap(urls);
  const schemeless = others.some(({ url }) => url.startsWith('//'));
  return new Set(schemeless ? all.flatMap((url) => [url, withoutScheme(url)]) : all);
}

/** The URLs that a template stands for, where its variables name all their values. */
function urls({ url, variables }: Server): readonly string[] {
  let found = [''];
  for (const [index, piece] of url.split(/\{([^{}]*)\}/).entries()) {
    const values = index % 2 === 0 ? [piece] : (variables.get(piece)?.enum ?? [`{${piece}}`]);
    found = found.flatMap((start) => values.map((value) => start + value)).slice(0, mostUrls);
  }
  return found.map(plainUrl);
}

/** Scheme and host have no case (RFC 3986 section 6.2.2.1), and a slash at the end leads nowhere else. */
function plainUrl(url: string): string {
  return url
    .replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/{]*/i, (start) => start.toLowerCase())
    .replace(/\/+$/, '');
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:(?=\/\/)/, '');
}
