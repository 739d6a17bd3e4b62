import type { Node } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import { pointerKeys, type Pointer } from '../../document/pointer.ts';
import type { Atom, Schema } from './algebra.ts';
import { evaluate, isAdditional } from './evaluate.ts';
import { matches } from './regex/language.ts';

/**
 * Takes the sender's schema, a value of it, a place in that value and the receiver's atom that minds it; gives the
 * sender's schema at that place: the one that says something of the same sort, else the first; undefined where the
 * sender says nothing of that place.
 */
export function counterpartOf(sender: Schema, value: unknown, at: Pointer, atom: Atom): Node | undefined {
  let schemas = applying([sender], value);
  let part = value;
  for (const key of pointerKeys(at)) {
    const below = [...schemas].flatMap((schema) => schema.atoms.flatMap((one) => childAt(one, key)));
    part = memberOf(part, key);
    schemas = applying(below, part);
  }
  for (const schema of schemas) {
    const alike = schema.atoms.find(
      (one) => one.shape.kind === atom.shape.kind && one.domain === atom.domain,
    );
    if (alike !== undefined) return alike.holder;
  }
  const [first] = schemas;
  return first?.node;
}

/** The schemas and those branches of them that accept the value. */
function applying(schemas: Iterable<Schema>, value: unknown): ReadonlySet<Schema> {
  const all = new Set(schemas);
  for (const schema of all)
    for (const { shape } of schema.atoms) {
      if (shape.kind === 'anyOf' || shape.kind === 'oneOf')
        for (const branch of shape.children) if (evaluate(branch, value) !== false) all.add(branch);
      if (shape.kind === 'if') all.add(evaluate(shape.test, value) === false ? shape.else : shape.then);
    }
  return all;
}

function childAt({ shape }: Atom, key: string): readonly Schema[] {
  switch (shape.kind) {
    case 'property':
      return shape.name === key ? [shape.child] : [];
    case 'patternProperty':
      return matches(shape.pattern, key) ? [shape.child] : [];
    case 'additional':
      return isAdditional(key, shape.names, shape.patterns) ? [shape.child] : [];
    case 'prefixItem':
      return String(shape.index) === key ? [shape.child] : [];
    case 'restItems':
      return /^\d+$/.test(key) && Number(key) >= shape.from ? [shape.child] : [];
    default:
      return [];
  }
}

function memberOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)] as unknown;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
