import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, holderOf, items } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import { follow } from '../openapi/follow.ts';
import type { ChangePlacement } from './check.ts';
import type { Pair } from './pair.ts';

/** A change inside a schema. */
type SchemaChange = Pick<ChangePlacement, 'owner'> & {
  readonly params?: Readonly<Record<string, string | number>> | undefined;
};

/**
 * Takes a code, a change that breaks nobody, and the documents of both versions; gives whether the other version says
 * the same of that property in another place that holds for the same value: a branch, or the schema around one.
 */
export function hasMoved(code: string, { owner, params }: SchemaChange, documents: Pair<Documents>): boolean {
  const name = params?.['subject'];
  if (!owner || typeof name !== 'string') return false;
  const [before, after] = [outermost(owner.before), outermost(owner.after)];
  switch (code) {
    case 'property-removed':
      return says(documents.after, after, declares(name), declaring);
    case 'property-added':
      return says(documents.before, before, declares(name), declaring);
    case 'property-optional':
      return says(documents.after, after, requires(name), requiring);
    case 'property-required':
      return says(documents.before, before, requires(name), requiring);
    default:
      return false;
  }
}

/** Takes the documents of the old version and a change to a property; gives whether every value had to have it. */
export function wasRequired(documents: Documents, { owner, params }: SchemaChange): boolean {
  const name = params?.['subject'];
  if (!owner || typeof name !== 'string') return false;
  return says(documents, outermost(owner.before), requires(name), requiring);
}

/** The schema of which another is a branch, as far as the text around it shows. */
function outermost(node: Node): Node {
  const keys = pointerKeys(node.pointer);
  let top = node;
  for (let at = keys.length; at > 0;) {
    const steps = stepsUp(keys[at - 1], keys[at - 2]);
    if (steps === 0) break;
    at -= steps;
    for (let up = 0; up < steps; up += 1) top = holderOf(top) ?? top;
  }
  return top;
}

function stepsUp(last: string | undefined, holder: string | undefined): 0 | 1 | 2 {
  if (last === 'then' || last === 'else') return 1;
  return holder === 'allOf' || holder === 'anyOf' || holder === 'oneOf' ? 2 : 0;
}

const declares =
  (name: string) =>
  (schema: Node): boolean => {
    const properties = child(schema, 'properties');
    return properties !== undefined && child(properties, name) !== undefined;
  };

const requires =
  (name: string) =>
  (schema: Node): boolean =>
    items(child(schema, 'required')).some(({ value }) => value === name);

/** What some values have declared is known; what is required of some is not required. */
const declaring = ['allOf', 'anyOf', 'oneOf'];
const requiring = ['allOf'];

function says(
  documents: Documents,
  schema: Node,
  holds: (schema: Node) => boolean,
  branches: readonly string[],
  passed = new Set<unknown>(),
): boolean {
  const followed = follow(documents, schema);
  if (followed.kind !== 'found' || passed.has(followed.node.value)) return false;
  const { node } = followed;
  passed.add(node.value);
  if (holds(node)) return true;
  return branches
    .flatMap((keyword) => items(child(node, keyword)))
    .some((branch) => says(documents, branch, holds, branches, passed));
}
