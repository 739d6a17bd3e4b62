import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { readConfig, type ApiConfig } from '../../src/config/config.ts';
import { substituteEnvironment } from '../../src/config/environment.ts';
import { parseText } from '../../src/document/parse.ts';
import type { AsyncApi } from '../../src/probe/asyncapi/model.ts';
import type { AuthConfig } from '../../src/probe/live/auth/config.ts';
import type { LiveOptions } from '../../src/probe/live/session.ts';
import type { Recording } from '../../src/probe/recordings/recording.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import type { Provider, RunningProvider } from '../providers/provider.ts';
import { openBeside, openContract, openRecording, place, root, type Contract } from './support.ts';

const { config } = readConfig(
  parseText('apicheck.yaml', readFileSync(resolve(root, 'apicheck.yaml'), 'utf8')).document,
);

/** Takes the name of an API; gives what `apicheck.yaml` says of it. */
export function configured(name: string): ApiConfig {
  const api = config.apis.get(name);
  if (!api) throw new Error(`apicheck.yaml has no ${name}`);
  return api;
}

/** Takes a provider, and which user is meant; gives the credentials that its clients have. */
export async function authOf(
  provider: Provider,
  which: 'auth' | 'otherAuth' | 'refusedAuth' = 'auth',
): Promise<ReadonlyMap<string, AuthConfig>> {
  const written = Object.fromEntries(configured(provider.name).targets?.get('local')?.[which] ?? []);
  const { value, missing } = substituteEnvironment(written, await provider.environment());
  if (missing.length > 0) throw new Error(`${provider.name} gives no ${missing.join(', ')}`);
  return new Map(Object.entries(value as Readonly<Record<string, AuthConfig>>));
}

/** Takes the name of an API; gives its recorded flows. */
export function recordingsOf(name: string): Promise<readonly Recording[]> {
  const { recordings: patterns } = configured(name);
  return Promise.all(
    globSync([...(patterns ?? [])], { cwd: root })
      .sort()
      .map(openRecording),
  );
}

/** Takes the name of an API and its contract; gives the AsyncAPI documents beside it. */
export function asyncApisOf(name: string, { api }: Contract): Promise<readonly AsyncApi[]> {
  return openBeside(
    api,
    (configured(name).asyncapi ?? []).map(({ file }) => file),
  );
}

/** What a provider is asked with. */
interface Prepared {
  readonly contract: Contract;
  readonly recordings: readonly Recording[];
  readonly asyncApis: readonly AsyncApi[];
  readonly auth: ReadonlyMap<string, AuthConfig>;
}

/** Takes a provider; gives its contract and the AsyncAPI documents beside it, its recorded flows and credentials. */
export async function prepared(provider: Provider): Promise<Prepared> {
  const contract = await contractOfProvider(provider.name);
  return {
    contract,
    recordings: await recordingsOf(provider.name),
    asyncApis: await asyncApisOf(provider.name, contract),
    auth: await authOf(provider),
  };
}

/** How a provider is started and asked. */
export interface ProviderRun {
  readonly faults?: readonly string[];
  readonly recordings?: readonly Recording[];
  readonly asyncApis?: readonly AsyncApi[];
  readonly live?: Partial<LiveOptions>;
  /** Operations that are not asked for, by operationId. */
  readonly without?: readonly string[];
  /** How far its clock moves with every request: who asks more often than a minute allows need not wait. */
  readonly pace?: number;
}

/** Takes a provider, its contract and credentials, and how to run; starts it, asks it, stops it, gives what was found. */
export async function probeProvider(
  provider: Provider,
  contract: Contract,
  auth: ReadonlyMap<string, AuthConfig>,
  options: ProviderRun,
): Promise<ProbeResult> {
  const running = await provider.start({ faults: options.faults ?? [] });
  try {
    return await probeRunning(running, contract, auth, options);
  } finally {
    await running.close();
  }
}

/** How far the clocks of providers are ahead, in milliseconds. */
const ahead = new WeakMap<RunningProvider, number>();

/** A module that signs with the time of the provider: signatures of another are refused when its clock was moved. */
async function loadSigning(
  path: string,
  running: RunningProvider,
): Promise<Readonly<Record<string, unknown>>> {
  const { sign } = (await import(pathToFileURL(resolve(root, path)).href)) as {
    readonly sign: (request: unknown) => unknown;
  };
  return {
    sign(request: unknown) {
      const { now } = Date;
      Date.now = () => now() + (ahead.get(running) ?? 0);
      try {
        return sign(request);
      } finally {
        Date.now = now;
      }
    },
  };
}

/** Takes a provider that was started, its contract and credentials, and how to run; asks it, gives what was found. */
export function probeRunning(
  running: RunningProvider,
  contract: Contract,
  auth: ReadonlyMap<string, AuthConfig>,
  { recordings = [], asyncApis = [], live, without = [], pace }: Omit<ProviderRun, 'faults'>,
): Promise<ProbeResult> {
  return probe(contract.api, contract.schemas, recordings, {
    now: () => Date.now(),
    asyncApis,
    select: ({ operation }) => !without.includes(String(operation?.id?.value)),
    live: {
      target: running.url,
      auth,
      timeoutMs: 30_000,
      loadModule: (path) => loadSigning(path, running),
      ...(pace !== undefined && {
        onSent() {
          running.advance(pace);
          ahead.set(running, (ahead.get(running) ?? 0) + pace);
        },
      }),
      ...live,
    },
  });
}

/** Takes the name of an API; gives its contract. */
export function contractOfProvider(name: string): Promise<Contract> {
  return openContract(configured(name).spec);
}

/** Takes what was found; gives what went wrong, in lines that say where. */
export function complaints({ exchanges }: ProbeResult): string[] {
  return exchanges.flatMap(({ name, findings, outcome }) =>
    outcome === 'fail' || outcome === 'error'
      ? [`${name}: ${outcome}`, ...findings.map((finding) => `  ${place(finding)}`)]
      : [],
  );
}
