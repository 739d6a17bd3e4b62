import { isObject, type JsonObject } from '../../document/node.ts';
import { jobsWith } from './jobs.ts';
import type { OasdiffFiles } from './oasdiff.ts';

/**
 * Takes the folder of a project; gives the files of severities and ignored changes that its jobs name for oasdiff, as
 * options or as inputs of its actions, relative to the folder.
 */
export function oasdiffFilesOfJobs(cwd: string): OasdiffFiles {
  const levels = new Set<string>();
  const ignores = new Set<string>();
  for (const text of jobsWith(cwd, 'oasdiff')) {
    const named = /(?:--)?(err-ignore|warn-ignore|severity-levels)(?:\s*[:=]\s*|[ \t]+)["']?([\w./@-]+)/g;
    for (const [, option, file = ''] of text.matchAll(named))
      (option === 'severity-levels' ? levels : ignores).add(file.replace(/^\.\//, ''));
  }
  return { levels: [...levels], ignores: [...ignores] };
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
