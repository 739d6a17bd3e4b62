import { child } from '../../document/node.ts';
import { withoutCode } from '../markdown-code.ts';
import { defineLintRule } from '../rule.ts';

/** Without one of these there is nothing to look for, in code or beside it. */
const suspicious = /<script|\bon[a-z]+\s*=|javascript:/i;

export default defineLintRule({
  code: 'markdown-script',
  severity: 'warning',
  presets: { owasp: 'warning' },
  summary: 'Write no scripts into descriptions.',
  why: 'Descriptions are Markdown, which may hold HTML: where documentation does not filter it, the script runs in the browser of whoever reads.',
  fix: 'Remove it. To show code, write it between backticks or in a fence.',
  aliases: ['no-script-tags-in-markdown', 'no-unsafe-markdown'],
  section: 'https://spec.openapis.org/oas/v3.1.1#rich-text-formatting',
  messages: {
    script: 'the {field} has a <script> tag',
    handler: 'the {field} has an HTML tag with an event handler, {name}',
    url: 'the {field} has a link to a javascript: URL',
  },
  bad: `openapi: 3.0.3
info:
  title: Titles
  version: 1.0.0
  description: Titles <script>track()</script> in print.
paths: {}
`,
  good: `openapi: 3.0.3
info:
  title: Titles
  version: 1.0.0
  description: Embed our player with \`<script src="player.js"></script>\`.
paths: {}
`,
  create(report) {
    return {
      text(written, field, node) {
        if (!suspicious.test(written)) return;
        const text = withoutCode(written);
        const at = child(node, field) ?? node;
        if (/<script\b/i.test(text)) report({ message: 'script', params: { field }, at });
        const [, name] = /<[a-z][^<>]*[\s"'/](on[a-z]+)\s*=/i.exec(text) ?? [];
        if (name !== undefined) report({ message: 'handler', params: { field, name }, at });
        if (/(?:\]\([\s<]*|\b(?:href|src)\s*=[\s"']*)javascript:/i.test(text))
          report({ message: 'url', params: { field }, at });
      },
    };
  },
});
