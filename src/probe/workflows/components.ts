import type { Node } from '../../document/document.ts';
import { child, isObjectNode, rootNode } from '../../document/node.ts';
import type { JsonObject } from '../../document/node.ts';
import type { Complain } from '../recordings/fields.ts';

/**
 * Takes an object or a reference to one (`reference: $components.KIND.NAME`, Arazzo 1.0.1 section 4.6.10), its kind,
 * and what takes mistakes; gives the object, undefined with a complaint where there is none.
 */
export function componentOr(
  written: Node,
  kind: 'parameters' | 'successActions' | 'failureActions',
  complain: Complain,
): Node<JsonObject> | undefined {
  if (!isObjectNode(written)) {
    complain(written, `one of the ${kind} must be an object`, 'value');
    return undefined;
  }
  const reference = child(written, 'reference');
  if (reference === undefined) return written;
  const prefix = `$components.${kind}.`;
  const components = child(rootNode(written.document), 'components');
  const all = components && child(components, kind);
  const name = reference.value;
  if (typeof name !== 'string') {
    complain(reference, 'a reference must be a text', 'value');
    return undefined;
  }
  const found = all && name.startsWith(prefix) ? child(all, name.slice(prefix.length)) : undefined;
  if (isObjectNode(found)) return found;
  const hint = name.startsWith(prefix) ? '' : `; it must begin with ${prefix}`;
  complain(reference, `${name} leads to nothing${hint}`);
  return undefined;
}
