// Compares a pact with a description with openapi-pact-comparator: `node peer-pact.mjs FOLDER SPEC PACT`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, spec, pact] = process.argv.slice(2);
const { Comparator } = createRequire(join(folder, 'package.json'))('@pactflow/openapi-pact-comparator');
const comparator = new Comparator(JSON.parse(readFileSync(spec, 'utf8')));
let found = 0;
for await (const result of comparator.compare(JSON.parse(readFileSync(pact, 'utf8'))))
  found += result ? 1 : 0;
console.log(`${found} found`);
