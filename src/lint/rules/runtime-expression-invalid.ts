import { renameKey, replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Node, Part } from '../../document/document.ts';
import type { Operation } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { hasReadableParameters } from '../operations.ts';
import { hint } from '../hint.ts';
import { expressionsIn, expressionUses, readExpression } from '../runtime-expressions.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'runtime-expression-invalid',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Let the expressions of links and callbacks read something that is there.',
  why: 'The value cannot be found when the request is made, so the callback has no URL and the link no argument.',
  fix: 'Write `$request.path.id`, `$request.query.q`, `$request.header.name`, `$request.body#/pointer` or the same of `$response`; name a parameter that the operation has.',
  section: 'https://spec.openapis.org/oas/v3.1.1#runtime-expressions',
  messages: {
    malformed: '{expression} is not a runtime expression{hint}',
    undefined: '{expression} names no {place} parameter of {key}{hint}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      parameters:
        - { name: callbackUrl, in: query, schema: { type: string, format: uri } }
      callbacks:
        titleChanged:
          '{$request.query.callbackURI}':
            post:
              responses:
                '204': { description: Received }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      parameters:
        - { name: callbackUrl, in: query, schema: { type: string, format: uri } }
      callbacks:
        titleChanged:
          '{$request.query.callbackUrl}':
            post:
              responses:
                '204': { description: Received }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    const check = (text: string, at: Node, part: Part, operation: Operation) => {
      for (const expression of expressionsIn(text)) {
        const read = readExpression(expression);
        if (read.kind === 'malformed') {
          report({
            message: 'malformed',
            params: { expression, hint: malformedHint(expression) },
            at,
            part,
            operation: operationName(operation),
            fix: () => rewritten(at, part, text, expression, malformedMeant(expression)),
          });
        }
        if (read.kind !== 'parameter' || !hasReadableParameters(api, operation)) continue;
        const names = operation.parameters.filter((each) => each.in === read.in).map(({ name }) => name);
        if (names.includes(read.name)) continue;
        report({
          message: 'undefined',
          params: { expression, place: read.in, key: operation.key, hint: hint(read.name, names) },
          at,
          part,
          operation: operationName(operation),
          fix: () => {
            const meant = certainOwnName(read.name, names);
            const whole = meant === undefined ? undefined : expression.slice(0, -read.name.length) + meant;
            return rewritten(at, part, text, expression, whole);
          },
          // It may be sent and read all the same, if not by this description.
          ...(read.in === 'query' && { severity: 'warning' as const }),
        });
      }
    };
    return {
      operation(operation) {
        for (const { text, at, part } of expressionUses(operation)) check(text, at, part, operation);
      },
    };
  },
});

/** What was most likely meant. */
function malformedMeant(expression: string): string | undefined {
  const [, source, rest] = /^\$(request|response)\.body[./]+#?\/?(.*)$/s.exec(expression) ?? [];
  return rest === undefined ? undefined : `$${source}.body#/${rest.replaceAll('.', '/')}`;
}

function malformedHint(expression: string): string {
  const meant = malformedMeant(expression);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

function rewritten(
  at: Node,
  part: Part,
  text: string,
  expression: string,
  meant: string | undefined,
): Fix | undefined {
  const found = text.split(expression).length - 1;
  if (meant === undefined || found !== 1) return undefined;
  const whole = text.replace(expression, () => meant);
  return safeFix(`write "${whole}"`, part === 'key' ? renameKey(at, whole) : replaceValue(at, whole));
}
