import { operationName } from '../../openapi/names.ts';
import type { Referable } from '../../openapi/model.ts';
import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'response-body-forbidden',
  severity: 'warning',
  summary: 'Give no body to a response whose status cannot have one.',
  why: 'HTTP ends 1xx, 204, 205 and 304 responses after their headers: the body that is described here never arrives.',
  fix: 'Remove the content, or answer with 200.',
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1',
  messages: {
    head: '{key} answers with headers alone, so the content of {status} can never be sent',
    body: 'a response with status {status} has no body, so its content can never be sent',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    delete:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '204':
          description: Deleted
          content:
            application/json:
              schema: { type: object }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    delete:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200':
          description: Deleted
          content:
            application/json:
              schema: { type: object }
`,
  create(report) {
    return {
      operation(operation) {
        const { responses, method, key } = operation;
        // Errors are often described once for all methods; what HEAD answers with success is its own.
        const answered =
          method === 'head' ? [...responses].find(([status]) => status.startsWith('2')) : undefined;
        if (answered?.[1].content.size && isInline(answered[1])) {
          const [status, { node }] = answered;
          report({
            message: 'head',
            params: { key, status },
            at: bodyOf(node),
            part: 'key',
            operation: operationName(operation),
            severity: 'info',
          });
        }
        for (const [status, { node, content, use }] of responses) {
          if (!/^(1..|204|205|304)$/i.test(status) || content.size === 0) continue;
          report({
            message: 'body',
            params: { status },
            // A shared response may be right for its other statuses: then its use here is the mistake.
            at: isInline({ node, use }) ? bodyOf(node) : use,
            part: 'key',
          });
        }
      },
    };
  },
});

function isInline({ node, use }: Referable): boolean {
  return use.pointer === node.pointer && use.document === node.document;
}

function bodyOf(node: Parameters<typeof child>[0]): Parameters<typeof child>[0] {
  return child(node, 'content') ?? child(node, 'schema') ?? node;
}
