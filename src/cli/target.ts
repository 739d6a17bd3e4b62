import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { substituteEnvironment } from '../config/environment.ts';
import type { TargetConfig } from '../config/config.ts';
import { nearestName } from '../document/nearest.ts';
import type { AuthConfig } from '../probe/live/auth/config.ts';
import type { LiveOptions } from '../probe/live/session.ts';
import { RunError } from './errors.ts';
import type { Io } from './io.ts';
import type { ProbeOptions } from './probe-options.ts';
import { fromBase } from './paths.ts';
import type { Settings } from './settings.ts';

/** A running provider, and what was taken from the environment to talk to it. */
export interface ResolvedTarget {
  readonly live: LiveOptions;
  readonly variables: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
}

/**
 * Takes the target that the user named (a URL, or a name under the API in the config) and the API's own name; gives
 * where to send and how to authenticate, with the environment filled in. Throws RunError.
 */
export function resolveTarget(
  named: string,
  apiName: string | undefined,
  settings: Settings,
  options: ProbeOptions,
  io: Io,
): ResolvedTarget {
  const configured = configuredTarget(named, apiName, settings);
  const { value, secrets, missing } = substituteEnvironment(plain(configured), io.env);
  if (missing.length > 0) {
    throw new RunError(
      `target ${named} needs ${missing.join(', ')} in the environment, which ${missing.length === 1 ? 'is' : 'are'} not set`,
    );
  }
  const { url, headers, variables, auth } = value as ReturnType<typeof plain>;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new RunError(`target ${named} is not an http or https URL: ${url}`);
  }
  return {
    secrets,
    variables: new Map(Object.entries(variables)),
    live: {
      target: url,
      auth: new Map(Object.entries(auth)),
      headers: new Map([...Object.entries(headers), ...options.header]),
      timeoutMs: options.timeout,
      loadModule: (path) => loadModule(fromBase(settings.base, path), io.cwd),
    },
  };
}

function configuredTarget(named: string, apiName: string | undefined, { config }: Settings): TargetConfig {
  const targets = (apiName === undefined ? undefined : config.apis.get(apiName))?.targets;
  const byName = targets?.get(named);
  if (byName) return byName;
  if (/^https?:/i.test(named)) {
    // A URL that the config has under some name comes with that name's authentication.
    const same = [...(targets?.values() ?? [])].find(
      ({ url }) => url.replace(/\/$/, '') === named.replace(/\/$/, ''),
    );
    return same ?? { url: named };
  }
  const near = nearestName(named, targets?.keys() ?? []);
  throw new RunError(
    `"${named}" is neither a URL nor a target of ${apiName ?? 'a configured API'}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  );
}

function plain({ url, headers = new Map(), variables = new Map(), auth = new Map() }: TargetConfig): {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly auth: Readonly<Record<string, AuthConfig>>;
} {
  return {
    url,
    headers: Object.fromEntries(headers),
    variables: Object.fromEntries(variables),
    auth: Object.fromEntries(auth),
  };
}

/** A signing module is code that the user chose: it is run as it is. */
async function loadModule(path: string, cwd: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(resolve(cwd, path)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new RunError(
      `${path} could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
