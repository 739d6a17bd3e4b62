// Measures `apicheck lint` against its peers: `npm run bench -- [--rounds N] [--peer NAME] [spec...]`.
//
// Specs and peers come from npm, into $APICHECK_BENCH_DIR or a folder of the system's temporary one; specs of your own
// go on the command line, or into $APICHECK_BENCH_SPECS with the separator of $PATH. Each pair is run in turn,
// apicheck and peer and apicheck again, so that what else the machine does meets both. Nothing here asserts a time.
import { statSync } from 'node:fs';
import { basename, delimiter, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { measure, median } from './measure.mjs';
import { apicheck, bareNode, packages, peers, smallSpec, specs } from './subjects.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, peer: { type: 'string', multiple: true } },
});
const rounds = Number(values.rounds);
const named = [...positionals, ...(process.env.APICHECK_BENCH_SPECS ?? '').split(delimiter).filter(Boolean)];

const folder = install(packages(named.length === 0));
const files = named.length > 0 ? named.map((path) => resolve(path)) : specs(folder);

/** Takes commands; runs them in turn, `times` times over; gives the medians of each. */
async function inTurn(commands, times = rounds) {
  const runs = commands.map(() => []);
  for (let round = 0; round < times; round += 1)
    for (const [index, command] of commands.entries()) runs[index].push(await measure(command, folder));
  return runs.map((each) => ({
    wallMs: median(each.map(({ wallMs }) => wallMs)),
    cpuMs: median(each.map(({ cpuMs }) => cpuMs)),
    memoryMb: median(each.map(({ memoryMb }) => memoryMb)),
    failed: each.find(({ failed }) => failed !== undefined)?.failed,
  }));
}

const seconds = (ms) => (ms === undefined ? '-' : `${(ms / 1000).toFixed(2)} s`);
const megabytes = (mb) => (mb === undefined ? '-' : `${mb.toFixed(0)} MB`);
const times = (a, b) =>
  a === undefined || b === undefined ? '-' : `${(a / b).toFixed(a / b < 10 ? 2 : 0)}x`;

function row(cells) {
  const widths = [34, 11, 9, 9, 9, 10];
  console.log(
    cells
      .map((cell, index) => String(cell).padEnd(widths[index] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

function resultRow(name, tool, result, base) {
  if (result.failed !== undefined) return row([name, tool, `could not be run: ${result.failed}`]);
  const ratio =
    base === undefined ? '' : `${times(result.wallMs, base.wallMs)} ${times(result.memoryMb, base.memoryMb)}`;
  row([name, tool, seconds(result.wallMs), seconds(result.cpuMs), megabytes(result.memoryMb), ratio]);
}

console.log(
  `Node ${process.version}, medians of ${rounds}; ratios are wall time and memory as multiples of apicheck's\n`,
);
row(['spec', 'tool', 'wall', 'CPU', 'memory', 'to apicheck']);
const chosen = peers(folder).filter(({ name }) => values.peer?.includes(name) ?? true);
for (const file of files) {
  const size = `${(statSync(file).size / 1e6).toFixed(1)} MB ${basename(file)}`;
  for (const peer of chosen) {
    if (peer.missing !== undefined) continue;
    const [ours, theirs] = await inTurn([apicheck(file), peer.command(file)]);
    resultRow(size, 'apicheck', ours);
    resultRow('', peer.name, theirs, ours);
  }
}

const small = smallSpec(folder);
const [bare, version, cold] = await inTurn(
  [bareNode, apicheck(undefined), apicheck(small)],
  Math.max(rounds, 15),
);
console.log('\nstart-up, as multiples of bare Node');
row(['node -e 0', '', seconds(bare.wallMs), seconds(bare.cpuMs), megabytes(bare.memoryMb)]);
row([
  '--version',
  'apicheck',
  seconds(version.wallMs),
  seconds(version.cpuMs),
  megabytes(version.memoryMb),
  times(version.wallMs, bare.wallMs),
]);
row([
  'lint of a small file',
  'apicheck',
  seconds(cold.wallMs),
  seconds(cold.cpuMs),
  megabytes(cold.memoryMb),
  times(cold.wallMs, bare.wallMs),
]);

for (const { name, missing } of chosen)
  if (missing !== undefined) console.log(`\n${name} was left out: ${missing}`);
