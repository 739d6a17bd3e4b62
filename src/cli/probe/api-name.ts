import { fromBase } from '../paths.ts';
import type { Settings } from '../settings.ts';

/** Takes the uri of a description; gives the name that the config has for its API, undefined where it has none. */
export function apiNameOf(uri: string, { config, base }: Settings): string | undefined {
  for (const [name, { spec }] of config.apis) if (fromBase(base, spec) === uri) return name;
  return undefined;
}
