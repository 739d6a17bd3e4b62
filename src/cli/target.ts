import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TargetConfig } from '../config/config.ts';
import { substituteEnvironment } from '../config/environment.ts';
import { nearestName } from '../document/nearest.ts';
import type { AuthConfig } from '../probe/live/auth/config.ts';
import { expressionProblem } from '../probe/captures.ts';
import { schemeOf, type Signing } from '../probe/listen/signing.ts';
import { createRedactor } from '../probe/redact.ts';
import type { LiveOptions } from '../probe/live/session.ts';
import { RunError } from './errors.ts';
import type { Io } from './io.ts';
import { fromBase } from './paths.ts';
import type { TargetOptions } from './probe-options.ts';
import type { Settings } from './settings.ts';
import { targetConnection } from './target-connection.ts';

/** A running provider, and what was taken from the environment to talk to it. */
export interface ResolvedTarget {
  readonly live: LiveOptions;
  readonly variables: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
}

/**
 * Takes the target that the user named (a URL, or a name under the API in the config) and the API's own name; gives
 * where to send and how to authenticate, with environment and secret files filled in. Throws RunError.
 */
export async function resolveTarget(
  named: string,
  apiName: string | undefined,
  settings: Settings,
  options: TargetOptions,
  io: Io,
): Promise<ResolvedTarget> {
  const configured = configuredTarget(named, apiName, settings);
  const readSecret = (path: string): string | undefined => {
    try {
      return readFileSync(resolve(io.cwd, fromBase(settings.base, path)), 'utf8').replace(/\r?\n$/, '');
    } catch {
      return undefined;
    }
  };
  const { url, ...others } = plain(configured);
  // A host or a port is no secret, and a report that hides every 80 in it is of no use.
  const address = substituteEnvironment(url, io.env, readSecret);
  const { value, secrets, missing } = substituteEnvironment(others, io.env, readSecret);
  const lacking = [...new Set([...address.missing, ...missing])];
  if (lacking.length > 0) throw new RunError(`target ${named} needs ${missingWords(lacking)}`);
  refuseUserinfo(address.value as string);
  const { headers, variables, auth, otherAuth, refusedAuth, resources, listen, ...rest } =
    value as typeof others;
  const signature = listen?.signature && signingOf(named, listen.signature);
  const target = { ...rest, url: address.value as string };
  const typed: string[] = [];
  const withTyped = (
    option: string,
    configured: Readonly<Record<string, AuthConfig>>,
    written: ReadonlyMap<string, string> = new Map(),
  ): Map<string, AuthConfig> => {
    const all = new Map(Object.entries(configured));
    for (const [name, text] of written) {
      const secret = text.startsWith('@') ? readSecret(text.slice(1)) : text;
      if (secret === undefined) throw new RunError(`${option} ${name}: ${text.slice(1)} could not be read`);
      all.set(name, { type: 'value', value: secret });
      typed.push(secret);
    }
    return all;
  };
  const auths = withTyped('--auth', auth, options.auth);
  const ofOther = withTyped('--other-auth', otherAuth, options.otherAuth);
  const ofRefused = withTyped('--refused-auth', refusedAuth, options.refusedAuth);
  const connection = await targetConnection(named, target, auths, settings, options, io);
  return {
    secrets: [...secrets, ...typed],
    variables: new Map(Object.entries(variables)),
    live: {
      ...connection,
      auth: auths,
      otherAuth: ofOther,
      refusedAuth: ofRefused,
      headers: new Map([...Object.entries(headers), ...options.header]),
      timeoutMs: options.timeout,
      ...(options.streamTime !== undefined && { streamMs: options.streamTime }),
      ...(options.streamEvents !== undefined && { maxEvents: options.streamEvents }),
      concurrency: options.concurrency,
      retries: options.retries,
      ...(options.rate !== undefined && { ratePerSecond: options.rate }),
      ...(options.basePath !== undefined && { basePath: options.basePath }),
      ...(options.checkAuth && { checkAuth: true }),
      listen: {
        ...options.listen,
        ...(signature && { signature }),
        ...(options.listenUrl !== undefined && { publicUrl: options.listenUrl }),
      },
      ...(options.unsafe && { unsafe: true }),
      ...(options.generate && {
        generate: {
          seed: options.seed,
          unsafe: options.unsafe === true,
          callbacks: options.listen !== undefined || options.listenUrl !== undefined,
          resources: new Map([...Object.entries(resources), ...(options.resource ?? [])]),
          ...(options.budget?.requests !== undefined && { maxRequests: options.budget.requests }),
          ...(options.budget?.ms !== undefined && { maxMs: options.budget.ms }),
        },
      }),
      loadModule: (path) => loadModule(fromBase(settings.base, path), io.cwd, [...secrets, ...typed]),
    },
  };
}

