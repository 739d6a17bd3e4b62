import { createStore, type RenewableStore } from '../document/store.ts';
import type { Io } from './io.ts';
import type { ReadingOptions } from './reading-options.ts';

/**
 * Takes the process, the options of reading, and texts that were read before, by uri; gives the store that a run reads
 * all texts through.
 */
export function runStore(
  io: Io,
  { offline, allowHost, allowPath, limit }: ReadingOptions,
  texts?: ReadonlyMap<string, string>,
): RenewableStore {
  return createStore({
    cwd: io.cwd,
    offline: offline === true,
    stdin: (mostBytes) => io.readStdin(mostBytes),
    ...(allowHost && { allowHosts: allowHost }),
    ...(allowPath && { allowPaths: allowPath }),
    ...(limit && { limits: limit }),
    ...(texts && { texts }),
  });
}
