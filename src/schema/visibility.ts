import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, members, valueIn } from '../document/node.ts';
import type { Direction } from '../openapi/model.ts';
import { inPlace } from './in-place.ts';

/** Which properties leave a schema in one direction. */
export interface Visibility {
  /** Names declared `readOnly` (for a request) or `writeOnly` (for a response), through `$ref` and `allOf`. */
  hidden(schema: Node, direction: Direction, siblings: boolean): ReadonlySet<string>;
  /** Names that are required, through `$ref` and `allOf`. */
  required(schema: Node, siblings: boolean): ReadonlySet<string>;
}

/** What is known of schemas, with all that holds in place, and of their own parts alone. */
interface Memo {
  readonly whole: WeakMap<object, ReadonlySet<string>>;
  readonly own: WeakMap<object, readonly string[]>;
}

const memo = (): Memo => ({ whole: new WeakMap(), own: new WeakMap() });
const none: ReadonlySet<string> = new Set();

/** OpenAPI 3.0 Schema Object, `readOnly` and `writeOnly`: what is hidden is not required in that direction. */
export function createVisibility(documents: Documents): Visibility {
  const known = { request: memo(), response: memo(), required: memo() };

  const collect = (
    schema: Node,
    { whole, own }: Memo,
    siblings: boolean,
    namesIn: (part: Node) => readonly string[],
  ): ReadonlySet<string> => {
    const { value } = schema;
    if (typeof value !== 'object' || value === null) return none;
    let names = whole.get(value);
    if (names) return names;
    const found = new Set<string>();
    for (const part of inPlace(documents, schema, siblings)) {
      let names = own.get(part.value);
      if (!names) own.set(part.value, (names = namesIn(part)));
      for (const name of names) found.add(name);
    }
    names = found.size === 0 ? none : found;
    whole.set(value, names);
    return names;
  };

  return {
    hidden(schema, direction, siblings) {
      const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
      const isHidden = (property: Node): boolean =>
        inPlace(documents, property, siblings).some((part) => child(part, mark)?.value === true);
      return collect(schema, known[direction], siblings, (part) =>
        members(child(part, 'properties')).flatMap(([name, property]) => (isHidden(property) ? [name] : [])),
      );
    },
    required(schema, siblings) {
      return collect(schema, known.required, siblings, (part) => {
        const required = valueIn(part, 'required');
        return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
      });
    },
  };
}