/** What stands before an @ in a URL browsers send as credentials; here, they belong to a security scheme. */
function refuseUserinfo(url: string): void {
  if (!URL.canParse(url)) return;
  const { username, password, host } = new URL(url);
  if (username === '' && password === '') return;
  throw new RunError(
    `the URL of the target ${host} has credentials in it: give them as --auth NAME=user:password, by the name of a security scheme, or under "auth" of the target in the config`,
  );
}

/** Takes the name of a target and how its deliveries are signed; gives that whole. Throws RunError. */
function signingOf(
  named: string,
  { secret, ...written }: NonNullable<NonNullable<TargetConfig['listen']>['signature']>,
): Signing {
  const read = schemeOf(written);
  if ('reason' in read) throw new RunError(`target ${named}: in "listen.signature", ${read.reason}`);
  const [first, ...further] = secret;
  if (first === undefined || (further.length > 0 && secret.some((one) => /^\$\w+[.#]/.test(one))))
    throw new RunError(
      `target ${named}: in "listen.signature", "secret" must be one, or several that are no expressions`,
    );
  const expression = /^\$\w+[.#]/.test(first) ? expressionProblem(first) : undefined;
  if (expression !== undefined) throw new RunError(`target ${named}: in "listen.signature", ${expression}`);
  return { scheme: read.scheme, secret: first, further };
}

function missingWords(missing: readonly string[]): string {
  const files = missing.filter((name) => name.startsWith('file:'));
  const names = missing.filter((name) => !name.startsWith('file:'));
  const parts = [
    ...(names.length > 0
      ? [`${names.join(', ')} in the environment, which ${names.length === 1 ? 'is' : 'are'} not set`]
      : []),
    ...files.map((name) => `the file ${name.slice('file:'.length)}, which could not be read`),
  ];
  return parts.join(', and ');
}

function configuredTarget(named: string, apiName: string | undefined, { config }: Settings): TargetConfig {
  const targets = (apiName === undefined ? undefined : config.apis.get(apiName))?.targets;
  const byName = targets?.get(named);
  if (byName) return byName;
  if (/^(https?|unix):/i.test(named)) {
    // A URL that the config has under some name comes with that name's authentication.
    const same = [...(targets?.values() ?? [])].find(
      ({ url }) => url.replace(/\/$/, '') === named.replace(/\/$/, ''),
    );
    return same ?? { url: named };
  }
  const known = targets ?? new Map([...config.apis.values()].flatMap((api) => [...(api.targets ?? [])]));
  const near =
    nearestName(named, known.keys()) ??
    (/^(?:localhost|\[[\da-f:]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/|$)|^[\w-]+:\d+/i.test(named)
      ? `http://${named}`
      : undefined);
  throw new RunError(
    `"${named}" is neither a URL nor a target of ${apiName ?? 'a configured API'}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  );
}

/** Maps as objects, as texts are filled in within plain data only. */
function plain({
  headers = new Map(),
  variables = new Map(),
  auth = new Map(),
  otherAuth = new Map(),
  refusedAuth = new Map(),
  resources = new Map(),
  ...target
}: TargetConfig): Omit<
  TargetConfig,
  'headers' | 'variables' | 'auth' | 'otherAuth' | 'refusedAuth' | 'resources'
> & {
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly auth: Readonly<Record<string, AuthConfig>>;
  readonly otherAuth: Readonly<Record<string, AuthConfig>>;
  readonly refusedAuth: Readonly<Record<string, AuthConfig>>;
  readonly resources: Readonly<Record<string, string>>;
} {
  return {
    ...target,
    headers: Object.fromEntries(headers),
    variables: Object.fromEntries(variables),
    auth: Object.fromEntries(auth),
    otherAuth: Object.fromEntries(otherAuth),
    refusedAuth: Object.fromEntries(refusedAuth),
    resources: Object.fromEntries(resources),
  };
}

/** A signing module is code that the user chose: it is run as it is. */
async function loadModule(
  path: string,
  cwd: string,
  secrets: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(resolve(cwd, path)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const { text } = createRedactor({ securitySchemes: new Map() }, secrets);
    throw new RunError(`${path} could not be loaded: ${text(reason)}`);
  }
}
