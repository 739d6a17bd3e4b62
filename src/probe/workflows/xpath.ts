import { createRequire } from 'node:module';
import type { Attr, Element } from 'slimdom';
import { textOf } from '../../document/node.ts';
import { tooLong, within } from '../../schema/time-limit.ts';
import { readXmlTree, writeXmlTree, type XmlTree } from './xml-tree.ts';

const require = createRequire(import.meta.url);

/** How long one expression may take, in milliseconds: what it loops over is up to whoever wrote it. */
const mostTime = 1_000;

/** The versions that a criterion may name (Arazzo 1.0.1 section 4.6.12). XPath 3.1 is one of Arazzo 1.1. */
const versions = ['xpath-10', 'xpath-20', 'xpath-30', 'xpath-31'];

/** What is asked of a text of XML. */
export type XPathAnswer =
  | { readonly kind: 'value'; readonly value: boolean }
  /** The text is not XML, or has nothing that the expression speaks of. */
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'unjudged'; readonly reason: string };

type Fontoxpath = typeof import('fontoxpath');

/**
 * Takes an XPath expression and the version that it is written in; gives in words why it cannot be judged, undefined
 * where it can be. All are read as XPath 3.1, which has what those before it have: what XPath 1.0 compares otherwise is
 * refused.
 */
export function xpathFault(expression: string, version: string): string | undefined {
  if (!versions.includes(version))
    return `there is no version ${version} of XPath here; there are ${versions.join(', ')}`;
  const differs = version === 'xpath-10' ? otherInXPath1(expression) : undefined;
  if (differs !== undefined) return differs;
  const empty = readXmlTree('<empty/>');
  try {
    if ('document' in empty) within(mostTime, () => evaluate(expression, empty));
  } catch (error) {
    const { code, words } = fontoxpathError(error);
    // Static errors but for prefixes, which are those of the text that comes: the others depend on it too.
    if (!code.startsWith('XPST') || code === unknownPrefix) return undefined;
    return `the XPath ${expression} is not understood: ${words}`;
  }
  return undefined;
}

const unknownPrefix = 'XPST0081';

