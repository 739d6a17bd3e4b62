import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { codeProblems } from '../config/codes.ts';
import { emptyConfig, type Config } from '../config/config.ts';
import { byCode, mergeConfigs } from '../config/merge.ts';
import { createSeverityOf } from '../config/severity.ts';
import type { Document } from '../document/document.ts';
import { isObject } from '../document/node.ts';
import type { DocumentStore, RenewableStore } from '../document/store.ts';
import { uriKind } from '../document/uri.ts';
import type { SeverityOf } from '../findings/collect.ts';
import type { Severity } from '../findings/finding.ts';
import type { PresetChoice } from '../findings/presets.ts';
import { nearestName } from '../document/nearest.ts';
import type { LintRule } from '../lint/rule.ts';
import { refuseMistakes } from './config-mistakes.ts';
import type { Declared } from './custom-rules.ts';
import { codeNames } from './code-names.ts';
import { RunError } from './errors.ts';
import type { Io } from './io.ts';
import { readLayers, type Layer } from './layers.ts';
import { modulesRefused } from './modules.ts';
import { fromFolder } from './paths.ts';
import { isModule } from './spectral/module-path.ts';
import type { Rulesets } from './spectral/rulesets.ts';

/** What a config file is called, the first of them that is there. */
export const configNames: readonly string[] = ['apicheck.yaml', 'apicheck.yml', 'apicheck.json'];

/** What holds for one run: the config file with all that it extends, and where paths in it start. */
export interface Settings {
  /** With every code in its present name. */
  readonly config: Config;
  /** The folder of the config file, relative to the working directory; '' for the same, or without a file. */
  readonly base: string;
  /** The config file, relative to the working directory, where there is one. */
  readonly file?: string;
  /** The texts of the config file and of all that it extends, by uri. */
  readonly texts: ReadonlyMap<string, string>;
  /** The one that the config extends. */
  readonly preset: PresetChoice;
  /** Takes the uri of a document and a folder, both relative to the working directory; gives the uri from there. */
  readonly pathOf: (uri: string, base: string) => string;
  /** Rules of the team's own, beside those of apicheck. */
  readonly ownRules: readonly LintRule[];
  /** Where Spectral rulesets are named: what they come to. */
  readonly rulesets?: Rulesets;
}

/**
 * Takes the file that the user named, or none: then the one here, or in the nearest folder above up to the
 * repository's root. Gives its settings. Throws RunError with every mistake, each with its line.
 */
export async function loadSettings(
  file: string | undefined,
  store: RenewableStore,
  io: Io,
): Promise<Settings> {
  const path = file ?? findConfig(io.cwd);
  const pathOf = (uri: string, base: string): string =>
    uriKind(uri) === 'file' ? fromFolder(resolve(io.cwd, base), resolve(io.cwd, uri)) : uri;
  if (path === undefined) {
    store.allow([]);
    io.bound(store.limits);
    return { config: emptyConfig, base: '', texts: new Map(), preset: 'recommended', pathOf, ownRules: [] };
  }
  const { layers, mistakes } = await readLayers(path, store, io.cwd);
  const wanted = layers.flatMap(({ config }) => [...config.plugins, ...config.rulesets.filter(isModule)]);
  const leftOut = modulesRefused() && wanted.length > 0;
  const plugins = leftOut ? [] : layers.flatMap(({ config }) => config.plugins);
  const preset = layers.findLast((layer) => layer.presets.length > 0)?.presets ?? 'recommended';
  const named = layers.flatMap(({ config }) => config.rulesets).filter((path) => !leftOut || !isModule(path));
  // Nobody's code is run by a config that is not understood.
  if (plugins.length + named.length > 0) refuseMistakes(mistakes);
  const rulesets = named.length === 0 ? undefined : await openRulesets(named, preset, store, io.cwd);
  const declared = await declaredRules(layers);
  const ownRules = [
    ...(plugins.length === 0 ? [] : await (await import('./plugins.ts')).loadPlugins(plugins, io.cwd)),
    ...(rulesets?.rules ?? []),
    ...declared.rules,
  ];
  // Most configs set no severities: then there is no need to load every rule of every command for their names.
  const naming = layers.some(({ document }) => namesCodes(document));
  const codes =
    naming || ownRules.length > 0 ? await codeNames(ownRules) : new Map<string, readonly string[]>();
  refuseMistakes([
    ...mistakes,
    ...declared.mistakes,
    // Of code that is not run, nobody knows the codes.
    ...(leftOut ? [] : layers.flatMap(({ document }) => codeProblems(document, codes))),
  ]);
  const present = layers.map(({ config }) => ({
    ...config,
    rules: byCode(config.rules, codes),
    overrides: config.overrides.map((each) => ({ ...each, rules: byCode(each.rules, codes) })),
  }));
  io.bound(store.limits);
  return {
    config: mergeConfigs(rulesets ? [rulesets.config, ...present] : present),
    base: layers.at(-1)?.base ?? '',
    file: path,
    texts: new Map(layers.map(({ document }) => [document.uri, document.text])),
    preset,
    pathOf,
    ownRules,
    ...(rulesets && { rulesets }),
  };
}

