import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where jobs are written that may run other tools. */
const jobFolders = ['.github/workflows', '.circleci'];
const jobFiles = ['.gitlab-ci.yml', '.pre-commit-config.yaml', 'Makefile', 'package.json'];
const mostJobs = 100;
const largest = 1_000_000;

/** Takes the folder of a project and the name of a tool; gives the texts of the jobs that have the name in them. */
export function jobsWith(cwd: string, tool: string): string[] {
  return [...jobFiles, ...jobFolders.flatMap((folder) => filesIn(cwd, folder))]
    .slice(0, mostJobs)
    .map((path) => readText(join(cwd, path)) ?? '')
    .filter((text) => text.includes(tool));
}

/** What jobs name for Spectral and vacuum, as it is written there, without `./`. */
export interface NamedByJobs {
  readonly rulesets: readonly string[];
  readonly ignores: readonly string[];
}

/** Takes the folder of a project; gives the rulesets and ignore files that its jobs name for Spectral and vacuum. */
export function rulesetsOfJobs(cwd: string): NamedByJobs {
  const rulesets = new Set<string>();
  const ignores = new Set<string>();
  const commands = /\b(?:spectral|vacuum)\s+(?:lint|report|spectral-report|vacuum-report|html-report)\b.*/g;
  const options = /\s(-r|--ruleset|--ignore-file)(?:\s+|=)["']?([^\s"'\\]+)/g;
  const inputs = /^\s*(spectral_ruleset|ruleset|ignore_file)\s*:\s*["']?([^\s"'#]+)/gm;
  const add = (option: string, file: string): void => {
    if (file.includes('$')) return;
    (/ignore/.test(option) ? ignores : rulesets).add(file.replace(/^\.\//, ''));
  };
  for (const tool of ['spectral', 'vacuum'])
    for (const text of jobsWith(cwd, tool)) {
      const joined = text.replace(/\\\r?\n\s*/g, ' ');
      for (const [command] of joined.matchAll(commands))
        for (const [, option = '', file = ''] of command.matchAll(options)) add(option, file);
      // Inputs of their actions are the only ones of these names beside a line that uses one.
      if (!/uses:\s*\S*(?:spectral|vacuum)\S*/.test(joined)) continue;
      for (const [, option = '', file = ''] of joined.matchAll(inputs)) add(option, file);
    }
  return { rulesets: [...rulesets], ignores: [...ignores] };
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
