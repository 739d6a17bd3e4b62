import { child } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { createObservations, type Observation } from '../consistency/outliers.ts';
import { defineLintRule } from '../rule.ts';

/** Which operations may answer with a status, and how they are called. */
const expected: readonly {
  readonly status: string;
  readonly of: string;
  readonly holds: (operation: Operation) => boolean;
}[] = [
  {
    status: '400',
    of: 'operations with a request body',
    holds: ({ requestBody }) => requestBody !== undefined,
  },
  { status: '401', of: 'operations that ask for credentials', holds: asksForCredentials },
  { status: '403', of: 'operations that ask for credentials', holds: asksForCredentials },
  { status: '404', of: 'operations on one resource', holds: ({ path }) => /\}\/?$/.test(path) },
  {
    status: '422',
    of: 'operations with a request body',
    holds: ({ requestBody }) => requestBody !== undefined,
  },
  { status: '429', of: 'operations', holds: () => true },
  { status: '500', of: 'operations', holds: () => true },
];

/** A habit among fewer operations may be chance. */
const fewest = 10;

export default defineLintRule({
  code: 'response-status-outlier',
  severity: 'info',
  summary: 'Document an error for every operation that can have it.',
  why: 'Where all others document it, its absence reads as a promise, and clients do not handle it.',
  fix: 'Add the response, by reference to the one that the others have.',
  aliases: ['operation-4xx-response-consistency'],
  section: 'https://spec.openapis.org/oas/v3.1.1#responses-object',
  messages: { outlier: '{count} of {total} {of} document {status}; {key} does not' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /contacts:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /sales:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /webhooks:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /invoices:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /refunds:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /deliveries:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /statements:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /authors:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /editions:
    get:
      responses: { '200': { description: OK } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /contacts:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /sales:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /webhooks:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /invoices:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /refunds:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /deliveries:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /statements:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /authors:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
  /editions:
    get:
      responses: { '200': { description: OK }, '500': { description: Failed } }
`,
  create(report) {
    const habits = createObservations<Observation & { readonly operation: Operation }>();
    return {
      operation(operation) {
        const { kind, responses, node } = operation;
        const at = child(node, 'responses');
        if (kind !== 'path' || !at) return;
        for (const { status, of, holds } of expected) {
          if (!holds(operation)) continue;
          const documents =
            responses.has(status) || responses.has(`${status[0]}XX`) || responses.has('default');
          habits.add(`${status} ${of}`, { variant: documents ? 'yes' : 'no', at, operation });
        }
      },
      end() {
        for (const { subject, norm, count, total, rest } of habits.outliers(fewest)) {
          if (norm === 'no') continue;
          const [status = '', ...of] = subject.split(' ');
          for (const { at, operation } of rest)
            report({
              message: 'outlier',
              params: { count, total, of: of.join(' '), status, key: operation.key },
              at,
              part: 'key',
              operation: operationName(operation),
            });
        }
      },
    };
  },
});

function asksForCredentials({ security }: Operation): boolean {
  const alternatives = security?.alternatives ?? [];
  return alternatives.length > 0 && alternatives.every(({ schemes }) => schemes.length > 0);
}
