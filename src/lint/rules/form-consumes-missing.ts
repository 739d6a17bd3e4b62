import { defineLintRule } from '../rule.ts';
import { child, items, textOf, valueIn } from '../../document/node.ts';
import { follow } from '../../openapi/follow.ts';
import { operationName } from '../../openapi/names.ts';

export default defineLintRule({
  code: 'form-consumes-missing',
  severity: 'warning',
  presets: { spec: 'error' },
  summary: 'Say in `consumes` how a form is sent.',
  why: 'Form parameters are sent as multipart/form-data or application/x-www-form-urlencoded, and files as the former: clients cannot tell which.',
  fix: 'Add `consumes: [multipart/form-data]`, or `application/x-www-form-urlencoded` where no file is sent.',
  aliases: ['oas2-operation-formData-consume-check'],
  section: 'https://spec.openapis.org/oas/v2.0#parameter-object',
  messages: {
    form: '{key} takes a form, but consumes neither multipart/form-data nor application/x-www-form-urlencoded',
    file: '{key} takes a file, but does not consume multipart/form-data',
  },
  bad: `swagger: '2.0'
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    post:
      consumes: [application/json]
      parameters:
        - { name: cover, in: formData, type: file }
      responses:
        '200': { description: OK }
`,
  good: `swagger: '2.0'
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    post:
      consumes: [multipart/form-data]
      parameters:
        - { name: cover, in: formData, type: file }
      responses:
        '200': { description: OK }
`,
  create: (report, { api }) => ({
    operation(operation) {
      if (api.version !== '2.0') return;
      const { node, pathItem, key } = operation;
      const parameters = [node, pathItem].flatMap((holder) => items(child(holder, 'parameters')));
      const forms = parameters.flatMap((use) => {
        const followed = follow(api.documents, use);
        return followed.kind === 'found' && valueIn(followed.node, 'in') === 'formData'
          ? [followed.node]
          : [];
      });
      // With GET no form is sent at all, which is a mistake of its own.
      if (forms.length === 0 || ['get', 'head'].includes(operation.method)) return;
      const own = child(node, 'consumes');
      const consumed = items(own ?? child(api.node, 'consumes')).map(({ value }) =>
        textOf(value).toLowerCase(),
      );
      const file = forms.some((form) => valueIn(form, 'type') === 'file');
      const multipart = consumed.some((type) => type.startsWith('multipart/form-data'));
      const urlencoded = consumed.some((type) => type.startsWith('application/x-www-form-urlencoded'));
      if (multipart || (urlencoded && !file)) return;
      report({
        message: file ? 'file' : 'form',
        params: { key },
        at: own ?? node,
        part: 'key',
        operation: operationName(operation),
        // Clients guess right where nothing says otherwise.
        ...((consumed.length === 0 || urlencoded) && { severity: 'info' as const }),
      });
    },
  }),
});
