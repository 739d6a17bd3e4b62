import { writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';

/** What the thread that watches over a run is started with. */
export interface RunGuardStart {
  /** In milliseconds. */
  readonly time: number;
  /** In bytes. */
  readonly memory: number;
  readonly tooLate: string;
  readonly tooMuch: string;
}

const everyMs = 20;
/** Parsing a long text is done in one go, which nothing interrupts. */
const patienceMs = 15_000;
const { time, memory, tooLate, tooMuch } = workerData as RunGuardStart;
const start = performance.now();

const watching = setInterval(() => {
  if (performance.now() - start > time) end(tooLate);
  else if (process.memoryUsage.rss() > memory) end(tooMuch);
}, everyMs);

/**
 * Ends the process with 2. The thread that runs may be in the middle of anything and hear of nothing but its inspector,
 * through which it is told to end itself; where it does not, it is killed.
 */
function end(message: string): void {
  clearInterval(watching);
  writeSync(2, `apicheck: ${message}\n`);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs);
  const session = new Session();
  session.connectToMainThread();
  // Of the inspector itself, which has something to say at the end, nobody needs to hear.
  const expression =
    'process.emit("exit", 2); process.getBuiltinModule("node:fs").closeSync(2); process.reallyExit(2)';
  session.post('Runtime.evaluate', { expression });
}
