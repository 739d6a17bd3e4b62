import type { Node } from '../../document/document.ts';
import { members, objectChild, stringChild } from '../../document/node.ts';
import { operationName } from '../../openapi/names.ts';
import { plainWords } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'description-duplicate',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Give operations, and the properties of one schema, descriptions of their own.',
  why: 'Of two that read the same, one was copied and never changed: readers are told of the wrong thing.',
  fix: 'Say what this one does, and how it differs from the other.',
  aliases: ['description-duplication'],
  section: 'https://spec.openapis.org/oas/v3.1.1#rich-text-formatting',
  messages: {
    operation: '{key} has the {field} of {other}',
    property: 'property "{name}" has the description of "{other}"',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        created_at: { type: string, description: When the title was created. }
        updated_at: { type: string, description: When the title was created. }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      properties:
        created_at: { type: string, description: When the title was created. }
        updated_at: { type: string, description: When the title was last changed. }
`,
  create(report) {
    const told = new Set<unknown>();
    const taken = { summary: new Map<string, First>(), description: new Map<string, First>() };
    return {
      operation(operation) {
        const { node, key, method, path, deprecated } = operation;
        // HEAD does what GET does, and the old name of an operation what the new one does.
        if (told.has(node.value) || method === 'head' || deprecated) return;
        told.add(node.value);
        for (const field of ['summary', 'description'] as const) {
          const at = stringChild(node, field);
          const first = at && remember(taken[field], at, key, `${method} ${unversioned(path)}`);
          if (!first) continue;
          report({
            message: 'operation',
            params: { key, field, other: first.name },
            at,
            related: [{ message: `the ${field} of ${first.name}`, at: first.at }],
            operation: operationName(operation),
          });
          return;
        }
      },
      schemasWith: ['properties'],
      schema({ node }) {
        const seen = new Map<string, First>();
        for (const [name, property] of members(objectChild(node, 'properties'))) {
          const at = stringChild(property, 'description');
          const first = at && remember(seen, at, name, name);
          if (!first) continue;
          report({
            message: 'property',
            params: { name, other: first.name },
            at,
            related: [{ message: `the description of "${first.name}"`, at: first.at }],
          });
        }
      },
    };
  },
});

interface First {
  readonly name: string;
  readonly at: Node;
  /** What may well have the same text: another version of it. */
  readonly same: string;
}

/** Gives what had the same text before, if anything else had; texts of a word or two say nothing. */
function remember(seen: Map<string, First>, at: Node<string>, name: string, same: string): First | undefined {
  const words = plainWords(at.value);
  if (words.split(' ').length < 3) return undefined;
  const first = seen.get(words);
  if (first === undefined) seen.set(words, { name, at, same });
  return first?.same === same ? undefined : first;
}

/** A path without its version and its query. */
function unversioned(path: string): string {
  return path.replace(/[?#].*$/s, '').replace(/\/v\d[^/]*(?=\/|$)/gi, '');
}
