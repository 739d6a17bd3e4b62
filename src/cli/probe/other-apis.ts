import type { LoadedApi } from '../../openapi/load.ts';
import type { OtherApi } from '../../probe/other-apis.ts';
import type { Recording } from '../../probe/recordings/recording.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import type { DocumentStore } from '../../document/store.ts';
import type { Io } from '../io.ts';
import { RunError } from '../errors.ts';
import type { ProbeOptions } from '../probe-options.ts';
import type { Settings } from '../settings.ts';
import { openOneSpec, type OpenedSpec } from '../specs.ts';
import { resolveTarget } from '../target.ts';
import { apiNameOf } from './api-name.ts';

/** APIs beside the contract that workflows call, with what was opened for them. */
export interface OpenedOthers {
  readonly others: ReadonlyMap<string, OtherApi>;
  readonly opened: readonly OpenedSpec[];
  readonly secrets: readonly string[];
}

/** Takes all recordings of a run and its options. Throws RunError where `--source` names what none of them has. */
export function checkSources(
  recordings: readonly Recording[],
  { source }: Pick<ProbeOptions, 'source'>,
): void {
  const names = new Set(recordings.flatMap(({ otherApis = [] }) => otherApis.map(({ name }) => name)));
  for (const name of source.keys())
    if (!names.has(name))
      throw new RunError(
        `--source ${name}: no description of workflows has a source of this name beside the contract`,
      );
}

/**
 * Takes the recordings of a contract and how they are run; opens the other descriptions of which a provider is named: by
 * `--source`, or as a target of the same name that the config has under their API. The credentials, headers, ids
 * and the base path that the user typed are for the contract's provider alone. Throws RunError.
 */
export async function openOthers(
  recordings: readonly Recording[],
  options: ProbeOptions,
  settings: Settings,
  store: DocumentStore,
  io: Io,
): Promise<OpenedOthers> {
  const others = new Map<string, OtherApi>();
  const opened: OpenedSpec[] = [];
  const secrets: string[] = [];
  const wanted = new Map(
    recordings.flatMap(({ otherApis = [], document }) =>
      otherApis.map(({ uri, name }) => [uri, { name, from: document.uri }] as const),
    ),
  );
  for (const [uri, { name, from }] of options.target === undefined ? [] : wanted) {
    const api = apiNameOf(uri, settings);
    const configured = api === undefined ? undefined : settings.config.apis.get(api)?.targets;
    const target =
      options.source.get(name) ?? (configured?.has(options.target ?? '') ? options.target : undefined);
    if (target === undefined) continue;
    // What a description of workflows names is no more than what any other document refers to.
    const refused = store.refusal(uri, { uri: from });
    if (refused) throw new RunError(`${uri}, a source of ${from}: ${refused.reason}`);
    const spec = await openOneSpec(uri, settings, store, io);
    const own = {
      ...options,
      auth: new Map<string, string>(),
      otherAuth: new Map<string, string>(),
      refusedAuth: new Map<string, string>(),
      header: new Map<string, string>(),
      resource: new Map<string, string>(),
    };
    delete own.basePath;
    // Callbacks come to the contract's own listener.
    delete own.listen;
    delete own.listenUrl;
    const resolved = await resolveTarget(target, api, settings, own, io);
    const { api: loaded } = spec.loaded satisfies LoadedApi;
    others.set(uri, { api: loaded, schemas: createSchemas(loaded.documents), live: resolved.live });
    opened.push(spec);
    secrets.push(...resolved.secrets);
  }
  return { others, opened, secrets };
}
