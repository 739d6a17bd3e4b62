import { child } from '../../document/node.ts';
import type { Api, Operation } from '../../openapi/model.ts';

const known = { consumes: new WeakMap<Operation, boolean>(), produces: new WeakMap<Operation, boolean>() };

/**
 * Takes an API, an operation of it and a field; gives whether nothing is said of the media types of its bodies. In 2.0
 * neither the operation nor the root need name any, and JSON is only what is likely then.
 */
export function leavesTypesOpen(api: Api, operation: Operation, field: 'consumes' | 'produces'): boolean {
  if (api.version !== '2.0') return false;
  let open = known[field].get(operation);
  if (open === undefined) {
    open = child(operation.node, field) === undefined && child(api.node, field) === undefined;
    known[field].set(operation, open);
  }
  return open;
}
