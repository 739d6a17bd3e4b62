import { operationName } from '../../openapi/names.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-id-casing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write operationIds in one casing.',
  why: 'They are the names of methods in generated code.',
  fix: 'Rename the operationId, or set the option `casing` to what you want.',
  aliases: ['ibm-operationid-casing-convention'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: casingMessages('operationId'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get: { operationId: listTitles, responses: { '200': { description: OK } } }
    put: { operationId: replaceTitles, responses: { '200': { description: OK } } }
    post: { operationId: createTitle, responses: { '200': { description: OK } } }
    patch: { operationId: updateTitles, responses: { '200': { description: OK } } }
    delete: { operationId: delete_titles, responses: { '200': { description: OK } } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get: { operationId: listTitles, responses: { '200': { description: OK } } }
    put: { operationId: replaceTitles, responses: { '200': { description: OK } } }
    post: { operationId: createTitle, responses: { '200': { description: OK } } }
    patch: { operationId: updateTitles, responses: { '200': { description: OK } } }
    delete: { operationId: deleteTitles, responses: { '200': { description: OK } } }
`,
  create(report, _, options) {
    const names: Name[] = [];
    const seen = new Set<unknown>();
    return {
      operation(operation) {
        const { id, node } = operation;
        if (!id || seen.has(node.value)) return;
        seen.add(node.value);
        names.push({ name: id.value, at: id, operation: operationName(operation) });
      },
      end() {
        reportCasing(report, names, options, ['camel', 'snake', 'kebab', 'pascal']);
      },
    };
  },
});
