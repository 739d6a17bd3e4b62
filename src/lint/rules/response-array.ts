import { valueIn } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'response-array',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Answer with an object, not with a bare array.',
  why: 'Nothing can be added to an array beside its items: no count, no next page, no warning.',
  fix: 'Put the array into a property of an object, such as `items`.',
  aliases: ['zally:110', 'ibm-no-array-responses'],
  section: 'https://spec.openapis.org/oas/v3.1.1#media-type-object',
  messages: { array: 'the response body in {range} is a bare array' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: string } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: object, properties: { items: { type: array, items: { type: string } } } }
`,
  create(report, { api }) {
    const told = new Set<unknown>();
    return {
      mediaType({ node, range, schema }, owner) {
        if (owner !== 'response' || schema === undefined || !/json/i.test(range)) return;
        const judged = followed(api.documents, schema.node);
        if (judged === undefined || valueIn(judged, 'type') !== 'array' || told.has(node.value)) return;
        told.add(node.value);
        report({ message: 'array', params: { range }, at: schema.node, part: 'key' });
      },
    };
  },
});
