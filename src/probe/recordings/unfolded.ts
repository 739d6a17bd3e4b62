import type { Document } from '../../document/document.ts';
import { nodeAt } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import { numeral } from '../../document/numerals.ts';
import { mostParts } from '../../schema/size.ts';
import type { Complain } from './fields.ts';

/** So deep are requests and responses, and steps; what stands above is large by what it has many of. */
const partsBegin = 4;

/**
 * Takes a recording in YAML, of which aliases may make far more than was written, and what takes its mistakes; puts null
 * in the place of each part that unfolds to more than is judged, since what is sent is the whole of it, and tells of it.
 */
export function cutUnfolded(document: Document, complain: Complain): void {
  const { value, format } = document;
  if (format !== 'yaml' || !document.text.includes('*')) return;
  const sizes = new Map<object, number>();
  const sizeOf = (part: unknown): number => {
    if (typeof part !== 'object' || part === null) return 1;
    const known = sizes.get(part);
    if (known !== undefined) return known;
    let size = 1;
    for (const member of Object.values(part)) size += sizeOf(member);
    sizes.set(part, size);
    return size;
  };

  const isAbove = (pointer: Pointer, depth: number): boolean =>
    depth < (/^\/(?:exchanges|workflows)\b/.test(pointer) ? partsBegin : 2);

  const visit = (part: object, pointer: Pointer, depth: number): void => {
    for (const key of Object.keys(part)) {
      const member: unknown = Reflect.get(part, key);
      if (typeof member !== 'object' || member === null || sizeOf(member) <= mostParts) continue;
      const at = appendKey(pointer, key);
      const large = Object.values(member)
        .map(sizeOf)
        .filter((size) => size > mostParts);
      const [only = 0] = large;
      // One part of it is to blame, or several exchanges.
      if (isAbove(at, depth) || (large.length === 1 && sizeOf(member) - only <= mostParts)) {
        visit(member, at, depth + 1);
        continue;
      }
      const node = nodeAt(document, at);
      Object.defineProperty(part, key, { value: null });
      if (!node) continue;
      const most = numeral(mostParts);
      complain(node, `its aliases make more than ${most} values of this, which is read as null`);
    }
  };
  if (typeof value === 'object' && value !== null) visit(value, rootPointer, 1);
}
