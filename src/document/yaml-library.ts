import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

// Places are asked for synchronously, and the package should not load before one is: hence require.
const require = createRequire(import.meta.url);

let yaml: typeof Yaml | undefined;

/** yaml, which knows all places and goes on after a mistake. Values are read with js-yaml, ten times as fast. */
export function loadYaml(): typeof Yaml {
  yaml ??= require('yaml') as typeof Yaml;
  return yaml;
}
