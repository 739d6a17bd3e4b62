import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rootNode } from '../../src/document/node.ts';
import type { Dialect } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import { documentsOf } from './support.ts';

/**
 * Runs a checkout of JSON-Schema-Test-Suite, whose folder `JSON_SCHEMA_TEST_SUITE` names: no npm package has it. Every
 * test that is required is asked of the interpreter and of what is compiled; those below are expected to come out
 * otherwise, each for a reason that src/README.md gives.
 */
const folder = process.env['JSON_SCHEMA_TEST_SUITE'] ?? '';
const metaSchemas = resolve(import.meta.dirname, '../../node_modules/ajv/dist/refs');

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

interface Run {
  readonly draft: string;
  readonly dialect: Dialect;
  /** Takes a file and a group; gives whether its tests are about something that is meant otherwise here. */
  readonly otherwise: (file: string, group: Group) => boolean;
}

/** Keywords of draft 4 that Schema Objects of 3.0 do not have: there they are unknown keys, which assert nothing. */
const notInOpenApi30 =
  /"(?:id|patternProperties|additionalItems|dependencies)":|"items":\s*\[|draft-04\/schema/;

const runs: readonly Run[] = [
  {
    draft: 'draft2020-12',
    dialect: 'json-schema-2020-12',
    // Formats assert here, and a custom metaschema is a dialect that nothing is judged by.
    otherwise: (file, { description }) =>
      (file === 'format.json' && / format$/.test(description)) || file === 'vocabulary.json',
  },
  {
    draft: 'draft4',
    dialect: 'openapi-3.0',
    otherwise: (file, { schema, description }) =>
      notInOpenApi30.test(JSON.stringify(schema)) ||
      (file === 'refRemote.json' && / remote ref/.test(description)),
  },
];

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function filesIn(path: string, recursive: boolean): string[] {
  const names = readdirSync(path, { recursive, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.json')).sort();
}

function remoteDocuments(): Record<string, unknown> {
  const remotes = join(folder, 'remotes');
  const served = filesIn(remotes, true).map((name) => [
    `http://localhost:1234/${name}`,
    read(join(remotes, name)),
  ]);
  const known = filesIn(metaSchemas, true).flatMap((name) => {
    const value = read(join(metaSchemas, name)) as { readonly $id?: string };
    return value.$id === undefined ? [] : [[value.$id.replace(/#$/, ''), value]];
  });
  return Object.fromEntries([...served, ...known]);
}

describe.skipIf(!existsSync(join(folder, 'tests')))('JSON-Schema-Test-Suite', () => {
  for (const { draft, dialect, otherwise } of runs) {
    test.each([
      ['interpreted', Infinity],
      ['compiled', 0],
    ])(`${draft} as ${dialect}, %s`, (_, compileFrom) => {
      const remotes = remoteDocuments();
      const wrong: string[] = [];
      let right = 0;
      for (const file of filesIn(join(folder, 'tests', draft), false)) {
        for (const group of read(join(folder, 'tests', draft, file)) as readonly Group[]) {
          if (otherwise(file, group)) continue;
          const documents = documentsOf({ 'http://example.org/schema': group.schema, ...remotes });
          const schemas = createSchemas(documents, compileFrom);
          const site = { node: rootNode(documents.root), dialect, direction: 'response' } as const;
          for (const { data, valid, description } of group.tests) {
            if (schemas.judge(site, data).kind === (valid ? 'valid' : 'invalid')) right += 1;
            else wrong.push(`${file}: ${group.description}: ${description}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(right).toBeGreaterThan(400);
    });
  }
});
