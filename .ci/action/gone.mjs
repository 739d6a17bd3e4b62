// Which descriptions are not there any more: nothing that is linted would tell of them.
import { git, inputLines } from './job.mjs';

/** An OpenAPI description says so at the top of it, in JSON anywhere at the beginning. */
const description = /^(?:\uFEFF?\{[^]{0,2000}?)?["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\./m;

/**
 * Takes the commit to compare with, and the paths at which it had what descriptions of now were before. Gives the paths
 * of descriptions that were deleted since, from the working directory, of those places that `spec` names, if it does.
 * One that was renamed, as Git sees it, is none.
 */
export function goneSince(revision, known) {
  const changed = git(
    ...['diff', '--name-only', '-z', '--relative', '--find-renames', '--diff-filter=D', revision],
    ...['--', '*.yaml', '*.yml', '*.json'],
  );
  const named = inputLines('spec').map((line) => line.replace(/^\.\//, '').replace(/[*?[{].*$/, ''));
  return (changed ?? '')
    .split('\0')
    .filter((path) => path !== '' && !known.has(path))
    .filter((path) => named.length === 0 || named.some((start) => path.startsWith(start)))
    .filter((path) => description.test((git('show', `${revision}:./${path}`) ?? '').slice(0, 100_000)));
}
