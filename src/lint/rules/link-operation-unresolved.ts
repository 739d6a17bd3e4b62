import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { hint } from '../hint.ts';
import { allOperations, linkTargets } from '../operations.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'link-operation-unresolved',
  severity: 'error',
  summary: 'Let every link lead to an operation.',
  why: 'Clients and tests that follow the link have nowhere to go.',
  fix: 'Correct the operationId or operationRef.',
  aliases: ['oas3-links-operation', 'no-invalid-link'],
  section: 'https://spec.openapis.org/oas/v3.1.1#link-object',
  messages: {
    id: 'no operation has the operationId "{id}"{hint}',
    ref: 'operationRef leads nowhere: {reason}',
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
        // Only a reference within the description can be judged without fetching another one.
        if (operationRef?.value.startsWith('#') && !targetOf({ ...link, operationId: undefined })) {
          const resolved = api.documents.resolve(operationRef.value, operationRef);
          if (resolved.kind === 'unresolved')
            report({ message: 'ref', params: { reason: resolved.reason }, at: operationRef });
        }
      },
    };
  },
});
