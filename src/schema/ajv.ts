import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Gives Ajv's module, loaded when first asked for: a run that judges no value saves what loading it costs. Synchronous,
 * because rules and checks do not wait.
 */
export function loadAjv(): typeof import('ajv') {
  return require('ajv') as typeof import('ajv');
}

/** As `loadAjv`, for schemas of draft 2020-12 as they are. */
export function loadAjv2020(): typeof import('ajv/dist/2020.js') {
  return require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
}

type AjvFormats = (typeof import('ajv-formats/dist/formats.js'))['fullFormats'];

/** The name of a format of ajv-formats. */
export type AjvFormat = keyof AjvFormats;

let ajvFormats: AjvFormats | undefined;

/** The formats of ajv-formats, each a regular expression or a function. */
export function loadAjvFormats(): AjvFormats {
  ajvFormats ??= (require('ajv-formats/dist/formats.js') as typeof import('ajv-formats/dist/formats.js'))
    .fullFormats;
  return ajvFormats;
}
