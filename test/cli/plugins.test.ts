import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';

const spec = `openapi: 3.1.0
info: { title: Titles, version: '1' }
paths:
  /titles:
    get:
      operationId: list
      responses: { '200': { description: OK } }
`;

/** As the README has it, but for where apicheck is. */
const built = pathToFileURL(join(import.meta.dirname, '../../dist/index.js')).href;
const rule = `import { count, defineLintRule, optional } from '${built}';

export default defineLintRule({
  code: 'operation-id-too-short',
  severity: 'warning',
  summary: 'Give operations names that say what they do.',
  why: 'Generated methods are called so.',
  fix: 'Write a verb and a noun.',
  messages: { short: '"{id}" has fewer than {least} characters' },
  options: { least: optional(count, 'In characters; 8 by default.') },
  create(report, context, { least = 8 }) {
    return {
      operation({ id }) {
        if (id && id.value.length < least)
          report({ message: 'short', params: { id: id.value, least }, at: id });
      },
    };
  },
});
`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-plugins-'));
  await writeFile(join(folder, 'api.yaml'), spec);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function lint(module: string, config: string) {
  await writeFile(join(folder, 'own.mjs'), module);
  await writeFile(join(folder, 'apicheck.yaml'), `plugins: ./own.mjs\n${config}`);
  return runCli(['lint', 'api.yaml'], folder);
}

describe('a rule made with the programming interface', () => {
  it('reports at its place', async () => {
    const { out, code } = await lint(rule, '');
    expect(code).toBe(0);
    expect(out).toContain('6:20  warning  operation-id-too-short\n  "list" has fewer than 8 characters');
  });

  it('has its options read, with their mistakes at their lines', async () => {
    expect((await lint(rule, 'rules: { operation-id-too-short: { least: 4 } }')).out).toContain(
      'no findings',
    );
    const wrong = await lint(rule, 'rules: { operation-id-too-short: { least: four } }');
    expect(wrong.err).toContain('apicheck.yaml:2:43 must be a whole number from 0');
    expect(wrong.code).toBe(2);
  });

  it('says how a module finds apicheck that does not', async () => {
    const { err, code } = await lint("import { defineLintRule } from 'apicheck';", '');
    expect(err).toContain('npm install --save-dev apicheck');
    expect(code).toBe(2);
  });
});

it('tells of rules of one’s own wherever it tells of rules', async () => {
  await lint(rule, '');
  const list = await runCli(['explain'], folder);
  expect(list.out).toMatch(/rules of your own\n\n {2}operation-id-too-short {2}warning\n/);
  const explained = await runCli(['explain', 'operation-id-too-short'], folder);
  expect(explained.out).toContain('Generated methods are called so.');
  const { out } = await runCli(['lint', 'api.yaml', '--format', 'sarif'], folder);
  const log = JSON.parse(out) as { runs: { tool: { driver: { rules: { id: string; help?: object }[] } } }[] };
  expect(log.runs[0]?.tool.driver.rules).toContainEqual(
    expect.objectContaining({
      id: 'operation-id-too-short',
      shortDescription: { text: 'Give operations names that say what they do.' },
    }),
  );
});
