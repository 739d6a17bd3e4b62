// What the steps of the GitHub Action share: inputs, files between steps, outputs, and runs of apicheck and Git.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const { env } = process;

/** Takes the name of an input as action.yml writes it; gives its text, trimmed, empty where it has none. */
export const input = (name) => (env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();

/** Takes the name of an input; gives its lines that have something. */
export const inputLines = (name) =>
  input(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Takes a name and the text of an input; gives the option, or nothing where the input is empty. */
export const option = (name, value) => (value === '' ? [] : [`--${name}`, value]);

/** The root of the repository, and the folder in it that was asked for. */
export const workspace = () => resolve(env.GITHUB_WORKSPACE ?? '.');
export const workingDirectory = () => resolve(workspace(), input('working-directory') || '.');

/** Takes a name; gives the path of a file that later steps find. */
export const stateFile = (name) => join(env.APICHECK_STATE, name);

/** Takes a name and a value for a later step to `recall`. */
export const keep = (name, value) => writeFileSync(stateFile(`${name}.json`), JSON.stringify(value));

/** Takes a name; gives what an earlier step kept under it, or the JSON report that it wrote; else undefined. */
export const recall = (name) =>
  existsSync(stateFile(`${name}.json`))
    ? JSON.parse(readFileSync(stateFile(`${name}.json`), 'utf8'))
    : undefined;

/** Takes a name and a text; gives it as an output of the step. A delimiter that nobody knows ends it. */
export function output(name, value) {
  const end = `end-${randomUUID()}`;
  appendFileSync(env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`);
}

/** Takes `error`, `warning` or `notice` and a message; annotates the run with it. */
export function annotate(level, message) {
  const text = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::${level} title=apicheck::${text}`);
}

/** Takes arguments; runs apicheck in the working directory; gives its exit code and, where asked for, its output. */
export function apicheck(args, { capture = false, summary = true } = {}) {
  const { GITHUB_STEP_SUMMARY, ...rest } = env;
  const done = spawnSync(process.execPath, [env.APICHECK_BIN, ...args], {
    cwd: workingDirectory(),
    env: summary ? env : rest,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error) throw done.error;
  return { code: done.status ?? 3, out: done.stdout ?? '' };
}

/** Takes arguments; runs Git in the working directory; gives what it printed, undefined where it failed. */
export function git(...args) {
  const done = spawnSync('git', args, { cwd: workingDirectory(), encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/** Takes a text and how many bytes of UTF-8 it may have; gives it, or as many whole lines as fit. */
export function fitting(text, bytes) {
  if (Buffer.byteLength(text) <= bytes) return { text, cut: false };
  const kept = [];
  let size = 0;
  for (const line of text.split('\n')) {
    size += Buffer.byteLength(line) + 1;
    if (size > bytes) break;
    kept.push(line);
  }
  return { text: kept.join('\n'), cut: true };
}
