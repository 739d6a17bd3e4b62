import type { Operation } from './model.ts';

/** How reports name an operation: its method in lower case. */
interface OperationName {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
}

/** Takes an operation; gives how reports name it: method in lower case, path template, and its id if it has one. */
export function operationName(operation: Operation): OperationName {
  const { method, path, id } = operation;
  return id === undefined ? { method, path } : { method, path, operationId: id.value };
}