async function declaredRules(layers: readonly Layer[]): Promise<Declared> {
  if (layers.every(({ config }) => config.customRules.size === 0)) return { rules: [], mistakes: [] };
  return (await import('./custom-rules.ts')).customRules(layers);
}

async function openRulesets(
  paths: readonly string[],
  preset: PresetChoice,
  store: DocumentStore,
  cwd: string,
): Promise<Rulesets> {
  const [{ allMetas }, { loadRulesets }] = await Promise.all([
    import('./codes.ts'),
    import('./spectral/rulesets.ts'),
  ]);
  return loadRulesets(paths, await allMetas(), preset, store, cwd);
}

function namesCodes({ value }: Document): boolean {
  return isObject(value) && (Object.hasOwn(value, 'rules') || Object.hasOwn(value, 'overrides'));
}

function findConfig(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const name = configNames.find((candidate) => existsSync(join(folder, candidate)));
    if (name !== undefined) return relative(cwd, join(folder, name)).replaceAll('\\', '/');
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) return undefined;
  }
}

/**
 * Takes settings, the severities of the command line under any name, and a preset; gives those of the command line by
 * code, and how severe each finding is. Throws RunError.
 */
export async function resolveSeverities(
  { config, ownRules, pathOf }: Settings,
  told: ReadonlyMap<string, Severity | 'off'>,
  preset: PresetChoice,
): Promise<{
  readonly severityOf: SeverityOf;
  readonly commandLine: ReadonlyMap<string, Severity | 'off'>;
}> {
  if (told.size === 0)
    return { severityOf: createSeverityOf(config, told, preset, pathOf), commandLine: told };
  const codes = await codeNames(ownRules);
  const commandLine = new Map<string, Severity | 'off'>();
  for (const [name, severity] of told) {
    const meant = codes.get(name);
    if (meant === undefined) {
      const near = nearestName(name, codes.keys());
      throw new RunError(
        `there is no rule "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
      );
    }
    // What is said of a code by its own name goes before what a name of several says of it.
    for (const code of meant) if (code === name || !told.has(code)) commandLine.set(code, severity);
  }
  return { severityOf: createSeverityOf(config, commandLine, preset, pathOf), commandLine };
}

/** As the severities of a run, for kinds on which a policy has decided: the rules of the config do not count. */
export function severitiesBesideRules(
  { config, pathOf }: Settings,
  commandLine: ReadonlyMap<string, Severity | 'off'>,
  preset: PresetChoice,
): SeverityOf {
  return createSeverityOf({ ...config, rules: new Map() }, commandLine, preset, pathOf);
}
