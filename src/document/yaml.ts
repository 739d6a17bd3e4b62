import type { Schema } from 'js-yaml';
import { mergeKey, noMembers, type Entry, type Parsed } from './entry.ts';
import { tooDeep, tooMany, type Limits } from './limits.ts';
import { coreScalars, isSpecial } from './yaml-core.ts';
import { cutCycles } from './yaml-cycles.ts';
import { loadJsYaml } from './yaml-library.ts';
import { countMarked, expandMerges, markMerge } from './yaml-merge.ts';
import { yamlEntries } from './yaml-entries.ts';
import { mayHaveCollectionKeys } from './yaml-keys.ts';
import { longestWhole, readYamlTolerantly } from './yaml-tolerant.ts';
import { secondDocument } from './yaml-stream.ts';
import { readUsualYaml } from './yaml-usual.ts';

/** Cycles, and merge keys of anything but mappings, that are told of in one text. */
const mostCycles = 200;

/** What may be a whole number beyond 2^53 that is a key, which a double rounds. */
const longKey = /\d{16}[ \t]*:/;

let coreSchema: Schema | undefined;
let mergeSchema: Schema | undefined;

/**
 * Takes a text; gives the value of the YAML document in it, by the core schema of YAML 1.2 (section 10.3), no
 * dates, and with the merge keys of YAML 1.1, which every tool knows. Of a text that is not YAML, as much of the value
 * as can be made out, with everything that is wrong and where. Aliases give the same object as their anchor; one inside
 * its own anchor is cut off and reported.
 */
export function parseYaml(text: string, limits: Pick<Limits, 'depth' | 'values'>): Parsed {
  // A lone CR is a line break too (section 5.4), which `yaml` does not know: as LF, every offset stays what it is.
  const content = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  const usual = readUsualYaml(content, limits);
  if (usual !== undefined) {
    const { value, entries = () => yamlEntries(content) } = usual;
    return { value, entries, problems: [] };
  }
  return readAnyYaml(content, limits);
}

/** As `parseYaml`, of a text in which a lone CR ends no line; whatever YAML has may stand in it. */
export function readAnyYaml(content: string, limits: Pick<Limits, 'depth' | 'values'>): Parsed {
  const merging = content.includes(mergeKey);
  const marked = countMarked();
  const { loadAll } = loadJsYaml();
  let parsed: Parsed | undefined;
  try {
    // Each value takes a character.
    const listener = content.length > limits.values ? { listener: countTo(limits.values) } : {};
    const options = { schema: schemaOf(merging), maxDepth: limits.depth, ...listener };
    const documents: unknown[] = loadAll(content, null, options);
    let places: Entry | undefined;
    const entries = (): Entry => (places ??= yamlEntries(content));
    parsed = { value: documents[0] ?? null, entries, problems: [] };
    if (
      content.length <= longestWhole &&
      (longKey.test(content) || mayHaveCollectionKeys(content, entries))
    ) {
      const closely = readYamlTolerantly(content);
      if (closely.problems.length > 0) parsed = closely;
    }
  } catch (error) {
    const at = depthError(error, content);
    if (at !== undefined) return limitReached(at, tooDeep(limits));
    if (error instanceof TooManyValues) return limitReached(error.position, tooMany(limits));
    try {
      parsed = readYamlTolerantly(content);
    } catch (second) {
      if (second instanceof RangeError) return limitReached(0, tooDeep(limits));
      throw second;
    }
  }
  const expanded = countMarked() > marked ? expandMerges(parsed.value) : undefined;
  const { value } = expanded ?? parsed;
  const cycles = expanded?.problems ?? (content.includes('*') ? cutCycles(value) : []);
  const problems = parsed.problems.concat(cycles.slice(0, mostCycles));
  const another = secondDocument(content);
  if (another !== undefined) {
    const span = { start: another, end: another + 3 };
    const message = 'a second YAML document begins here; only the first is read';
    problems.push({ code: 'document-syntax', message, span });
  }
  return { value, entries: parsed.entries, problems };
}

class TooManyValues extends Error {
  readonly position: number;
  constructor(position: number) {
    super('too many values');
    this.position = position;
  }
}

/** Listens to js-yaml as it comes upon values; stops it beyond so many. */
function countTo(most: number): (event: string, state: unknown) => void {
  let values = 0;
  return (event, state) => {
    if (event !== 'open' || ++values <= most) return;
    throw new TooManyValues((state as { readonly position: number }).position);
  };
}

function depthError(error: unknown, content: string): number | undefined {
  if (error instanceof RangeError) return 0;
  if (!(error instanceof Error) || !error.message.includes('maxDepth')) return undefined;
  const mark = 'mark' in error ? error.mark : undefined;
  const known =
    typeof mark === 'object' && mark !== null && 'position' in mark && typeof mark.position === 'number';
  return Math.min(known ? Number(mark.position) : 0, Math.max(0, content.length - 1));
}

function limitReached(at: number, message: string): Parsed {
  const span = { start: at, end: at + 1 };
  return {
    value: null,
    entries: () => ({ value: { start: 0, end: 0 }, members: () => noMembers }),
    problems: [{ code: 'document-limit', message, span }],
  };
}

/** The core schema, and what marks merge keys for a text that may have any. */
function schemaOf(merging: boolean): Schema {
  coreSchema ??= createCoreSchema();
  if (!merging) return coreSchema;
  if (mergeSchema !== undefined) return mergeSchema;
  // By a tag of our own: js-yaml merges by the one that is usual, and tells neither where nor that a cycle was met.
  const { Type } = loadJsYaml();
  const merge = new Type('tag:apicheck,2025:merge', {
    kind: 'scalar',
    resolve: (scalar: unknown) => scalar === mergeKey,
    construct: markMerge,
  });
  mergeSchema = coreSchema.extend({ implicit: [merge] });
  return mergeSchema;
}

function createCoreSchema(): Schema {
  const { FAILSAFE_SCHEMA, Type } = loadJsYaml();
  const implicit = coreScalars.map(
    ({ tag, matches, toValue }) =>
      new Type(tag, {
        kind: 'scalar',
        resolve: (text: unknown) => typeof text === 'string' && isSpecial(text) && matches(text),
        construct: toValue,
      }),
  );
  return FAILSAFE_SCHEMA.extend({ implicit });
}
