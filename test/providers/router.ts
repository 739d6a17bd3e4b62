import type { Route } from './http.ts';
import { Refusal } from './reply.ts';

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: ReadonlyMap<string, string> }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

interface Pattern {
  readonly expression: RegExp;
  readonly names: readonly string[];
  /** How many characters are not those of a parameter. */
  readonly literal: number;
}

const patterns = new Map<string, Pattern>();

/**
 * The route for a request: of several whose path fits, the one with fewer parameters, and then more text beside them; a 404 if no path fits,
 * a 405 with `Allow` if only the method doesn't, a 400 if a parameter can't be percent-decoded.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match {
  const fitting = routes.filter((route) => compile(route.path).expression.test(path)).sort(closerFirst);
  const [closest] = fitting;
  if (closest === undefined) return refused(404, 'not-found', `There is nothing at ${path}.`);
  const siblings = fitting.filter((route) => route.path === closest.path);
  const wanted = method === 'HEAD' ? 'GET' : method;
  const route = siblings.find((sibling) => sibling.method === wanted);
  if (route === undefined) {
    const methods = siblings.flatMap((sibling) =>
      sibling.method === 'GET' ? ['GET', 'HEAD'] : sibling.method,
    );
    const refusal = new Refusal(405, 'method-not-allowed', `${method} is not allowed at ${path}.`, {
      headers: { allow: methods.join(', ') },
    });
    return { kind: 'refusal', refusal };
  }
  const { expression, names } = compile(route.path);
  const values = expression.exec(path)?.slice(1) ?? [];
  try {
    return {
      kind: 'route',
      route,
      params: new Map(names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')])),
    };
  } catch {
    return refused(400, 'malformed-path', 'A path parameter is not percent-encoded UTF-8.');
  }
}

function closerFirst(a: Route, b: Route): number {
  const [left, right] = [compile(a.path), compile(b.path)];
  return left.names.length - right.names.length || right.literal - left.literal;
}

function refused(status: number, code: string, message: string): Match {
  return { kind: 'refusal', refusal: new Refusal(status, code, message) };
}

function compile(template: string): Pattern {
  let pattern = patterns.get(template);
  if (pattern === undefined) {
    const names: string[] = [];
    const source = template.replace(/\{([^}]+)\}|[.*+?^${}()|[\]\\]/g, (found, name: string | undefined) => {
      if (name === undefined) return `\\${found}`;
      names.push(name);
      return '([^/]+)';
    });
    const literal = template.replace(/\{[^}]+\}/g, '').length;
    pattern = { expression: new RegExp(`^${source}$`), names, literal };
    patterns.set(template, pattern);
  }
  return pattern;
}
