import type * as Yaml from 'yaml';
import type { Span } from './document.ts';
import { mergeKey, noMembers, type Entry } from './entry.ts';
import { loadYaml } from './yaml-library.ts';

/** By the core schema (YAML 1.2.2 section 10.3). Keys given twice are ours to find, and merge keys ours to expand. */
const options = {
  version: '1.2',
  schema: 'core',
  uniqueKeys: false,
  merge: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;

/**
 * Takes a text; gives what `yaml` makes of it, mistakes and all: of several YAML documents, the first. Throws
 * RangeError where collections are nested deeper than the stack allows.
 */
export function parseNodes(content: string): Yaml.Document.Parsed {
  const { Composer, Parser, Document } = loadYaml();
  const composer = new Composer(options);
  // Every mistake is made an Error, and most of the time of a text full of them would go into their stack traces.
  const traced = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    for (const document of composer.compose(new Parser().parse(content), true, content.length))
      return document;
  } finally {
    Error.stackTraceLimit = traced;
  }
  return new Document(null, options) as Yaml.Document.Parsed;
}

/**
 * Takes a key's node, and what finds the node of an alias; whether it is a merge key: a plain `<<`, or `!!merge <<`
 * (YAML 1.1's merge type).
 */
export function isMergeKey(key: unknown, resolve: (alias: Yaml.Alias) => unknown): boolean {
  const { isAlias, isScalar } = loadYaml();
  const node = isAlias(key) ? resolve(key) : key;
  // With its tag, `yaml` makes a symbol of it.
  if (!isScalar(node) || typeof node.value === 'symbol') return isScalar(node);
  return node.value === mergeKey && node.type === 'PLAIN' && node.tag === undefined;
}

/** Takes a key's node, and what finds the node of an alias; gives what collection it is, undefined for a scalar. */
export function collectionKind(
  key: unknown,
  resolve: (alias: Yaml.Alias) => unknown,
): 'list' | 'mapping' | undefined {
  const { isAlias, isMap, isSeq } = loadYaml();
  const node = isAlias(key) ? resolve(key) : key;
  if (isMap(node)) return 'mapping';
  return isSeq(node) ? 'list' : undefined;
}

/** Takes a key's node; gives it as the string that js-yaml makes of it, which is what stands in the value. */
export function keyName(key: unknown, resolve: (alias: Yaml.Alias) => unknown): string {
  const { isAlias, isMap, isScalar, isSeq } = loadYaml();
  const node = isAlias(key) ? resolve(key) : key;
  if (isScalar(node)) return String(node.value);
  if (isMap(node)) return '[object Object]';
  if (!isSeq(node)) return 'null';
  return node.items
    .map((item) => (isScalar(item) ? String(item.value) : isMap(item) ? '[object Object]' : ''))
    .join();
}

/** What is written in a collection. */
export interface Collected {
  readonly members: ReadonlyMap<string, Entry>;
  readonly merges: readonly Entry[];
}

/** Takes what finds the entry of an alias's anchor; gives what an entry of the alias has of it. */
export function ofAlias(
  anchored: () => Entry | undefined,
): Required<Pick<Entry, 'members' | 'merges' | 'list'>> {
  return {
    list: () => anchored()?.list?.() === true,
    members: () => anchored()?.members() ?? noMembers,
    merges: () => anchored()?.merges?.() ?? [],
  };
}

/**
 * Takes a node of a parse of `content` (whose offsets begin at `base` in the content); gives the places of its
 * members. `resolve` finds what an alias stands for.
 */
export function nodeEntries(
  content: string,
  base: number,
  resolve: (alias: Yaml.Alias) => { readonly node: unknown; readonly entry: () => Entry } | undefined,
): (node: unknown, behind: number, key?: Span) => Entry {
  const { isAlias, isCollection, isMap, isNode, isPair } = loadYaml();
  const resolveNode = (alias: Yaml.Alias): unknown => resolve(alias)?.node;
  /** Of a mapping whose only key is a mapping, that key is its first and its last: each would double what is done. */
  const blocks = new WeakMap<object, Span>();

  function entryOf(node: unknown, behind: number, key?: Span): Entry {
    const value = spanOf(node, behind);
    const keyPart = key && { key };
    if (isAlias(node)) return { ...keyPart, value, ...ofAlias(() => resolve(node)?.entry()) };
    if (!isCollection(node)) return { ...keyPart, value, members: () => noMembers };
    let known: Collected | undefined;
    const collected = (): Collected => (known ??= collect(node, value.start));
    return {
      ...keyPart,
      value,
      list: () => !isMap(node),
      members: () => collected().members,
      merges: () => collected().merges,
    };
  }

  function collect(node: Yaml.YAMLMap | Yaml.YAMLSeq, start: number): Collected {
    const members = new Map<string, Entry>();
    const merges: Entry[] = [];
    for (const item of node.items as readonly unknown[]) {
      if (isMap(node) && isPair(item)) {
        const key = spanOf(item.key, start);
        const entry = entryOf(item.value, key.end, key);
        if (isMergeKey(item.key, resolveNode)) merges.push(entry);
        else if (collectionKind(item.key, resolveNode) === undefined)
          members.set(keyName(item.key, resolveNode), entry);
      } else {
        members.set(String(members.size), entryOf(item, start));
      }
    }
    return { members, merges };
  }

  function spanOf(node: unknown, behind: number): Span {
    if (!isNode(node) || !node.range) return { start: behind, end: behind };
    let [start, end] = node.range;
    start += base;
    end += base;
    if (start === end) {
      // An empty value stands where its colon, dash or properties end, before any blanks.
      while (content[start - 1] === ' ' || content[start - 1] === '\t') start--;
      return { start, end: start };
    }
    if (isCollection(node) && !node.flow) {
      let span = blocks.get(node);
      if (span === undefined) blocks.set(node, (span = blockSpan(node, start)));
      return span;
    }
    // Of a block scalar, without the lines that it ends with.
    while (end > start + 1 && /\s/.test(content[end - 1] ?? '')) end--;
    return { start, end };
  }

  function blockSpan(node: Yaml.YAMLMap | Yaml.YAMLSeq, fallback: number): Span {
    const first: unknown = node.items[0];
    const start =
      isMap(node) && isPair(first) && isNode(first.key) ? spanOf(first.key, fallback).start : fallback;
    let last: unknown = node.items.at(-1);
    let end = start;
    if (isPair(last)) {
      end = spanOf(last.key, end).end;
      last = last.value;
    }
    return { start, end: Math.max(end, spanOf(last, end).end) };
  }

  return entryOf;
}
