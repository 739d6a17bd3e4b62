import { child, isObject, valueIn } from '../../document/node.ts';
import type { MediaType, RequestBody } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'request-body-ignored',
  severity: 'warning',
  summary: 'Send no body with GET, HEAD or TRACE, and better none with DELETE.',
  why: 'HTTP gives such a body no meaning: proxies drop it, caches ignore it, and some servers and clients refuse it.',
  fix: 'Move its members to query parameters, or use POST (from 3.2 on, QUERY).',
  aliases: ['no-request-body', 'ibm-no-body-for-delete', 'ibm-no-operation-requestbody'],
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1',
  messages: { ignored: '{method} has no defined meaning for a request body' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/search:
    get:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                title: { type: string }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/search:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                title: { type: string }
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      operation(operation) {
        const { method, requestBody } = operation;
        if (!requestBody || !['get', 'head', 'delete', 'trace'].includes(method) || isEmpty(requestBody))
          return;
        report({
          message: 'ignored',
          params: { method: method.toUpperCase() },
          at: requestBody.use,
          part: 'key',
          operation: operationName(operation),
          // Many APIs take one, and what stands between usually lets it pass.
          ...(method === 'delete' && { severity: 'info' as const }),
        });
      },
    };
  },
});

/** Whether a body need not be there and has no members that could be sent: what some generators write everywhere. */
function isEmpty({ required, content }: RequestBody): boolean {
  return !required && [...content.values()].every(({ schema }) => schema && !hasMembers(schema.node));
}

function hasMembers(schema: NonNullable<MediaType['schema']>['node']): boolean {
  const properties = valueIn(schema, 'properties');
  const type = valueIn(schema, 'type');
  return (
    type !== 'object' ||
    (isObject(properties) && Object.keys(properties).length > 0) ||
    ['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties'].some((keyword) => child(schema, keyword)) ||
    isObject(valueIn(schema, 'additionalProperties'))
  );
}
