import fc from 'fast-check';
import { stringify } from 'yaml';
import { unfoldedSize } from '../../src/schema/size.ts';
import { chosen, edits, type Edit } from './edit.ts';
import { excerptOf } from './excerpt.ts';
import { mutateBytes, mutateText } from './mutate-text.ts';
import { mutateValue } from './mutate-value.ts';
import { valueOf, type Seed } from './seeds.ts';

/** How an input is made from a seed. Plain numbers, so that it shrinks and can be written down. */
export interface Recipe {
  readonly seed: number;
  readonly file: number;
  readonly excerpt: number;
  readonly form: number;
  readonly values: readonly Edit[];
  readonly texts: readonly Edit[];
  readonly bytes: readonly Edit[];
  /** For what a target has to choose beside. */
  readonly extra: number;
}

/** Files as they are written to disk. */
export interface Files {
  readonly main: string;
  readonly spec?: string;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** As many parts of a value are written out. Long descriptions have a million. */
const mostUnfolded = 10_000_000;

const number = fc.noBias(fc.nat({ max: 0x3fffffff }));

/** Recipes for one of so many seeds. Most change the value or the text and not both, and few the bytes. */
export function recipes(seeds: number): fc.Arbitrary<Recipe> {
  const none = fc.constant<readonly Edit[]>([]);
  return fc.record({
    seed: fc.noBias(fc.nat({ max: seeds - 1 })),
    file: number,
    excerpt: number,
    form: fc.nat({ max: 9 }),
    values: fc.oneof({ weight: 3, arbitrary: edits(8) }, { weight: 1, arbitrary: none }),
    texts: fc.oneof({ weight: 2, arbitrary: none }, { weight: 1, arbitrary: edits(6) }),
    bytes: fc.oneof({ weight: 9, arbitrary: none }, { weight: 1, arbitrary: edits(3) }),
    extra: number,
  });
}

/** Takes a recipe and the seeds that it chooses from; gives the files. */
export function cook(recipe: Recipe, seeds: readonly Seed[]): Files {
  const seed = chosen(seeds, recipe.seed);
  const texts = seed.files();
  const contents = new Map<string, Buffer>(
    Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]),
  );
  // The file that a command is given is what is tried most.
  const names = [seed.main, seed.main, seed.main, ...contents.keys()];
  const name = chosen(names, recipe.file);
  const alone = contents.size === 1 || name !== seed.spec;
  const mutated = mutatedText(name, texts[name] ?? '', recipe, contents.size === 1);
  const changed = mutateBytes(mutateText(mutated.text, recipe.texts), recipe.bytes);
  if (mutated.name !== name) contents.delete(name);
  contents.set(mutated.name, changed);
  if (seed.spec !== undefined && alone) {
    if ((texts[seed.spec]?.length ?? 0) > 80_000)
      contents.set(
        seed.spec,
        Buffer.from(JSON.stringify(part(seed.spec, texts[seed.spec] ?? '', recipe.excerpt % 16))),
      );
  }
  const main = name === seed.main ? mutated.name : seed.main;
  return { main, ...(seed.spec !== undefined && { spec: seed.spec }), contents };
}

/** The text of one file after edits of its value. A file that stands alone may get another form, and another name. */
function mutatedText(
  name: string,
  text: string,
  { excerpt, form, values }: Recipe,
  alone: boolean,
): { readonly name: string; readonly text: string } {
  if (values.length === 0 && text.length < 80_000) return { name, text };
  // What cannot be written out again, by what aliases make of it or by its depth, is changed as a text.
  if (unfoldedSize(valueOf(name, text)) > mostUnfolded) return { name, text };
  const value = mutateValue(part(name, text, excerpt % 16), values);
  if (!isWritable(value)) return { name, text };
  const isJson = /\.(json|har|ndjson)$/.test(name);
  const stem = name.replace(/\.\w+$/, '');
  if (!alone) return { name, text: isJson ? json(value, 2) : yaml(value) };
  if (form === 0) return { name: `${stem}.json`, text: json(value, 0) };
  if (form === 1) return { name: `${stem}.json`, text: json(value, 2) };
  if (form === 2) return { name: `${stem}.md`, text: `# A\n\n\`\`\`yaml\n${yaml(value)}\n\`\`\`\n` };
  if (form < 6) return { name: `${stem}.yaml`, text: yaml(value) };
  return { name, text: isJson ? json(value, 2) : yaml(value) };
}

/** Whether a value nests no more deeply than what writes JSON can follow. */
function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

/** Excerpts that were made: parsing a long description takes longer than most of what is done with its parts. */
const parts = new Map<string, { readonly text: string; readonly value: unknown }>();

function part(name: string, text: string, excerpt: number): unknown {
  const key = `${excerpt} ${text.length} ${name}`;
  const known = parts.get(key);
  if (known?.text === text) return known.value;
  if (parts.size > 300) parts.clear();
  const value = excerptOf(valueOf(name, text), excerpt);
  parts.set(key, { text, value });
  return value;
}

function json(value: unknown, indent: number): string {
  return JSON.stringify(value, undefined, indent) ?? 'null';
}

/** Text that the library cannot write, as it is nested too deeply, is written as JSON, which is YAML too. */
function yaml(value: unknown): string {
  try {
    return String(stringify(value ?? null, { lineWidth: 0, aliasDuplicateObjects: false }));
  } catch {
    return json(value, 0);
  }
}
