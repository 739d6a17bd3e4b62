import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { emptyConfig, readConfig, type Config } from '../config/config.ts';
import { createSeverityOf } from '../config/severity.ts';
import type { Document } from '../document/document.ts';
import { isObject } from '../document/node.ts';
import type { DocumentStore } from '../document/store.ts';
import type { SeverityOf } from '../findings/collect.ts';
import type { Severity } from '../findings/finding.ts';
import { nearestName } from '../document/nearest.ts';
import { RunError } from './errors.ts';
import { withSource } from './files.ts';
import type { Io } from './io.ts';

const names = ['apicheck.yaml', 'apicheck.yml', 'apicheck.json'];

/** What holds for one run: the config file, and where paths in it start. */
export interface Settings {
  readonly config: Config;
  /** The folder of the config file, relative to the working directory; '' for the same, or without a file. */
  readonly base: string;
}

/**
 * Takes the file that the user named, or none: then the one here, or in the nearest folder above up to the
 * repository's root. Gives its settings. Throws RunError with every mistake, each with its line.
 */
export async function loadSettings(
  named: string | undefined,
  store: DocumentStore,
  io: Io,
): Promise<Settings> {
  const path = named ?? findConfig(io.cwd);
  if (path === undefined) return { config: emptyConfig, base: '' };
  const opened = await store.open(path);
  if (opened.kind === 'failed') throw new RunError(withSource(path, opened.reason));
  const [first] = opened.opened;
  if (!first) throw new RunError(`${path} holds nothing`);
  const { config, problems } = readConfig(
    first.document,
    namesCodes(first.document) ? await knownCodes() : new Map(),
  );
  const all = [...first.problems, ...problems];
  if (all.length > 0) {
    const lines = all.map(({ message, location }) => {
      const { line, column } = location.range.start;
      return `${location.uri}:${line}:${column} ${message}`;
    });
    throw new RunError(
      `the config has ${all.length === 1 ? 'a mistake' : `${all.length} mistakes`}\n${lines.join('\n')}`,
    );
  }
  const base = dirname(path).replaceAll('\\', '/');
  return { config, base: base === '.' ? '' : base };
}

/** Most configs set no severities: then there is no need to load every rule of every command for their names. */
function namesCodes({ value }: Document): boolean {
  return isObject(value) && (Object.hasOwn(value, 'rules') || Object.hasOwn(value, 'overrides'));
}

function findConfig(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const name = names.find((candidate) => existsSync(join(folder, candidate)));
    if (name !== undefined) return relative(cwd, join(folder, name)).replaceAll('\\', '/');
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) return undefined;
  }
}

/** Gives the code of every finding under its own name and under those that other tools give it. */
export async function knownCodes(): Promise<ReadonlyMap<string, string>> {
  const { allMetas } = await import('./codes.ts');
  const metas = await allMetas();
  const aliases = metas.flatMap(({ code, aliases = [] }) => aliases.map((alias) => [alias, code] as const));
  return new Map([...aliases, ...metas.map(({ code }) => [code, code] as const)]);
}

/** Takes settings and the severities of the command line; gives how severe each finding is. Throws RunError. */
export async function resolveSeverities(
  { config }: Settings,
  told: ReadonlyMap<string, Severity | 'off'>,
): Promise<SeverityOf> {
  if (told.size === 0) return createSeverityOf(config, told);
  const codes = await knownCodes();
  const commandLine = new Map<string, Severity | 'off'>();
  for (const [name, severity] of told) {
    const code = codes.get(name);
    if (code === undefined) {
      const near = nearestName(name, codes.keys());
      throw new RunError(
        `there is no rule "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
      );
    }
    commandLine.set(code, severity);
  }
  return createSeverityOf(config, commandLine);
}