/** XPath 1.0 makes numbers of what it orders, and a boolean of a node that it compares with one; later ones do not. */
function otherInXPath1(expression: string): string | undefined {
  const bare = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  const [first = '', ...others] = bare.split(/[<>]=?/);
  let left = first;
  for (const right of others) {
    const isNumeric =
      /(?:^|[\s(,=+*-])[\d.]+\s*$/.test(left) ||
      /^\s*(?:-?[\d.]|(?:count|sum|number|string-length|floor|ceiling|round|last|position)\s*\()/.test(right);
    if (!isNumeric)
      return 'what XPath 1.0 orders is not judged but beside a number: write number(…), or version xpath-30';
    left = right;
  }
  return /=\s*(?:true|false)\s*\(|\b(?:true|false)\s*\(\s*\)\s*!?=/.test(bare)
    ? 'what XPath 1.0 compares with true() or false() is not judged: compare with a text, or write version xpath-30'
    : undefined;
}

/**
 * Takes an expression and a text; gives whether it holds there: its effective boolean value (XPath 3.1 section 2.4.3),
 * true for whatever it selects. Prefixes are those of the text, and a name without one is in its default namespace.
 */
export function askXPath(expression: string, text: string): XPathAnswer {
  const tree = readXmlTree(text);
  if (!('document' in tree))
    return tree.kind === 'beyond'
      ? { kind: 'unjudged', reason: `it is not read as XML: ${tree.reason}` }
      : { kind: 'none', reason: `it is not XML (${tree.reason})` };
  try {
    const value = within(mostTime, () => evaluate(expression, tree));
    return value === tooLong ? slow(expression) : { kind: 'value', value };
  } catch (error) {
    const { code, words } = fontoxpathError(error);
    if (code === unknownPrefix)
      return { kind: 'none', reason: `it declares no ${/prefix \S+/.exec(words)?.[0] ?? 'such prefix'}` };
    return { kind: 'unjudged', reason: `${expression} cannot be asked of it: ${words}` };
  }
}

/**
 * Takes an expression and a text; gives what it comes to there, or in words why there is nothing: of a node its text,
 * of several values a list.
 */
export function selectXPath(
  expression: string,
  text: string,
): { readonly value: unknown } | { readonly reason: string } {
  const tree = readXmlTree(text);
  if (!('document' in tree)) return { reason: `it is not XML (${tree.reason})` };
  try {
    const { evaluateXPath, ReturnType } = fontoxpath();
    const [document, facade, variables, options] = asked(tree);
    const found = within(mostTime, () =>
      evaluateXPath(expression, document, facade, variables, ReturnType.ALL_RESULTS, options),
    );
    if (found === tooLong) return slow(expression);
    const values = found.map(plain);
    if (values.length === 0) return { reason: `there is nothing at ${expression}` };
    return { value: values.length === 1 ? values[0] : values };
  } catch (error) {
    return { reason: `${expression} cannot be asked of it: ${fontoxpathError(error).words}` };
  }
}

/** What JSON has no word for is its text. */
function plain(found: unknown): unknown {
  if (isPlace(found)) return 'value' in found ? found.value : found.textContent;
  if (typeof found === 'object' && found !== null)
    return 'textContent' in found ? found.textContent : textOf(found);
  return found;
}

/**
 * Takes a text of XML, an expression that selects elements or attributes in it, and a text to put there (Arazzo 1.0.1
 * section 4.6.14); gives the text with it, or in words why it has no such place.
 */
export function replaceAtXPath(
  text: string,
  expression: string,
  value: string,
): { readonly text: string } | { readonly reason: string } {
  const tree = readXmlTree(text);
  if (!('document' in tree)) return { reason: `the payload is not XML (${tree.reason})` };
  try {
    const found = within(mostTime, () => fontoxpath().evaluateXPathToNodes(expression, ...asked(tree)));
    if (found === tooLong) return slow(expression);
    const places = found.filter(isPlace);
    if (places.length === 0) return { reason: `the payload has no element or attribute at ${expression}` };
    for (const place of places) {
      if ('value' in place) place.value = value;
      else place.textContent = value;
    }
    return { text: writeXmlTree(tree.document, text) };
  } catch (error) {
    return { reason: `the XPath ${expression} is not understood: ${fontoxpathError(error).words}` };
  }
}

function isPlace(node: unknown): node is Element | Attr {
  const { nodeType } = node as { readonly nodeType?: unknown };
  return nodeType === 1 || nodeType === 2;
}

function slow(expression: string): { readonly kind: 'unjudged'; readonly reason: string } {
  return { kind: 'unjudged', reason: `${expression} takes longer than ${mostTime} ms` };
}

function evaluate(expression: string, tree: XmlTree): boolean {
  return fontoxpath().evaluateXPathToBoolean(expression, ...asked(tree));
}

function fontoxpath(): Fontoxpath {
  return require('fontoxpath') as Fontoxpath;
}

function asked({
  document,
  namespaces,
}: XmlTree): [typeof document, null, null, Parameters<Fontoxpath['evaluateXPathToNodes']>[4]] {
  const options = {
    language: fontoxpath().Language.XPATH_3_1_LANGUAGE,
    namespaceResolver: (prefix: string) => namespaces.get(prefix) ?? null,
    // What `trace` is told goes nowhere.
    logger: { trace: () => {} },
  };
  return [document, null, null, options];
}

/** What fontoxpath throws: its code of XPath's own, and the sentence behind it. */
function fontoxpathError(error: unknown): { readonly code: string; readonly words: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) return { code: '', words: 'it nests too deep' };
  const [, code = '', words = message] = /\b([A-Z]{4}\d{4})[:, ]*([^\n]*)/.exec(message) ?? [];
  const own = words.replace(/Q\{[^}]*\}/g, '').replace(/ No similar functions found\.?$/, '');
  return { code, words: own.trim().replace(/\.$/, '') };
}
