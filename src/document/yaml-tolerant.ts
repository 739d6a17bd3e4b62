import type * as Yaml from 'yaml';
import type { Span } from './document.ts';
import { mergeKey, type Entry, type Parsed, type ParseProblem } from './entry.ts';
import { appendKey, rootPointer, type Pointer } from './pointer.ts';
import { loadYaml } from './yaml-library.ts';
import { markMerge } from './yaml-merge.ts';
import { collectionKind, isMergeKey, keyName, nodeEntries, parseNodes } from './yaml-nodes.ts';

/** More mistakes than this in one text are not worth reading: it is not YAML. */
const mostProblems = 200;

/** In UTF-16 units: a text longer than `longText` is read to its end only if its first part has fewer mistakes. */
const longText = 1_000_000;
const firstPart = 200_000;
/** Of one longer than this only the first part is read: what is left of the time would not do. */
export const longestWhole = 8_000_000;

/** What no YAML may hold, wherever it stands. */
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/**
 * Takes a text that js-yaml refuses; gives as much of its value as `yaml` makes out, all that is wrong, and the keys
 * that are given twice. Merge keys stand in the value as `markMerge` gives them. Throws RangeError where collections are
 * nested deeper than the stack allows.
 */
export function readYamlTolerantly(content: string): Parsed {
  const { isAlias, isMap, isNode, isPair, isScalar, isSeq } = loadYaml();
  // `yaml` counts a byte order mark as a column.
  const base = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const document = readableNodes(content.slice(base));
  const problems: ParseProblem[] = [];
  let twice = 0;
  /** The offsets of keys that are collections, which JSON has no way to write: their members are left out. */
  const collectionKeys = new Set<number>();
  const anchors = new Map<string, unknown>();
  const targets = new Map<Yaml.Alias, unknown>();
  const values = new Map<unknown, unknown>();
  const entries = new Map<unknown, Entry>();
  const resolve = (alias: Yaml.Alias): { node: unknown; entry: () => Entry } | undefined => {
    const node = targets.get(alias);
    if (node === undefined) return undefined;
    return {
      node,
      entry: () => {
        const known = entries.get(node) ?? entryOf(node, 0);
        entries.set(node, known);
        return known;
      },
    };
  };
  const entryOf = nodeEntries(content, base, resolve);

  // Of which `yaml` says nothing (YAML 1.2.2 section 5.1).
  for (const { 0: control, index } of content.matchAll(controls)) {
    if (problems.length >= mostProblems) break;
    const escape = `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`;
    const message = `a control character must be written as ${escape}, in double quotes`;
    problems.push({ code: 'document-syntax', message, span: { start: index, end: index + 1 } });
  }

  const lines = new Set<number>();
  for (const { message, pos } of document.errors) {
    if (problems.length >= mostProblems) break;
    // What overflows in `yaml` is reported by it as any mistake.
    if (message.includes('call stack')) throw new RangeError(message);
    // One slip makes more of the same line wrong; and where it ended the document, all that follows.
    const line = content.lastIndexOf('\n', base + pos[0] - 1);
    if (lines.has(line) || (problems.length > 0 && message.includes('token in YAML stream'))) continue;
    lines.add(line);
    problems.push({ code: 'document-syntax', message: inWords(message), span: spanAt(content, base, pos) });
  }

  function valueOf(node: unknown, pointer: Pointer): unknown {
    if (!isNode(node)) return null;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) {
        const message = `the alias *${node.source} has no anchor &${node.source} before it`;
        problems.push({ code: 'document-syntax', message, span: entryOf(node, 0).value, pointer });
        return null;
      }
      targets.set(node, target);
      return values.get(target) ?? null;
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isScalar(node)) {
      // The symbol is that of `!!merge <<`.
      const scalar: unknown = typeof node.value === 'symbol' ? mergeKey : node.value;
      values.set(node, scalar);
      return scalar;
    }
    if (isSeq(node)) {
      const list: unknown[] = [];
      values.set(node, list);
      for (const item of node.items as readonly unknown[])
        list.push(valueOf(item, appendKey(pointer, list.length)));
      return list;
    }
    const object = {};
    values.set(node, object);
    if (!isMap(node)) return object;
    const keys = new Map<string, unknown>();
    for (const item of node.items as readonly unknown[]) {
      if (!isPair(item)) continue;
      const told = problems.length;
      if (isNode(item.key)) valueOf(item.key, pointer);
      const resolveAlias = (alias: Yaml.Alias): unknown => targets.get(alias);
      const kind = collectionKind(item.key, resolveAlias);
      if (kind !== undefined) {
        // What is in such a key is no better.
        problems.length = told;
        const { value: span } = entryOf(item.key, 0);
        collectionKeys.add(span.start);
        valueOf(item.value, pointer);
        if (collectionKeys.size > mostProblems) continue;
        const message = `a key must be a string, and this one is a ${kind}`;
        problems.push({ code: 'document-syntax', message, span, pointer });
        continue;
      }
      const merge = isMergeKey(item.key, resolveAlias);
      const name = keyName(item.key, resolveAlias);
      const memberPointer = appendKey(pointer, name);
      const first = keys.get(name);
      const exactly = roundedKey(item.key, name);
      if (exactly !== undefined && problems.length < mostProblems) {
        const message = `the key ${exactly} is read as ${name}, to which it is rounded; put quotes around it`;
        problems.push({
          code: 'document-syntax',
          message,
          span: entryOf(item.key, 0).value,
          pointer: memberPointer,
        });
      }
      if (merge || exactly !== undefined) {
        // A mapping may have several of these, and of those it is said.
      } else if (first === undefined) {
        keys.set(name, item.key);
      } else if (isWritten(item.key) && ++twice <= mostProblems) {
        problems.push({
          code: 'document-duplicate-key',
          message: `the key ${JSON.stringify(name)} is given twice`,
          span: entryOf(item.key, 0).value,
          pointer: memberPointer,
          related: [{ message: 'first given here', span: entryOf(first, 0).value, pointer: memberPointer }],
        });
      }
      Object.defineProperty(object, merge ? markMerge() : name, {
        value: valueOf(item.value, memberPointer),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  }

  const value = valueOf(document.contents, rootPointer);
  return {
    value,
    entries: () => entryOf(document.contents, base),
    // `yaml` takes a flow collection for a mistake where it is a key behind others.
    problems: problems.filter(
      ({ message, span }) => !(message.startsWith('map comment') && collectionKeys.has(span?.start ?? -1)),
    ),
  };
}

/** What `yaml` makes of a text; of a long one that is not YAML at all, of its first part. */
function readableNodes(content: string): Yaml.Document.Parsed {
  if (content.length > longText) {
    const first = parseNodes(content.slice(0, firstPart));
    if (first.errors.length >= mostProblems || content.length > longestWhole) return first;
  }
  return parseNodes(content);
}

/** Takes a key and its name; gives it as it is written, if it is a whole number beyond 2^53 that is rounded. */
function roundedKey(key: unknown, name: string): string | undefined {
  if (!loadYaml().isScalar(key) || typeof key.value !== 'number' || Number.isSafeInteger(key.value))
    return undefined;
  const { source = name } = key;
  return /^[-+]?\d{16,}$/.test(source) && source !== name ? source : undefined;
}

/** Whether a key stands in the text: after a mistake, `yaml` puts in empty ones. */
function isWritten(key: unknown): boolean {
  const range = loadYaml().isNode(key) ? key.range : undefined;
  return !!range && range[1] > range[0];
}

function spanAt(content: string, base: number, [start, end]: readonly [number, number]): Span {
  const from = Math.min(base + start, content.length);
  return { start: from, end: Math.min(Math.max(base + end, from), content.length) };
}

/** The messages of `yaml` begin with a capital and may go on over lines. */
function inWords(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1);
}
