import { templateNames } from '../../openapi/template.ts';
import { nearestName } from '../../document/nearest.ts';
import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'server-variable-unused',
  severity: 'warning',
  summary: 'Define only variables that the URL of the server has.',
  why: 'Whatever value a reader chooses for it, the URL stays the same: most likely its name or the URL is misspelt.',
  fix: 'Write the variable into the URL in braces, correct its name, or remove it.',
  section: 'https://spec.openapis.org/oas/v3.1.1#server-object',
  messages: { unused: 'variable "{name}" does not occur in the URL' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://eu.example.com
    variables:
      region: { default: eu }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://{region}.example.com
    variables:
      region: { default: eu }
paths: {}
`,
  create(report, { api }) {
    return {
      server({ node, url, variables }) {
        if (api.version === '2.0' || variables.size === 0) return;
        const names = templateNames(url);
        const lacking = names.filter((name) => !variables.has(name));
        for (const name of variables.keys()) {
          if (names.includes(name)) continue;
          // A name that was misspelt is one mistake, and told of at the URL.
          if (nearestName(name, lacking) !== undefined) continue;
          const variable = child(node, 'variables');
          const at = (variable && child(variable, name)) ?? node;
          report({ message: 'unused', params: { name }, at, part: 'key' });
        }
      },
    };
  },
});
