import { defineLintRule } from '../rule.ts';
import type { Header, MediaType, Operation } from '../../openapi/model.ts';
import { operationName } from '../../openapi/names.ts';
import { hint } from '../hint.ts';
import { expressionsIn, expressionUses, readExpression, type ExpressionUse } from '../runtime-expressions.ts';
import { memberAt, type Member } from '../schema-members.ts';

export default defineLintRule({
  code: 'runtime-expression-undeclared',
  severity: 'warning',
  summary: 'Let links and callbacks read what the messages declare.',
  why: 'What is read there is not in the message by its own description: the callback gets no URL, and the link no argument.',
  fix: 'Correct the pointer or the name, or declare what is read.',
  section: 'https://spec.openapis.org/oas/v3.1.1#runtime-expressions',
  messages: {
    member: '{expression} reads "{name}", which the {message} does not declare{hint}',
    bodiless: '{expression} reads a body, and {key} takes none',
    header: '{expression} reads a header that the {message} does not declare{hint}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                callbackUrl: { type: string }
      callbacks:
        titleChanged:
          '{$request.body#/callbackUri}':
            post:
              responses:
                '200': { description: OK }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                callbackUrl: { type: string }
      callbacks:
        titleChanged:
          '{$request.body#/callbackUrl}':
            post:
              responses:
                '200': { description: OK }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    const told = new Set<unknown>();

    /** What the bodies say of it, if all of them are known to say that it is not there. */
    const missing = (content: readonly MediaType[], keys: readonly string[]) => {
      let found: { readonly member: Member & { kind: 'undeclared' }; readonly key: string } | undefined;
      for (const { range, schema } of content) {
        if (!schema || !/json|urlencoded/i.test(range)) return undefined;
        const { member, key } = memberAt(api.documents, schema, keys);
        if (member.kind !== 'undeclared') return undefined;
        found ??= { member, key };
      }
      return found;
    };

    const check = ({ text, at, part, responses }: ExpressionUse, operation: Operation) => {
      for (const expression of expressionsIn(text)) {
        const read = readExpression(expression);
        if (read.kind !== 'header' && read.kind !== 'body') continue;
        const place = { at, part, operation: operationName(operation) } as const;
        const message = read.of;
        // What HTTP itself sends is not declared as a parameter; a header is told of where a name is nearly the same.
        if (read.kind === 'header') {
          const names = message === 'request' ? headerParameters(operation) : headerNames(responses);
          if (names.some((name) => name.toLowerCase() === read.name.toLowerCase())) continue;
          const near = hint(read.name, names);
          if (near !== '')
            report({ message: 'header', params: { expression, message, hint: near }, ...place });
          continue;
        }
        const bodies = message === 'request' ? [operation.requestBody] : responses;
        const content = bodies.flatMap((each) => [...(each?.content.values() ?? [])]);
        if (message === 'request' && !operation.requestBody)
          report({ message: 'bodiless', params: { expression, key: operation.key }, ...place });
        const lacking = missing(content, read.keys);
        if (!lacking) continue;
        const near = hint(lacking.key, lacking.member.names);
        report({
          message: 'member',
          params: { expression, name: lacking.key, message, hint: near },
          ...place,
        });
      }
    };

    return {
      operation(operation) {
        for (const use of expressionUses(operation)) {
          // Of a path item that several paths share, once.
          const key = `${use.at.document.uri}#${use.at.pointer}`;
          if (!told.has(key)) check(use, operation);
          told.add(key);
        }
      },
    };
  },
});

function headerParameters({ parameters }: Operation): string[] {
  return parameters.filter((each) => each.in === 'header').map(({ name }) => name);
}

function headerNames(responses: readonly { readonly headers: ReadonlyMap<string, Header> }[]): string[] {
  return responses.flatMap(({ headers }) => [...headers.values()].map(({ name }) => name));
}
