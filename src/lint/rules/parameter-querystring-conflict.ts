import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import { follow } from '../../openapi/follow.ts';
import type { Operation } from '../../openapi/model.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'parameter-querystring-conflict',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Describe a query string once: as a whole, or parameter by parameter.',
  why: 'A querystring parameter takes the whole query string, so nothing is left for another parameter, and tools refuse the two.',
  fix: 'Describe all of it in the content of one querystring parameter, or use query parameters alone.',
  section: 'https://spec.openapis.org/oas/v3.2.0#parameter-locations',
  messages: { conflict: '{in} parameter "{name}" cannot stand beside {other}' },
  bad: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: filter
          in: querystring
          content:
            application/x-www-form-urlencoded: { schema: { type: object } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: filter
          in: querystring
          content:
            application/x-www-form-urlencoded:
              schema: { type: object, properties: { limit: { type: integer } } }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    if (api.version !== '3.2') return {};

    const listed = (holder: Node): Listed[] =>
      items(child(holder, 'parameters')).flatMap((use) => {
        const followed = follow(api.documents, use);
        if (followed.kind !== 'found') return [];
        const place = child(followed.node, 'in')?.value;
        const name = child(followed.node, 'name')?.value;
        if ((place !== 'query' && place !== 'querystring') || typeof name !== 'string') return [];
        return [{ use, place, name }];
      });

    /** Reports the later of a querystring parameter and another one, where some parameters have the two. */
    const judge = (parameters: readonly Listed[]) => {
      const whole = parameters.find(({ place }) => place === 'querystring');
      // The same one twice is a duplicate.
      const other =
        whole && parameters.find(({ place, name }) => place !== whole.place || name !== whole.name);
      if (!whole || !other) return;
      const [first, second] = inOrder(parameters, whole, other);
      const beside = `${first.place} parameter "${first.name}"`;
      report({
        message: 'conflict',
        params: { in: second.place, name: second.name, other: beside },
        at: second.use,
        related: [{ message: 'the other one', at: first.use }],
      });
    };

    return {
      object(node, kind) {
        if (kind === 'operation' || kind === 'pathItem') judge(listed(node));
      },
      operation({ node, pathItem }: Operation) {
        // What clashes within one list was told of there; an operation's parameter replaces one of the same name.
        const own = listed(node);
        const names = new Set(own.map(({ place, name }) => `${place} ${name}`));
        const shared = listed(pathItem).filter(({ place, name }) => !names.has(`${place} ${name}`));
        if (!clashes(own) && !clashes(shared)) judge([...shared, ...own]);
      },
    };
  },
});

interface Listed {
  readonly use: Node;
  readonly place: 'query' | 'querystring';
  readonly name: string;
}

function inOrder(parameters: readonly Listed[], a: Listed, b: Listed): [Listed, Listed] {
  return parameters.indexOf(a) < parameters.indexOf(b) ? [a, b] : [b, a];
}

function clashes(parameters: readonly Listed[]): boolean {
  return parameters.length > 1 && parameters.some(({ place }) => place === 'querystring');
}
