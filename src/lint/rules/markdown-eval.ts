import { child } from '../../document/node.ts';
import { withoutCode } from '../markdown-code.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'markdown-eval',
  severity: 'info',
  presets: { owasp: 'info' },
  summary: 'Write no calls of eval into descriptions.',
  why: 'Nobody writes eval( in prose: it is the sign of a script that came in with copied HTML.',
  fix: 'Remove it. To show code, write it between backticks or in a fence.',
  aliases: ['no-eval-in-markdown'],
  section: 'https://spec.openapis.org/oas/v3.1.1#rich-text-formatting',
  messages: { called: 'the {field} calls eval()' },
  bad: `openapi: 3.0.3
info:
  title: Titles
  version: 1.0.0
  description: Titles eval(atob(x)) in print.
paths: {}
`,
  good: `openapi: 3.0.3
info:
  title: Titles
  version: 1.0.0
  description: Filters are sent as text and never run with \`eval()\`.
paths: {}
`,
  create(report) {
    return {
      text(text, field, node) {
        if (!text.includes('eval(') || !/\beval\([^)\s]/.test(withoutCode(text))) return;
        report({ message: 'called', params: { field }, at: child(node, field) ?? node });
      },
    };
  },
});
