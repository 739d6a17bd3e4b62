import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import type { Io } from '../../src/cli/io.ts';
import { provider, repository, runLine } from '../readme-repository.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const io = { out() {}, err() {}, columns: 80 } as unknown as Io;
const names = createProgram(io, () => {})
  .commands.map((command) => command.name())
  .filter((name) => name !== 'help');

const helpOf = async (...command: readonly string[]) => {
  const { code, out, err } = await runCli([...command, '--help'], '/');
  expect([code, err]).toEqual([0, '']);
  return out;
};
const examplesOf = (help: string) =>
  [...(help.split('Examples:')[1] ?? '').matchAll(/^ {2}\$ (.*?)(?:\s+#.*)?$/gm)].map(
    ([, line = '']) => line,
  );

describe('help', () => {
  it.each([[], ...names.map((name) => [name])])('of apicheck %s fits 80 columns', async (...command) => {
    const help = await helpOf(...command);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(examplesOf(help).length).toBeGreaterThan(0);
  });

  it.each(names.filter((name) => name !== 'lsp' && name !== 'completion'))(
    'of %s has examples that run',
    async (name) => {
      const [folder, url] = [await repository(), await provider()];
      for (const line of examplesOf(await helpOf(name))) {
        if (line === 'apicheck init') continue; // There is a config; the next example writes it anew.
        const { code, err } = await runLine(line, folder, url);
        expect({ line, code, err }).toEqual({ line, code: expect.toBeOneOf([0, 1]) as number, err });
      }
    },
    60_000,
  );

  it.each([
    ['help', 'lint'],
    ['lint', '--help'],
  ])('is the same by %s %s', async (...args) => {
    expect((await runCli(args, '/')).out).toBe(await helpOf('lint'));
  });
});

describe('a misspelt name gets the nearest one:', () => {
  const description = `openapi: 3.1.0
info: { title: Titles, version: '1' }
paths:
  /titles:
    get: { operationId: listTitles, tags: [Titles], responses: { '200': { description: All } } }
`;
  const files = {
    'apicheck.yaml':
      'apis: { salina: { spec: openapi.yaml, targets: { local: { url: http://127.0.0.1:1 } } } }\n',
    'openapi.yaml': description,
    'all.yaml':
      'apicheck: 1\nexchanges: [{ name: all, request: { method: GET, path: /titles }, response: { status: 200 } }]\n',
  };

  it.each([
    ['lnt', 'lint'],
    ['help lnt', 'lint'],
    ['lint --presett strict', '--preset'],
    ['lint --preset stric', 'strict'],
    ['lint --format jsn', 'json'],
    ['lint --fail-on eror', 'error'],
    ['lint --rule operation-sumary=off', 'operation-summary'],
    ['lint --rule operation-summary=eror', 'operation-summary=error'],
    ['lint salinna', 'salina'],
    ['bundle openapi.yaml --outptu x', '--output'],
    ['explain operation-sumary', 'operation-summary'],
    ['probe all.yaml --spec salinna', 'salina'],
    ['probe all.yaml --spec salina --target locl', 'local'],
    ['probe all.yaml --spec salina --operation listTitels', 'listTitles'],
    ['probe all.yaml --spec salina --operation listTitel', 'listTitles'],
    ['probe all.yaml --spec salina --tag titels', 'Titles'],
    ['probe all.yaml --spec salina --profile pactt', 'pact'],
    ['probe all.yaml --spec salina --min-coverage respones=8', 'responses'],
    ['completion bsh', 'bash'],
  ])('%s', async (line, meant) => {
    const { code, out, err } = await runCli(line.split(' '), await folderOf(files));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`[Dd]id you mean (?:the API )?"?${meant}\\b`));
  });

  it.each([
    ['extends: recomended\n', 'recommended'],
    ['rules: { operation-sumary: off }\n', 'operation-summary'],
    ['api: {}\n', 'apis'],
    ['diff: { deprecationDayz: 3 }\n', 'deprecationDays'],
  ])('%s', async (config, meant) => {
    const folder = await folderOf({ 'apicheck.yaml': config, 'openapi.yaml': description });
    const { code, err } = await runCli(['lint', 'openapi.yaml'], folder);
    expect(code).toBe(2);
    expect(err).toContain(`did you mean "${meant}"?`);
  });

  it.each([
    [['lint', '-f', 'html='], 'Name a file behind "html=".'],
    [['lint', '--nonsense'], "apicheck: unknown option '--nonsense'"],
  ])('%j is told as all mistakes are', async (args, told) => {
    const { code, err } = await runCli(args, await folderOf(files));
    expect(code).toBe(2);
    expect(err).toContain(told);
    expect(err).toMatch(/^apicheck: /);
  });

  it('an operation by its method and path', async () => {
    const args = ['probe', 'all.yaml', '--spec', 'salina', '--operation'];
    const folder = await folderOf(files);
    expect((await runCli([...args, 'GET /titels'], folder)).err).toContain('did you mean "GET /titles"?');
    expect((await runCli([...args, 'GET /titles', '-f', 'json'], folder)).out).toContain('"pass": 1');
  });
});
