import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { isObjectNode, items, members } from '../../document/node.ts';
import { parentPointer, pointerKeys } from '../../document/pointer.ts';
import type { Dialect } from '../../openapi/model.ts';
import { refTarget } from '../../schema/in-place.ts';
import type { Atom } from '../../schema/solver/algebra.ts';
import type { Conflict } from '../../schema/solver/conflict.ts';
import { wordsFor } from '../contradiction-words.ts';
import { createEmptiness, placed, type Emptiness, type Step } from '../emptiness.ts';
import { createInhabited } from '../inhabited.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-unsatisfiable',
  severity: 'error',
  summary: 'Write schemas that some value can meet.',
  why: 'Whatever is sent is wrong: validators refuse every message, and no example, mock or test can be made.',
  fix: 'Remove one side of the contradiction; end a recursion by making the property optional, nullable, or a list that may be empty.',
  aliases: ['no-required-infinite-recursion', 'allof-conflicts'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1',
  messages: {
    types: 'no value has all of these types',
    values: 'none of these values is allowed by the other list',
    closed: '{names} required, but additionalProperties: false allows only the properties beside it',
    endless: 'each value has to hold another of the same kind, without end: {ring}',
    conflict: '{what}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Category:
      type: object
      required: [parent]
      properties:
        parent: { $ref: '#/components/schemas/Category' }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Category:
      type: object
      properties:
        parent: { $ref: '#/components/schemas/Category' }
`,
  create(report, { api, solver, isFaulty }) {
    const explain = createEmptiness(api.documents);
    const rings = new Set<unknown>();
    const told = new Set<string>();
    const contradiction = (node: Node, dialect: Dialect) => {
      // What is required in one direction alone leaves values for the other.
      const request = solver?.contradiction({ node, dialect, direction: 'request' });
      return request && solver?.contradiction({ node, dialect, direction: 'response' });
    };
    const isInhabited = createInhabited(api.documents, (node, dialect) =>
      solver ? !contradiction(node, dialect) : !explain({ node, dialect, direction: 'response' }),
    );
    /** Each alternative that allows nothing is told of by itself. */
    const isUnionOfNothing = ({ shape, place }: Atom, dialect: Dialect): boolean => {
      if (shape.kind !== 'oneOf' && shape.kind !== 'anyOf') return false;
      const alternatives = items(place);
      return alternatives.length > 0 && alternatives.every((each) => !isInhabited(each, dialect));
    };
    const once = (at: Node): boolean => {
      // Whatever holds an empty schema is empty too: the cause is told once.
      const place = `${at.document.uri}#${at.pointer}`;
      return !told.has(place) && told.add(place).size > 0;
    };

    const tell = (found: Emptiness): void => {
      const { at } = found;
      if (!once(at)) return;
      if (found.kind === 'endless') {
        if (found.ring.some(({ node }) => rings.has(node.value))) return;
        for (const { node } of found.ring) rings.add(node.value);
        report({ message: 'endless', params: { ring: ringText(found.ring, api.documents) }, at });
      } else if (found.kind === 'closed') {
        // Within one object it is another rule's.
        const { requiredBy, forbiddenBy } = found;
        if (parentPointer(parentPointer(requiredBy.pointer)!) === parentPointer(forbiddenBy.pointer)) return;
        const related = [
          { message: 'required here', at: requiredBy, part: 'value' as const },
          { message: 'forbidden here', at: forbiddenBy, part: 'key' as const },
        ].filter((place) => place.at !== at);
        report({ message: 'closed', params: { names: namesAre(found.names) }, at, related });
      } else {
        const related = found.others.map((other) => ({ message: 'and here', at: other }));
        report({ message: found.kind, at, related });
      }
    };

    return {
      schema({ node, dialect }) {
        if (!isObjectNode(node) || dialect === 'unknown' || isInhabited(node, dialect)) return;
        const found = explain({ node, dialect, direction: 'response' });
        if (found && found.kind !== 'values') return tell(found);
        const conflict = contradiction(node, dialect);
        if (!conflict || conflict === 'inner' || isOthers(conflict)) return;
        const [first, ...more] = conflict.atoms;
        // What one schema says against itself is told of that schema, and not of all that build on it.
        const alone = more.every(({ holder }) => holder.value === first?.holder.value);
        if (alone && first && first.holder.value !== node.value) return;
        if (conflict.atoms.some((atom) => isUnionOfNothing(atom, dialect))) return;
        // An empty list and a keyword of another type are mistakes that are told of, and nothing to reason from.
        if (conflict.atoms.some(({ holder }) => members(holder).some(([, member]) => isFaulty(member))))
          return;
        const { at, others } = placed(
          node,
          conflict.atoms.flatMap(({ shape, place }) => (shape.kind === 'types' ? [] : place)),
        );
        if (!once(at)) return;
        const related = others.map((other) => ({ message: 'and here', at: other }));
        report({ message: 'conflict', params: { what: wordsFor(conflict) }, at, related });
      },
    };
  },
});

/** What is meant so, or what other rules tell in words of their own, of keywords that stand side by side. */
function isOthers({ atoms, path }: Conflict): boolean {
  if (path.length > 0 || atoms.some(({ holder }) => holder.value !== atoms[0]?.holder.value)) return false;
  const found = [...new Set(atoms.map(({ shape }) => shape.kind))].sort().join(' ');
  if (/^(?:bound|length|itemCount|propertyCount)(?: types)?$/.test(found)) return crosses(atoms);
  if (found === 'enum types') return true;
  // `not: {}` is how some write that nothing is allowed, and mean it.
  if (atoms.some(({ shape }) => shape.kind === 'not' && shape.child.atoms.length === 0)) return true;
  const closed = atoms.some(({ keyword }) => keyword === 'additionalProperties');
  return closed && /^additional required(?: types)?$/.test(found);
}

function crosses(atoms: readonly Atom[]): boolean {
  const limits = (side: 'lower' | 'upper') =>
    atoms.flatMap(({ shape }) => ('limit' in shape && shape.side === side ? shape.limit : []));
  const lower = limits('lower').reduce((most, each) => Math.max(most, each), -Infinity);
  return limits('upper').some((each) => each <= lower);
}

/** `"a" is`, `"a" and "b" are`, `"a", "b" and 3 more are`. */
function namesAre(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  if (quoted.length < 2) return `${quoted.join('')} is`;
  const last = quoted.length > 3 ? `${quoted.length - 2} more` : quoted.pop()!;
  return `${quoted.slice(0, 2).join(', ')} and ${last} are`;
}

/** `Category.parent -> Category`: from schema to schema by the members that each has to have. */
function ringText(ring: readonly Step[], documents: Documents): string {
  const named = (node: Node) => nameOf(refTarget(documents, node) ?? node);
  const from = Math.max(
    0,
    ring.findIndex(({ node }) => named(node) !== undefined),
  );
  const [first, ...rest] = [...ring.slice(from), ...ring.slice(0, from)];
  if (first === undefined) return '';
  const start = named(first.node) ?? 'this schema';
  let text = start;
  for (const { node, by } of [...rest, first]) {
    if (by !== undefined) text += by === '[]' ? by : `.${by}`;
    const name = node === first.node ? start : named(node);
    if (name !== undefined) text += ` -> ${name}`;
  }
  return text;
}

function nameOf({ pointer }: Node): string | undefined {
  const [, name] = /^\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(pointer) ?? [];
  return name === undefined ? undefined : pointerKeys(pointer).at(-1);
}
