import { replaceValue } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { child } from '../../document/node.ts';
import { templateNames } from '../../openapi/template.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'server-variable-undefined',
  severity: 'error',
  summary: 'Define every variable of a server URL, with a default that its enum allows.',
  why: 'Without a value there is no URL: documentation shows braces and generated clients call a host that does not exist.',
  fix: 'Add the variable under `variables` with a `default`.',
  aliases: ['no-undefined-server-variable', 'oas3-server-variables', 'server-variable-default'],
  section: 'https://spec.openapis.org/oas/v3.1.1#server-variable-object',
  messages: {
    undefined: 'the URL has {braced}, but `variables` does not define it',
    notInEnum: 'default "{value}" is not one of the values in its enum',
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
        for (const name of templateNames(url)) {
          if (!variables.has(name)) {
            report({
              message: 'undefined',
              params: { braced: `{${name}}` },
              at: child(node, 'url') ?? node,
              fix: () => {
                const used = templateNames(url);
                const spare = [...variables.keys()].filter((other) => !used.includes(other));
                const meant = certainOwnName(name, spare);
                const at = child(node, 'url');
                if (meant === undefined || at === undefined) return undefined;
                const mended = url.replaceAll(`{${name}}`, () => `{${meant}}`);
                return safeFix(`write "${mended}"`, replaceValue(at, mended));
              },
            });
          }
        }
        for (const { node: variable, default: value, enum: values } of variables.values()) {
          // From 3.1 on it makes the description invalid, and is reported as such.
          if (
            api.version !== '3.0' ||
            value === undefined ||
            !values ||
            values.length === 0 ||
            values.includes(value)
          )
            continue;
          report({
            message: 'notInEnum',
            params: { value },
            at: child(variable, 'default') ?? variable,
            severity: 'warning',
          });
        }
      },
    };
  },
});
