import { defineLintRule } from '../rule.ts';
import { isObject } from '../../document/node.ts';
import { hint } from '../hint.ts';
import { memberOf } from '../schema-members.ts';

export default defineLintRule({
  code: 'encoding-property-unknown',
  severity: 'warning',
  presets: { spec: 'error' },
  summary: 'Give encodings only to properties that the schema has.',
  why: 'The encoding applies to nothing, and the part that it was meant for is sent in the default way.',
  fix: 'Correct the name, or declare the property.',
  section: 'https://spec.openapis.org/oas/v3.1.1#media-type-object',
  messages: { unknown: 'the schema has no property "{name}" to encode{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                cover: { type: string, format: binary }
            encoding:
              covr: { contentType: image/png }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                cover: { type: string, format: binary }
            encoding:
              cover: { contentType: image/png }
      responses:
        '200': { description: OK }
`,
  create: (report, { api }) => ({
    encoding(name, { node }, { schema, node: { value } }) {
      // An Encoding Object inside another belongs to a property of a property.
      if (!schema || !isOwn(value, name, node.value)) return;
      const member = memberOf(api.documents, [schema.node], name);
      if (member.kind !== 'undeclared') return;
      report({ message: 'unknown', params: { name, hint: hint(name, member.names) }, at: node, part: 'key' });
    },
  }),
});

function isOwn(mediaType: unknown, name: string, encoding: unknown): boolean {
  const encodings = isObject(mediaType) ? mediaType['encoding'] : undefined;
  return isObject(encodings) && Object.hasOwn(encodings, name) && encodings[name] === encoding;
}
