import { execFile, spawn } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { git } from '../action/runner.ts';
import { folderOf } from '../cli/folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = async (path: string) => parse(await readFile(root + path, 'utf8')) as unknown;

const description = (enumValues: string) => `openapi: 3.0.3
info: { title: Books, version: '1' }
paths:
  /books:
    get:
      operationId: listBooks
      parameters: [{ name: sort, in: query, schema: { type: string, enum: [${enumValues}] } }]
      responses: { '200': { description: All } }
`;

/** A repository whose working tree has a change that breaks; gives its folder and the commit before. */
async function repository(): Promise<{ folder: string; base: string }> {
  const origin = await folderOf({
    'apicheck.yaml': 'apis:\n  books: { spec: openapi.yaml }\n',
    'openapi.yaml': description('title, year'),
  });
  await git(origin, 'init', '--quiet');
  await git(origin, 'add', '.');
  await git(origin, 'commit', '--quiet', '-m', 'Begin');
  const folder = await folderOf({});
  await git(folder, 'clone', '--quiet', `file://${origin}`, '.');
  await writeFile(join(folder, 'openapi.yaml'), description('title'));
  return { folder, base: await git(folder, 'rev-parse', 'HEAD') };
}

/** An `npx` that runs what was built, and fails where it is not asked for apicheck as npx wants it. */
async function tools(version = 'latest'): Promise<string> {
  const folder = await folderOf({
    npx: `#!/usr/bin/env bash
[[ "$1 $2" == '--yes apicheck@${version}' ]] || exit 99
shift 2
exec '${process.execPath}' '${root}bin/apicheck.js' "$@"
`,
  });
  await chmod(join(folder, 'npx'), 0o755);
  return folder;
}

interface GitLabJob {
  readonly script: readonly string[];
  readonly artifacts: {
    readonly paths?: readonly string[];
    readonly reports: Readonly<Record<string, string>>;
  };
}

describe('the GitLab template', () => {
  it.each([
    ['apicheck-lint', 0],
    ['apicheck-diff', 1],
  ])('has the job %s, which writes every report that it names', async (name, expected) => {
    const template = (await read('.gitlab/apicheck.gitlab-ci.yml')) as Record<string, GitLabJob> & {
      variables: Record<string, string>;
    };
    const job = template[name];
    if (job === undefined) throw new Error(`there is no ${name}`);
    const { folder, base } = await repository();
    const env = {
      ...template.variables,
      PATH: `${await tools()}:${process.env['PATH'] ?? ''}`,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    };
    // As the runner does: the lines of the script one after another, until one fails.
    const running = spawn('sh', ['-e', '-c', job.script.join('\n')], { cwd: folder, env, stdio: 'ignore' });
    expect(await new Promise((done) => running.on('close', done))).toBe(expected);
    const { reports, paths = [] } = job.artifacts;
    const [quality = '', junit = ''] = [reports['codequality'], reports['junit']];
    const issues = JSON.parse(await readFile(join(folder, quality), 'utf8')) as { check_name: string }[];
    expect(issues.map((issue) => issue.check_name).includes('enum-value-removed')).toBe(
      name === 'apicheck-diff',
    );
    expect(await readFile(join(folder, junit), 'utf8')).toContain('<testsuites');
    for (const path of paths) expect(await readFile(join(folder, path), 'utf8')).toContain('# API changes');
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly pass_filenames: boolean;
}

describe('the pre-commit hooks', () => {
  it('run this version of the package, on what they are told', async () => {
    const hooks = (await read('.pre-commit-hooks.yaml')) as readonly Hook[];
    const { version } = (await read('package.json')) as { version: string };
    expect(hooks.map(({ id }) => id)).toEqual(['apicheck-lint', 'apicheck-diff']);
    const { folder } = await repository();
    const env = { PATH: `${await tools(version)}:${process.env['PATH'] ?? ''}` };
    for (const { id, entry, language, pass_filenames: passes } of hooks) {
      expect({ language, passes }).toEqual({ language: 'system', passes: false });
      const [command = '', ...args] = entry.split(' ');
      const more = id === 'apicheck-diff' ? ['books', '--base', 'HEAD'] : [];
      const run = promisify(execFile)(command, [...args, ...more], { cwd: folder, env });
      if (id === 'apicheck-diff') await expect(run).rejects.toMatchObject({ code: 1 });
      else expect((await run).stdout).toContain('✓');
    }
  });
});
