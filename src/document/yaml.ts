import type * as JsYaml from 'js-yaml';
import { noMembers, type Parsed, type ParseProblem } from './entry.ts';
import type { Limits } from './limits.ts';
import { coreScalars, isSpecial } from './yaml-core.ts';
import { cutCycles } from './yaml-cycles.ts';
import { loadJsYaml } from './yaml-library.ts';
import { yamlEntries } from './yaml-entries.ts';
import { readYamlTolerantly } from './yaml-tolerant.ts';
import { secondDocument } from './yaml-stream.ts';

let coreSchema: JsYaml.Schema | undefined;

/**
 * Takes a text; gives the value of the YAML document in it, by the core schema of YAML 1.2 (section 10.3): no dates,
 * no merge keys. Of a text that is not YAML, as much of the value as can be made out, with everything that is wrong
 * and where. Aliases give the same object as their anchor; one inside its own anchor is cut off and reported.
 */
export function parseYaml(content: string, limits: Pick<Limits, 'depth'>): Parsed {
  const { loadAll } = loadJsYaml();
  const problems: ParseProblem[] = [];
  let parsed: Parsed | undefined;
  try {
    coreSchema ??= createCoreSchema();
    const options = { schema: coreSchema, maxDepth: limits.depth };
    const documents: unknown[] = loadAll(content, null, options);
    parsed = { value: documents[0] ?? null, entries: () => yamlEntries(content), problems: [] };
  } catch (error) {
    const tooDeep = depthError(error, content);
    if (tooDeep !== undefined) return limitReached(tooDeep, limits.depth);
    try {
      parsed = readYamlTolerantly(content);
    } catch (second) {
      if (second instanceof RangeError) return limitReached(0, limits.depth);
      throw second;
    }
  }
  problems.push(...parsed.problems);
  const another = secondDocument(content);
  if (another !== undefined) {
    const span = { start: another, end: another + 3 };
    const message = 'a second YAML document begins here; only the first is read';
    problems.push({ code: 'document-syntax', message, span });
  }
  if (content.includes('*')) problems.push(...cutCycles(parsed.value));
  return { value: parsed.value, entries: parsed.entries, problems };
}

function depthError(error: unknown, content: string): number | undefined {
  if (error instanceof RangeError) return 0;
  if (!(error instanceof Error) || !error.message.includes('maxDepth')) return undefined;
  const mark = 'mark' in error ? error.mark : undefined;
  const known =
    typeof mark === 'object' && mark !== null && 'position' in mark && typeof mark.position === 'number';
  return Math.min(known ? Number(mark.position) : 0, Math.max(0, content.length - 1));
}

function limitReached(at: number, depth: number): Parsed {
  const span = { start: at, end: at + 1 };
  const message = `more than ${depth} collections inside one another`;
  return {
    value: null,
    entries: () => ({ value: { start: 0, end: 0 }, members: () => noMembers }),
    problems: [{ code: 'document-limit', message, span }],
  };
}

function createCoreSchema(): JsYaml.Schema {
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
