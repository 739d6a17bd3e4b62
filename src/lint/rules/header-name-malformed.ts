import type { Node, Part } from '../../document/document.ts';
import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

/** RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export default defineLintRule({
  code: 'header-name-malformed',
  severity: 'error',
  summary: 'Name headers as HTTP allows it.',
  why: 'No message can have such a header: clients refuse to send it, or send something else.',
  fix: 'Use letters, digits and hyphens only.',
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.1',
  messages: { malformed: '"{name}" cannot be the name of a header' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: 'Request ID', in: header, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: Request-ID, in: header, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report) {
    const check = (name: string, at: Node, part: Part) => {
      if (token.test(name)) return;
      // Some write a family of headers like that, and say in words what stands in the braces.
      const family = token.test(name.replace(/\{[^{}]*\}|<[^<>]*>/g, ''));
      report({ message: 'malformed', params: { name }, at, part, ...(family && { severity: 'warning' }) });
    };
    return {
      parameter({ name, in: place, node }) {
        if (place === 'header') check(name, child(node, 'name') ?? node, 'value');
      },
      response({ headers }) {
        for (const { name, use } of headers.values()) check(name, use, 'key');
      },
      securityScheme({ in: place, parameterName, node }) {
        if (place === 'header' && parameterName !== undefined)
          check(parameterName, child(node, 'name') ?? node, 'value');
      },
    };
  },
});
