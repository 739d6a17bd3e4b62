import type { Node } from '../../document/document.ts';
import { isObject, textOf, type JsonObject } from '../../document/node.ts';
import { toPointer } from '../../document/pointer.ts';
import { createPatterns } from '../../schema/patterns.ts';
import { Unjudgeable } from '../../schema/unjudgeable.ts';
import type { Captured } from '../captures.ts';
import { createEvaluator } from '../json-path/evaluate.ts';
import { parseQuery } from '../json-path/parse.ts';
import { access } from './access.ts';
import {
  draftFault,
  hasSelectors,
  readExpressionType,
  selectorTypes,
  typeFault,
  usualXPath,
} from './expression-type.ts';
import { evaluate, type Scope } from './expression.ts';
import { selectXPath, xpathFault } from './xpath.ts';

/** Whether a value selects from another one, in place of being one (Arazzo 1.1.0 section 4.6.14). */
export function isSelector(node: Node): node is Node<JsonObject> {
  const { value, document } = node;
  return (
    isObject(value) &&
    typeof value['context'] === 'string' &&
    typeof value['selector'] === 'string' &&
    value['type'] !== undefined &&
    hasSelectors(document)
  );
}

/** Takes a selector; gives in words why nothing can be selected by it, undefined where it can. */
export function selectorFault({ value, document }: Node<JsonObject>): string | undefined {
  const { selector, type } = value;
  const text = textOf(selector);
  const written = readExpressionType(type);
  switch (written.name) {
    case 'jsonpath':
      return draftFault(text, written) ?? jsonPathFault(text);
    case 'xpath':
      return xpathFault(text, written.version ?? usualXPath(document));
    case 'jsonpointer':
      return toPointer(text.replace(/^#/, '')) === undefined ? `${text} is no JSON Pointer` : undefined;
    default:
      return typeFault(written, 'selector', selectorTypes);
  }
}

function jsonPathFault(text: string): string | undefined {
  try {
    parseQuery(text);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return `the JSONPath ${text} is not understood: ${error.message}`;
    throw error;
  }
}

const patterns = createPatterns();

/**
 * Takes a selector and what its context sees; gives what it selects, or in words why there is nothing: of one value
 * that, of several a list of them.
 */
export function select(node: Node<JsonObject>, scope: Scope): Captured {
  const fault = selectorFault(node);
  if (fault !== undefined) return { reason: fault };
  const { context, selector, type } = node.value;
  const found = evaluate(textOf(context), scope);
  if (!('value' in found)) return found;
  const text = textOf(selector);
  switch (readExpressionType(type).name) {
    case 'jsonpointer':
      return access(found.value, text.startsWith('#') ? text : `#${text}`);
    case 'xpath':
      return selectXPath(text, textOf(found.value));
    default:
      try {
        const values = createEvaluator(found.value, patterns).select(parseQuery(text));
        if (values.length === 0) return { reason: `there is nothing at ${text} in ${textOf(context)}` };
        return { value: values.length === 1 ? values[0] : values };
      } catch (error) {
        if (error instanceof RangeError || error instanceof Unjudgeable) return { reason: error.message };
        throw error;
      }
  }
}
