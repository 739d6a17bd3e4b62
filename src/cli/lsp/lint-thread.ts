import { Worker } from 'node:worker_threads';
import { changeBetween } from '../../document/change.ts';
import type { WorkerAnswer, WorkerData, WorkerRequest, WorkerStart } from './lint-worker.ts';

/** A thread that lints while the server goes on answering. */
export interface LintThread {
  setText(uri: string, text: string | undefined): void;
  forget(uri: string): void;
  reload(): void;
  /** Asks for the findings of a root. One that waits already is not asked for twice. */
  lint(root: string): void;
  stop(): void;
}

/** What is told of an answer. */
type Told = Exclude<WorkerAnswer, { kind: 'outdated' }>;

/** What the thread tells. */
export interface LintThreadEvents<Moment> {
  /** A root is about to be linted as the texts are now: gives what to be reminded of by the answer. */
  onStart(): Moment;
  onAnswer(answer: Told, moment: Moment): void;
  /** It ended, by running out of memory or by a defect, and was started anew. */
  onCrash(reason: string): void;
}

/** A thread that ends more often than this is not started again. */
const mostCrashes = 5;

/** Takes how to start the thread and what to tell; gives it, started. */
export function createLintThread<Moment>(start: WorkerStart, events: LintThreadEvents<Moment>): LintThread {
  const texts = new Map<string, string>();
  const waiting = new Set<string>();
  let running: { readonly moment: Moment } | undefined;
  let crashes = 0;
  let stopped = false;
  let sent: Int32Array;
  let worker = open();

  function open(): Worker {
    // Standard output belongs to the protocol: what rules of the user's print goes to standard error.
    sent = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const workerData: WorkerData = { ...start, sent };
    const opened = new Worker(new URL('../cli/lsp/lint-worker.js', import.meta.url), {
      workerData,
      stdout: true,
    });
    opened.stdout.pipe(process.stderr);
    opened.on('message', (answer: WorkerAnswer) => {
      const answered = running;
      if (answer.kind === 'found' && answer.depth === 'structure')
        return answered && events.onAnswer(answer, answered.moment);
      running = undefined;
      if (answer.kind === 'outdated') return ask(answer.root);
      // The next one goes first: telling takes time.
      next();
      if (answered) events.onAnswer(answer, answered.moment);
    });
    let reason = 'it was told to end';
    opened.on('error', (error) => (reason = error instanceof Error ? error.message : String(error)));
    // Also where a rule of the user's ends the process, which is no error.
    opened.on('exit', () => crashed(reason));
    return opened;
  }

  function crashed(reason: string): void {
    if (stopped) return;
    events.onCrash(reason);
    // What it was at is not tried again before something changes.
    running = undefined;
    if (++crashes > mostCrashes) return;
    worker = open();
    for (const [uri, text] of texts) post({ kind: 'text', uri, text });
    next();
  }

  function ask(root: string): void {
    waiting.add(root);
    next();
  }

  function post(request: WorkerRequest): void {
    if (request.kind !== 'lint') Atomics.add(sent, 0, 1);
    worker.postMessage(request);
  }

  function next(): void {
    const [root] = waiting;
    if (root === undefined || running !== undefined) return;
    waiting.delete(root);
    running = { moment: events.onStart() };
    post({ kind: 'lint', root });
  }

  return {
    setText(uri, text) {
      const before = texts.get(uri);
      if (text === undefined) texts.delete(uri);
      else texts.set(uri, text);
      if (text === undefined || before === undefined) return post({ kind: 'text', uri, text });
      const { start, before: end, after } = changeBetween(before, text);
      post({ kind: 'edit', uri, start, end, text: text.slice(start, after) });
    },
    forget: (uri) => post({ kind: 'forget', uri }),
    reload: () => post({ kind: 'reload' }),
    lint: ask,
    stop() {
      stopped = true;
      void worker.terminate();
    },
  };
}
