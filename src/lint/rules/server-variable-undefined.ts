import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { child, isObjectNode } from '../../document/node.ts';
import { templateNames } from '../../openapi/template.ts';
import { hint } from '../hint.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'server-variable-undefined',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Define every variable of a server URL.',
  why: 'Without a value there is no URL: documentation shows braces and generated clients call a host that does not exist.',
  fix: 'Add the variable under `variables` with a `default`.',
  aliases: ['no-undefined-server-variable', 'oas3-server-variables'],
  section: 'https://spec.openapis.org/oas/v3.1.1#server-variable-object',
  messages: {
    undefined: 'the URL has {braced}, but `variables` does not define it{hint}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://{region}.example.com
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
        if (api.version === '2.0') return;
        const written = child(node, 'variables');
        // Variables that cannot be read are told of as such.
        if (written && !isObjectNode(written)) return;
        const names = templateNames(url);
        const unused = [...variables.keys()].filter((name) => !names.includes(name));
        for (const name of new Set(names)) {
          if (variables.has(name) || (written && child(written, name))) continue;
          const params = { braced: `{${name}}`, hint: hint(name, unused) };
          report({
            message: 'undefined',
            params,
            at: child(node, 'url') ?? node,
            fix: () => {
              const meant = certainOwnName(name, unused);
              const at = child(node, 'url');
              if (meant === undefined || at === undefined) return undefined;
              const mended = url.replaceAll(`{${name}}`, () => `{${meant}}`);
              return safeFix(`write "${mended}"`, replaceValue(at, mended));
            },
          });
        }
      },
    };
  },
});
