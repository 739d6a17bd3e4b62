import type { Span } from './document.ts';
import { mergeKey, noMembers, type Entry } from './entry.ts';
import { anchorFinder } from './yaml-anchors.ts';
import { plainValue } from './yaml-core.ts';
import { blockScalarEnd, plainScalarEnd } from './yaml-extent.ts';
import { collectionEntry, lateEntry } from './yaml-late-entry.ts';
import { empty, isBlankOrEnd, yamlLines } from './yaml-lines.ts';
import { nodeEntries, ofAlias, parseNodes, type Collected } from './yaml-nodes.ts';
import { flowEnd, propertiesEnd, quotedEnd, scanKey, skipBlanks } from './yaml-scan.ts';

/** Where a value may stand: from `at` on line `line`, up to, not including, line `end`. */
interface Place {
  readonly at: number;
  readonly line: number;
  readonly end: number;
  /** The indentation of the collection that holds it, -1 for the root. */
  readonly indent: number;
  /** Whether a block collection may begin on this line: not behind a key. */
  readonly block: boolean;
  readonly key?: Span;
}

/**
 * Takes YAML that has been found to have no mistakes; gives the places of its values. Lines are told apart by their
 * indentation, and only below the pointers asked for; `yaml` parses what that cannot tell: flow collections,
 * explicit keys, keys with properties.
 */
