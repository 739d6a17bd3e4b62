import { createStore, type RenewableStore } from '../document/store.ts';
import type { Io } from './io.ts';

/** Takes the process and whether the network is off limits; gives the store that a run reads all texts through. */
export function runStore(io: Io, offline: boolean | undefined): RenewableStore {
  return createStore({ cwd: io.cwd, offline: offline === true, stdin: () => io.readStdin() });
}
