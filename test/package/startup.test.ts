import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files of dist/ that one imports before it runs, through any number of others, and what else they import. */
async function loadedBy(...files: readonly string[]): Promise<{ own: Set<string>; others: Set<string> }> {
  const own = new Set<string>();
  const others = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (own.has(file)) return;
    own.add(file);
    const code = await readFile(join(root, 'dist', file), 'utf8');
    for (const [, from = ''] of code.matchAll(/^(?:import|export) (?:[^"]* from )?"([^"]+)";$/gm)) {
      if (from.startsWith('.')) await visit(join(dirname(file), from));
      else others.add(from);
    }
  };
  for (const file of files) await visit(file);
  return { own, others };
}

const start = ['cli/main.js', 'cli/process-io.js'];

it('loads one small file to tell its version', async () => {
  const { own } = await loadedBy(...start);
  expect([...own].sort()).toEqual(['chunks/rolldown-runtime.js', 'chunks/start.js', ...start].sort());
});

it('loads for lint nothing that only other commands need', async () => {
  const { own, others } = await loadedBy(...start, 'chunks/cli.js', 'chunks/lint-command.js');
  const chunks = [...own].filter((file) => file.startsWith('chunks/')).sort();
  expect(chunks).toEqual(
    ['cli', 'core', 'lint', 'lint-command', 'rolldown-runtime', 'start']
      .map((name) => `chunks/${name}.js`)
      .sort(),
  );
  for (const heavy of ['node:net', 'node:dns', 'node:http', 'node:child_process', 'undici', 'yaml'])
    expect(others).not.toContain(heavy);
});

it('loads for probe nothing that only some runs need', async () => {
  const { own, others } = await loadedBy(
    ...start,
    'chunks/cli.js',
    'chunks/probe-command.js',
    'chunks/live.js',
  );
  const chunks = [...own].filter((file) => file.startsWith('chunks/')).sort();
  expect(chunks).toEqual(
    ['cli', 'core', 'live', 'probe', 'probe-command', 'rolldown-runtime', 'start', 'wire']
      .map((name) => `chunks/${name}.js`)
      .sort(),
  );
  for (const heavy of ['node:crypto', 'node:http', 'node:https', 'node:tls', 'node:dns', 'undici', 'yaml'])
    expect(others).not.toContain(heavy);
});
