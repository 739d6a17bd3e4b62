#!/usr/bin/env node
import module from 'node:module';

// From Node 22 on, compiled code is kept between runs: it has to be switched on before the code is loaded.
module.enableCompileCache?.();
const [{ main }, { processIo }] = await Promise.all([
  import('../dist/cli/main.js'),
  import('../dist/cli/process-io.js'),
]);

process.exitCode = await main(process.argv.slice(2), processIo());
