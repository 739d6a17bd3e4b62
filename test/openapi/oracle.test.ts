import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { load } from './support.ts';
import { samples } from './samples.ts';

/** The official JSON Schemas as judges of the same documents. */
function official(version: keyof typeof samples): (value: unknown) => boolean {
  const require = createRequire(import.meta.url);
  const path = require.resolve(`@seriousme/openapi-schema-validator/schemas/${version}/schema.json`);
  const text = readFileSync(path, 'utf8');
  if (version === 'v3.1' || version === 'v3.2') {
    const schema = JSON.parse(text) as { readonly $defs: object };
    // The schema leaves Schema Objects to their dialect, whose own schema Ajv brings.
    const $defs = { ...schema.$defs, schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' } };
    return new Ajv2020({ strict: false, validateFormats: false }).compile({ ...schema, $defs });
  }
  const ajv = new Ajv({ strict: false, validateFormats: false });
  return ajv.compile(JSON.parse(fromDraft4(text)) as object);
}

/** Rewrites what the official schemas use of draft 4 as draft 7 has it. */
function fromDraft4(text: string): string {
  const boolean =
    /\{\s*"\$ref":\s*"http:\/\/json-schema.org\/draft-04\/schema#\/properties\/exclusive(?:Max|Min)imum"\s*\}/g;
  return text
    .replace(boolean, '{"type":"boolean"}')
    .replace(/"minimum":\s*0,\s*"exclusiveMinimum":\s*true/g, '"exclusiveMinimum": 0')
    .replace(/positiveInteger/g, 'nonNegativeInteger')
    .replace(/"(?:id|\$schema)":\s*"[^"]*",/g, '')
    .replace(/draft-04\/schema/g, 'draft-07/schema');
}

interface Mutant {
  readonly name: string;
  readonly value: unknown;
}

/** Every document that differs from a value in one member: left out, renamed, or of another type. */
function* mutants(value: unknown, at = ''): Generator<Mutant> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    const place = `${at}/${key}`;
    const replaced = (by: unknown): unknown =>
      Array.isArray(value) ? value.with(Number(key), by) : { ...value, [key]: by };
    if (!Array.isArray(value)) {
      const { [key]: _, ...others } = value as Record<string, unknown>;
      yield { name: `without ${place}`, value: others };
      yield { name: `${place} renamed`, value: { ...others, [`${key}Zz`]: member } };
    }
    for (const other of [null, 5, 'text', true, [], {}]) {
      yield { name: `${place} = ${JSON.stringify(other)}`, value: replaced(other) };
    }
    for (const inner of mutants(member, place)) yield { name: inner.name, value: replaced(inner.value) };
  }
}

/** Where the official schema says less, or other things, than the text of the specification; and why. */
const known: readonly [version: RegExp, mutant: RegExp, why: string][] = [
  [/./, /email = "text"/, 'formats are not asserted by the oracle'],
  [/2.0/, /\/items/, 'an array parameter must have items, and items a type (Parameter Object, Items Object)'],
  [/2.0/, /S\/required = \[\]/, 'JSON Schema draft 4, from which the keyword is taken, wants one'],
  [/2.0/, /o\/scopes/, 'scopes are required (Security Scheme Object)'],
  [/3.0/, /links\/l(?: = \{\}|\/operationId$)/, 'a link must identify an operation (Link Object)'],
  [/3.1/, /links\/l\/parameters\/id = /, 'values of any type are allowed (Link Object)'],
];

describe.each(['v2.0', 'v3.0', 'v3.1', 'v3.2'] as const)('%s', (version) => {
  const judge = official(version);
  test('the sample is valid', async () => {
    expect(judge(samples[version])).toBe(true);
    expect((await load(samples[version])).structure).toEqual([]);
  });

  test('each mutant is judged as by the official schema', async () => {
    const differing: string[] = [];
    for (const { name, value } of mutants(samples[version])) {
      if (/^(?:without )?\/(?:swagger|openapi)\b/.test(name)) continue;
      if (known.some(([of, mutant]) => of.test(version) && mutant.test(name))) continue;
      const ours = (await load(value)).structure;
      const theirs = judge(value);
      if ((ours.length === 0) !== theirs) differing.push(`${name}: ${ours[0]?.message ?? 'no problem'}`);
    }
    expect(differing).toEqual([]);
  });

  test('each mistake is told of once', async () => {
    const repeated: string[] = [];
    for (const { name, value } of mutants(samples[version])) {
      // An object that was emptied lacks as many fields as it must have, and three letters resemble no five.
      if (/ = (?:\{\}|\[\])$|\/\w{1,3} renamed$/.test(name)) continue;
      if (/^(?:without )?\/(?:swagger|openapi)\b/.test(name)) continue;
      const { structure } = await load(value);
      if (structure.length > 1) {
        repeated.push(`${name}: ${structure.map(({ message }) => message).join('; ')}`);
      }
    }
    expect(repeated).toEqual([]);
  });
});
