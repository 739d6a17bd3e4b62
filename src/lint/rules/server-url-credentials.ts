import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'server-url-credentials',
  severity: 'warning',
  presets: { owasp: 'error' },
  summary: 'Write no user name or password in the URL of a server.',
  why: 'Everyone who reads the description has them, and browsers and clients drop or refuse such URLs.',
  fix: 'Remove them from the URL, change them, and describe a security scheme instead.',
  section: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  messages: { credentials: 'the URL holds the credentials of "{user}"' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://admin:hunter2@api.example.com
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.example.com
paths: {}
`,
  create(report) {
    return {
      server({ node, url }) {
        const user = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@:]+):[^/?#@{]+@/i.exec(url)?.[1];
        if (user === undefined) return;
        report({
          message: 'credentials',
          params: { user },
          at: child(node, 'url') ?? child(node, 'host') ?? node,
        });
      },
    };
  },
});
