import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RenewableStore } from '../document/store.ts';
import { uriKind } from '../document/uri.ts';
import { RunError } from './errors.ts';
import { exitCode } from './exit.ts';
import type { Io } from './io.ts';
import { candidateFolders, candidates, type Watched } from './watched.ts';

/** In milliseconds: an editor may write a file in several steps. */
const quiet = 60;

/**
 * Takes the store that runs read through, a run, and what gives all else that the last one depends on; does the run, and
 * does it again whenever a file changes that was read or was to be read, or a file comes to be where the user looks for
 * descriptions, until the user interrupts. What has not changed stays in the store. A run that cannot be done is
 * reported, and watching goes on.
 */
export async function watch(
  store: RenewableStore,
  run: () => Promise<number>,
  watched: () => Watched,
  io: Io,
): Promise<number> {
  const interrupted = io.interruption({ whenUnread: true });
  let watchers: readonly FSWatcher[] = [];
  let stamps = new Map<string, string>();
  try {
    while (!interrupted.aborted) {
      const startedAt = Date.now();
      await attempt(run, io);
      const { files: beside, sources } = watched();
      const read = new Set([...store.uris().filter((uri) => uriKind(uri) === 'file'), ...beside]);
      const wake = bell(interrupted);
      let changed: readonly string[] = [];
      let count: number | undefined;
      for (;;) {
        // Before anything is looked at: what changes while it is looked at rings the bell.
        for (const watcher of watchers) watcher.close();
        watchers = watchFolders(await foldersOf([...read], sources, io.cwd), wake.ring);
        const files = new Set([...read, ...(await candidates(sources, io.cwd))]);
        const now = await stampsOf([...files], io.cwd);
        const isNew = (uri: string) => count !== undefined && !stamps.has(uri);
        changed = [...new Set([...files, ...(count === undefined ? [] : stamps.keys())])].filter(
          (uri) => isNew(uri) || hasChanged(now.get(uri), stamps.get(uri), startedAt),
        );
        stamps = new Map([...now].map(([uri, { text }]) => [uri, text]));
        if (count === undefined) {
          count = [...now.values()].filter(({ text }) => text !== missing).length;
          io.err(`apicheck: watching ${count === 1 ? '1 file' : `${count} files`}\n`);
        }
        if (changed.length > 0 || interrupted.aborted) break;
        await wake.rung();
      }
      for (const uri of changed) store.forget(uri);
      if (changed.length > 0) io.err(`apicheck: ${changed.join(', ')} changed\n`);
    }
  } finally {
    for (const watcher of watchers) watcher.close();
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

const missing = 'none';

async function stampsOf(files: readonly string[], cwd: string): Promise<ReadonlyMap<string, Stamp>> {
  const found = files.map(async (uri): Promise<[string, Stamp]> => {
    const file = await stat(resolve(cwd, uri)).catch(() => undefined);
    if (file === undefined) return [uri, { text: missing, modified: 0 }];
    return [uri, { text: `${file.mtimeMs} ${file.size} ${file.ino}`, modified: file.mtimeMs }];
  });
  return new Map(await Promise.all(found));
}

/**
 * Of a file that is seen for the first time, whether it was written while the run went on that read it; of one that was
 * there, whether it is another or gone.
 */
function hasChanged(now: Stamp | undefined, before: string | undefined, startedAt: number): boolean {
  if (now === undefined) return before !== undefined && before !== missing;
  return before === undefined ? now.modified > startedAt : now.text !== before;
}

/** The folders of the files, since a file that is replaced, as editors do, is lost to who watches it alone. */
async function foldersOf(
  files: readonly string[],
  sources: readonly string[],
  cwd: string,
): Promise<ReadonlySet<string>> {
  const folders = new Set(await candidateFolders(sources, cwd));
  for (const uri of files) folders.add(dirname(resolve(cwd, uri)));
  return folders;
}

function watchFolders(folders: ReadonlySet<string>, ring: () => void): readonly FSWatcher[] {
  const watched = new Map<string, FSWatcher>();
  const add = (folder: string): void => {
    if (watched.has(folder)) return;
    try {
      const watcher = watchFolder(folder, ring);
      // A folder that goes away: what was in it has changed.
      watcher.on('error', ring);
      watched.set(folder, watcher);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw new RunError(`${folder} cannot be watched: ${error instanceof Error ? error.message : code}`);
      // A reference may lead into a folder that is not there: the one above tells when it comes to be.
      if (dirname(folder) !== folder) add(dirname(folder));
    }
  };
  for (const folder of folders) add(folder);
  return [...watched.values()];
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
