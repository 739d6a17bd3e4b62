// Installs what is measured outside the repository, where its lock file and audits do not see it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Takes the names of packages; installs those that are missing, each alone; gives the folder. Says what failed. */
export function install(names) {
  const folder = process.env.APICHECK_BENCH_DIR ?? join(tmpdir(), 'apicheck-bench');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json')))
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  for (const name of names) {
    if (existsSync(join(folder, 'node_modules', name))) continue;
    console.error(`installing ${name}`);
    // No install scripts: what is measured needs none.
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', name];
    const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) console.error(`${name} could not be installed\n${stderr}`);
  }
  return folder;
}
