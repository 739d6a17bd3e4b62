import type { Node } from '../document/document.ts';
import { child, items, stringChild } from '../document/node.ts';
import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { SchemaVisit } from '../openapi/visit.ts';
import type { Glance } from './apart.ts';

/** One of the schemas that `oneOf` lists. */
export interface Alternative {
  readonly node: Node;
  readonly site: SchemaSite;
  /** `alternative 2`, with its name where it has one. */
  readonly name: string;
  /** Its `$ref`, or the schema itself. */
  readonly at: Node;
}

/** How many pairs are looked at in one `oneOf`, and how many are reasoned about in one description. */
const mostLookedAt = 2_000;
const mostAltogether = 1_000;

/**
 * Takes what tells schemas apart; gives what takes a schema and gives the alternatives of its `oneOf` that may have a
 * value in common, pair by pair. Where a tag decides, alternatives may overlap, and there are none.
 */
export function createPairs({
  areApart,
}: Glance): (visit: SchemaVisit) => (readonly [Alternative, Alternative])[] {
  let altogether = 0;
  return ({ node, dialect, directions }) => {
    if (dialect === 'openapi-2.0' || dialect === 'unknown' || child(node, 'discriminator')) return [];
    const direction = directions.has('response') && !directions.has('request') ? 'response' : 'request';
    const alternatives = items(child(node, 'oneOf')).map((branch, index): Alternative => {
      const at = stringChild(branch, '$ref');
      const name =
        at && /\/(?:schemas|\$defs|definitions)\/[^/]+$/.test(at.value) ? lastKey(at.value) : undefined;
      return {
        node: branch,
        site: { node: branch, dialect, direction },
        name: `alternative ${index + 1}${name === undefined ? '' : ` ("${name}")`}`,
        at: at ?? branch,
      };
    });
    const pairs: (readonly [Alternative, Alternative])[] = [];
    let looked = 0;
    for (const [index, first] of alternatives.entries()) {
      for (const second of alternatives.slice(index + 1)) {
        if ((looked += 1) > mostLookedAt || altogether >= mostAltogether) return pairs;
        if (areApart(first.node, second.node, dialect)) continue;
        altogether += 1;
        pairs.push([first, second]);
      }
    }
    return pairs;
  };
}

/** The last key of a reference's pointer. */
function lastKey(reference: string): string | undefined {
  return pointerKeys(reference.slice(reference.lastIndexOf('/')) as Pointer).at(-1);
}

/** Takes a value; gives it as JSON, short enough for a message. */
export function shownInstance(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
