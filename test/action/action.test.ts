import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../cli/folder.ts';
import { fakeGitHub, type Comment } from './github.ts';
import { git, runAction, type ActionRun, type Job } from './runner.ts';

const description = (maxLength: number, more = '') => `openapi: 3.0.3
info: { title: Books, version: '1', license: { name: MIT } }
servers: [{ url: https://books.test }]
paths:
  /books:
    post:
      operationId: addBook
      summary: Add a book
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { title: { type: string, maxLength: ${maxLength} } } }
      responses:
        '201': { description: Created }
${more}`;

/** An operation that lint finds an error in. */
const faulty = `  /books/{id}:
    get:
      operationId: addBook
      summary: Read a book
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A book } }
`;

type Files = Readonly<Record<string, string>>;

/**
 * Takes the files of the branch main and those of a pull request; gives the job that GitHub starts for it: the merge
 * commit of both checked out, and nothing of what was before it. The base went on after the event was made.
 */
async function pullRequest(
  base: Files,
  head: Files,
  { removed = [], ...more }: Partial<Job> & Pick<Job, 'apiUrl'> & { readonly removed?: readonly string[] },
): Promise<Job> {
  const folder = await folderOf({});
  const [origin, workspace] = [join(folder, 'origin'), join(folder, 'workspace')];
  await commit(origin, base, 'init');
  const stale = await git(origin, 'rev-parse', 'HEAD');
  await git(origin, 'checkout', '--quiet', '-b', 'change');
  for (const name of removed) await git(origin, 'rm', '--quiet', name);
  await commit(origin, head);
  await git(origin, 'checkout', '--quiet', 'main');
  await commit(origin, { 'notes.txt': 'main went on' });
  await git(origin, 'merge', '--quiet', '--no-ff', 'change', '-m', 'Merge');
  const sha = await git(origin, 'rev-parse', 'HEAD');
  await git(origin, 'update-ref', 'refs/pull/5/merge', sha);
  await git(origin, 'reset', '--quiet', '--hard', 'HEAD^');
  await git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  // As actions/checkout does without `fetch-depth`.
  await git(folder, 'init', '--quiet', workspace);
  await git(workspace, 'remote', 'add', 'origin', `file://${origin}`);
  await git(
    workspace,
    'fetch',
    '--quiet',
    '--no-tags',
    '--depth=1',
    'origin',
    '+refs/pull/5/merge:refs/remotes/pull/5/merge',
  );
  await git(workspace, 'checkout', '--quiet', '--force', 'refs/remotes/pull/5/merge');
  return {
    workspace,
    temp: join(folder, 'temp'),
    sha,
    event: {
      name: 'pull_request',
      payload: { pull_request: { number: 5, base: { sha: stale, ref: 'main' } } },
    },
    ...more,
  };
}

async function commit(folder: string, files: Files, how?: 'init'): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (how === 'init') await git(folder, 'init', '--quiet');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '-m', 'Change');
}

const config = { 'apicheck.yaml': 'apis:\n  books: { spec: api/books.yaml }\n' };
const annotations = (run: ActionRun, step: string) =>
  (run.log.get(step) ?? '').split('\n').filter((line) => line.startsWith('::'));

