// Makes one SARIF file of all runs, and gives the figures of the reports as outputs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { input, output, recall, stateFile, workspace } from './job.mjs';
import { joinLogs } from './sarif.mjs';

const lint = recall('lint');
const indexes = (recall('diff-codes') ?? []).map((_, index) => index);
const diffs = indexes.map((index) => recall(`diff-${index}`)).filter((report) => report !== undefined);
const reports = lint === undefined ? diffs : [lint, ...diffs];
const total = (severity) => reports.reduce((sum, { summary }) => sum + summary[severity], 0);

output('errors', total('error'));
output('warnings', total('warning'));
if (diffs.length > 0) {
  const semvers = diffs.map(({ diff }) => diff.semver);
  output(
    'breaking',
    diffs.some(({ diff }) => diff.breaking),
  );
  output('semver', ['major', 'minor', 'patch'].find((level) => semvers.includes(level)) ?? 'none');
}
if (existsSync(stateFile('changelog.md'))) output('changelog', stateFile('changelog.md'));

const logsAt = (names) =>
  names
    .map((name) => stateFile(`${name}.sarif`))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')));
const log = joinLogs(logsAt(['lint']), logsAt(indexes.map((index) => `diff-${index}`)));
if (log !== undefined && input('sarif') !== '') {
  const path = resolve(workspace(), input('sarif'));
  writeFileSync(path, `${JSON.stringify(log)}\n`);
  output('sarif', path);
}
