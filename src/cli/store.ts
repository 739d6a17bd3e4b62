import { createStore, type RenewableStore } from '../document/store.ts';
import type { Io } from './io.ts';

/**
 * Takes the process, whether the network is off limits, and texts that were read before, by uri; gives the store that a
 * run reads all texts through.
 */
export function runStore(
  io: Io,
  offline: boolean | undefined,
  texts?: ReadonlyMap<string, string>,
): RenewableStore {
  return createStore({
    cwd: io.cwd,
    offline: offline === true,
    stdin: () => io.readStdin(),
    ...(texts && { texts }),
  });
}
