// Writes the table of findings in README.md from the rules and checks themselves, as built.
// With --check it writes nothing and fails where the table is not what it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { allMetas } from '../dist/cli/codes.js';
import { presets, severityIn } from '../dist/index.js';

const path = fileURLToPath(new URL('../README.md', import.meta.url));
const [start, end] = ['<!-- findings -->', '<!-- /findings -->'];

const cell = (text) => text.replaceAll('|', '\\|');
const shown = (severity) => (severity === 'off' ? '' : severity);
/** Of what lint finds, a column for each preset; elsewhere there are none. */
const columns = (command) => (command === 'lint' ? presets : ['recommended']);
const metas = await allMetas();
const tables = ['every command', 'lint', 'diff', 'probe'].flatMap((command) => {
  const names = columns(command);
  const theirs = metas.filter(({ madeBy }) => madeBy === command).sort((a, b) => (a.code < b.code ? -1 : 1));
  return [
    `### Found by ${command}`,
    '',
    `| code | ${names.length > 1 ? names.join(' | ') : 'severity'} | |`,
    `| --- | ${names.map(() => '--- | ').join('')}--- |`,
    ...theirs.map(
      (meta) =>
        `| \`${meta.code}\` | ${names.map((preset) => shown(severityIn(meta, preset))).join(' | ')} | ${cell(meta.summary)} |`,
    ),
    '',
  ];
});

const before = readFileSync(path, 'utf8');
const [head, rest] = before.split(start);
const tail = rest?.split(end)[1];
if (tail === undefined) throw new Error(`README.md has no ${start} … ${end}`);
const options = await resolveConfig(path);
const after = await format(`${head}${start}\n\n${tables.join('\n')}\n${end}${tail}`, {
  ...options,
  filepath: path,
});
if (after !== before && process.argv.includes('--check')) {
  console.error('the table of findings in README.md is out of date: run npm run generate');
  process.exitCode = 1;
} else if (after !== before) writeFileSync(path, after);
