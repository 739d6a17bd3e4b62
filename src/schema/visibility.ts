import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, members } from '../document/node.ts';
import type { Direction } from '../openapi/model.ts';
import { inPlace } from './in-place.ts';

/** Which properties leave a schema in one direction. */
export interface Visibility {
  /** Names declared `readOnly` (for a request) or `writeOnly` (for a response), through `$ref` and `allOf`. */
  hidden(schema: Node, direction: Direction, siblings: boolean): ReadonlySet<string>;
  /** Names that are required, through `$ref` and `allOf`. */
  required(schema: Node, siblings: boolean): ReadonlySet<string>;
}

/** OpenAPI 3.0 Schema Object, `readOnly` and `writeOnly`: what is hidden is not required in that direction. */
export function createVisibility(documents: Documents): Visibility {
  const known: Readonly<Record<Direction | 'required', WeakMap<object, ReadonlySet<string>>>> = {
    request: new WeakMap(),
    response: new WeakMap(),
    required: new WeakMap(),
  };

  const collect = (
    schema: Node,
    memo: WeakMap<object, ReadonlySet<string>>,
    siblings: boolean,
    namesIn: (part: Node) => Iterable<string>,
  ): ReadonlySet<string> => {
    const { value } = schema;
    if (typeof value !== 'object' || value === null) return new Set();
    let names = memo.get(value);
    if (!names) {
      names = new Set(inPlace(documents, schema, siblings).flatMap((part) => [...namesIn(part)]));
      memo.set(value, names);
    }
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
        const required = child(part, 'required')?.value;
        return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
      });
    },
  };
}
