import type { Node } from '../../document/document.ts';
import { pointerKeys } from '../../document/pointer.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'component-name-unique',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Give components names that differ in more than case, in all files together.',
  why: 'Bundlers and code generators put all of them in one place: one of two gets a number, or overwrites the other.',
  fix: 'Rename one of the two.',
  section: 'https://spec.openapis.org/oas/v3.1.1#components-object',
  messages: {
    file: '{kind} "{name}" is also defined in {other}',
    case: '{kind} "{name}" differs from "{other}" in case only',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    ISBN: { type: string }
    Isbn: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    ISBN: { type: string }
    Issn: { type: string }
`,
  create(report, { api }) {
    const found = new Map<unknown, Component>();
    const remember = (component: Component) => {
      if (!found.has(component.node.value)) found.set(component.node.value, component);
    };
    return {
      schema({ componentName, node }) {
        if (componentName !== undefined) remember({ kind: 'schema', name: componentName, node });
      },
      // In another file, it is a reference that makes a component of what it names.
      reference({ kind, first }) {
        const called = words.get(kind);
        if (first === undefined || called === undefined || typeof first.value !== 'object') return;
        const keys = pointerKeys(first.pointer);
        // What is referred to within a schema or an operation has no name of its own.
        const named = keys.length === 0 || sections.has(keys.at(-2) ?? '');
        if (named) remember({ kind: called, name: keys.at(-1) ?? stem(first.document.uri), node: first });
      },
      end() {
        const taken = new Map<string, Component>();
        const isForeign = ({ node }: Component) => Number(node.document !== api.documents.root);
        // A name belongs to the description itself before it belongs to a file beside it.
        for (const component of [...found.values()].sort((a, b) => isForeign(a) - isForeign(b))) {
          const { kind, name, node } = component;
          const key = `${kind} ${name.toLowerCase()}`;
          const first = taken.get(key);
          if (first === undefined) {
            taken.set(key, component);
            continue;
          }
          const other = first.node.document.uri;
          const place = {
            at: node,
            part: 'key' as const,
            related: [{ message: 'the other one', at: first.node, part: 'key' as const }],
          };
          if (other === node.document.uri && first.name !== name)
            report({ message: 'case', params: { kind, name, other: first.name }, ...place });
          else if (other !== node.document.uri && first.name === name)
            report({ message: 'file', params: { kind, name, other }, ...place });
        }
      },
    };
  },
});

interface Component {
  readonly kind: string;
  readonly name: string;
  readonly node: Node;
}

const words: ReadonlyMap<string, string> = new Map([
  ['schema', 'schema'],
  ['parameter', 'parameter'],
  ['response', 'response'],
  ['requestBody', 'request body'],
]);

const sections: ReadonlySet<string> = new Set([
  'schemas',
  'definitions',
  'parameters',
  'responses',
  'requestBodies',
]);

/** The name of a file without its folder and extension. */
function stem(uri: string): string {
  return uri
    .replace(/[?#].*$/s, '')
    .replace(/^.*\//s, '')
    .replace(/\.\w+$/, '');
}
