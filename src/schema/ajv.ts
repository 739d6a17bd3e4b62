import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Gives Ajv's module, loaded when first asked for: a run that judges no value saves what loading it costs. Synchronous,
 * because rules and checks do not wait.
 */
export function loadAjv(): typeof import('ajv') {
  return require('ajv') as typeof import('ajv');
}
