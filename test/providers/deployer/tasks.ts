import { Refusal } from '../reply.ts';
import type { World } from '../records.ts';

export type TaskType =
  | 'server.setup'
  | 'user.create'
  | 'packages.install'
  | 'security.lockdown'
  | 'app.deploy'
  | 'app.rollback'
  | 'service.action';

/** Work on a server, with the moments, in milliseconds since 1970, at which it begins and ends. */
export interface Task {
  readonly id: string;
  readonly type: TaskType;
  readonly serverId: string;
  readonly begins: number;
  readonly ends: number;
}

/** What is done over SSH: one task after another per server. */
export interface Tasks {
  /** Tasks that have not ended. */
  readonly open: readonly Task[];
  /** Queues work; refuses with 503 if too much is queued. `seconds` is how long it takes. */
  queue(serverId: string, type: TaskType, seconds: number, steps: Steps): Task;
}

/** What happens when a task begins and when it ends. */
export interface Steps {
  readonly begin?: () => void;
  readonly end: () => void;
}

/** Tasks that may wait or run at a time. */
const CAPACITY = 200;

/** An id as the database makes them: 15 letters and digits. */
export function newId({ random }: World): string {
  return random.token(15, 'abcdefghijklmnopqrstuvwxyz0123456789');
}

/** An empty queue. */
export function taskQueue(world: World): Tasks {
  const open: Task[] = [];
  return {
    open,
    queue(serverId, type, seconds, steps) {
      const now = world.clock.now();
      if (open.length >= CAPACITY) {
        const next = Math.min(...open.map(({ ends }) => ends));
        const wait = String(Math.max(1, Math.ceil((next - now) / 1000)));
        const headers = { 'retry-after': wait };
        throw new Refusal(503, 'unavailable', 'The task queue is full', { headers });
      }
      const before = open.filter((task) => task.serverId === serverId).at(-1)?.ends ?? now;
      const begins = Math.max(now, before);
      const task = { id: newId(world), type, serverId, begins, ends: begins + seconds * 1000 };
      open.push(task);
      const finish = (): void => {
        open.splice(open.indexOf(task), 1);
        steps.end();
      };
      const start = (): void => {
        steps.begin?.();
        world.clock.after(Math.max(0, task.ends - world.clock.now()), finish);
      };
      world.clock.after(begins - now, start);
      return task;
    },
  };
}
