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

function gitError(error: Error, stderr: string): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'git is not installed';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it is too large';
  const line = stderr.split('\n', 1)[0]?.replace(/^(fatal|error): /, '');
  return line === undefined || line === '' ? error.message : line;
}
