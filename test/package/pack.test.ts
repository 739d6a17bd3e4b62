import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = async () => JSON.parse(await readFile(`${root}package.json`, 'utf8')) as Manifest;

/** The paths of what `npm pack` would put into the package. */
async function packed(): Promise<readonly string[]> {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: root });
  const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }];
  return files.map(({ path }) => path).sort();
}

/** Takes files to begin with; gives them and all that they import by a relative path, as `extension` files. */
async function reached(entries: readonly string[], pattern: RegExp, extension: string): Promise<Set<string>> {
  const seen = new Set<string>();
  const left = [...entries];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const [, name = ''] of (await readFile(root + path, 'utf8')).matchAll(pattern)) {
      const { pathname } = new URL(name.replace(/\.[jt]s$/, extension), `file:///${path}`);
      left.push(pathname.slice(1));
    }
  }
  return seen;
}

const imports = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"']+\.[jt]s)["']/g;

/** What is started as a thread is imported by nobody. */
const threads = ['dist/cli/lsp/lint-worker.js', 'dist/cli/run-guard-worker.js'];

describe('the package', () => {
  it('holds what its entries lead to, its schemas and its papers, and nothing else', async () => {
    const { bin, exports } = await manifest();
    const entries = Object.values(exports).filter((entry) => typeof entry !== 'string');
    const code = await reached(
      [...Object.values(bin), ...threads, ...entries.map((entry) => entry.default.slice(2))],
      imports,
      '.js',
    );
    const types = await reached(
      entries.map((entry) => entry.types.slice(2)),
      imports,
      '.d.ts',
    );
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
    const schemas = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' ? entry.slice(2) : [],
    );
    expect(code.size).toBeGreaterThan(20);
    expect(types.size).toBeGreaterThan(20);
    // What makes the package, and what only it runs.
    const beside = ['dist/cli/codes.js', 'dist/config/schema.js'];
    expect((await packed()).filter((path) => !beside.includes(path))).toEqual(
      [...new Set([...code, ...types, ...papers, ...schemas])]
        .filter((path) => !beside.includes(path))
        .sort(),
    );
  });

  it('asks for the packages that its code names, and no others', async () => {
    const { dependencies } = await manifest();
    const named = Object.keys(dependencies);
    const paths = (await packed()).filter((path) => path.endsWith('.js'));
    const texts = await Promise.all(paths.map((path) => readFile(root + path, 'utf8')));
    const all = texts.join('\n');
    const unused = named.filter((name) => !new RegExp(`["']${name}(?:/[^"']*)?["']`).test(all));
    expect(unused).toEqual([]);
    const imported = [...all.matchAll(/\bfrom\s*["']((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^"']*)?["']/g)];
    const outside = imported.map(([, name = '']) => name).filter((name) => !builtinModules.includes(name));
    expect(outside.filter((name) => !named.includes(name))).toEqual([]);
    expect(outside).toContain('yaml');
  });

  it('has one version, which the command line and the reports say', async () => {
    const { version } = await manifest();
    const { stdout } = await promisify(execFile)(process.execPath, ['bin/apicheck.js', '--version'], {
      cwd: root,
    });
    expect(stdout).toBe(`${version}\n`);
  });
});
