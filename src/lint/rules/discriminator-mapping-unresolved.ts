import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { child, keyOf, rootNode, valueIn } from '../../document/node.ts';
import { hint } from '../hint.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'discriminator-mapping-unresolved',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Let every mapping of a discriminator lead to a schema.',
  why: 'A message with that tag has no schema: validators refuse it or let anything pass, and generated code has no class for it.',
  fix: 'Write the name of a schema under `components/schemas`, or a reference that resolves.',
  aliases: ['discriminator-mapping'],
  section: 'https://spec.openapis.org/oas/v3.1.1#discriminator-object',
  messages: {
    unresolved: '"{tag}" is mapped to "{value}", which leads to no schema{hint}',
    default: 'defaultMapping "{value}" leads to no schema{hint}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Product:
      oneOf:
        - $ref: '#/components/schemas/Book'
        - $ref: '#/components/schemas/Map'
      discriminator:
        propertyName: kind
        mapping:
          book: '#/components/schemas/Book'
          map: '#/components/schemas/Maps'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
    Map:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Product:
      oneOf:
        - $ref: '#/components/schemas/Book'
        - $ref: '#/components/schemas/Map'
      discriminator:
        propertyName: kind
        mapping:
          book: '#/components/schemas/Book'
          map: '#/components/schemas/Map'
    Book:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
    Map:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
`,
  create(report, { api, isFaulty }) {
    return {
      reference({ node, kind, first }) {
        // One that nobody followed is told of as such.
        if (first || kind !== 'schema' || typeof node.value !== 'string' || isFaulty(node)) return;
        const tag = /\/discriminator\/(?:mapping\/([^/]*)|(defaultMapping))$/.exec(node.pointer);
        if (!tag) return;
        const components = child(rootNode(api.documents.root), 'components');
        const schemas = Object.keys((components && valueIn(components, 'schemas')) ?? {});
        const prefix = /^#\/components\/schemas\//.exec(node.value)?.[0] ?? '';
        const { value } = node;
        const candidates = schemas.map((name) => prefix + name);
        const params = { value, hint: hint(value, candidates) };
        const meant = certainOwnName(value, candidates);
        const fix = () =>
          meant === undefined ? undefined : safeFix(`write "${meant}"`, replaceValue(node, meant));
        if (tag[1] === undefined) report({ message: 'default', params, at: node, fix });
        else {
          const name = keyOf(node) ?? '';
          report({ message: 'unresolved', params: { ...params, tag: name }, at: node, fix });
        }
      },
    };
  },
});
