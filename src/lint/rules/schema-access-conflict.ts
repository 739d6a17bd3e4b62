import { child, valueIn } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-access-conflict',
  severity: 'warning',
  summary: 'Mark a property readOnly or writeOnly, not both.',
  why: 'It may then be sent in neither direction, so it can never be there.',
  fix: 'Remove one of the two.',
  aliases: ['no-readonly-writeonly'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-9.4',
  messages: { both: 'readOnly and writeOnly together leave no message that may have this property' },
  bad: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    User:
      type: object
      properties:
        password: { type: string, readOnly: true, writeOnly: true }
`,
  good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    User:
      type: object
      properties:
        password: { type: string, writeOnly: true }
`,
  create(report) {
    return {
      schemasWith: ['writeOnly'],
      schema({ node, dialect }) {
        // In 3.0 it makes the description invalid, and is reported as such; 2.0 has no writeOnly.
        if (dialect === 'openapi-3.0' || dialect === 'openapi-2.0') return;
        const written = child(node, 'writeOnly');
        if (written?.value === true && valueIn(node, 'readOnly') === true)
          report({ message: 'both', at: written, part: 'key' });
      },
    };
  },
});
