import type { Api, Operation } from '../../openapi/model.ts';
import { isSkipped } from './order.ts';
import { shapeOf } from './path-templates.ts';

/** Takes an API, a method, and a path without the names of its parameters; gives the operation that may be sent there. */
export function operationAt({ operations }: Api, method: string, shape: string): Operation | undefined {
  return operations.find((one) => one.method === method && shapeOf(one.path) === shape && !isSkipped(one));
}
