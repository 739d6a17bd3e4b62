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
  create(report) {
    const taken = new Map<string, { readonly name: string; readonly node: Node }>();
    const seen = new Set<unknown>();
    const check = (name: string, kind: string, node: Node) => {
      if (seen.has(node.value)) return;
      seen.add(node.value);
      const first = taken.get(`${kind} ${name.toLowerCase()}`);
      if (first === undefined) {
        taken.set(`${kind} ${name.toLowerCase()}`, { name, node });
        return;
      }
      const other = first.node.document.uri;
      const related = [{ message: 'the other one', at: first.node, part: 'key' as const }];
      if (other === node.document.uri && first.name !== name)
        report({
          message: 'case',
          params: { kind, name, other: first.name },
          at: node,
          part: 'key',
          related,
        });
      else if (other !== node.document.uri && first.name === name)
        report({ message: 'file', params: { kind, name, other }, at: node, part: 'key', related });
    };
    return {
      schema({ componentName, node }) {
        if (componentName !== undefined) check(componentName, 'schema', node);
      },
      // In another file, it is a reference that makes a component of what it names.
      reference({ kind, first }) {
        const called = words.get(kind);
        if (first === undefined || called === undefined || typeof first.value !== 'object') return;
        const keys = pointerKeys(first.pointer);
        // What is referred to within a schema or an operation has no name of its own.
        const named = keys.length === 0 || sections.has(keys.at(-2) ?? '');
        if (named) check(keys.at(-1) ?? stem(first.document.uri), called, first);
      },
    };
  },
});

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
