import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import type { Link } from '../../openapi/model.ts';
import { hint } from '../hint.ts';
import { allOperations, linkTargets } from '../operations.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

/** The fixed fields of a Path Item Object that hold operations. */
const methods: ReadonlySet<string> = new Set([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'],
]);

export default defineLintRule({
  code: 'link-operation-unresolved',
  severity: 'error',
  summary: 'Let every link lead to an operation.',
  why: 'Clients and tests that follow the link have nowhere to go.',
  fix: 'Correct the operationId or operationRef.',
  presets: { spec: 'error' },
  section: 'https://spec.openapis.org/oas/v3.1.1#link-object',
  messages: {
    id: 'no operation has the operationId "{id}"{hint}',
    ref: 'operationRef leads nowhere: {reason}',
    document: 'operationRef "{ref}" names no operation: it has no # with the path and method',
    other: 'operationRef leads to something else than an operation',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: listTitles
      responses:
        '200':
          description: OK
          links:
            first:
              operationId: getTitles
              parameters:
                id: $response.body#/0/id
  /titles/{id}:
    get:
      operationId: getTitle
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: listTitles
      responses:
        '200':
          description: OK
          links:
            first:
              operationId: getTitle
              parameters:
                id: $response.body#/0/id
  /titles/{id}:
    get:
      operationId: getTitle
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    let known: ReadonlySet<string> | undefined;
    const ids = () => (known ??= new Set(allOperations(api).flatMap(({ id }) => (id ? [id.value] : []))));
    const targetOf = linkTargets(api);
    const checkReference = (link: Link, ref: Node<string>) => {
      if (!ref.value.includes('#')) {
        report({ message: 'document', params: { ref: ref.value }, at: ref });
        return;
      }
      // Another server's description is not fetched to be judged.
      if (/^[^#]*:/.test(ref.value) || targetOf({ ...link, operationId: undefined })) return;
      const resolved = api.documents.resolve(ref.value, ref);
      if (resolved.kind === 'unresolved')
        report({ message: 'ref', params: { reason: resolved.reason }, at: ref });
      else if (!child(resolved.node, 'responses') && !methods.has(ref.value.split('/').at(-1) ?? ''))
        report({ message: 'other', at: ref });
    };
    return {
      link(link) {
        const { operationId, operationRef } = link;
        if (operationId && !ids().has(operationId.value)) {
          const { value: id } = operationId;
          report({
            message: 'id',
            params: { id, hint: hint(id, ids()) },
            at: operationId,
            fix: () => {
              const meant = certainOwnName(id, ids());
              return meant === undefined
                ? undefined
                : safeFix(`write "${meant}"`, replaceValue(operationId, meant));
            },
          });
        }
        if (operationRef) checkReference(link, operationRef);
      },
    };
  },
});
