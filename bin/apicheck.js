#!/usr/bin/env node
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// From Node 22 on, compiled code is kept between runs: it has to be switched on before the code is loaded.
module.enableCompileCache?.();
// Node 20 has no compiler between its quick one and its best, and sends to the best what runs a few times only. In runs
// as short as these that is a quarter of the work, done beside ours and then thrown away. Later versions have another
// way to decide, and would complain of a flag that they do not know.
if (process.versions.node.startsWith('20.')) {
  setFlagsFromString('--interrupt-budget=400000');
  // What a run makes mostly lives as long as the run or not at all: room to grow for what is new is a fifth of the
  // memory, and saves no time. Exchanges come and go by the thousand.
  if (process.argv[2] !== 'probe') setFlagsFromString('--semi-space-growth-factor=1');
}
// The first exchanges of a recording are kept to see where they went, and the engine takes from them that all will be:
// it would make every one where it looks for garbage last. Known as long as the versions say.
if (process.argv[2] === 'probe' && Number.parseInt(process.versions.node, 10) < 25)
  setFlagsFromString('--no-allocation-site-pretenuring');
const [{ main }, { processIo }] = await Promise.all([
  import('../dist/cli/main.js'),
  import('../dist/cli/process-io.js'),
]);

process.exitCode = await main(process.argv.slice(2), processIo());
