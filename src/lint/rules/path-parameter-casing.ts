import { child } from '../../document/node.ts';
import { casingMessages, casingOptions, reportCasing, type Name } from '../casing-outliers.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-parameter-casing',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write the names of path parameters in one casing.',
  why: 'They are the names of arguments in generated code, and what users read in the documentation.',
  fix: 'Rename the parameter, and where it stands in the path; requests stay the same. Or set the option `casing`.',
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: casingMessages('path parameter'),
  options: casingOptions,
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{titleId}/editions/{editionId}/copies/{copyId}/loans/{loanId}/fines/{fine_id}:
    parameters:
      - { name: titleId, in: path, required: true, schema: { type: string } }
      - { name: editionId, in: path, required: true, schema: { type: string } }
      - { name: copyId, in: path, required: true, schema: { type: string } }
      - { name: loanId, in: path, required: true, schema: { type: string } }
      - { name: fine_id, in: path, required: true, schema: { type: string } }
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{titleId}/editions/{editionId}/copies/{copyId}/loans/{loanId}/fines/{fineId}:
    parameters:
      - { name: titleId, in: path, required: true, schema: { type: string } }
      - { name: editionId, in: path, required: true, schema: { type: string } }
      - { name: copyId, in: path, required: true, schema: { type: string } }
      - { name: loanId, in: path, required: true, schema: { type: string } }
      - { name: fineId, in: path, required: true, schema: { type: string } }
    get:
      responses:
        '200': { description: OK }
`,
  create(report, _, options) {
    const names: Name[] = [];
    return {
      parameter({ node, name, in: place }) {
        if (place === 'path') names.push({ name, at: child(node, 'name') ?? node });
      },
      end() {
        reportCasing(report, names, options, ['camel', 'snake', 'kebab', 'pascal']);
      },
    };
  },
});
