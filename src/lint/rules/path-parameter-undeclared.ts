import { templateNames } from '../../openapi/template.ts';
import { operationName } from '../../openapi/names.ts';
import type { Operation } from '../../openapi/model.ts';
import { hasReadableParameters } from '../operations.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-parameter-undeclared',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Declare every parameter that a path template names.',
  why: 'Nobody knows its type, and generated clients have no argument for it: their requests go to a path with braces in it.',
  fix: 'Add a parameter with that name, `in: path` and `required: true`, to the operation or to its path item.',
  aliases: ['path-params', 'path-parameters-defined', 'path-params-defined'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: { undeclared: '{key} declares no path parameter "{name}"' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    /** By path and name, the operations that lack it: left out of a path item, it is one mistake. */
    const lacking = new Map<string, { readonly name: string; readonly operations: Operation[] }>();
    return {
      operation(operation) {
        if (operation.kind !== 'path') return;
        const declared = new Set(
          operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        );
        const missing = new Set(
          templateNames(operation.path).filter((name) => name !== '' && !declared.has(name)),
        );
        if (missing.size === 0 || !hasReadableParameters(api, operation)) return;
        for (const name of missing) {
          const key = `${operation.path}\n${name}`;
          const known = lacking.get(key);
          if (known) known.operations.push(operation);
          else lacking.set(key, { name, operations: [operation] });
        }
      },
      end() {
        for (const { name, operations } of lacking.values()) {
          const [first, ...others] = operations;
          if (!first) continue;
          report({
            message: 'undeclared',
            params: { key: first.key, name },
            at: first.node,
            operation: operationName(first),
            ...(others.length > 0 && {
              related: others.map(({ key, node }) => ({
                message: `nor does ${key}`,
                at: node,
                part: 'key' as const,
              })),
            }),
          });
        }
      },
    };
  },
});
