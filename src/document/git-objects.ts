import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** The bytes of an object, or that it has more than were wanted; undefined where it cannot be had. */
export type GitObject = Buffer | 'too large' | undefined;

interface Asked {
  readonly name: string;
  readonly answer: (object: GitObject) => void;
}

/**
 * Takes a folder and the most bytes that an object may have; gives what reads objects of the repository around it by
 * name (`REV:PATH`). One process of Git answers all that are asked for at a time, and ends when nothing more is.
 */
export function createGitObjects(cwd: string, mostBytes: number): (name: string) => Promise<GitObject> {
  let ask: ((asked: Asked) => void) | undefined;

  const start = (): ((asked: Asked) => void) => {
    const child = spawn('git', ['cat-file', '--batch'], { cwd, windowsHide: true });
    const waiting: Asked[] = [];
    const end = (): void => {
      if (ask === send) ask = undefined;
      for (const { answer } of waiting.splice(0)) answer(undefined);
    };
    const send = (asked: Asked): void => {
      waiting.push(asked);
      child.stdin.write(`${asked.name}\n`);
    };
    child.on('error', end);
    child.on('close', end);
    // What cannot be written any more is answered when the process is found to have ended.
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    readAnswers(child, mostBytes, (object) => {
      waiting.shift()?.answer(object);
      // What is asked for next is asked for as soon as this is answered.
      setImmediate(() => {
        if (waiting.length > 0 || ask !== send) return;
        ask = undefined;
        child.stdin.end();
      });
    });
    return send;
  };

  return (name) => {
    if (name.includes('\n')) return Promise.resolve(undefined);
    return new Promise((answer) => {
      ask ??= start();
      ask({ name, answer });
    });
  };
}

/** Reads `<id> <type> <size>`, the bytes and a line break for each object that there is, one line for each other. */
function readAnswers(
  { stdout }: Pick<ChildProcessWithoutNullStreams, 'stdout'>,
  mostBytes: number,
  answer: (object: GitObject) => void,
): void {
  let header = '';
  /** Of the object that is being read: bytes to come, the line break too. */
  let left = 0;
  let size = 0;
  let kept: Buffer[] = [];
  let blob = false;

  const finish = (): void => {
    if (!blob) answer(undefined);
    else answer(size > mostBytes ? 'too large' : Buffer.concat(kept).subarray(0, size));
    kept = [];
  };
  stdout.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length;) {
      if (left > 0) {
        const part = chunk.subarray(at, at + left);
        if (blob && size <= mostBytes) kept.push(part);
        left -= part.length;
        at += part.length;
        if (left === 0) finish();
        continue;
      }
      const newline = chunk.indexOf(0x0a, at);
      header += chunk.toString('utf8', at, newline === -1 ? chunk.length : newline);
      if (newline === -1) return;
      at = newline + 1;
      const found = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(header);
      header = '';
      if (found === null) {
        answer(undefined);
        continue;
      }
      blob = found[1] === 'blob';
      size = Number(found[2]);
      left = size + 1;
    }
  });
}
