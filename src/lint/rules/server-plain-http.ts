import { child } from '../../document/node.ts';
import { isLoopbackHost } from '../../openapi/hosts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'server-plain-http',
  severity: 'info',
  presets: { strict: 'warning', owasp: 'error' },
  summary: 'Serve over https.',
  why: 'Whatever travels over plain http, credentials included, can be read and changed on the way.',
  fix: 'Write the URL with https; loopback addresses are left alone.',
  aliases: [
    'owasp:api8:2023-no-server-http',
    'owasp:api8:2023-no-scheme-http',
    'owasp:api7:2019-security-hosts-https-oas2',
    'owasp:api7:2019-security-hosts-https-oas3',
    'owasp-security-hosts-https-oas3',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#server-object',
  messages: { plain: '{url} is plain http' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: http://api.example.com
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
        if (!/^http:\/\//i.test(url) || isLoopbackHost(url)) return;
        report({
          message: 'plain',
          params: { url },
          at: child(node, 'url') ?? child(node, 'schemes') ?? node,
        });
      },
    };
  },
});
