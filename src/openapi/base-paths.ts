import type { Server } from './model.ts';

/** As many combinations of a server's variables as are tried. */
const mostCombinations = 32;

/**
 * Takes a server; gives the paths that its URL may end in, without a slash at the end, with its variables replaced
 * by their defaults and by each of their values (Server Object, Server Variable Object). '' for none.
 */
export function basePaths(server: Server): readonly string[] {
  const template = pathOf(server.url);
  let found = [''];
  for (const [index, piece] of template.split(/\{([^{}]*)\}/).entries()) {
    const values = index % 2 === 0 ? [piece] : valuesOf(server, piece);
    found = found.flatMap((before) => values.map((value) => before + value)).slice(0, mostCombinations);
  }
  return [...new Set(found.map((path) => path.replace(/^(?=[^/])/, '/').replace(/\/+$/, '')))];
}

function valuesOf(server: Server, name: string): readonly string[] {
  const variable = server.variables.get(name);
  const values = new Set(variable?.default === undefined ? [] : [variable.default]);
  for (const value of variable?.enum ?? []) values.add(value);
  return values.size === 0 ? [`{${name}}`] : [...values];
}

/** The path of a URL template, whose scheme and host may be templates too. */
function pathOf(url: string): string {
  const whole = url.replace(/[?#].*$/s, '');
  const authority = /^(?:[^/?#]*:)?\/\/[^/]*/.exec(whole)?.[0];
  if (authority !== undefined) return whole.slice(authority.length);
  // RFC 3986 section 4.2: no relative path begins with a segment that has a colon; who forgot the scheme meant a host.
  const host = /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}(?=\/|$)/i.exec(whole)?.[0];
  if (host !== undefined) return whole.slice(host.length);
  return whole.replace(/^\.?\//, '/');
}
