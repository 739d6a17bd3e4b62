import { mergeKey, type ParseProblem } from './entry.ts';
import { appendKey, type Pointer } from './pointer.ts';
import { cutCycles } from './yaml-cycles.ts';

/** Members that all merge keys of one text may look at: a hundred times what large descriptions need. */
const mostMerged = 200_000;

// Both parsers give a merge key as a string of its own, so that `<<` in quotes remains a key, and so that a mapping
// may have several. No text can guess it: an escape could write any string that is known beforehand.
const mark = `\u0000${mergeKey}${Math.random().toString(36).slice(2)}:`;
let marked = 0;

/** Gives the key that a plain `<<` stands under until `expandMerges`, another one each time. */
export function markMerge(): string {
  return `${mark}${marked++}`;
}

/** How many plain `<<` have been marked so far: whether a text had any. */
export function countMarked(): number {
  return marked;
}

/**
 * Takes a value with marked merge keys; puts the members of what each merges in its place, by YAML 1.1's merge type:
 * own members win over merged ones, earlier mappings over later ones. What is merged is shared, not copied. Collections
 * that contain or merge themselves are cut, as by `cutCycles`. Gives the root, and what is wrong with the merges.
 */
export function expandMerges(root: unknown): { value: unknown; problems: readonly ParseProblem[] } {
  if (typeof root === 'string') return { value: unmarked(root), problems: [] };
  const problems: ParseProblem[] = [];
  const cutLists = new Set<object>();
  let looked = 0;

  /** The mappings that a merge key's value stands for. */
  function sources(value: unknown, pointer: Pointer): ReadonlySet<object> {
    const found = new Set<object>();
    const list = Array.isArray(value) ? (value as readonly unknown[]) : undefined;
    for (const [index, item] of (list ?? [value]).entries()) {
      if (typeof item === 'object' && item !== null && !Array.isArray(item)) found.add(item);
      // Null where a cycle was cut, which has been told.
      else if (!(list && item === null && cutLists.has(list))) {
        problems.push({
          code: 'document-syntax',
          message: `the key << merges mappings, and this is ${described(item)}`,
          pointer: list ? appendKey(pointer, index) : pointer,
        });
      }
    }
    return found;
  }

  function expand(collection: object, keys: readonly string[], pointer: Pointer): void {
    if (!keys.some((key) => key.includes(mark))) return;
    const own = new Map(keys.map((key) => [key, Reflect.get(collection, key) as unknown]));
    const members = new Map<string, unknown>();
    for (const [key, value] of own) {
      if (!key.startsWith(mark)) {
        members.set(unmarked(key), value);
        continue;
      }
      // Undefined where a cycle was cut.
      if (value === undefined) continue;
      for (const source of sources(value, appendKey(pointer, mergeKey))) {
        for (const name of Object.keys(source)) {
          if (++looked > mostMerged) break;
          if (!members.has(name) && !own.has(name)) members.set(name, Reflect.get(source, name));
        }
        if (looked === mostMerged + 1) {
          looked++;
          const message = `merge keys that merge more than ${mostMerged} members; the rest is left out`;
          problems.push({ code: 'document-limit', message, pointer: appendKey(pointer, mergeKey) });
        }
      }
    }
    // In place, since others share it; anew, for the order.
    for (const key of keys) Reflect.deleteProperty(collection, key);
    for (const [key, value] of members)
      Object.defineProperty(collection, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }

  const cycles = cutCycles(root, {
    name: (key) => (key.includes(mark) ? unmarked(key) : key),
    scalar: (value) => (typeof value === 'string' && value.includes(mark) ? unmarked(value) : value),
    cut(collection, key) {
      if (Array.isArray(collection)) cutLists.add(collection);
      return key.startsWith(mark) ? undefined : null;
    },
    leave: expand,
  });
  return { value: root, problems: [...cycles, ...problems] };
}

function unmarked(text: string): string {
  return text.split(mark).reduce((before, after) => before + mergeKey + after.replace(/^\d+/, ''));
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : `a ${typeof value}`;
}
