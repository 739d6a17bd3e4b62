// Puts the JSON Schemas of the config file and of the JSON report into the package, for editors and programs.
import { copyFileSync, writeFileSync } from 'node:fs';
import { allMetas } from '../dist/cli/codes.js';
import { configSchema } from '../dist/config/schema.js';

const at = (path) => new URL(`../${path}`, import.meta.url);
writeFileSync(
  at('dist/apicheck.schema.json'),
  `${JSON.stringify(configSchema(await allMetas()), null, 2)}\n`,
);
copyFileSync(at('src/report/report.schema.json'), at('dist/report.schema.json'));
