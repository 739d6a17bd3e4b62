import type { Document, Node } from '../../document/document.ts';
import { child, isObject } from '../../document/node.ts';
import { createPatterns } from '../../schema/patterns.ts';
import { parseCriterion, type Criterion as Simple } from '../criteria.ts';
import { parseCondition, parseQuery } from '../json-path/parse.ts';
import type { Condition, Query } from '../json-path/query.ts';
import {
  draftFault,
  readExpressionType,
  typeFault,
  usualXPath,
  type ExpressionType,
} from './expression-type.ts';
import { embedded, expressionFault } from './expression.ts';
import { xpathFault } from './xpath.ts';

/** What is asked of a step (Arazzo 1.0.1 section 4.6.11). */
export type Criterion = { readonly node: Node; readonly text: string } & Asked;

/** One that has expressions within its condition. */
export type Embedding = Criterion & { readonly type: 'embedding' };

type Asked =
  | { readonly type: 'simple'; readonly condition: Simple }
  | { readonly type: 'regex'; readonly context: string; readonly pattern: string }
  | { readonly type: 'jsonpath'; readonly context: string; readonly query: Query | Condition }
  | { readonly type: 'xpath'; readonly context: string; readonly expression: string }
  /** What is asked is known when the expressions within it are filled in (Arazzo 1.1.0 section 4.6.12.4). */
  | { readonly type: 'embedding'; readonly context: string; readonly written: ExpressionType }
  /** In words, why it cannot be judged here. */
  | { readonly type: 'unjudged'; readonly reason: string };

/** Takes a criterion as it is written; gives it read. */
export function readCriterion(node: Node): Criterion {
  const place = child(node, 'condition') ?? node;
  const { condition, context, type = 'simple' } = isObject(node.value) ? node.value : {};
  const text = typeof condition === 'string' ? condition : '';
  const written = readExpressionType(type);
  if (written.name !== 'simple' && typeof context === 'string' && text.search(embedded) !== -1)
    return { node: place, text, type: 'embedding', context, written };
  return { node: place, text, ...asked(text, context, written, node.document) };
}

/** Takes a criterion and the text of its condition with the expressions in it filled in; gives it read. */
export function readFilled({ node, context, written }: Embedding, text: string): Criterion {
  return { node, text, ...asked(text, context, written, node.document) };
}

function asked(condition: string, context: unknown, written: ExpressionType, document: Document): Asked {
  const unjudged = (reason: string): Asked => ({ type: 'unjudged', reason });
  const { name: type, version } = written;
  if (condition === '') return unjudged('a criterion must have a "condition"');
  if (type === 'simple') {
    const parsed = parseCriterion(condition);
    return parsed ? { type, condition: parsed } : unjudged(`${condition} is not understood here`);
  }
  if (type !== 'regex' && type !== 'jsonpath' && type !== 'xpath')
    return unjudged(typeFault(written, 'criterion', ['simple', 'regex', 'jsonpath', 'xpath']));
  if (typeof context !== 'string') return unjudged(`a criterion of type ${type} must have a "context"`);
  const fault = expressionFault(context);
  if (fault !== undefined) return unjudged(fault);
  if (type === 'regex') {
    // As some write patterns: between slashes.
    const pattern = /^\/(.*)\/$/s.exec(condition)?.[1] ?? condition;
    try {
      createPatterns().get(pattern);
      return { type, context, pattern };
    } catch (error) {
      return unjudged(error instanceof Error ? error.message : String(error));
    }
  }
  if (type === 'xpath') {
    const mistake = xpathFault(condition, version ?? usualXPath(document));
    return mistake === undefined ? { type, context, expression: condition } : unjudged(mistake);
  }
  const otherwise = draftFault(condition, written);
  if (otherwise !== undefined) return unjudged(otherwise);
  try {
    return { type, context, query: readJsonPath(condition) };
  } catch (error) {
    if (error instanceof SyntaxError)
      return unjudged(`the JSONPath ${condition} is not understood: ${error.message}`);
    throw error;
  }
}

/** Beside a path that is to select something, a comparison, which many write in its place. */
function readJsonPath(text: string): Query | Condition {
  try {
    return parseQuery(text);
  } catch (error) {
    try {
      return parseCondition(text);
    } catch {
      throw error;
    }
  }
}