describe('the GitHub Action', () => {
  it('tells a pull request what breaks, in the log, the summary, one comment and SARIF', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50) };
    const job = await pullRequest(
      files,
      { 'api/books.yaml': description(40, faulty) },
      { apiUrl: gitHub.url },
    );
    const run = await runAction(job);
    expect(run.code).toBe(1);
    expect(run.outputs).toMatchObject({ errors: '2', breaking: 'true', semver: 'major' });
    expect(annotations(run, 'Lint')).toEqual([
      expect.stringMatching(/^::error file=api\/books\.yaml,line=17,.*title=operation-id-unique::/),
    ]);
    expect(annotations(run, 'Compare with the base')).toEqual([
      expect.stringMatching(/^::error file=api\/books\.yaml,line=12,.*title=schema-bound-changed::/),
    ]);
    expect(run.summary).toContain('operation-id-unique');
    expect(run.summary).toMatch(
      /# API changes\n\nFrom `[0-9a-f]{8}:api\/books\.yaml` to `api\/books\.yaml`\./,
    );
    expect(await readFile(run.outputs['changelog'] ?? '', 'utf8')).toContain('schema-bound-changed');

    const [comment, ...others] = gitHub.comments;
    expect(others).toEqual([]);
    expect(comment?.body).toContain('Lint found 1 error');
    expect(comment?.body).toContain('(https://github.test/books/api/actions/runs/77)');
    expect(comment?.body).toContain('schema-bound-changed');
    expect(new Set(gitHub.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer a-token']),
    );

    const sarif = JSON.parse(await readFile(join(job.workspace, 'apicheck.sarif'), 'utf8')) as {
      runs: { automationDetails: { id: string }; results: { ruleId: string; ruleIndex: number }[] }[];
    };
    expect(
      sarif.runs.map(({ automationDetails: { id }, results }) => [id, results.map((each) => each.ruleId)]),
    ).toEqual([
      ['apicheck-lint/', ['operation-id-unique']],
      ['apicheck-diff/', ['schema-bound-changed']],
    ]);
  });

  it('updates its comment in later runs, and takes nobody else’s for it', async () => {
    const stranger = (id: number): Comment => ({
      id,
      body: '<!-- apicheck in "." -->\nNothing breaks, believe me.',
      user: { type: 'User' },
      author_association: 'NONE',
    });
    const before = Array.from({ length: 120 }, (_, index) => stranger(index + 1));
    const gitHub = await fakeGitHub({ before });
    const files = { ...config, 'api/books.yaml': description(50) };
    const job = await pullRequest(files, { 'api/books.yaml': description(40) }, { apiUrl: gitHub.url });
    expect((await runAction(job)).code).toBe(1);
    expect(gitHub.comments).toHaveLength(121);
    await writeFile(join(job.workspace, 'api/books.yaml'), description(50));
    expect((await runAction(job)).code).toBe(0);
    expect(gitHub.comments).toHaveLength(121);
    expect(gitHub.comments.at(-1)?.body).toContain('Nothing changed.');
    expect(gitHub.comments.at(-1)?.body).not.toContain('schema-bound-changed');
    expect(gitHub.comments.slice(0, 120)).toEqual(
      Array.from({ length: 120 }, (_, index) => stranger(index + 1)),
    );
  });

  it('writes no comment where there is nothing to say', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50) };
    const run = await runAction(await pullRequest(files, { 'readme.txt': 'Words' }, { apiUrl: gitHub.url }));
    expect(run).toMatchObject({ code: 0, outputs: { errors: '0', breaking: 'false', semver: 'none' } });
    expect(gitHub.comments).toEqual([]);
  });

  it('goes on where the token may not comment, as in runs for forks', async () => {
    const gitHub = await fakeGitHub({ mayWrite: false });
    const files = { ...config, 'api/books.yaml': description(50) };
    const inputs = { 'diff-fail-on': 'never' };
    const job = await pullRequest(
      files,
      { 'api/books.yaml': description(40) },
      { apiUrl: gitHub.url, inputs },
    );
    const run = await runAction(job);
    expect(run).toMatchObject({ code: 0, outputs: { errors: '1', breaking: 'true' } });
    expect(annotations(run, 'Comment on the pull request')).toEqual([
      expect.stringMatching(
        /^::notice title=apicheck::the pull request could not be commented on: the token may not/,
      ),
    ]);
  });

  it('lints several descriptions in a folder, of which one is new, and keeps to the annotations GitHub shows', async () => {
    const gitHub = await fakeGitHub();
    const many = (summary: string) =>
      `openapi: 3.0.3\ninfo: { title: Many, version: '1' }\npaths:\n${Array.from({ length: 8 }, (_, index) => `  /things${index}:\n    get: { operationId: get${index}, summary: ${summary}, responses: { '200': { description: Fine } } }\n`).join('')}`;
    const removed = "openapi: 3.0.3\ninfo: { title: Many, version: '1' }\npaths: {}\n";
    const job = await pullRequest(
      { 'services/a.yaml': many('A'), 'services/b.yaml': many('B') },
      { 'services/a.yaml': removed, 'services/b.yaml': removed, 'services/new one.yaml': many('C') },
      {
        apiUrl: gitHub.url,
        inputs: { 'working-directory': 'services', spec: 'a.yaml\nb.yaml\nnew one.yaml' },
      },
    );
    const run = await runAction(job);
    expect(run.code).toBe(1);
    const found = annotations(run, 'Compare with the base');
    expect(found.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(found).toContainEqual(
      '::notice title=apicheck::new one.yaml is new: there is nothing to compare it with',
    );
    expect(run.log.get('Compare with the base')).toContain('and 6 more');
    expect(run.summary.match(/^# .+$/gm)).toEqual(['# API changes', '# `a.yaml`', '# `b.yaml`']);
  });

  it('tells in one overview what became of each description: renamed, new, deleted, changed or not', async () => {
    const gitHub = await fakeGitHub();
    const other = "openapi: 3.1.0\ninfo: { title: Other, version: '1' }\npaths: {}\n";
    const job = await pullRequest(
      {
        'api/books.yaml': description(50),
        'api/before.yaml': description(20, faulty.replace('addBook', 'readBook')),
        'api/old | `api`.json': '{ "openapi": "3.1.0", "info": { "title": "Old" }, "paths": {} }',
        'api/same.yaml': description(60),
        'api/part.yaml': 'Book: { type: object }\n',
        'elsewhere/old.yaml': `swagger: '2.0'\n${'# Nothing like the others.\n'.repeat(30)}`,
      },
      {
        'api/books.yaml': description(40),
        'api/after.yaml': description(30, faulty.replace('addBook', 'readBook')),
        'api/new.yaml': other,
      },
      {
        apiUrl: gitHub.url,
        removed: ['api/before.yaml', 'api/old | `api`.json', 'api/part.yaml', 'elsewhere/old.yaml'],
        inputs: { spec: './api/*.yaml\n./api/*.json', 'fail-on': 'never', 'diff-fail-on': 'never' },
      },
    );
    const run = await runAction(job);
    const [, table] = /^# API changes\n\n([^]*?)\n\n/m.exec(run.summary) ?? [];
    expect(table?.split('\n').slice(2)).toEqual([
      '| `api/after.yaml` | 1 compatible | minor |',
      '| `api/books.yaml` | **1 breaking** | major |',
      '| `api/new.yaml` | new |  |',
      '| `api/same.yaml` | none | none |',
      '| ``api/old \\| `api`.json`` | **deleted**, and nothing took its place |  |',
    ]);
    expect(run.summary).toContain('# `api/after.yaml`');
    expect(run.summary).not.toContain('# `api/same.yaml`');
    expect(run.log.get('Compare with the base')).not.toMatch(/before: [0-9a-f]{40}/);
    expect(annotations(run, 'Compare with the base')).toContainEqual(
      expect.stringMatching(/^::warning title=apicheck::api\/old \| `api`\.json was deleted/),
    );
    expect(gitHub.comments[0]?.body).toContain(table);
  });

  it('tells of a description that was deleted and was all that changed', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50), 'old.yaml': description(60) };
    const job = await pullRequest(
      files,
      { 'readme.txt': 'Words' },
      { apiUrl: gitHub.url, removed: ['old.yaml'] },
    );
    const run = await runAction(job);
    expect(run).toMatchObject({ code: 0, outputs: { breaking: 'false' } });
    expect(gitHub.comments[0]?.body).toContain('| `old.yaml` | **deleted**, and nothing took its place |  |');
  });

  it('compares a push with what was there before, and a new branch with nothing', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50) };
    const job = await pullRequest(files, { 'api/books.yaml': description(40) }, { apiUrl: gitHub.url });
    const pushed = (before: string) => ({ ...job, event: { name: 'push', payload: { before } } });
    const base = (job.event.payload as { pull_request: { base: { sha: string } } }).pull_request.base.sha;
    expect(await runAction(pushed(base))).toMatchObject({ code: 1, outputs: { breaking: 'true' } });
    const first = await runAction(pushed('0'.repeat(40)));
    expect(first).toMatchObject({ code: 0, outputs: { breaking: '' } });
    expect(annotations(first, 'Compare with the base')).toEqual([
      '::notice title=apicheck::nothing is compared: the branch is new, there is no base',
    ]);
    expect(gitHub.requests).toEqual([]);
  });

  it('fails, and says why, where a description cannot be read or the base cannot be had', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50) };
    const job = await pullRequest(files, { 'api/books.yaml': 'title: none\n' }, { apiUrl: gitHub.url });
    const unread = await runAction(job);
    expect(unread.code).toBe(2);
    expect(unread.log.get('Lint')).toContain('api/books.yaml');
    const inputs = { base: 'no-such-branch' };
    const lost = await runAction({ ...job, inputs: { ...inputs, spec: 'other.yaml' } });
    expect(lost.code).toBe(2);
    await writeFile(join(job.workspace, 'api/books.yaml'), description(50));
    const baseless = await runAction({ ...job, inputs });
    expect(baseless.code).toBe(2);
    expect(annotations(baseless, 'Compare with the base')).toEqual([
      '::error title=apicheck::nothing is compared: no-such-branch is not in the checkout and could not be fetched',
    ]);
  });

  it('tells only what is new where asked to, for descriptions that grew without it', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50, faulty) };
    const next = {
      'api/books.yaml': description(
        50,
        `${faulty}  /more: { get: { operationId: more, summary: More, responses: {} } }\n`,
      ),
    };
    const job = await pullRequest(files, next, { apiUrl: gitHub.url, inputs: { 'only-new': 'true' } });
    const run = await runAction(job);
    expect(annotations(run, 'Lint').join('\n')).not.toContain('operation-id-unique');
    expect(annotations(run, 'Lint')).toEqual([expect.stringContaining('title=field-missing::')]);
  });

  it('installs the version that was asked for, away from the repository, and runs no scripts of packages', async () => {
    const gitHub = await fakeGitHub();
    const files = { ...config, 'api/books.yaml': description(50) };
    const job = await pullRequest(files, { 'readme.txt': 'Words' }, { apiUrl: gitHub.url });
    // An npm that says what it was told, and installs a package that does so too.
    const tools = await folderOf({
      npm: `#!/usr/bin/env bash
echo "npm in $PWD: $*"
mkdir -p node_modules/apicheck/bin
echo 'console.log("apicheck " + process.argv.slice(2).join(" "))' > node_modules/apicheck/bin/apicheck.js
`,
    });
    await chmod(join(tools, 'npm'), 0o755);
    const run = await runAction({ ...job, path: tools, inputs: { version: '1.2.3' } });
    expect(run.log.get('Install apicheck')).toMatch(
      /^npm in \S+\/temp\/apicheck-\w+: install --prefix \S+ --ignore-scripts .*apicheck@1\.2\.3$/m,
    );
    expect(run.log.get('Lint')).toContain('apicheck lint --format github');

    const wrong = await runAction({ ...job, path: tools, inputs: { version: '1.2.3; rm -r .' } });
    expect(wrong.code).toBe(2);
    expect(wrong.log.get('Install apicheck')).toBe(
      '::error title=apicheck::"1.2.3; rm -r ." is no version of apicheck\n',
    );
  });
});
