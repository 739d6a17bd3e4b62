import { createCollection } from '../document/collection.ts';
import { child, rootNode } from '../document/node.ts';
import { problem } from '../document/reader.ts';
import type { Node } from '../document/document.ts';
import { asRule } from '../lint/custom/custom-rule.ts';
import { schemaProblems } from '../lint/custom/schema-problems.ts';
import type { LintRule } from '../lint/rule.ts';
import { createSchemas } from '../schema/create-schemas.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { Place } from './config-mistakes.ts';
import type { Layer } from './layers.ts';

/** The rules that configs declare. */
export interface Declared {
  readonly rules: readonly LintRule[];
  readonly mistakes: readonly Place[];
}

/**
 * Takes configs that build on each other; gives the rules that they declare, of one code the last one's, and
 * every mistake in them, each with its place.
 */
export function customRules(layers: readonly Layer[]): Declared {
  const rules = new Map<string, LintRule>();
  const mistakes: Place[] = [];
  for (const { document, config } of layers) {
    if (config.customRules.size === 0) continue;
    const schemas = createSchemas(createCollection(document, []));
    const written = child(rootNode(document), 'customRules');
    for (const [code, rule] of config.customRules) {
      const at = written && child(written, code);
      if (at && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))
        mistakes.push(problem(at, `the code of a rule must be in kebab-case, not "${code}"`, 'key'));
      const own = [rule.where, rule.must].flatMap((schema) => (schema ? flaws(schema, schemas) : []));
      for (const mistake of own) mistakes.push(mistake);
      // Without these it was reported when the file was read.
      if (own.length === 0 && rule.must !== undefined && rule.for !== undefined)
        rules.set(code, asRule({ ...rule, for: rule.for, must: rule.must }, code, schemas));
    }
  }
  return { rules: [...rules.values()], mistakes };
}

function flaws(schema: Node, schemas: Schemas): readonly Place[] {
  const found = schemaProblems(schema).map(({ node, message, suggestion, part }) =>
    problem(
      node,
      suggestion === undefined ? message : `${message}; did you mean ${suggestion}?`,
      part ?? 'value',
    ),
  );
  if (found.length > 0) return found;
  const fault = schemas.check({ node: schema, dialect: 'json-schema-2020-12', direction: 'request' });
  return fault ? [problem(fault.node, `this schema cannot be judged with: ${fault.reason}`)] : [];
}
