import type { Node } from '../../document/document.ts';
import { removeNode, type Edits } from '../../document/edit.ts';
import { child, holderOf } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import { safeFix, unsafeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

const ignored = new Map([
  ['accept', 'the media types of the responses say it'],
  ['content-type', 'the media types of the request body say it'],
  ['authorization', 'a security scheme says it'],
]);

export default defineLintRule({
  code: 'header-parameter-ignored',
  severity: 'warning',
  summary: 'Declare no parameter for Accept, Content-Type or Authorization.',
  why: 'The specification tells every tool to ignore such a parameter, so what it says holds nowhere.',
  fix: 'Remove it, and say the same by `content`, by `produces` and `consumes`, or by a security scheme.',
  aliases: ['ibm-no-accept-header', 'ibm-no-authorization-header', 'ibm-no-content-type-header'],
  section: 'https://spec.openapis.org/oas/v3.1.1#parameter-object',
  messages: { ignored: 'header parameter "{name}" is ignored by definition: {instead}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: Authorization
          in: header
          schema: { type: string }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: X-Request-ID
          in: header
          schema: { type: string }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    return {
      parameter({ name, in: place, node }) {
        // Swagger 2.0 has no such rule, and describes these headers that way.
        if (place !== 'header' || api.version === '2.0') return;
        const instead = ignored.get(name.toLowerCase());
        if (instead !== undefined)
          report({
            message: 'ignored',
            params: { name, instead },
            at: child(node, 'name') ?? node,
            // Without a scheme, nothing else in the description would say that credentials are sent.
            fix: () =>
              name.toLowerCase() === 'authorization' && api.securitySchemes.size === 0
                ? unsafeFix('remove it, and add a security scheme', removal(node))
                : safeFix('remove it', removal(node)),
          });
      },
    };
  },
});

/** Of a parameter in a list, that of the list where it is the only one; others may be referred to. */
function removal(node: Node): Edits {
  const list = holderOf(node);
  if (list === undefined || !Array.isArray(list.value) || pointerKeys(list.pointer).at(-1) !== 'parameters')
    return undefined;
  return list.value.length > 1 ? removeNode(node) : removeNode(list);
}
