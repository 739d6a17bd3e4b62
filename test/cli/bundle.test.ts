import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';

const root = resolve(import.meta.dirname, '../..');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-bundle-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

describe('apicheck bundle', () => {
  it.each([[[]], [['--dereference']]])(
    'says the same in one file as the deployment contract in many (%s)',
    async (more) => {
      const file = join(folder, 'bundled.json');
      const bundled = await runCli(
        ['bundle', 'contracts/deployment/openapi.yaml', ...more, '-o', file],
        root,
      );
      expect(bundled).toEqual({ code: 0, out: '', err: '' });
      const lint = await runCli(['lint', file, '-f', 'json'], root);
      expect(JSON.parse(lint.out)).toMatchObject({ findings: [] });
      for (const versions of [
        ['contracts/deployment/openapi.yaml', file],
        [file, 'contracts/deployment/openapi.yaml'],
      ]) {
        const diff = await runCli(['diff', ...versions, '-f', 'json'], root);
        expect(JSON.parse(diff.out)).toMatchObject({ findings: [], diff: { changes: [], semver: 'none' } });
      }
    },
  );

  it('follows only what is a reference, and keeps what leads back into itself', async () => {
    await write({
      'api.yaml': `openapi: 3.2.0
info: { title: Trees, version: '1' }
paths:
  /trees:
    get:
      responses:
        '200':
          description: A tree
          content:
            application/json:
              schema: { $ref: ./schemas/tree.yaml }
              example: { $ref: ./not/a/file.yaml }
`,
      'schemas/tree.yaml': `type: object
properties:
  child: { $ref: tree.yaml }
`,
    });
    const { out, err, code } = await runCli(['bundle', 'api.yaml', '-o', 'bundled.json'], folder);
    expect({ out, err, code }).toEqual({ out: '', err: '', code: 0 });
    const printed = await runCli(['bundle', 'api.yaml'], folder);
    expect(printed.out).toContain('openapi: 3.2.0');
    expect(printed.out).toContain('$ref: ./not/a/file.yaml');
    expect(printed.out).not.toContain('tree.yaml');
    const lint = await runCli(['lint', 'bundled.json', '-f', 'json'], folder);
    expect(JSON.parse(lint.out)).toMatchObject({ summary: { error: 0 } });
  });

  it('names the first reference that leads nowhere, and writes nothing', async () => {
    await write({
      'api.yaml': `openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /a: { $ref: ./missing.yaml }
`,
    });
    const { out, err, code } = await runCli(['bundle', 'api.yaml'], folder);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toMatch(/^apicheck: api\.yaml:4:15: .*missing\.yaml.*\n$/);
  });
});
