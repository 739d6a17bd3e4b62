import { execFile } from 'node:child_process';
import { createGitObjects } from './git-objects.ts';
import { raise, type Limits } from './limits.ts';
import { nearestName } from './nearest.ts';
import { decodeText, type ReadText } from './read.ts';

/**
 * Takes a folder and what bounds a document; gives what takes a revision and a path and gives the text of that file
 * in it, of the repository that the folder is in. As with `git show`, the path begins at the root of the repository
 * unless it begins with `./` or `../`.
 */
export function createRevisionReader(
  cwd: string,
  limits: Pick<Limits, 'documentBytes'>,
): (revision: string, path: string) => Promise<ReadText> {
  const objects = createGitObjects(cwd, limits.documentBytes);
  return async (revision, path) => {
    const name = `${revision}:${path}`;
    if (revision.startsWith('-'))
      return { kind: 'failed', reason: `${revision} is not the name of a revision` };
    const found = await objects(name);
    if (found !== undefined && found !== 'too large') return decodeText(name, found);
    const why =
      found === 'too large'
        ? `it has more than ${limits.documentBytes} bytes${raise('documentBytes')}`
        : await whyMissing(revision, path, cwd);
    return { kind: 'failed', reason: `${name} cannot be read: ${why}` };
  };
}

/** Why there is no such file, in the words of Git where it has some. */
async function whyMissing(revision: string, path: string, cwd: string): Promise<string> {
  const why = await new Promise<string>((resolve) => {
    const options = { cwd, env: plainWords(), maxBuffer: 1_000, windowsHide: true };
    execFile('git', ['cat-file', 'blob', `${revision}:${path}`], options, (error, _stdout, stderr) => {
      resolve(error === null ? 'Git gave no answer' : gitError(error, stderr));
    });
  });
  if (/^invalid object name/.test(why)) return unknownRevision(revision, cwd);
  const near = why === noSuchFile ? await nearestPath(revision, path, cwd) : undefined;
  return near === undefined ? why : `${why}; did you mean ${revision}:${near}?`;
}

/** Takes a revision; gives why there is none of that name in the repository that `cwd` is in, or undefined. */
export async function missingRevision(revision: string, cwd: string): Promise<string | undefined> {
  if (revision === '' || revision.startsWith('-')) return `"${revision}" is not the name of a revision`;
  return new Promise((resolve) => {
    const args = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
    const options = { cwd, env: plainWords(), windowsHide: true };
    execFile('git', args, options, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined);
      // With --quiet, Git says nothing of a name that it does not know.
      else if (stderr === '' && !('code' in error && error.code === 'ENOENT'))
        resolve(unknownRevision(revision, cwd));
      else resolve(gitError(error, stderr));
    });
  });
}

/** In a sentence that there is no such revision, with the branch or tag that it may have been meant to be. */
async function unknownRevision(revision: string, cwd: string): Promise<string> {
  const names = await gitOutput(['for-each-ref', '--count=5000', '--format=%(refname:short)'], cwd);
  const near = nearestName(revision, (names ?? '').split('\n'));
  return `Git knows no revision "${revision}" here${near === undefined ? '' : `; did you mean ${near}?`}`;
}

/** The path in a revision, from the root of the repository, that was likely meant; undefined where none is near. */
async function nearestPath(revision: string, path: string, cwd: string): Promise<string | undefined> {
  const at = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, at);
  if (folder.startsWith('-')) return undefined;
  const from = /^\.{1,2}\//.test(path) ? [] : ['--full-tree'];
  const args = ['ls-tree', '--name-only', ...from, revision, ...(folder === '' ? [] : [folder])];
  const listed = await gitOutput(args, cwd);
  const names = (listed ?? '').split('\n').map((name) => name.slice(name.lastIndexOf('/') + 1));
  const near = nearestName(path.slice(at), names);
  return near && folder + near;
}

/** Takes a folder; gives its path from the root of its repository, with `/` at its end, '' for the root itself. */
export async function repositoryPrefix(cwd: string): Promise<string | undefined> {
  return (await gitOutput(['rev-parse', '--show-prefix'], cwd))?.replace(/\n$/, '');
}

/**
 * Takes a revision and the path of a file as it is now, from the root of the repository that `cwd` is in; gives what
 * the file was called in the revision, by what its texts have in common. Undefined where Git finds no such file.
 */
export async function renamedFrom(revision: string, path: string, cwd: string): Promise<string | undefined> {
  const args = ['diff', '--name-status', '-z', '--find-renames', '--diff-filter=R', revision];
  const fields = ((await gitOutput(args, cwd)) ?? '').split('\0');
  for (let index = 0; index + 2 < fields.length; index += 3)
    if (fields[index + 2] === path) return fields[index + 1];
  return undefined;
}

async function gitOutput(args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { cwd, env: plainWords(), windowsHide: true, maxBuffer: 50_000_000 };
    execFile('git', args, options, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}

const noSuchFile = 'there is no such file';

/** What Git says is read here, and is to be the same everywhere. */
function plainWords(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C' };
}

function gitError(error: Error, stderr: string): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'git is not installed';
  if (/does not exist in|exists on disk, but not in/.test(stderr)) return noSuchFile;
  const line = stderr.split('\n', 1)[0]?.replace(/^(fatal|error): /, '');
  return line === undefined || line === '' ? error.message : line;
}
