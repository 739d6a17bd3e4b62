// Measures `apicheck probe --target` beside a bare loop over a Pool of undici, with as many requests at once, on a local
// server: `npm run bench:live -- [--few N] [--many N] [--rounds N] [--at-once N]`.
//
// Recordings of small GETs, as many as are sent at once, are run side by side. All commands are run in turn, round by
// round, and medians are told, so that what else the machine does meets all of them. The rate is that of the whole
// process, start and all; `each more` is what every request beyond the few takes, where the start does not count.
// Nothing here asserts a time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, median } from './measure.mjs';

const number = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({
  options: { few: number(2_000), many: number(20_000), rounds: number(5), 'at-once': number(16) },
});
const few = Number(values.few);
const many = Number(values.many);
const rounds = Number(values.rounds);
const atOnce = Number(values['at-once']);
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'apicheck-live-'));
const server = fork(here('live-server.mjs'));
const [port] = await once(server, 'message');

/** Takes a number of requests; writes them into as many recordings as are sent at once, and gives their paths. */
function record(requests) {
  return Array.from({ length: atOnce }, (_, part) => {
    const lines = [];
    for (let id = part; id < requests; id += atOnce)
      lines.push(
        JSON.stringify({
          request: {
            method: 'GET',
            path: `/products/${id % 500}?currency=EUR`,
            headers: { accept: 'application/json' },
          },
          response: { status: 200 },
        }),
      );
    const path = join(folder, `${requests}-${part}.ndjson`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  });
}

const recorded = new Map([few, many].map((requests) => [requests, record(requests)]));
const bare = (read) => (requests) => [here('live-bare.mjs'), port, requests, atOnce, read];
const contract = ['--spec', here('live.yaml'), '--target', `http://127.0.0.1:${port}`];
const commands = [
  ['undici Pool, text read', bare('text')],
  ['undici Pool, JSON parsed', bare('json')],
  [
    'apicheck probe',
    (requests) => [
      here('../../bin/apicheck.js'),
      'probe',
      ...recorded.get(requests),
      ...contract,
      '--concurrency',
      atOnce,
    ],
  ],
].map(([name, args]) => ({ name, args, runs: { [few]: [], [many]: [] } }));

try {
  for (let round = 0; round < rounds; round += 1)
    for (const { name, args, runs } of commands)
      for (const requests of [few, many]) {
        const run = await measure({ node: true, args: args(requests).map(String) }, folder);
        if (run.failed !== undefined) throw new Error(`${name}: ${run.failed}`);
        runs[requests].push(run);
      }
} finally {
  server.disconnect();
  rmSync(folder, { recursive: true, force: true });
}

console.log(
  `Node ${process.version}, ${atOnce} requests at once, ${few} and ${many} of them, medians of ${rounds}\n`,
);
const row = (cells) =>
  console.log(
    cells
      .map((cell, index) => String(cell).padEnd(index === 0 ? 26 : 14))
      .join('')
      .trimEnd(),
  );
const of = ({ runs }, requests, what) => median(runs[requests].map((run) => run[what]));
/** Microseconds that each request beyond the few takes. */
const each = (command, what) =>
  median(command.runs[many].map((run, round) => run[what] - command.runs[few][round][what])) *
  (1000 / (many - few));
const share = (a, b) => `${Math.round((a / b) * 100)}%`;
row(['', 'wall', 'CPU', 'a second', 'each more', 'CPU', 'memory']);
for (const command of commands)
  row([
    command.name,
    `${(of(command, many, 'wallMs') / 1000).toFixed(2)} s`,
    `${(of(command, many, 'cpuMs') / 1000).toFixed(2)} s`,
    Math.round((many / of(command, many, 'wallMs')) * 1000),
    `${each(command, 'wallMs').toFixed(0)} µs`,
    `${each(command, 'cpuMs').toFixed(0)} µs`,
    `${of(command, many, 'memoryMb').toFixed(0)} MB`,
  ]);
const ours = commands.at(-1);
console.log();
for (const base of commands.slice(0, -1))
  console.log(
    `of the rate of ${base.name}: ${share(of(base, many, 'wallMs'), of(ours, many, 'wallMs'))} as a whole, ` +
      `${share(each(base, 'wallMs'), each(ours, 'wallMs'))} of each more ` +
      `(${share(each(base, 'cpuMs'), each(ours, 'cpuMs'))} by CPU time)`,
  );
