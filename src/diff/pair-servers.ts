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
  const pairs = sides.filter(isPair);
  const gone = left.flatMap(({ before: server }) => server ?? []);
  const come = left.flatMap(({ after: server }) => server ?? []);
  const [old, fresh] = [gone[0], come[0]];
  if (gone.length === 1 && come.length === 1 && old && fresh)
    return [...pairs, { before: old, after: fresh }];
  return [...pairs, ...left];
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