export function yamlEntries(content: string): Entry {
  const lines = yamlLines(content);
  const { starts, indents } = lines;
  const anchored = anchorFinder(content);

  /** What `yaml` makes of the text from an offset up to another. */
  function parsed(at: number, line: number, end: number, key?: Span): Entry {
    const column = Math.max(0, at - start(line));
    const base = at - column;
    const entryOf = nodeEntries(content, base, (alias) =>
      anchored(alias.source, base + (alias.range?.[0] ?? 0)),
    );
    const node = parseNodes(' '.repeat(column) + content.slice(at, end)).contents;
    return entryOf(node, at, key);
  }

  function start(line: number): number {
    return starts[Math.min(line, lines.count)] ?? content.length;
  }
  function lineAt(offset: number, from: number, to: number): number {
    let line = from;
    while (line + 1 < to && start(line + 1) <= offset) line++;
    return line;
  }

  function scalar(span: Span, key?: Span): Entry {
    return { ...(key && { key }), value: span, members: () => noMembers };
  }

  function valueAt({ at, line, end, indent, block, key }: Place): Entry {
    let properties = at;
    let from = skipBlanks(content, at);
    let here = line;
    let mayBlock = block;
    for (;;) {
      const unit = content.charCodeAt(from);
      if (isBlankOrEnd(unit) || (unit === 0x23 && isBlankOrEnd(content.charCodeAt(from - 1)))) {
        // Nothing more on this line: the value is on the next with content.
        do here++;
        while (here < end && indents[here] === empty);
        if (here >= end) return scalar({ start: properties, end: properties }, key);
        from = start(here) + skipIndent(here);
        mayBlock = true;
        continue;
      }
      if (unit !== 0x26 && unit !== 0x21) break;
      const behind = propertiesEnd(content, from);
      const next = skipBlanks(content, behind);
      // Before an implicit key on the same line, properties are the key's.
      if (mayBlock && !isBlankOrEnd(content.charCodeAt(next)) && scanKey(content, next) !== undefined) {
        return parsed(from, here, start(end), key);
      }
      properties = behind;
      from = next;
    }
    return contentAt({ at: from, line: here, end, indent, block: mayBlock, ...(key && { key }) });
  }

  function skipIndent(line: number): number {
    return skipBlanks(content, start(line)) - start(line);
  }

  function contentAt(place: Place): Entry {
    const { at, line, end, indent, block, key } = place;
    const first = content.charAt(at);
    const column = at - start(line);
    const tabs = content.slice(start(line), at).includes('\t');
    if (block && first === '-' && isBlankOrEnd(content.charCodeAt(at + 1))) {
      if (tabs) return parsed(at, line, start(end), key);
      return collected(place, true, () => ({ members: sequence(at, line, end, column), merges: [] }));
    }
    if (block) {
      const found = scanKey(content, at);
      if (found === 'odd' && (first === '?' || first === ':')) return parsed(at, line, start(end), key);
      if (found !== undefined && found !== 'odd') {
        if (tabs) return parsed(at, line, start(end), key);
        return collected(place, false, () => {
          const written = mapping(at, line, end, column);
          if (written !== undefined) return written;
          const odd = parsed(at, line, start(end));
          return { members: odd.members(), merges: odd.merges?.() ?? [] };
        });
      }
    }
    if (first === '|' || first === '>')
      return scalar({ start: at, end: blockScalarEnd(content, lines, at, line, end, indent) }, key);
    if (first === '"' || first === "'") return scalar({ start: at, end: quotedEnd(content, at) }, key);
    if (first === '*') return alias(place);
    if (first === '{' || first === '[') {
      const close = flowEnd(content, at);
      if (block && isKeyBehind(close)) return parsed(at, line, start(end), key);
      let known: Entry | undefined;
      const made = (): Entry => (known ??= parsed(at, line, close));
      return {
        ...(key && { key }),
        value: { start: at, end: close },
        members: () => made().members(),
        merges: () => made().merges?.() ?? [],
        list: () => first === '[',
      };
    }
    return scalar({ start: at, end: plainScalarEnd(content, lines, at, line, end) }, key);
  }

  function isKeyBehind(end: number): boolean {
    const colon = skipBlanks(content, end);
    return content.charCodeAt(colon) === 0x3a && isBlankOrEnd(content.charCodeAt(colon + 1));
  }

  function alias({ at, line, end, block, key }: Place): Entry {
    let behind = at;
    while (!isBlankOrEnd(content.charCodeAt(behind))) behind++;
    if (block && isKeyBehind(behind)) return parsed(at, line, start(end), key);
    const name = content.slice(at + 1, behind);
    return {
      ...(key && { key }),
      value: { start: at, end: behind },
      ...ofAlias(() => anchored(name, at)?.entry()),
    };
  }

  function collected({ at, line, end, key }: Place, list: boolean, expand: () => Collected): Entry {
    return collectionEntry({
      at,
      key,
      list,
      expand,
      emptyEnd: () => plainScalarEnd(content, lines, at, line, end),
    });
  }

  function sequence(at: number, line: number, end: number, indent: number): ReadonlyMap<string, Entry> {
    const members = new Map<string, Entry>();
    let from = at;
    let here = line;
    while (here < end) {
      let next = afterValue(skipBlanks(content, from + 1), here, end);
      while (next < end && !(indents[next] === indent && isDash(start(next) + indent))) next++;
      members.set(
        String(members.size),
        valueAt({ at: from + 1, line: here, end: next, indent, block: true }),
      );
      here = next;
      from = start(here) + indent;
    }
    return members;
  }

  function mapping(at: number, line: number, end: number, indent: number): Collected | undefined {
    const members = new Map<string, Entry>();
    const merges: Entry[] = [];
    let from = at;
    let here = line;
    while (here < end) {
      const key = scanKey(content, from);
      if (key === undefined || key === 'odd') return undefined;
      let next = afterValue(valueStart(key.behind), here, end);
      while (next < end && (indents[next] !== indent || isDash(start(next) + indent))) next++;
      const place = { at: key.behind, line: here, end: next, indent, block: false, key: key.span };
      const entry = lateEntry(() => valueAt(place), key.span);
      if (content.slice(key.span.start, key.span.end) === mergeKey) merges.push(entry);
      else members.set(keyOf(key.span), entry);
      here = next;
      from = start(here) + indent;
    }
    return { members, merges };
  }

  function isDash(at: number): boolean {
    return content.charCodeAt(at) === 0x2d && isBlankOrEnd(content.charCodeAt(at + 1));
  }

  function valueStart(behind: number): number {
    return skipBlanks(content, propertiesEnd(content, skipBlanks(content, behind)));
  }

  /** The first line behind a quoted scalar or flow collection, whose lines need not be indented. */
  function afterValue(at: number, line: number, end: number): number {
    const first = content.charAt(at);
    if (first === '"' || first === "'") return lineAt(quotedEnd(content, at) - 1, line, end) + 1;
    if (first === '{' || first === '[') return lineAt(flowEnd(content, at) - 1, line, end) + 1;
    return line + 1;
  }

  function keyOf({ start: from, end }: Span): string {
    const first = content.charAt(from);
    if (first === '"') {
      const inner = content.slice(from + 1, end - 1);
      return inner.includes('\\') ? String(parseNodes(content.slice(from, end)).toJS()) : inner;
    }
    if (first === "'") return content.slice(from + 1, end - 1).replaceAll("''", "'");
    return String(plainValue(content.slice(from, end)));
  }

  const { first, end } = lines;
  if (lines.inline || indents.subarray(first, end).every((indent) => indent === empty)) {
    return parsed(content.charCodeAt(0) === 0xfeff ? 1 : 0, 0, content.length);
  }
  return valueAt({ at: start(first), line: first, end, indent: -1, block: true });
}
