import { stringChild, valueIn } from '../../document/node.ts';
import { hint } from '../hint.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'server-variable-default-invalid',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Let the default of a server variable be one of its values.',
  why: 'Who chooses nothing gets a URL that the description itself rules out.',
  fix: 'Use a default that `enum` lists, or add it there.',
  aliases: ['server-variable-default'],
  section: 'https://spec.openapis.org/oas/v3.1.1#server-variable-object',
  messages: { unlisted: 'default "{value}" is not one of the values in its enum{hint}' },
  bad: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://{region}.example.com
    variables:
      region: { default: asia, enum: [eu, us] }
paths: {}
`,
  good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://{region}.example.com
    variables:
      region: { default: eu, enum: [eu, us] }
paths: {}
`,
  create(report, { api }) {
    return {
      objectsOf: ['serverVariable'],
      object(node) {
        const initial = stringChild(node, 'default');
        const values = valueIn(node, 'enum');
        // An empty enum is a mistake of its own.
        if (!initial || !Array.isArray(values) || values.length === 0) return;
        // What one that is no text was meant to be, nobody can say.
        if (!values.every((value) => typeof value === 'string') || values.includes(initial.value)) return;
        report({
          message: 'unlisted',
          params: { value: initial.value, hint: hint(initial.value, values) },
          at: initial,
          // 3.0 only says that it should be.
          ...(api.version === '3.0' && { severity: 'warning' as const }),
        });
      },
    };
  },
});
