import type { Node } from '../../document/document.ts';
import { removeNode } from '../../document/edit.ts';
import { nearestName } from '../../document/nearest.ts';
import { members, nodeAt } from '../../document/node.ts';
import { appendKey, rootPointer } from '../../document/pointer.ts';
import { unsafeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

/** The maps of components, with what one of them is called. */
const sections = {
  second: [
    ['definitions', 'definition'],
    ['parameters', 'parameter'],
    ['responses', 'response'],
    ['securityDefinitions', 'security scheme'],
  ],
  third: [
    ['schemas', 'schema'],
    ['responses', 'response'],
    ['parameters', 'parameter'],
    ['examples', 'example'],
    ['requestBodies', 'request body'],
    ['headers', 'header'],
    ['securitySchemes', 'security scheme'],
    ['links', 'link'],
    ['callbacks', 'callback'],
    ['pathItems', 'path item'],
    ['mediaTypes', 'media type'],
  ],
} as const;

export default defineLintRule({
  code: 'component-unused',
  severity: 'info',
  summary: 'Remove components that nothing uses, or use them.',
  why: 'Nobody notices when they go out of date, and readers take them for a part of the API.',
  fix: 'Remove the component, or refer to it.',
  aliases: ['oas3-unused-component', 'oas2-unused-definition', 'no-unused-components'],
  section: 'https://spec.openapis.org/oas/v3.1.1#components-object',
  messages: { unused: '{kind} "{name}" is used nowhere' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Title' }
components:
  schemas:
    Title: { type: object }
    Book: { type: object }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Title' }
components:
  schemas:
    Title:
      type: object
      properties:
        edition: { $ref: '#/components/schemas/Edition' }
    Edition: { type: integer }
`,
  create(report, { api }) {
    const uses = new Map<unknown, Node[]>();
    const use = (target: Node | undefined, from: Node) => {
      if (!target || typeof target.value !== 'object' || target.value === null) return;
      const list = uses.get(target.value);
      if (list) list.push(from);
      else uses.set(target.value, [from]);
    };
    /** References that lead nowhere: a misspelt one is one mistake, and told of where it is written. */
    const dangling: string[] = [];
    return {
      reference({ node, first }) {
        if (first) use(first, node);
        else if (typeof node.value === 'string') dangling.push(node.value);
      },
      security({ alternatives }) {
        for (const { schemes } of alternatives) {
          for (const { name, node, scheme } of schemes) {
            // A misspelt name is one mistake, and told of where it is written.
            const meant = scheme ? name : nearestName(name, api.securitySchemes.keys());
            use(meant === undefined ? undefined : api.securitySchemes.get(meant)?.use, node);
          }
        }
      },
      end() {
        // A description without operations is a library for other files: they are who uses it.
        if (api.operations.length === 0 && api.webhooks.length === 0) return;
        // What used it may be what could not be read.
        if (api.documents.problems.some(({ code }) => code === 'document-syntax')) return;
        const root = api.documents.root;
        const second = api.version === '2.0';
        const base = second ? rootPointer : appendKey(rootPointer, 'components');
        const unused: { readonly kind: string; readonly name: string; readonly component: Node }[] = [];
        for (const [section, kind] of second ? sections.second : sections.third) {
          const components = members(nodeAt(root, appendKey(base, section)));
          const meant = meantNames(dangling, `${appendKey(base, section)}/`.slice(1), components);
          for (const [name, component] of components) {
            // What is no object is used by value: a schema that is `true`, or a mistake of its own.
            if (meant.has(name) || typeof component.value !== 'object') continue;
            const inside = `${component.pointer}/`;
            const users = uses.get(component.value) ?? [];
            // A schema that only refers to itself is used by nobody.
            if (users.some((from) => from.document !== root || !from.pointer.startsWith(inside))) continue;
            unused.push({ kind, name, component });
          }
        }
        if (unused.length === 0) return;
        const mentioned = mentions([...api.documents.all.values()].map(({ text }) => text));
        for (const { kind, name, component } of unused) {
          // An extension may refer to it in a way of its own.
          const known = uses.get(component.value)?.length ?? 0;
          if ((mentioned.get(`#${component.pointer}`) ?? 0) > known) continue;
          report({
            message: 'unused',
            params: { kind, name },
            at: component,
            part: 'key',
            // Others may refer to it from files that are not part of this description.
            fix: () => unsafeFix('remove it, unless other files refer to it', removeNode(component)),
          });
        }
      },
    };
  },
});

/** The names of components that references most likely meant that start like theirs and lead nowhere. */
function meantNames(
  dangling: readonly string[],
  prefix: string,
  components: readonly (readonly [name: string, component: Node])[],
): ReadonlySet<string> {
  const names = components.map(([name]) => name);
  return new Set(
    dangling
      .map((reference) => reference.replace(/^#?(?:\.?\/)?/, ''))
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .flatMap((name) => (names.includes(name) ? name : (nearestName(name, names) ?? []))),
  );
}

/** How often each component is written as a local reference, wherever it stands. */
function mentions(texts: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const text of texts) {
    for (const [reference] of text.matchAll(
      /#\/(?:components\/\w+|definitions|parameters|responses)\/[^\s"'#,}\]]+/g,
    )) {
      found.set(reference, (found.get(reference) ?? 0) + 1);
    }
  }
  return found;
}
