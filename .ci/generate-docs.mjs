// Writes the table of findings in README.md, and the codes in CHANGELOG.md that no release had, from the rules and
// checks themselves, as built. With --check it writes nothing and fails where one is not what it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { allMetas } from '../dist/cli/codes.js';
import { presets, severityIn } from '../dist/index.js';

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

/**
 * Takes a file, the name of a place in it (`<!-- NAME --> … <!-- /NAME -->`) and what belongs there; writes it, or with
 * --check fails where something else is there.
 */
async function put(file, name, content) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const before = readFileSync(path, 'utf8');
  const [head, rest] = before.split(start);
  const tail = rest?.split(end)[1];
  if (tail === undefined) throw new Error(`${file} has no ${start} … ${end}`);
  const options = await resolveConfig(path);
  const text = `${head}${start}\n\n${content}\n\n${end}${tail}`;
  const after = await format(text, { ...options, filepath: path });
  if (after === before) return;
  if (process.argv.includes('--check')) {
    console.error(`${name} in ${file} are out of date: run npm run generate`);
    process.exitCode = 1;
  } else writeFileSync(path, after);
}

await put('README.md', 'findings', tables.join('\n'));

// Those that no release had: the ones in the sections below the first one were there before.
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
const [, , ...released] = changelog.split(/^## /m);
const known = new Set(released.join('').match(/`[a-z][\w-]+`/g));
const fresh = (command) =>
  metas
    .filter(({ madeBy, code }) => madeBy === command && !known.has(`\`${code}\``))
    .map(({ code }) => `\`${code}\``)
    .sort();
const news = [...new Set(metas.map(({ madeBy }) => madeBy))]
  .map((command) => [command, fresh(command)])
  .filter(([, codes]) => codes.length > 0)
  .map(([command, codes]) => `- ${codes.length} of ${command}: ${codes.join(', ')}`);
await put('CHANGELOG.md', 'new codes', news.join('\n') || 'None.');
