// Writes the lists of rules and checks from the folders that hold them, so that adding one is adding one file.
// With --check it writes nothing and fails where a list is not what it should be.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const lists = [
  {
    folder: 'src/lint/rules',
    file: 'src/lint/registry.ts',
    name: 'lintRules',
    type: 'LintRule',
    from: './rule.ts',
  },
  {
    folder: 'src/lint/rules',
    file: 'src/lint/usual-rules.ts',
    name: 'usualRules',
    says: 'Those that are on where nobody says otherwise, by code: most runs load no others.',
    type: 'LintRule',
    from: './rule.ts',
    where: (rule) => !/^ {2}severity: 'off'/m.test(rule),
  },
  {
    folder: 'src/diff/checks',
    file: 'src/diff/registry.ts',
    name: 'diffChecks',
    type: 'DiffCheck',
    from: './check.ts',
  },
  {
    folder: 'src/probe/checks',
    file: 'src/probe/registry.ts',
    name: 'probeChecks',
    type: 'ProbeCheck',
    from: './check.ts',
  },
];

let stale = false;
for (const { folder, file, name, type, from, says, where = () => true } of lists) {
  if (!existsSync(root + folder)) continue;
  const codes = readdirSync(root + folder)
    .filter((entry) => entry.endsWith('.ts'))
    .filter((entry) => where(readFileSync(`${root}${folder}/${entry}`, 'utf8')))
    .map((entry) => entry.slice(0, -3))
    .sort();
  const variable = (code) => code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const sub = folder.slice(folder.lastIndexOf('/') + 1);
  const source = [
    `// Made from ${folder} by \`npm run generate\`: do not edit.`,
    ...codes.map((code) => `import ${variable(code)} from './${sub}/${code}.ts';`),
    `import type { ${type} } from '${from}';`,
    '',
    `/** ${says ?? 'Every one there is, by code.'} */`,
    `export const ${name}: readonly ${type}[] = [${codes.map(variable).join(', ')}];`,
    '',
  ].join('\n');
  const options = await resolveConfig(root + file);
  const text = await format(source, { ...options, filepath: file });
  if (existsSync(root + file) && readFileSync(root + file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    stale = true;
    console.error(`${file} is not what ${folder} makes it: run npm run generate`);
  } else writeFileSync(root + file, text);
}
process.exitCode = stale ? 1 : 0;
