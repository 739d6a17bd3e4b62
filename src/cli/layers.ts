import { dirname } from 'node:path';
import { readConfig, type Config } from '../config/config.ts';
import type { Document } from '../document/document.ts';
import type { RenewableStore } from '../document/store.ts';
import { normalizeUri, uriKind } from '../document/uri.ts';
import { isPreset, presets, type Preset } from '../findings/presets.ts';
import { fileHint } from '../document/nearest-file.ts';
import { nearestName } from '../document/nearest.ts';
import type { Place } from './config-mistakes.ts';
import { RunError } from './errors.ts';
import { withSource } from './files.ts';
import { fromBase, fromFolder } from './paths.ts';

/** One config file of those that a run's config is made of. */
export interface Layer {
  readonly document: Document;
  readonly config: Config;
  /** Its folder, relative to the working directory; '' for the same. */
  readonly base: string;
  /** Those that it names, which hold together. */
  readonly presets: readonly Preset[];
}

/** No config needs more, and one that extends itself would never end. */
const most = 20;

/**
 * Takes a config file and the working directory; gives it and all that it extends, each after what it builds on, and what is wrong in them.
 * Paths in them start at the folder of the file that they are written in. Throws RunError where one is not there.
 */
export async function readLayers(
  path: string,
  store: RenewableStore,
  cwd: string,
): Promise<{ readonly layers: readonly Layer[]; readonly mistakes: readonly Place[] }> {
  const layers: Layer[] = [];
  const mistakes: Place[] = [];
  const allowed: Config[] = [];

  const read = async (file: string, above: readonly string[]): Promise<void> => {
    if (above.includes(file)) throw new RunError(`${file} extends itself: ${[...above, file].join(' -> ')}`);
    if (layers.length >= most) throw new RunError(`${path} extends more than ${most} files`);
    const opened = await store.open(file);
    if (opened.kind === 'failed') throw new RunError(withSource(file, opened.reason) + fileHint(file, cwd));
    const [first] = opened.opened;
    if (!first) throw new RunError(`${file} holds nothing`);
    const { config: written, problems } = readConfig(first.document);
    for (const mistake of [...first.problems, ...problems]) mistakes.push(mistake);
    const base = fromFolder(cwd, dirname(file));
    const config = rebased(written, base);
    if (uriKind(file) === 'url') refuseRemote(file, config);
    // What it allows holds for what it extends.
    allowed.push(config);
    store.allow(allowed);
    const named: Preset[] = [];
    for (const name of config.extends) {
      if (isPreset(name)) named.push(name);
      else if (/[./\\]/.test(name)) {
        const extended = normalizeUri(fromBase(base, name));
        const refused = store.refusal(extended, first.document);
        if (refused) throw new RunError(`${file} extends ${name}: ${refused.reason}`);
        await read(extended, [...above, file]);
      } else throw new RunError(unknownPreset(file, name));
    }
    layers.push({ document: first.document, config, base, presets: named });
  };

  await read(normalizeUri(path), []);
  return { layers, mistakes };
}

/** Settings by which a config makes code run, or lets documents reach more than the user let them. */
const ofUsersOnly = ['plugins', 'rulesets', 'allowHosts', 'allowPaths', 'limits'] as const;

/** Whoever serves a config decides on findings, and not on what runs here. */
function refuseRemote(file: string, config: Config): void {
  const name = ofUsersOnly.find((each) => Object.keys(config[each] ?? {}).length > 0);
  if (name !== undefined)
    throw new RunError(
      `${file} sets "${name}", which a config from the network may not: keep a copy in your project`,
    );
}

function unknownPreset(file: string, name: string): string {
  const near = nearestName(name, presets);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return `${file} extends "${name}", which is no preset (${presets.join(', ')}) and no path of a config file${hint}`;
}

/** Paths start at the working directory, wherever the file is that they are written in. */
function rebased(config: Config, base: string): Config {
  const { baseline, allowPaths } = config;
  return {
    ...config,
    ...(baseline !== undefined && { baseline: fromBase(base, baseline) }),
    ...(allowPaths && { allowPaths: allowPaths.map((path) => fromBase(base, path)) }),
    plugins: config.plugins.map((plugin) => fromBase(base, plugin)),
    rulesets: config.rulesets.map((ruleset) => fromBase(base, ruleset)),
    overrides: config.overrides.map((override) => ({ ...override, base })),
  };
}
