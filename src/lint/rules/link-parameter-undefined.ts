import { renameKey } from '../../document/edit.ts';
import { certainOwnName } from '../../document/nearest.ts';
import { operationName } from '../../openapi/names.ts';
import { hasReadableParameters, linkTargets } from '../operations.ts';
import { hint } from '../hint.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

const qualified = /^(path|query|header|cookie|querystring)\.(.+)$/s;

export default defineLintRule({
  code: 'link-parameter-undefined',
  severity: 'warning',
  summary: 'Pass to a linked operation only parameters that it has.',
  why: 'Whoever follows the link leaves the value out, or sends one that the operation ignores: the link then asks for something else.',
  fix: 'Correct the name; where one name is used in several places, write `path.id` or `query.id`.',
  section: 'https://spec.openapis.org/oas/v3.1.1#link-object',
  messages: { undefined: '{key} has no {place}parameter "{name}"{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: listTitles
      responses:
        '200':
          description: OK
          links:
            first:
              operationId: getTitle
              parameters:
                titleId: $response.body#/0/id
  /titles/{id}:
    get:
      operationId: getTitle
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      operationId: listTitles
      responses:
        '200':
          description: OK
          links:
            first:
              operationId: getTitle
              parameters:
                id: $response.body#/0/id
  /titles/{id}:
    get:
      operationId: getTitle
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    const targetOf = linkTargets(api);
    return {
      link(link) {
        const target = targetOf(link);
        if (!target || !hasReadableParameters(api, target)) return;
        for (const [given, node] of link.parameters) {
          const [, place, rest] = qualified.exec(given) ?? [];
          const has = (name: string, location?: string) =>
            target.parameters.some(
              (each) => each.name === name && (location === undefined || each.in === location),
            );
          // A name may itself have a dot in it.
          if (has(given) || (rest !== undefined && has(rest, place))) continue;
          const candidates = target.parameters
            .filter((each) => place === undefined || each.in === place)
            .map((each) => (place === undefined ? each.name : `${place}.${each.name}`));
          report({
            message: 'undefined',
            params: {
              key: target.key,
              place: place === undefined ? '' : `${place} `,
              name: rest ?? given,
              hint: hint(given, candidates),
            },
            at: node,
            part: 'key',
            fix: () => {
              const meant = certainOwnName(given, candidates);
              return meant === undefined ? undefined : safeFix(`write "${meant}"`, renameKey(node, meant));
            },
            related: [{ message: 'the operation', at: target.node, part: 'key' }],
            operation: operationName(target),
          });
        }
      },
    };
  },
});
