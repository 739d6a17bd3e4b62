// Runs one command and says what it took: the whole process, from start to exit.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = fileURLToPath(new URL('usage.mjs', import.meta.url));
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true', NO_COLOR: '1' };
/** Exit codes from here on are no findings, but a run that could not be done. */
const notDone = 2;

/**
 * Takes a command and where to run it; gives its wall time, and for what runs in Node its CPU time and peak memory, which
 * it is made to tell by itself. `failed` says why where it did not do its work; what prints nothing has not, unless
 * it is `silent`, nor has what is not done after `limitMs`.
 */
export async function measure({ node, program, args, silent = false, limitMs }, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'apicheck-measure-'));
  const file = join(folder, 'usage.json');
  const start = performance.now();
  const child = node
    ? spawn(process.execPath, ['--import', usage, ...args], {
        cwd,
        env: { ...process.env, ...quiet, APICHECK_USAGE: file },
        ...(limitMs && { timeout: limitMs }),
      })
    : spawn(program, args, { cwd, env: { ...process.env, ...quiet } });
  let last = '';
  let printed = 0;
  child.stdout.on('data', (chunk) => (printed += chunk.length));
  child.stderr.on('data', (chunk) => (last = `${last}${chunk}`.slice(-400)));
  const code = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  const wallMs = performance.now() - start;
  try {
    const why = last.trim().split('\n').at(-1);
    const done = code !== null && code < notDone && (printed > 0 || silent);
    const failed = done
      ? undefined
      : code === null && limitMs
        ? `not done after ${limitMs / 1000} s`
        : `exit code ${code}, ${why}`;
    return { wallMs, failed, ...(node && failed === undefined && JSON.parse(readFileSync(file, 'utf8'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes numbers; gives the middle one; undefined where some are missing. */
export function median(numbers) {
  if (numbers.some((each) => each === undefined)) return undefined;
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
