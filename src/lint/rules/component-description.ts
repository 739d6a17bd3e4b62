import type { Node } from '../../document/document.ts';
import { child, members } from '../../document/node.ts';
import { choice, listOrOne, optional } from '../../document/reader.ts';
import { hasText } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

/** The maps of components that have descriptions of their own and no other rule for them, and what one of them is. */
const sections = {
  schemas: 'schema',
  requestBodies: 'request body',
  headers: 'header',
  securitySchemes: 'security scheme',
  links: 'link',
  examples: 'example',
} as const;
type Section = keyof typeof sections;
const names = ['schemas', 'requestBodies', 'headers', 'securitySchemes', 'links', 'examples'] as const;

const usual: readonly Section[] = ['schemas', 'requestBodies', 'headers', 'securitySchemes'];

export default defineLintRule({
  code: 'component-description',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe every component.',
  why: 'It is shown wherever the component is used, and becomes the comment on the type in generated code.',
  fix: 'Add a `description` to the component.',
  aliases: ['ibm-schema-description'],
  section: 'https://spec.openapis.org/oas/v3.1.1#components-object',
  messages: { missing: '{kind} "{name}" has no description' },
  options: {
    kinds: optional(
      listOrOne(choice(names)),
      'Which components: by default schemas, headers, securitySchemes and requestBodies.',
    ),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { type: object }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { type: object, description: A book that was or will be published. }
`,
  create(report, _, { kinds = usual }) {
    const check = (map: Node | undefined, section: Section) => {
      for (const [name, node] of members(map)) {
        // What is only a reference is described where it leads.
        if (child(node, '$ref') || hasText(node, 'description')) continue;
        if (section === 'examples' && hasText(node, 'summary')) continue;
        report({ message: 'missing', params: { kind: sections[section], name }, at: node, part: 'key' });
      }
    };
    return {
      objectsOf: ['components', 'root'],
      object(node, kind) {
        if (kind === 'components') for (const section of kinds) check(child(node, section), section);
        // Swagger 2.0, where each map is a field of the root.
        if (kind !== 'root') return;
        if (kinds.includes('schemas')) check(child(node, 'definitions'), 'schemas');
        if (kinds.includes('securitySchemes')) check(child(node, 'securityDefinitions'), 'securitySchemes');
      },
    };
  },
});
