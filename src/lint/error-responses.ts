import type { Node } from '../document/document.ts';
import { child } from '../document/node.ts';
import type { Operation } from '../openapi/model.ts';

/**
 * Takes an operation and statuses or ranges; gives its `responses` where it documents none of them, nor `default`,
 * which stands for all. An operation without responses is another mistake, and has none to give.
 */
export function lackingResponse(
  { kind, node, responses }: Operation,
  statuses: readonly string[],
): Node | undefined {
  if (kind !== 'path' || responses.size === 0 || responses.has('default')) return undefined;
  if (statuses.some((status) => responses.has(status) || responses.has(status.toLowerCase())))
    return undefined;
  return child(node, 'responses');
}
