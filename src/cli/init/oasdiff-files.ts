import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../../document/node.ts';
import type { OasdiffFiles } from './oasdiff.ts';

/** Where jobs are written that may run oasdiff. */
const jobFolders = ['.github/workflows', '.circleci'];
const jobFiles = ['.gitlab-ci.yml', '.pre-commit-config.yaml', 'Makefile', 'package.json'];
const mostJobs = 100;
const largest = 1_000_000;

/**
 * Takes the folder of a project; gives the files of severities and ignored changes that its jobs name for oasdiff, as
 * options or as inputs of its actions, relative to the folder.
 */
export function oasdiffFilesOfJobs(cwd: string): OasdiffFiles {
  const levels = new Set<string>();
  const ignores = new Set<string>();
  for (const path of [...jobFiles, ...jobFolders.flatMap((folder) => filesIn(cwd, folder))].slice(
    0,
    mostJobs,
  )) {
    const text = readText(join(cwd, path)) ?? '';
    if (!text.includes('oasdiff')) continue;
    const named = /(?:--)?(err-ignore|warn-ignore|severity-levels)(?:\s*[:=]\s*|[ \t]+)["']?([\w./@-]+)/g;
    for (const [, option, file = ''] of text.matchAll(named))
      (option === 'severity-levels' ? levels : ignores).add(file.replace(/^\.\//, ''));
  }
  return { levels: [...levels], ignores: [...ignores] };
}

/** Takes a path; gives its text, undefined where it cannot be read or is too large for what it should be. */
export function readText(path: string): string | undefined {
  try {
    return statSync(path).size > largest ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function filesIn(cwd: string, folder: string): string[] {
  try {
    return readdirSync(join(cwd, folder))
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

/** Takes the text of a config in TOML or HCL with settings alone (`name = value`); gives them. */
export function readSettings(text: string): JsonObject {
  const found: [string, unknown][] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, written = ''] = /^\s*"?([\w-]+)"?\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    const [value = ''] = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|\[[^\]]*\]|[^#]*)/.exec(written) ?? [];
    try {
      found.push([name, JSON.parse(value.replace(/^'(.*)'$/, (_, inner: string) => JSON.stringify(inner)))]);
    } catch {
      found.push([name, value.trim()]);
    }
  }
  const settings: unknown = Object.fromEntries(found);
  return isObject(settings) ? settings : {};
}
