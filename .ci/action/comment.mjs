// Tells the pull request what lint and diff found, in one comment that later runs update. A comment that cannot be
// written fails nothing: the job's summary and the verdict say the same.
import { existsSync, readFileSync } from 'node:fs';
import { annotate, fitting, input, recall, stateFile } from './job.mjs';

/** GitHub takes 65,536 characters. */
const commentBytes = 60_000;

const { env } = process;
const event = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {};
const marker = `<!-- apicheck in ${JSON.stringify(input('working-directory')).replaceAll('--', '- -')} -->`;

if (event.pull_request) {
  try {
    await tell(event.pull_request.number);
  } catch (error) {
    annotate('notice', `the pull request could not be commented on: ${error.message}`);
  }
}

async function tell(number) {
  const written = await findComment(number);
  const { text, empty } = body();
  if (written !== undefined) {
    if (written.body !== text) await call('PATCH', `issues/comments/${written.id}`, { body: text });
  } else if (!empty) await call('POST', `issues/${number}/comments`, { body: text });
}

function body() {
  const lint = recall('lint');
  const diffs = (recall('diff-codes') ?? []).map((_, index) => recall(`diff-${index}`)?.diff);
  const changelog = existsSync(stateFile('changelog.md'))
    ? readFileSync(stateFile('changelog.md'), 'utf8')
    : '';
  const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
  const found = lint === undefined ? 'Lint could not run.' : `Lint found ${counts(lint.summary)}.`;
  const head = `${marker}\n${found} [The run](${run}) has all of it.\n`;
  const { text, cut } = fitting(changelog, commentBytes - Buffer.byteLength(head));
  // One that is new or deleted is told of in the changelog alone.
  const unchanged = diffs.every((diff) => diff === undefined || diff.changes.length === 0);
  const hasChanges = !unchanged || /\| (?:new|\*\*deleted\*\*.*) \|  \|$/m.test(changelog);
  const rest = cut ? '\n\nAnd more changes, which are too many for a comment.' : '';
  return {
    text: `${head}\n${text.trimEnd()}${rest}`.trimEnd(),
    empty: !hasChanges && lint !== undefined && lint.findings.length === 0,
  };
}

function counts({ error, warning, info }) {
  const said = [
    [error, error === 1 ? 'error' : 'errors'],
    [warning, warning === 1 ? 'warning' : 'warnings'],
    [info, 'info'],
  ].filter(([number]) => number > 0);
  return said.length === 0 ? 'nothing' : said.map(([number, name]) => `${number} ${name}`).join(', ');
}

/** Anyone may write a comment that begins as ours does; only a bot's, or one of somebody who may write, is ours. */
async function findComment(number) {
  for (let page = 1; ; page += 1) {
    const comments = await call('GET', `issues/${number}/comments?per_page=100&page=${page}`);
    const ours = comments.find(
      ({ body, user, author_association: association }) =>
        body?.startsWith(marker) &&
        (user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(association)),
    );
    if (ours !== undefined || comments.length < 100) return ours;
  }
}

async function call(method, path, content) {
  const response = await fetch(`${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${input('token')}`,
      'content-type': 'application/json',
      'x-github-api-version': '2022-11-28',
    },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (response.status === 403 || response.status === 404)
    throw new Error('the token may not (it needs `pull-requests: write`, which runs for forks do not have)');
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}`);
  return response.json();
}
