import { replaceValue } from '../../document/edit.ts';
import { operationName } from '../../openapi/names.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'security-optional',
  severity: 'info',
  presets: { owasp: 'warning' },
  summary: 'Write `security: []` for what is open to everyone.',
  why: 'A list with one empty requirement means the same, but reads like a requirement that was left unfinished.',
  fix: 'Write `security: []`, or name the scheme that is required.',
  aliases: ['security-empty-requirement'],
  section: 'https://spec.openapis.org/oas/v3.1.1#security-requirement-object',
  messages: { alone: '`security: [{}]` lets everyone in; write `security: []` if that is meant' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /status:
    get:
      security: [{}]
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /status:
    get:
      security: []
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      security({ node, alternatives }, operation) {
        const [only, second] = alternatives;
        // Beside another alternative it is the documented way to make authentication optional.
        if (!only || second || only.schemes.length > 0) return;
        report({
          message: 'alone',
          at: node,
          fix: () => safeFix('write `security: []`', replaceValue(node, [])),
          ...(operation && { operation: operationName(operation) }),
        });
      },
    };
  },
});
