import { defineLintRule } from '../rule.ts';
import { child, isObject } from '../../document/node.ts';
import { flag, optional } from '../../document/reader.ts';
import { hasAny, isAsked, leavesOpen, limitOptions } from '../limits.ts';

const keywords = ['additionalProperties', 'unevaluatedProperties'] as const;

export default defineLintRule({
  code: 'schema-properties-unlimited',
  severity: 'off',
  presets: { owasp: 'warning' },
  summary: 'Take from clients only properties that are declared, or a limited number of others.',
  why: 'What nobody declared is stored or passed on all the same: a role, a price, or a million keys.',
  fix: 'Write `additionalProperties: false`, or add `maxProperties`.',
  aliases: [
    'owasp:api3:2023-no-additionalProperties',
    'owasp:api3:2023-constrained-additionalProperties',
    'owasp:api3:2023-no-unevaluatedProperties',
    'owasp:api3:2023-constrained-unevaluatedProperties',
    'owasp:api6:2019-no-additionalProperties',
    'owasp:api6:2019-constrained-additionalProperties',
    'owasp-no-additionalProperties',
    'owasp-constrained-additionalProperties',
  ],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
  messages: {
    unlimited: '{keyword} lets in any number of properties: it is not false, and there is no maxProperties',
    unsaid: 'this object takes any property: it has no additionalProperties: false',
  },
  options: {
    ...limitOptions,
    unsaid: optional(flag, 'Whether objects that say nothing of other properties are told of too.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                title: { type: string }
              additionalProperties: true
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                title: { type: string }
              additionalProperties: false
      responses:
        '200': { description: OK }
`,
  create: (report, _context, { responses, unsaid }) => ({
    schema(schema) {
      const { node } = schema;
      if (!isObject(node.value) || hasAny(node, ['maxProperties']) || !isAsked(schema, responses)) return;
      const said = keywords.filter((keyword) => hasAny(node, [keyword]));
      for (const keyword of said) {
        const at = child(node, keyword);
        if (at && at.value !== false) report({ message: 'unlimited', params: { keyword }, at, part: 'key' });
      }
      if (said.length === 0 && unsaid === true && leavesOpen(node, 'object') && hasAny(node, ['properties']))
        report({ message: 'unsaid', at: node });
    },
  }),
});
