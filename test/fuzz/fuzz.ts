import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Message, Task } from './messages.ts';
import { targets } from './targets.ts';

/**
 * `npm run fuzz`: feeds every target with inputs that nobody would write. Each runs in a process of its own, with a
 * bound on its heap, so that what hangs or runs out of memory is a finding and not the end. Exit code 1 where a
 * property was broken. See src/README.md.
 */

const root = resolve(import.meta.dirname, '../../../..');
const { values: options } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    scale: { type: 'string', default: '1' },
    corpus: { type: 'string', multiple: true, default: process.env['APICHECK_CORPUS']?.split(':') ?? [] },
    seconds: { type: 'string', default: '5' },
    heap: { type: 'string', default: '700' },
    replay: { type: 'string' },
    report: { type: 'string' },
  },
});

/** An input that nothing was heard of for as long hangs, in milliseconds. */
const silence = 90_000;

/** What came of one target. */
interface Outcome {
  readonly name: string;
  count: number;
  passedOver: number;
  milliseconds: number;
  readonly failures: { readonly signature: string; readonly told: string; readonly folder: string }[];
}

const named = options.replay ? [replayed(options.replay)] : options.target;
const chosen = targets.filter(({ name }) => !named || named.includes(name));
const unknown = (named ?? []).filter((name) => !targets.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(
    `there is no target ${unknown.join(', ')}; there are ${targets.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const failures = join(root, 'build/fuzz-failures');
const outcomes = new Map<string, Outcome>(
  chosen.map(({ name }) => [name, { name, count: 0, passedOver: 0, milliseconds: 0, failures: [] }]),
);
const minutes = options.minutes === undefined ? undefined : Number(options.minutes);
const end = minutes === undefined ? Infinity : performance.now() + minutes * 60_000;
let seed = Number(options.seed);
// In time that is given, all targets take turns, each turn with another seed.
do {
  for (const { name, short } of chosen) {
    const outcome = outcomes.get(name);
    if (!outcome || performance.now() > end) continue;
    const left = end - performance.now();
    const slice =
      minutes === undefined
        ? undefined
        : Math.min(left, Math.max(10_000, (minutes * 60_000) / chosen.length / 4));
    await turn(outcome, {
      runs: minutes === undefined ? Math.ceil(short * Number(options.scale)) : 1e9,
      milliseconds: slice,
    });
  }
  seed += 1;
} while (minutes !== undefined && performance.now() < end);
summarize();

/** One turn of a target; after a hang or a crash, the rest of it with another seed. */
async function turn(outcome: Outcome, size: Pick<Task, 'runs' | 'milliseconds'>): Promise<void> {
  const started = performance.now();
  let { runs, milliseconds } = size;
  for (let round = 0; runs > 0 && (milliseconds === undefined || milliseconds > 1_000); round++) {
    const count = outcome.count;
    const task: Task = {
      target: outcome.name,
      seed: seed + round * 1_000,
      runs,
      milliseconds,
      folders: (options.corpus ?? []).map((folder) => resolve(root, folder)),
      seconds: Number(options.seconds),
      known: outcome.failures.map(({ signature }) => signature),
      failures,
      ...(options.replay && { replay: resolve(root, options.replay) }),
    };
    const ended = await child(outcome, task);
    if (ended || round > 20 || options.replay) break;
    runs -= outcome.count - count;
    if (milliseconds !== undefined) milliseconds = (size.milliseconds ?? 0) - (performance.now() - started);
  }
  outcome.milliseconds += performance.now() - started;
  const seconds = (outcome.milliseconds / 1000).toFixed(1);
  console.log(`${outcome.name}: ${outcome.count} inputs, ${outcome.failures.length} failures, ${seconds} s`);
}

/** Gives whether the child came to its end. */
function child(outcome: Outcome, task: Task): Promise<boolean> {
  return new Promise((settle) => {
    const before = outcome.count;
    let last: unknown;
    let done = false;
    let hung = false;
    let noise = '';
    const forked = fork(join(import.meta.dirname, 'child.js'), [JSON.stringify(task)], {
      execArgv: [`--max-old-space-size=${options.heap}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const hear = (chunk: Buffer): void => void (noise = (noise + chunk.toString()).slice(-4_000));
    forked.stdout?.on('data', hear);
    forked.stderr?.on('data', hear);
    const watch = (): NodeJS.Timeout =>
      setTimeout(() => {
        hung = true;
        forked.kill('SIGKILL');
      }, silence);
    let timer = watch();
    forked.on('message', (message: Message) => {
      clearTimeout(timer);
      timer = watch();
      if (message.kind === 'input') {
        outcome.count = before + message.count + 1;
        last = message.input;
      } else if (message.kind === 'failure') tellOf(outcome, message);
      else if (message.kind === 'done') {
        done = true;
        outcome.count = before + message.count;
        forked.disconnect();
        outcome.passedOver += message.passedOver;
      }
    });
    forked.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (!done) {
        const why = hung
          ? `nothing was heard for ${silence / 1000} s`
          : /out of memory/i.test(noise)
            ? 'out of memory'
            : `the process ended with ${signal ?? code}`;
        const folder = join(
          failures,
          `${outcome.name}-${why.replace(/\W+/g, '-')}-${outcome.failures.length}`,
        );
        mkdirSync(folder, { recursive: true });
        const { target, seed: at, folders } = task;
        writeFileSync(join(folder, 'input.json'), JSON.stringify({ target, seed: at, folders, input: last }));
        writeFileSync(join(folder, 'told.txt'), noise);
        tellOf(outcome, { signature: why, told: noise, folder });
      }
      settle(done);
    });
  });
}

function tellOf(outcome: Outcome, failure: Outcome['failures'][number]): void {
  outcome.failures.push({ signature: failure.signature, told: failure.told, folder: failure.folder });
  console.log(`\n${outcome.name}: ${failure.told}\n  again: npm run fuzz -- --replay ${failure.folder}\n`);
}

function summarize(): void {
  const all = [...outcomes.values()];
  const failed = all.filter((each) => each.failures.length > 0);
  const inputs = all.reduce((sum, { count }) => sum + count, 0);
  console.log(`${inputs} inputs, ${all.length - failed.length} targets passed, ${failed.length} failed`);
  if (options.report !== undefined) {
    // In the shape of vitest's, so that the same counts both.
    const report = {
      numPassedTests: all.length - failed.length,
      numFailedTests: failed.length,
      numTotalTestSuites: 1,
      testResults: [],
    };
    writeFileSync(resolve(root, options.report), JSON.stringify(report));
  }
  process.exitCode = failed.length > 0 || inputs === 0 ? 1 : 0;
}

function replayed(folder: string): string {
  const path = join(resolve(root, folder), 'input.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly target: string }).target;
}
