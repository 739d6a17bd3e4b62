import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';
import { hint } from '../hint.ts';

/** The IANA registry of HTTP authentication schemes, in lower case, and two that servers use without it. */
const registered: ReadonlySet<string> = new Set([
  ...['basic', 'bearer', 'concealed', 'digest', 'dpop', 'gnap', 'hoba', 'mutual', 'negotiate', 'oauth'],
  ...['privatetoken', 'scram-sha-1', 'scram-sha-256', 'vapid', 'ntlm', 'aws4-hmac-sha256'],
]);

export default defineLintRule({
  code: 'security-http-scheme-unknown',
  severity: 'info',
  summary: 'Name an HTTP authentication scheme that is registered.',
  why: 'Clients do not know what to put after `Authorization:`; most send nothing.',
  fix: 'Write `bearer`, `basic` or another registered scheme; for a header of your own use `type: apiKey`.',
  section: 'https://spec.openapis.org/oas/v3.1.1#security-scheme-object',
  messages: { unknown: '"{scheme}" is no registered HTTP authentication scheme{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    login: { type: http, scheme: baerer }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      security:
        - login: []
      responses:
        '200': { description: OK }
components:
  securitySchemes:
    login: { type: http, scheme: bearer }
`,
  create(report) {
    return {
      securityScheme({ node, httpScheme }) {
        if (httpScheme === undefined || registered.has(httpScheme)) return;
        report({
          message: 'unknown',
          params: { scheme: httpScheme, hint: suggestion(httpScheme) },
          at: child(node, 'scheme') ?? node,
        });
      },
    };
  },
});

function suggestion(scheme: string): string {
  return /^(?:jwt|token|bearer.*)$/.test(scheme) ? '; did you mean "bearer"?' : hint(scheme, registered);
}
