import { child } from '../../document/node.ts';
import { dialectRules } from '../../schema/dialects.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-enum-nullable',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'List null in the enum of a nullable schema.',
  why: 'An enum allows what it lists and nothing else: beside it, `nullable` lets no null pass, though its author meant it to.',
  fix: 'Add null to the enum, or remove `nullable`.',
  aliases: ['nullable-enum-contains-null', 'enum-nullable'],
  section: 'https://spec.openapis.org/oas/v3.0.4#schema-object',
  messages: { missing: '{keyword} has no effect: the enum does not list null' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Status: { type: string, nullable: true, enum: [draft, published] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Status: { type: string, nullable: true, enum: [draft, published, null] }
`,
  create(report) {
    return {
      schemasWith: ['enum'],
      schema({ node, dialect }) {
        const list = child(node, 'enum');
        if (!list || !Array.isArray(list.value) || list.value.includes(null)) return;
        const keyword = dialectRules(dialect)?.nullable;
        const written = keyword === undefined ? child(node, 'type') : child(node, keyword);
        const types: unknown = written?.value;
        const nullable =
          keyword === undefined ? Array.isArray(types) && types.includes('null') : types === true;
        if (!nullable || !written) return;
        report({
          message: 'missing',
          params: { keyword: keyword ?? 'type null' },
          at: written,
          part: 'key',
          related: [{ message: 'the enum', at: list }],
        });
      },
    };
  },
});
