// Which commit a job compares with, and how it is had in a checkout that knows only its newest commit.
import { readFileSync } from 'node:fs';
import { git, input } from './job.mjs';

const nothing = /^0+$/;

/**
 * Gives the commit to compare with, by what GitHub says of the job, or why there is none. What a branch had before it
 * was first pushed is nothing; a pull request is compared with the branch it goes to, as it was merged for this run.
 */
export function baseRevision() {
  const asked = input('base');
  if (asked !== '') return present(asked);
  const { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } = process.env;
  const event = path ? JSON.parse(readFileSync(path, 'utf8')) : {};
  if (event.pull_request) return present(mergedInto() ?? event.pull_request.base.sha);
  const before = event.merge_group?.base_sha ?? (name === 'push' ? event.before : undefined);
  if (before === undefined) return { reason: `a run by ${name ?? 'hand'} has no base: give one as \`base\`` };
  return nothing.test(before) ? { reason: 'the branch is new, there is no base' } : present(before);
}

/**
 * What is checked out for a pull request is a merge commit of GitHub's: its first parent is the base as it is now,
 * while the event has it as it was when the event happened. The text of a commit names parents even where they are
 * not there.
 */
function mergedInto() {
  const parents = (git('cat-file', '-p', 'HEAD') ?? '').match(/^parent [0-9a-f]+$/gm) ?? [];
  const isGitHubs = git('rev-parse', 'HEAD') === process.env.GITHUB_SHA && parents.length === 2;
  return isGitHubs ? parents[0].slice('parent '.length) : undefined;
}

function present(revision) {
  // It begins an argument of Git's.
  if (revision.startsWith('-')) return { reason: `"${revision}" is no revision` };
  const known = () => git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  const found = known();
  if (found !== undefined) return { revision: found };
  git('fetch', '--no-tags', '--depth=1', 'origin', revision);
  const fetched = known() ?? git('rev-parse', '--verify', '--quiet', 'FETCH_HEAD^{commit}');
  return fetched === undefined
    ? { reason: `${revision} is not in the checkout and could not be fetched`, failed: true }
    : { revision: fetched };
}
