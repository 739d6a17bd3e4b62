/** What a runtime expression is made of, where it can be read (OpenAPI 3.1.1, Runtime Expressions). */
export type RuntimeExpression =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'parameter'; readonly in: 'path' | 'query'; readonly name: string }
  | { readonly kind: 'other' };

const grammar =
  /^\$(?:url|method|statusCode|(?:request|response)\.(?:header\.[!#$%&'*+\-.^_`|~0-9A-Za-z]+|query\..+|path\..+|body(?:#(?:\/(?:[^/~]|~[01])*)*)?))$/s;

/** Takes an expression that starts with `$`; gives what it reads. */
export function readExpression(text: string): RuntimeExpression {
  if (!grammar.test(text)) return { kind: 'malformed' };
  const [, place, name] = /^\$request\.(path|query)\.(.+)$/s.exec(text) ?? [];
  if (name === undefined) return { kind: 'other' };
  return { kind: 'parameter', in: place === 'path' ? 'path' : 'query', name };
}

/** Takes the key of a callback, or a text in a link; gives the expressions in it: the whole, or those in braces. */
export function expressionsIn(text: string): string[] {
  if (text.startsWith('$')) return [text];
  return [...text.matchAll(/\{(\$[^{}]*)\}/g)].map(([, expression = '']) => expression);
}
