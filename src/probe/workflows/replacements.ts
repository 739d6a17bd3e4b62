import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import { Unjudgeable } from '../../schema/unjudgeable.ts';
import { createEvaluator } from '../json-path/evaluate.ts';
import { parseQuery } from '../json-path/parse.ts';
import type { Complain } from '../recordings/fields.ts';
import { textOf } from '../variables.ts';
import { draftFault, readExpressionType, selectorTypes, typeFault, usualXPath } from './expression-type.ts';
import { leftOut, type Filled } from './fill.ts';
import { replaceAtXPath, xpathFault } from './xpath.ts';

/** What replaces what: a target in some language, and what is put there. */
interface Replacement {
  readonly target: Node;
  readonly path: string;
  readonly language: (typeof selectorTypes)[number];
  readonly value: Node;
}

/**
 * Takes a payload, what is to be replaced in it (Arazzo 1.0.1 section 4.6.14), what fills expressions in, and what takes
 * mistakes; gives a copy of it with that.
 */
export function replaced(
  payload: unknown,
  replacements: readonly Node[],
  fill: Filled,
  complain: Complain,
): unknown {
  if (replacements.length === 0) return payload;
  const copy = { whole: structuredClone(payload) };
  for (const node of replacements) {
    const one = readReplacement(node, 'jsonpointer', complain);
    if (one === undefined) continue;
    const value = fill.value(one.value);
    if (value === leftOut) continue;
    if (one.language === 'xpath') complain(one.target, 'XPath has no places in a payload of JSON');
    else if (one.language === 'jsonpath') replaceAtJsonPath(copy, one, value, complain);
    else {
      const pointer = toPointer(one.path);
      if (pointer === undefined || !setAt(copy, ['whole', ...pointerKeys(pointer)], value))
        complain(one.target, `the payload has nothing at ${one.path}`);
    }
  }
  return copy.whole;
}

/** As `replaced`, of a text of XML, whose places XPath names. */
export function replacedInXml(
  payload: string,
  replacements: readonly Node[],
  fill: Filled,
  complain: Complain,
): string {
  let text = payload;
  for (const node of replacements) {
    const one = readReplacement(node, 'xpath', complain);
    if (one === undefined) continue;
    const value = fill.value(one.value);
    if (value === leftOut) continue;
    if (one.language !== 'xpath') {
      complain(one.target, 'places in a payload of XML are named by XPath');
      continue;
    }
    const result = replaceAtXPath(text, one.path, textOf(value));
    if ('text' in result) text = result.text;
    else complain(one.target, result.reason);
  }
  return text;
}

function readReplacement(
  node: Node,
  usual: Replacement['language'],
  complain: Complain,
): Replacement | undefined {
  const target = child(node, 'target') ?? node;
  const value = child(node, 'value');
  const kind = child(node, 'targetSelectorType');
  const written = readExpressionType(kind?.value ?? usual);
  const refuse = (at: Node, problem: string): undefined => complain(at, problem) as undefined;
  const language = selectorTypes.find((one) => one === written.name);
  if (language === undefined) return refuse(kind ?? node, typeFault(written, 'selector', selectorTypes));
  const named = { jsonpointer: 'a JSON Pointer', jsonpath: 'a JSONPath', xpath: 'an XPath' }[language];
  if (typeof target.value !== 'string' || value === undefined)
    return refuse(target, `a replacement must have ${named} as "target", and a "value"`);
  const path = language === 'jsonpointer' ? target.value.replace(/^#/, '') : target.value;
  const fault =
    language === 'jsonpath'
      ? draftFault(path, written)
      : language === 'xpath'
        ? xpathFault(path, written.version ?? usualXPath(node.document))
        : toPointer(path) === undefined
          ? `a replacement must have ${named} as "target", and a "value"`
          : undefined;
  return fault === undefined ? { target, path, language, value } : refuse(target, fault);
}

function replaceAtJsonPath(
  copy: { whole: unknown },
  { target, path }: Replacement,
  value: unknown,
  complain: Complain,
): void {
  try {
    const places = createEvaluator(copy.whole).find(parseQuery(path));
    if (places.length === 0) complain(target, `the payload has nothing at ${path}`);
    for (const { holder, key } of places) set(holder ?? copy, holder ? key : 'whole', value);
  } catch (error) {
    const isKnown = [SyntaxError, RangeError, Unjudgeable].some((kind) => error instanceof kind);
    if (!isKnown || !(error instanceof Error)) throw error;
    complain(target, `the JSONPath ${path} is not understood: ${error.message}`);
  }
}

function setAt(root: Record<string, unknown>, keys: readonly string[], value: unknown): boolean {
  let at: unknown = root;
  for (const key of keys.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  const last = keys.at(-1) ?? '';
  if (typeof at !== 'object' || at === null) return false;
  if (Array.isArray(at) && !(/^\d+$/.test(last) && Number(last) <= at.length)) return false;
  set(at, last, value);
  return true;
}

/** A member that is called `__proto__` is one like others. */
function set(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}
