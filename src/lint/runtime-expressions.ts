import type { Node, Part } from '../document/document.ts';
import type { Operation, Response } from '../openapi/model.ts';
import { keyOf } from '../document/node.ts';
import { pointerKeys, rootPointer, toPointer } from '../document/pointer.ts';

/** What a runtime expression is made of, where it can be read (OpenAPI 3.1.1, Runtime Expressions). */
export type RuntimeExpression =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'parameter'; readonly in: 'path' | 'query'; readonly name: string }
  | { readonly kind: 'header'; readonly of: 'request' | 'response'; readonly name: string }
  /** `keys` are those of the JSON Pointer behind the `#`, none for the whole body. */
  | { readonly kind: 'body'; readonly of: 'request' | 'response'; readonly keys: readonly string[] }
  | { readonly kind: 'other' };

const grammar =
  /^\$(?:url|method|statusCode|(?:request|response)\.(?:header\.[!#$%&'*+\-.^_`|~0-9A-Za-z]+|query\..+|path\..+|body(?:#(?:\/(?:[^/~]|~[01])*)*)?))$/s;

/** Takes an expression that starts with `$`; gives what it reads. */
export function readExpression(text: string): RuntimeExpression {
  if (!grammar.test(text)) return { kind: 'malformed' };
  const [, of, source, rest = ''] = /^\$(request|response)\.(header|body)(?:\.|#|$)(.*)$/s.exec(text) ?? [];
  if (of === 'request' || of === 'response')
    return source === 'header'
      ? { kind: 'header', of, name: rest }
      : { kind: 'body', of, keys: pointerKeys(toPointer(rest) ?? rootPointer) };
  const [, place, name] = /^\$request\.(path|query)\.(.+)$/s.exec(text) ?? [];
  if (name === undefined) return { kind: 'other' };
  return { kind: 'parameter', in: place === 'path' ? 'path' : 'query', name };
}

/** Takes the key of a callback, or a text in a link; gives the expressions in it: the whole, or those in braces. */
export function expressionsIn(text: string): string[] {
  if (text.startsWith('$')) return [text];
  return [...text.matchAll(/\{(\$[^{}]*)\}/g)].map(([, expression = '']) => expression);
}

/** A text that may have expressions in it. */
export interface ExpressionUse {
  readonly text: string;
  readonly at: Node;
  readonly part: Part;
  /** Those that `$response` may stand for. */
  readonly responses: readonly Response[];
}

/** Takes an operation; gives the keys of its callbacks and the values of its links. */
export function expressionUses({ callbacks, responses }: Operation): readonly ExpressionUse[] {
  const all = [...responses.values()];
  const uses: ExpressionUse[] = [];
  for (const { operations } of callbacks.values()) {
    const keys = new Set<string>();
    for (const { path, pathItem } of operations) {
      if (keys.has(path)) continue;
      keys.add(path);
      // A path item that is used from elsewhere stands under another name there.
      const own = keyOf(pathItem) === path;
      uses.push({ text: path, at: pathItem, part: own ? 'key' : 'value', responses: all });
    }
  }
  for (const response of all) {
    for (const { parameters, requestBody } of response.links.values()) {
      for (const at of [...parameters.values(), requestBody]) {
        if (typeof at?.value !== 'string') continue;
        uses.push({ text: at.value, at, part: 'value', responses: [response] });
      }
    }
  }
  return uses;
}
