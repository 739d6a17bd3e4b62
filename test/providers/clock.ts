/** The time of one reference server: the machine's own, ahead of it by what `advance` was given. */
export interface Clock {
  /** Milliseconds since 1970, never going back. */
  now(): number;
  /** The same as an RFC 3339 date-time in UTC, `ahead` milliseconds from now. */
  iso(ahead?: number): string;
  /** Moves the clock ahead and runs, in order, what has become due. */
  advance(milliseconds: number): void;
  /** Runs `task` once, `milliseconds` from now by this clock; gives back what cancels it. */
  after(milliseconds: number, task: () => void): () => void;
  /** Resolves `milliseconds` from now by this clock, or at once when `signal` is aborted; never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Cancels everything that is still to come. */
  stop(): void;
}

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/** Longer than this `setTimeout` would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** A clock that stands at the machine's time. */
export function createClock(): Clock {
  let ahead = 0;
  let last = 0;
  const tasks = new Map<Task, NodeJS.Timeout>();

  const now = () => (last = Math.max(last, Date.now() + ahead));

  function arm(task: Task): void {
    clearTimeout(tasks.get(task));
    const wait = Math.min(Math.max(task.due - now(), 0), longestTimer);
    tasks.set(
      task,
      setTimeout(() => (task.due <= now() ? fire(task) : arm(task)), wait),
    );
  }

  function fire(task: Task): void {
    clearTimeout(tasks.get(task));
    if (tasks.delete(task)) task.run();
  }

  function after(milliseconds: number, run: () => void): () => void {
    const task: Task = { due: now() + milliseconds, run };
    arm(task);
    return () => {
      clearTimeout(tasks.get(task));
      tasks.delete(task);
    };
  }

  return {
    now,
    iso: (later = 0) => new Date(now() + later).toISOString(),
    advance(milliseconds) {
      ahead += milliseconds;
      const due = [...tasks.keys()].filter((task) => task.due <= now()).sort((a, b) => a.due - b.due);
      for (const task of due) fire(task);
      for (const task of tasks.keys()) arm(task);
    },
    after,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const cancel = after(milliseconds, () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        });
        const leave = () => {
          cancel();
          resolve();
        };
        signal?.addEventListener('abort', leave, { once: true });
      }),
    stop() {
      for (const timer of tasks.values()) clearTimeout(timer);
      tasks.clear();
    },
  };
}
