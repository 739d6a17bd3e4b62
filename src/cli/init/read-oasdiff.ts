import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../document/node.ts';
import { createProject } from '../../document/project.ts';
import type { Io } from '../io.ts';
import type { CodesOf, Draft } from './draft.ts';
import { addOasdiffIgnores } from './oasdiff-ignores.ts';
import { readText } from './jobs.ts';
import { oasdiffFilesOfJobs, readSettings } from './oasdiff-files.ts';
import { addOasdiff, addOasdiffLevels } from './oasdiff.ts';

/** In the order in which oasdiff looks for them. */
const configs = ['.oasdiff', 'oasdiff'].flatMap((name) =>
  ['json', 'yaml', 'yml', 'toml', 'hcl'].map((end) => `${name}.${end}`),
);

/**
 * Takes what stands for ids, a draft, the names of files that it was made from, what reads a file of YAML or JSON, and
 * the process; adds what oasdiff is told in this folder: by its config, and by the files that this or a job names.
 */
export async function readOasdiff(
  codesOf: CodesOf,
  draft: Draft,
  from: string[],
  read: (name: string | undefined) => Promise<JsonObject | undefined>,
  io: Io,
): Promise<void> {
  const config = configs.find((name) => existsSync(join(io.cwd, name)));
  const isSettings = config !== undefined && /\.(toml|hcl)$/.test(config);
  if (isSettings) from.push(config);
  const value = isSettings ? readSettings(readText(join(io.cwd, config)) ?? '') : await read(config);
  const own = value && addOasdiff(value, codesOf, draft);
  const jobs = oasdiffFilesOfJobs(io.cwd);
  const project = createProject(io.cwd);
  const texts = (names: readonly string[]): (readonly [name: string, text: string])[] =>
    [...new Set(names.map((name) => name.replace(/^\.\//, '')))].flatMap((name) => {
      const refused = project.refusal(name);
      // What there is to allow it is an option of other commands.
      const why = refused?.replace(/;.*$/s, '') ?? 'cannot be read';
      const text = refused === undefined ? readText(join(io.cwd, name)) : undefined;
      if (text === undefined) draft.left.push(`${name}, which oasdiff is told of: it ${why}`);
      else from.push(name);
      return text === undefined ? [] : [[name, text] as const];
    });
  for (const [name, text] of texts([...(own?.levels ?? []), ...jobs.levels]))
    addOasdiffLevels(text, name, codesOf, draft);
  for (const [name, text] of texts([...(own?.ignores ?? []), ...jobs.ignores]))
    addOasdiffIgnores(text, name, inOneYear(io.today()), draft);
}

function inOneYear(today: string): string {
  return `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}`;
}
