import type { Node } from '../../document/document.ts';
import { child, isObject, textOf } from '../../document/node.ts';
import { createPatterns } from '../../schema/patterns.ts';
import { parseCriterion, type Criterion as Simple } from '../criteria.ts';
import { parseCondition, parseQuery } from '../json-path/parse.ts';
import type { Condition, Query } from '../json-path/query.ts';
import { expressionFault } from './expression.ts';
import { xpathFault } from './xpath.ts';

/** What is asked of a step (Arazzo 1.0.1 section 4.6.11). */
export type Criterion = { readonly node: Node; readonly text: string } & Asked;

type Asked =
  | { readonly type: 'simple'; readonly condition: Simple }
  | { readonly type: 'regex'; readonly context: string; readonly pattern: string }
  | { readonly type: 'jsonpath'; readonly context: string; readonly query: Query | Condition }
  | { readonly type: 'xpath'; readonly context: string; readonly expression: string }
  /** In words, why it cannot be judged here. */
  | { readonly type: 'unjudged'; readonly reason: string };

/** Takes a criterion as it is written; gives it read. */
export function readCriterion(node: Node): Criterion {
  const place = child(node, 'condition') ?? node;
  const { condition, context, type = 'simple' } = isObject(node.value) ? node.value : {};
  const text = typeof condition === 'string' ? condition : '';
  if (!isObject(type)) return { node: place, text, ...asked(text, context, type) };
  const { type: name, version } = type;
  // Filters of the draft before the standard have no functions and a `length`: by the standard they do not hold.
  if (name === 'jsonpath' && version === draft && /\[\s*[?(]|\.length\b/.test(text))
    return {
      node: place,
      text,
      type: 'unjudged',
      reason: `JSONPath of ${draft} is not judged, that of RFC 9535 is`,
    };
  return { node: place, text, ...asked(text, context, name, version) };
}

const draft = 'draft-goessner-dispatch-jsonpath-00';

/** Where a criterion names no version (section 4.6.12). */
const usualXPath = 'xpath-30';

function asked(condition: string, context: unknown, type: unknown, version?: unknown): Asked {
  const unjudged = (reason: string): Asked => ({ type: 'unjudged', reason });
  if (condition === '') return unjudged('a criterion must have a "condition"');
  if (type === 'simple') {
    const parsed = parseCriterion(condition);
    return parsed ? { type, condition: parsed } : unjudged(`${condition} is not understood here`);
  }
  if (type !== 'regex' && type !== 'jsonpath' && type !== 'xpath')
    return unjudged(
      `there is no type ${textOf(type)} of criterion; there are simple, regex, jsonpath, xpath`,
    );
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
    const mistake = xpathFault(condition, version === undefined ? usualXPath : textOf(version));
    return mistake === undefined ? { type, context, expression: condition } : unjudged(mistake);
  }
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
