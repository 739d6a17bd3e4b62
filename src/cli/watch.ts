import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RenewableStore } from '../document/store.ts';
import { uriKind } from '../document/uri.ts';
import { RunError } from './errors.ts';
import { exitCode } from './exit.ts';
import type { Io } from './io.ts';

/** In milliseconds: an editor may write a file in several steps. */
const quiet = 60;

/**
 * Takes the store that runs read through, and a run; does it, and does it again whenever a file changes that was read
 * or was to be read, until the user interrupts. What has not changed stays in the store. A run that cannot be done is
 * reported, and watching goes on.
 */
export async function watch(store: RenewableStore, run: () => Promise<number>, io: Io): Promise<number> {
  const interrupted = io.interruption();
  const watched = new Map<string, FSWatcher>();
  let stamps = new Map<string, string>();
  try {
    while (!interrupted.aborted) {
      const startedAt = Date.now();
      await attempt(run, io);
      const files = store.uris().filter((uri) => uriKind(uri) === 'file');
      const wake = bell(interrupted);
      watchFolders(files, watched, wake.ring, io);
      io.err(`apicheck: watching ${files.length === 1 ? '1 file' : `${files.length} files`}\n`);
      let changed: readonly string[] = [];
      for (;;) {
        const now = await stampsOf(files, io.cwd);
        changed = files.filter((uri) => hasChanged(now.get(uri), stamps.get(uri), startedAt));
        stamps = new Map([...now].map(([uri, { text }]) => [uri, text]));
        if (changed.length > 0 || interrupted.aborted) break;
        await wake.rung();
      }
      for (const uri of changed) store.forget(uri);
      if (changed.length > 0) io.err(`apicheck: ${changed.join(', ')} changed\n`);
    }
  } finally {
    for (const watcher of watched.values()) watcher.close();
  }
  return exitCode.done;
}

async function attempt(run: () => Promise<number>, io: Io): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    io.err(`apicheck: ${error.message}\n`);
  }
}

/** What tells one state of a file from another. */
interface Stamp {
  readonly text: string;
  /** In milliseconds since 1970; 0 where there is no file. */
  readonly modified: number;
}

async function stampsOf(files: readonly string[], cwd: string): Promise<ReadonlyMap<string, Stamp>> {
  const found = files.map(async (uri): Promise<[string, Stamp]> => {
    const file = await stat(resolve(cwd, uri)).catch(() => undefined);
    if (file === undefined) return [uri, { text: 'none', modified: 0 }];
    return [uri, { text: `${file.mtimeMs} ${file.size} ${file.ino}`, modified: file.mtimeMs }];
  });
  return new Map(await Promise.all(found));
}

/** Of a file that is seen for the first time, whether it was written while the run went on that read it. */
function hasChanged(now: Stamp | undefined, before: string | undefined, startedAt: number): boolean {
  if (now === undefined) return false;
  return before === undefined ? now.modified > startedAt : now.text !== before;
}

/** Watches the folders of the files, since a file that is replaced, as editors do, is lost to who watches it alone. */
function watchFolders(
  files: readonly string[],
  watched: Map<string, FSWatcher>,
  ring: () => void,
  { cwd }: Pick<Io, 'cwd'>,
): void {
  const folders = new Set(files.map((uri) => dirname(resolve(cwd, uri))));
  for (const [folder, watcher] of watched) {
    watcher.close();
    watched.delete(folder);
  }
  for (const folder of folders) {
    try {
      const watcher = watchFolder(folder, ring);
      // A folder that goes away: what was in it has changed.
      watcher.on('error', ring);
      watched.set(folder, watcher);
    } catch (error) {
      // A reference may lead into a folder that is not there.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw new RunError(`${folder} cannot be watched: ${error instanceof Error ? error.message : code}`);
    }
  }
}

/** Something to wait for: `rung` is done once `ring` was called and then has not been for a moment. */
function bell(interrupted: AbortSignal): { readonly ring: () => void; readonly rung: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let answer: (() => void) | undefined;
  let pending = false;
  const answerNow = (): void => {
    clearTimeout(timer);
    pending = answer === undefined;
    answer?.();
    answer = undefined;
  };
  interrupted.addEventListener('abort', answerNow, { once: true });
  return {
    ring() {
      clearTimeout(timer);
      timer = setTimeout(answerNow, quiet);
    },
    rung: () =>
      new Promise((done) => {
        answer = done;
        if (pending || interrupted.aborted) answerNow();
      }),
  };
}
