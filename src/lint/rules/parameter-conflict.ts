import type { Node } from '../../document/document.ts';
import { child, items, valueIn } from '../../document/node.ts';
import { follow } from '../../openapi/follow.ts';
import type { OpenApiVersion } from '../../openapi/model.ts';
import { defineLintRule } from '../rule.ts';

/** Of the versions that have it, the location of a parameter that takes all there is, and that of parts of it. */
const locations: Readonly<
  Partial<Record<OpenApiVersion, { readonly whole: string; readonly part: string }>>
> = {
  '2.0': { whole: 'body', part: 'formData' },
  '3.2': { whole: 'querystring', part: 'query' },
};

export default defineLintRule({
  code: 'parameter-conflict',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Describe a query string or a body once: as a whole, or part by part.',
  why: 'A parameter that takes all of it leaves nothing for another one: tools refuse the two, or pass over one of them.',
  fix: 'Describe the whole in one parameter, or its parts alone.',
  aliases: ['spec-querystring-parameters'],
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
    const sorts = locations[api.version];
    if (!sorts) return {};

    const listed = (holder: Node): Listed[] =>
      items(child(holder, 'parameters')).flatMap((use) => {
        const followed = follow(api.documents, use);
        if (followed.kind !== 'found') return [];
        const place = valueIn(followed.node, 'in');
        const name = valueIn(followed.node, 'name');
        if (typeof name !== 'string') return [];
        return place === sorts.whole || place === sorts.part ? [{ use, place, name }] : [];
      });

    /** Whether one of some parameters takes all, and there is another one. */
    const clashes = (parameters: readonly Listed[]): boolean =>
      parameters.length > 1 && parameters.some(({ place }) => place === sorts.whole);

    /** Reports the later of a parameter that takes all and another one, where some parameters have the two. */
    const judge = (parameters: readonly Listed[]) => {
      const whole = parameters.find(({ place }) => place === sorts.whole);
      // The same one twice is a duplicate.
      const other =
        whole && parameters.find(({ place, name }) => place !== whole.place || name !== whole.name);
      if (!whole || !other) return;
      const inOrder = parameters.indexOf(whole) < parameters.indexOf(other);
      const [first, second] = inOrder ? [whole, other] : [other, whole];
      report({
        message: 'conflict',
        params: { in: second.place, name: second.name, other: `${first.place} parameter "${first.name}"` },
        at: second.use,
        related: [{ message: 'the other one', at: first.use }],
      });
    };

    return {
      objectsOf: ['operation', 'pathItem'],
      object(node) {
        judge(listed(node));
      },
      operation({ node, pathItem }) {
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
  readonly place: string;
  readonly name: string;
}
