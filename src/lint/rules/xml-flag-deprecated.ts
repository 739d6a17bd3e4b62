import { renameKey, replaceValue } from '../../document/edit.ts';
import { child } from '../../document/node.ts';
import { unsafeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

/** The flags that OpenAPI 3.2 deprecates, with what `nodeType` says in place of each that is set. */
const flags = [
  ['attribute', 'attribute'],
  ['wrapped', 'element'],
] as const;

export default defineLintRule({
  code: 'xml-flag-deprecated',
  severity: 'info',
  summary: 'Say in OpenAPI 3.2 by nodeType what of a schema becomes of it in XML.',
  why: 'The flags attribute and wrapped are deprecated since, as they leave no word for text and CDATA.',
  fix: 'Write nodeType: attribute for attribute: true, and nodeType: element for wrapped: true.',
  aliases: ['oas3_2-no-deprecated-xml-attribute'],
  section: 'https://spec.openapis.org/oas/v3.2.0#xml-object',
  messages: { deprecated: '"{flag}" is deprecated in OpenAPI 3.2: "nodeType: {type}" says the same' },
  bad: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
components:
  schemas:
    Title:
      type: object
      properties:
        id: { type: string, xml: { attribute: true } }
`,
  good: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
components:
  schemas:
    Title:
      type: object
      properties:
        id: { type: string, xml: { nodeType: attribute } }
`,
  create(report, { api }) {
    if (api.version !== '3.2') return {};
    return {
      schema({ node }) {
        const xml = child(node, 'xml');
        if (xml === undefined || child(xml, 'nodeType') !== undefined) return;
        for (const [flag, type] of flags) {
          const written = child(xml, flag);
          if (written?.value !== true) continue;
          report({
            message: 'deprecated',
            params: { flag, type },
            at: written,
            part: 'key',
            // Tools that know 3.1 alone read the flag, and not what takes its place.
            fix: () => {
              const [renamed, replaced] = [renameKey(written, 'nodeType'), replaceValue(written, type)];
              return unsafeFix(`write "nodeType: ${type}"`, renamed && replaced && [...renamed, ...replaced]);
            },
          });
        }
      },
    };
  },
});
