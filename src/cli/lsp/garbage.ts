import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives what takes out the garbage of this thread where there is as much of it as of anything else. The engine waits
 * until there is several times as much, and much longer in a thread that has nothing to do: of a long description, what
 * a run leaves behind is a hundred megabytes.
 */
export function createGarbageCollection(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let left = getHeapStatistics().used_heap_size;
  return () => {
    if (getHeapStatistics().used_heap_size < 2 * left) return;
    collect();
    left = getHeapStatistics().used_heap_size;
  };
}
