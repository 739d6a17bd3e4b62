// Compares every description that was linted with what it was at the base. The changelogs go into the job's summary.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { baseRevision } from './base.mjs';
import { joinChangelogs } from './changelog.mjs';
import { goneSince } from './gone.mjs';
import { annotate, apicheck, fitting, git, input, keep, option, recall, stateFile } from './job.mjs';

/** GitHub shows as many annotations of each level from one step. */
const mostAnnotations = 10;
/** GitHub drops a summary beyond 1 MiB. */
const summaryBytes = 900_000;

const linted = recall('lint');
const base = linted === undefined ? { reason: 'lint could not run' } : baseRevision();
if (base.revision === undefined) {
  annotate(base.failed ? 'error' : 'notice', `nothing is compared: ${base.reason}`);
  keep('diff-codes', base.failed ? [2] : []);
} else compare(base.revision);

function compare(revision) {
  const specs = linted.specs.filter(({ uri }) => !/^(?:https?:|-$)/.test(uri));
  const done = specs.map((spec, index) => compareOne(spec, index, revision));
  keep(
    'diff-codes',
    done.map(({ code }) => code),
  );
  // A hash of forty digits says no more than its beginning.
  const short = (text) => text.replaceAll(revision, revision.slice(0, 8));
  printAnnotations(done.map(({ out }) => short(out)));
  const before = done.flatMap(({ report }) => (report?.specs ?? []).map(({ uri }) => uri));
  const gone = goneSince(revision, new Set(before.map((uri) => uri.replace(`${revision}:`, ''))));
  for (const uri of gone)
    annotate('warning', `${uri} was deleted, and nothing took its place: whoever uses that API loses it`);
  const changelog = short(
    joinChangelogs([
      ...done.map(({ report, ...each }) => ({ ...each, diff: report?.diff })),
      ...gone.map((uri) => ({ uri, state: 'deleted' })),
    ]),
  );
  if (changelog === '') return;
  writeFileSync(stateFile('changelog.md'), changelog);
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (!summary) return;
  const { text, cut } = fitting(changelog, summaryBytes);
  appendFileSync(summary, `${text}\n${cut ? '\nAnd more, which is too long to be shown here.\n' : ''}`);
}

function compareOne({ uri, api }, index, revision) {
  const name = `diff-${index}`;
  const file = stateFile(`${name}.md`);
  const { code, out } = apicheck(
    [
      'diff',
      ...['--base', revision],
      ...['--format', 'github'],
      ...['--format', `json=${stateFile(`${name}.json`)}`],
      ...['--format', `sarif=${stateFile(`${name}.sarif`)}`],
      ...['--format', `changelog=${file}`],
      ...option('config', input('config')),
      ...option('fail-on', input('diff-fail-on')),
      ...['--', api ?? uri],
    ],
    { capture: true, summary: false },
  );
  if (existsSync(file))
    return { uri, code, out, changelog: readFileSync(file, 'utf8'), report: recall(name) };
  // What was not there has not changed; whatever else went wrong was said on standard error.
  const isNew = code === 2 && git('cat-file', '-e', `${revision}:./${uri}`) === undefined;
  if (!isNew) return { uri, code, out, changelog: '' };
  annotate('notice', `${uri} is new: there is nothing to compare it with`);
  return { uri, code: 0, out: '', changelog: '', state: 'new' };
}

/** Takes what each run printed; prints as many annotations of each level as GitHub shows, and all other lines. */
function printAnnotations(outs) {
  const shown = new Map();
  let dropped = 0;
  for (const line of outs.flatMap((out) => out.split('\n').filter((each) => each !== ''))) {
    const [, level] = /^::(error|warning|notice) /.exec(line) ?? [];
    const count = (shown.get(level) ?? 0) + 1;
    if (level !== undefined) shown.set(level, count);
    if (level === undefined || count <= mostAnnotations) console.log(line);
    else dropped += 1;
  }
  if (dropped > 0) console.log(`and ${dropped} more, which the job's summary tells of`);
}
