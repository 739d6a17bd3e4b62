import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { child } from '../../document/node.ts';
import { templateNames } from '../../openapi/template.ts';
import { operationName } from '../../openapi/names.ts';
import { hint } from '../hint.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-parameter-unused',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Declare only path parameters that the path template has.',
  why: 'There is no place in the path to put its value, yet it is required: no request can be right.',
  fix: 'Name it in the path template, correct its spelling, or remove it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { unused: 'path parameter "{name}" does not occur in {path}{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
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
  create(report) {
    return {
      operation(operation) {
        if (operation.kind !== 'path') return;
        const names = new Set(templateNames(operation.path));
        for (const { in: place, name, node, use, origin } of operation.parameters) {
          if (place !== 'path' || names.has(name)) continue;
          // Of a shared parameter, the use is the mistake.
          const at = node.value === use.value ? child(node, 'name') : child(use, '$ref');
          report({
            message: 'unused',
            params: { name, path: operation.path, hint: hint(name, names) },
            at: at ?? use,
            fix: () => {
              if (at === undefined || node.value !== use.value) return undefined;
              const declared = new Set(operation.parameters.map((other) => other.name));
              const meant = certainOwnName(
                name,
                [...names].filter((other) => !declared.has(other)),
              );
              return meant === undefined ? undefined : safeFix(`write "${meant}"`, replaceValue(at, meant));
            },
            // A path item's parameter is one mistake, not one for each of its operations.
            ...(origin === 'operation' && { operation: operationName(operation) }),
          });
        }
      },
    };
  },
});
