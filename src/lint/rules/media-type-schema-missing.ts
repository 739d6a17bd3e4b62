import { defineLintRule } from '../rule.ts';

/** Media types of values that have a shape: bytes and texts need no schema. */
const shaped =
  /^(?:application|text)\/(?:[^;]*\+)?(?:json|xml)(?:$|[ ;])|^application\/x-www-form-urlencoded/i;

export default defineLintRule({
  code: 'media-type-schema-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe JSON, XML and forms by a schema.',
  why: 'Without one, any body is right: nothing can be checked, no type be generated, and documentation shows nothing.',
  fix: 'Add a `schema`.',
  aliases: ['ibm-content-contains-schema', 'docs-media-type-examples-or-schema'],
  section: 'https://spec.openapis.org/oas/v3.1.1#media-type-object',
  messages: { missing: 'the {what} in {range} has no schema' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json: {}
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
              schema: { type: array, items: { type: string } }
`,
  create: (report, { api }) => ({
    mediaType({ node, range, schema, itemSchema }, owner) {
      // In 2.0 the schema stands beside the media types, and a response without one has no body.
      if (schema || itemSchema || api.version === '2.0' || !shaped.test(range)) return;
      const what = owner === 'request' || owner === 'response' ? `${owner} body` : owner;
      report({ message: 'missing', params: { what, range }, at: node, part: 'key' });
    },
  }),
});
