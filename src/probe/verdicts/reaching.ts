import { child, isObject, nodeAt } from '../../document/node.ts';
import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { parentPointer, pointerKeys } from '../../document/pointer.ts';
import type { Group } from './fold.ts';
import { sampled, type Scope } from './scopes.ts';

/** Takes a group; gives whether another part of the run may have what it is about, and had it right. */
export type Reaching = (group: Group) => boolean;

/** So many objects of schemas are looked at for one scope; one with more is taken to reach everything. */
const mostObjects = 20_000;

/**
 * Takes the texts of a contract and the scopes of a run; gives what finds out whether a definition that some exchanges
 * contradict judged others too, where nothing was found: what is shared is not wrong for being wrong in one place.
 */
export function createReaching(documents: Documents, scopes: Iterable<Scope>): Reaching {
  const all = [...scopes];
  const reached = new Map<Scope, ReadonlySet<unknown> | 'everything'>();
  return ({ folds, scopes: own }) => {
    const [{ identity: { place, mismatch } = {} } = {}] = folds;
    if (place === undefined) return false;
    const isPlace = ({ document, pointer }: Node) => document.uri === place.uri && pointer === place.pointer;
    if (!mismatch) return all.some((scope) => !own.has(scope) && scope.definitions.some(isPlace));
    const document = documents.all.get(place.uri);
    const holder = document && nodeAt(document, parentPointer(place.pointer) ?? place.pointer);
    const [side] = [...own].map((scope) => scope.side);
    if (holder === undefined || side === undefined) return true;
    const key = pointerKeys(mismatch.mismatch.violation.instance).at(-1);
    return all.some((scope) => {
      if (own.has(scope) || scope.side !== side || scope.sites.size === 0) return false;
      const objects = reached.get(scope) ?? reachedFrom(documents, scope);
      reached.set(scope, objects);
      if (objects !== 'everything' && !objects.has(holder.value)) return false;
      // Where all values of the scope are known, and none has a member of the name, none has the part.
      if (key === undefined || /^\d+$/.test(key) || scope.exchanges > sampled) return true;
      return [...scope.paths.keys()].some((path) => path.endsWith(`/${key}`));
    });
  };
}

function reachedFrom(documents: Documents, { sites }: Scope): ReadonlySet<unknown> | 'everything' {
  const found = new Set<unknown>();
  const left: Node[] = [...sites].map(({ node }) => node);
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const { value } = node;
    if (typeof value !== 'object' || value === null || found.has(value)) continue;
    found.add(value);
    if (found.size > mostObjects) return 'everything';
    const reference = isObject(value) ? child(node, '$ref') : undefined;
    if (typeof reference?.value === 'string') {
      const resolved = documents.resolve(reference.value, node);
      if (resolved.kind === 'found') left.push(resolved.node);
    }
    for (const key of Object.keys(value)) {
      const member = child(node, key);
      if (member) left.push(member);
    }
  }
  return found;
}
