// Installs apicheck beside the repository, at the version of the action; an action that was built is run as it is.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { annotate, input, output } from './job.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const state = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'apicheck-'));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = input('version') || own.version;

output('state', state);
if (input('version') === '' && existsSync(join(root, 'dist/cli/main.js'))) {
  output('bin', join(root, own.bin.apicheck));
} else if (!/^[\w.+-]+$/.test(version)) {
  annotate('error', `"${version}" is no version of apicheck`);
  process.exitCode = 2;
} else {
  const args = ['install', '--prefix', state, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  const { status } = spawnSync('npm', [...args, `${own.name}@${version}`], {
    // Away from the repository, whose .npmrc and package.json are not the action's.
    cwd: state,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  output('bin', join(state, 'node_modules', own.name, own.bin.apicheck));
  if (status !== 0) {
    annotate('error', `${own.name}@${version} could not be installed`);
    process.exitCode = 2;
  }
}
