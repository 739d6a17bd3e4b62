import { createRequire } from 'node:module';
import type * as Vm from 'node:vm';

const require = createRequire(import.meta.url);
let isolate: { readonly context: Vm.Context; readonly script: Vm.Script } | undefined;

/** What a computation came to that was not done in its time. */
export const tooLong = Symbol('too long');

/**
 * Takes how long something may compute, in milliseconds, and what computes it; gives its value, or `tooLong`. V8 stops
 * what runs only where the script that runs it was given a time limit. Throws what `compute` throws.
 */
export function within<T>(ms: number, compute: () => T): T | typeof tooLong {
  const { createContext, Script } = require('node:vm') as typeof Vm;
  isolate ??= { context: createContext({}), script: new Script('compute()') };
  const { context, script } = isolate;
  context['compute'] = compute;
  try {
    return script.runInContext(context, { timeout: ms }) as T;
  } catch (error) {
    // It is an Error of the other context.
    if ((error as { readonly code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return tooLong;
    throw error;
  } finally {
    delete context['compute'];
  }
}
