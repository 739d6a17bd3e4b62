import type { Node } from '../../document/document.ts';
import { items, members } from '../../document/node.ts';
import { embedded, evaluate, isExpression, type Scope } from './expression.ts';
import { isSelector, select } from './selector.ts';
import { textOf } from '../variables.ts';

/** Values within one another are followed as deep. */
const deepest = 100;

/** An expression that has no value where one is needed. */
export interface Hole {
  readonly node: Node;
  readonly expression: string;
  readonly reason: string;
  /** Whether the user was told already why. */
  readonly told?: true;
}

/** Fills in expressions, and remembers what it could not fill in. */
export interface Filled {
  /** Takes a node; gives its value with the expressions in it as what they come to, of the type they come to. */
  value(node: Node): unknown;
  /** Takes a text; gives it with the expressions in it, each put through `encode`. */
  text(text: string, node: Node, encode?: (value: unknown) => string): string;
  readonly holes: readonly Hole[];
}

/** In place of a value that nobody has to give: what it is for is left out. */
export const leftOut = Symbol('left out');

/** Takes what expressions see, and the names of inputs that may be absent; gives what fills expressions in. */
export function createFill(scope: Scope, optional: ReadonlySet<string>): Filled {
  const holes: Hole[] = [];
  const lookUp = (expression: string, node: Node): unknown => {
    const found = evaluate(expression, scope);
    if ('value' in found) return found.value;
    const [, input] = /^\$inputs\.(.+)$/.exec(expression) ?? [];
    if (input !== undefined && optional.has(input)) return leftOut;
    holes.push({ node, expression, ...found });
    return undefined;
  };
  const text: Filled['text'] = (source, node, encode = textOf) =>
    source.replace(embedded, (_, expression: string) => {
      const value = lookUp(expression, node);
      return value === leftOut || value === undefined ? '' : encode(value);
    });
  const fill = (node: Node, depth: number): unknown => {
    const { value } = node;
    if (typeof value === 'string') return isExpression(value) ? lookUp(value, node) : text(value, node);
    if (typeof value !== 'object' || value === null || depth > deepest) return value;
    if (isSelector(node)) {
      const found = select(node, scope);
      if ('value' in found) return found.value;
      holes.push({ node, expression: textOf(node.value['selector']), ...found });
      return undefined;
    }
    if (Array.isArray(value))
      return items(node)
        .map((item) => fill(item, depth + 1))
        .filter((item) => item !== leftOut);
    const entries = members(node).map(([key, member]) => [key, fill(member, depth + 1)] as const);
    return Object.fromEntries(entries.filter(([, member]) => member !== leftOut));
  };
  return { text, value: (node) => fill(node, 0), holes };
}
