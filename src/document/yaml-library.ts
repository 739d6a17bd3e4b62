import { createRequire } from 'node:module';
import type * as JsYaml from 'js-yaml';
import type * as Yaml from 'yaml';

// Texts are read synchronously, and few need a package for it, which then should not load: hence require.
const require = createRequire(import.meta.url);

let jsYaml: typeof JsYaml | undefined;
let yaml: typeof Yaml | undefined;

/** js-yaml, which reads all of YAML, ten times as fast as yaml. */
export function loadJsYaml(): typeof JsYaml {
  jsYaml ??= require('js-yaml') as typeof JsYaml;
  return jsYaml;
}

/** yaml, which knows all places and goes on after a mistake. */
export function loadYaml(): typeof Yaml {
  yaml ??= require('yaml') as typeof Yaml;
  return yaml;
}
