import { execFile } from 'node:child_process';
import type { Limits } from './limits.ts';
import { decodeText, type ReadText } from './read.ts';

/**
 * Takes a revision and a path; gives the text of that file in it, of the repository that `cwd` is in. As with
 * `git show`, the path begins at the root of the repository unless it begins with `./` or `../`.
 */
export async function readRevision(
  revision: string,
  path: string,
  cwd: string,
  limits: Pick<Limits, 'bytes'>,
): Promise<ReadText> {
  const name = `${revision}:${path}`;
  if (revision.startsWith('-'))
    return { kind: 'failed', reason: `${revision} is not the name of a revision` };
  return new Promise((resolve) => {
    const options = { cwd, encoding: 'buffer', maxBuffer: limits.bytes, windowsHide: true } as const;
    execFile('git', ['cat-file', 'blob', name], options, (error, stdout, stderr) => {
      if (error === null) resolve(decodeText(name, stdout));
      else
        resolve({
          kind: 'failed',
          reason: `${name} cannot be read: ${gitError(error, stderr.toString('utf8'))}`,
        });
    });
  });
}

/** Takes a revision; gives why there is none of that name in the repository that `cwd` is in, or undefined. */
export async function missingRevision(revision: string, cwd: string): Promise<string | undefined> {
  if (revision === '' || revision.startsWith('-')) return `"${revision}" is not the name of a revision`;
  return new Promise((resolve) => {
    const args = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
    execFile('git', args, { cwd, windowsHide: true }, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined);
      // With --quiet, Git says nothing of a name that it does not know.
      else if (stderr === '' && !('code' in error && error.code === 'ENOENT'))
        resolve(`Git knows no revision "${revision}" here`);
      else resolve(gitError(error, stderr));
    });
  });
}

function gitError(error: Error, stderr: string): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'git is not installed';
  if (/does not exist in|exists on disk, but not in/.test(stderr)) return 'there is no such file';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it is too large';
  const line = stderr.split('\n', 1)[0]?.replace(/^(fatal|error): /, '');
  return line === undefined || line === '' ? error.message : line;
}
