import type { Document } from '../../document/document.ts';
import { isObject, textOf } from '../../document/node.ts';

/** In which language an expression is written: what is named, and the version if one is (Arazzo 1.1.0 section 4.6.13). */
export interface ExpressionType {
  /** A text where the description is sound. */
  readonly name: unknown;
  readonly version: string | undefined;
}

/** Takes a type as it is written, a name or an object; gives what it says. */
export function readExpressionType(type: unknown): ExpressionType {
  if (!isObject(type)) return { name: type, version: undefined };
  const { type: name, version } = type;
  return { name, version: version === undefined ? undefined : textOf(version) };
}

/** Takes a type that is not known, what is of it, and the types that are; gives in words what is wrong with it. */
export function typeFault({ name }: ExpressionType, what: string, known: readonly string[]): string {
  const there = `there are ${known.join(', ')}`;
  return name === undefined
    ? `it does not say its type; ${there}`
    : `there is no type ${textOf(name)} of ${what}; ${there}`;
}

/** The languages that a selector is written in. */
export const selectorTypes = ['jsonpath', 'xpath', 'jsonpointer'] as const;

const draft = 'draft-goessner-dispatch-jsonpath-00';

/**
 * Takes a JSONPath and the version that it is written in; gives in words why it means something else by RFC 9535:
 * filters of the draft before that have no functions and a `length`, by the standard they do not hold.
 */
export function draftFault(text: string, { version }: ExpressionType): string | undefined {
  return version === draft && /\[\s*[?(]|\.length\b/.test(text)
    ? `JSONPath of ${draft} is not judged, that of RFC 9535 is`
    : undefined;
}

/** Takes a description; gives the XPath that is meant in it where no version is named. */
export function usualXPath(document: Document): string {
  return hasSelectors(document) ? 'xpath-31' : 'xpath-30';
}

/** Takes a description; gives whether it is of Arazzo 1.1, which has Selector Objects, or of a later one. */
export function hasSelectors({ value }: Document): boolean {
  return isObject(value) && /^1\.[1-9]/.test(textOf(value['arazzo']));
}
