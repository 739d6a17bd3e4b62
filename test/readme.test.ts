import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderOf } from './cli/folder.ts';
import { description, provider, repository, runLine } from './readme-repository.ts';
import { runCli } from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');

/** The code blocks of README.md in a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`(?:${language})\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );

/** The commands of each block that has some, without the comments behind them. */
const commands = blocks('sh|console|')
  .map((block) => block.split('\n').filter((line) => /^(?:\$ )?apicheck /.test(line)))
  .filter((lines) => lines.length > 0)
  .map((lines) => lines.map((line) => line.replace(/^\$ /, '').replace(/\s+# .*$/, '')));

describe('README.md', () => {
  it('has commands and programs', () => {
    expect(commands.flat().length).toBeGreaterThan(30);
    expect(blocks('js').length).toBeGreaterThan(4);
  });

  const numbered = (all: readonly string[]) => all.map((code, index) => [index + 1, code] as const);

  it.each(commands.map((lines) => [lines[0], lines] as const))(
    'runs: %s …',
    async (_, lines) => {
      const [folder, url] = [await repository(), await provider()];
      for (const line of lines) {
        // It waits for an editor; its own tests are one.
        if (/^apicheck lsp\b/.test(line)) continue;
        // As for somebody who has no config yet.
        if (/^apicheck init\b/.test(line)) await rm(join(folder, 'apicheck.yaml'), { force: true });
        const { code, out, err } = await runLine(line, folder, url);
        // Found something, or not: either way it was run.
        expect({ line, code, err }).toEqual({ line, code: expect.toBeOneOf([0, 1]) as number, err });
        expect(out + err).not.toContain('a-secret');
        for (const [, file = ''] of line.matchAll(/(?:-o|--propose|-f \w+=|--format \w+=)\s?([\w.-]+\.\w+)/g))
          if (!/^apicheck record\b/.test(line)) await access(join(folder, file));
      }
    },
    60_000,
  );

  it.each(numbered(blocks('js').filter((code) => /\b(?:lint|diff|probe)\(/.test(code))))(
    'runs program %i',
    async (_, code) => {
      const [folder, url] = [await repository(), await provider()];
      await mkdir(join(folder, 'node_modules'));
      await symlink(root, join(folder, 'node_modules/apicheck'));
      await writeFile(join(folder, 'program.mjs'), code);
      const env = { PATH: process.env['PATH'] ?? '', TARGET: url };
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ['program.mjs'], {
        cwd: folder,
        env,
      });
      expect(stderr).toBe('');
      expect(stdout).toMatch(/operation-summary|q.*: "|^2$|all titles: /m);
    },
  );

  it.each(numbered(blocks('yaml').filter((block) => /^(?:customRules|apis):/m.test(block))))(
    'has config %i as it should be',
    async (_, block) => {
      const needed = block.includes('apis:') ? '' : 'apis: { salina: { spec: openapi.yaml } }\n';
      const folder = await folderOf({
        'apicheck.yaml': needed + block,
        'openapi.yaml': description(5),
        'contracts/salina.yaml': description(5),
      });
      const { err } = await runCli(['lint', 'openapi.yaml'], folder, { env: { SALINA_ID: 'id' } });
      expect(err).toBe('');
    },
  );
});
