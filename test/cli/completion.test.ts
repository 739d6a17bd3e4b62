import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

async function scriptFor(shell: string): Promise<string> {
  const { code, out } = await runCli(['completion', shell], '/');
  expect(code).toBe(0);
  return out;
}

/** Takes the words of a command line, as bash parts them, the last one unfinished; gives what bash offers for it. */
async function offeredByBash(...words: readonly string[]): Promise<string[]> {
  const folder = await folderOf({ 'apicheck.bash': await scriptFor('bash') });
  const call =
    'source apicheck.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _apicheck; printf "%s\\n" "${COMPREPLY[@]}"';
  const args = ['--noprofile', '--norc', '-c', call, 'bash', 'apicheck', ...words];
  const { stdout } = await promisify(execFile)('bash', args, { cwd: folder });
  return stdout.split('\n').filter((line) => line !== '');
}

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('shell completion', () => {
  it.each(['bash', 'zsh', 'fish'])('of %s knows every command and option', async (shell) => {
    const script = await scriptFor(shell);
    const io = { out() {}, err() {}, columns: 80 } as unknown as Parameters<typeof createProgram>[0];
    const program = createProgram(io, () => {});
    expect(program.commands.length).toBeGreaterThan(6);
    for (const command of program.commands) {
      expect(script).toContain(command.name());
      for (const { long } of command.options.filter(({ hidden }) => !hidden))
        expect(script).toMatch(
          new RegExp(shell === 'fish' ? `-l ${long?.slice(2) ?? ''}[ \\n]` : `${long ?? ''}\\b`),
        );
    }
  });

  it.each(['bash', 'zsh', 'fish'].filter(isInstalled))('is a script that %s can read', async (shell) => {
    const folder = await folderOf({ script: await scriptFor(shell) });
    await promisify(execFile)(shell, ['-n', join(folder, 'script')]);
  });

  it('in bash offers commands, options and what they may be', async () => {
    expect(await offeredByBash('')).toEqual(
      expect.arrayContaining(['lint', 'diff', 'probe', 'completion', '--version']),
    );
    expect(await offeredByBash('li')).toEqual(['lint']);
    expect(await offeredByBash('lint', '--pre')).toEqual(['--preset']);
    expect(await offeredByBash('lint', '--preset', 's')).toEqual(['spec', 'strict']);
    expect(await offeredByBash('lint', '--preset', '=', 's')).toEqual(['spec', 'strict']);
    expect(await offeredByBash('lint', '--format', 'chan')).toEqual([]);
    expect(await offeredByBash('diff', '-f', 'chan')).toEqual(['changelog']);
    expect(await offeredByBash('help', 'in')).toEqual(['init']);
    expect(await offeredByBash('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('in bash offers codes of findings, and severities behind them', async () => {
    expect(await offeredByBash('explain', 'operation-id-u')).toEqual([
      'operation-id-unique',
      'operation-id-url-safe',
    ]);
    expect(await offeredByBash('lint', '--rule', 'operation-id-uni')).toEqual(['operation-id-unique']);
    expect(await offeredByBash('lint', '--rule', 'operation-id-unique', '=', '')).toEqual([
      'error',
      'warning',
      'info',
      'off',
    ]);
  });

  it('in bash leaves files to the shell', async () => {
    expect(await offeredByBash('lint', 'open')).toEqual([]);
    expect(await offeredByBash('lint', '--config', '')).toEqual([]);
    expect(await offeredByBash('lint', '--format', 'json', '=', 'o')).toEqual([]);
  });

  it('is not made for a shell that there is none for', async () => {
    const { code, err } = await runCli(['completion', 'zhs'], '/');
    expect(code).toBe(2);
    expect(err).toContain('(Did you mean zsh?)');
  });
});

describe('a misspelt name', () => {
  const description = `openapi: 3.0.3
info: { title: Books, version: '1' }
paths:
  /books:
    get: { operationId: listBooks, tags: [Books], responses: { '200': { description: All } } }
`;
  const recording = `apicheck: 1
exchanges:
  - name: all
    request: { method: GET, path: /books }
    response: { status: 200 }
`;

  it.each([
    [['prob'], 'probe'],
    [['lint', '--fomat', 'json'], '--format'],
    [['lint', '--preset', 'recomended'], 'recommended'],
    [['lint', '--format', 'jsn'], 'json'],
    [['lint', '--fail-on', 'warnig'], 'warning'],
    [['lint', 'boks'], '"books"'],
    [['lint', '--rule', 'opertion-id-unique=off'], '"operation-id-unique"'],
    [['diff', 'boks', '--base', 'HEAD'], '"books"'],
    [['explain', 'opertion-id-unique'], '"operation-id-unique"'],
    [['probe', '--min-coverage', 'respnses=80'], 'responses'],
    [['probe', '--profile', 'pakt'], 'pact'],
    [['probe', '--operation', 'lstBooks'], '"listBooks"'],
    [['probe', '--tag', 'Boks'], '"Books"'],
  ])('in apicheck %j gets the nearest one', async (args, nearest) => {
    const folder = await folderOf({
      'apicheck.yaml': 'apis:\n  books: { spec: openapi.yaml, recordings: recording.yaml }\n',
      'openapi.yaml': description,
      'recording.yaml': recording,
    });
    const { git } = await import('../action/runner.ts');
    await git(folder, 'init', '--quiet');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '-m', 'Begin');
    const { code, out, err } = await runCli(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.replace(/\s+/g, ' ')).toContain(
      `id you mean ${nearest}`.replace('mean "books"', 'mean the API "books"'),
    );
  });
});
