import { child } from '../../document/node.ts';
import { mismatchesOf } from '../mismatches.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'default-invalid',
  severity: 'warning',
  presets: { spec: 'error' },
  summary: 'Let every default be what its schema says.',
  why: 'Whoever leaves the value out is promised one that would be refused if it were sent.',
  fix: 'Correct the default, or the schema.',
  aliases: ['no-invalid-default', 'oas3-valid-default'],
  section: 'https://spec.openapis.org/oas/v3.0.4#schema-object',
  messages: { invalid: 'this default {problem}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  parameters:
    Limit:
      name: limit
      in: query
      schema: { type: integer, maximum: 100, default: 500 }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  parameters:
    Limit:
      name: limit
      in: query
      schema: { type: integer, maximum: 100, default: 50 }
`,
  create(report, context) {
    return {
      schemasWith: ['default'],
      schema({ node, dialect, directions }) {
        const value = child(node, 'default');
        if (!value) return;
        const direction = directions.has('response') && !directions.has('request') ? 'response' : 'request';
        const judged = mismatchesOf(context, { node, dialect, direction }, value);
        if (judged.kind === 'unjudged') return;
        for (const { problem, ...placement } of judged.mismatches)
          report({
            message: 'invalid',
            params: { problem },
            ...placement,
            // JSON Schema asks for less than 2.0 and 3.0 do (3.0.3 Schema Object: `default` must conform to the type).
            ...(!dialect.startsWith('openapi-') && { severity: 'warning' as const }),
          });
      },
    };
  },
});
