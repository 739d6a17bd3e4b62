import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from '../../findings/finding.ts';
import { RunError } from '../errors.ts';
import { processIo } from '../process-io.ts';
import { createGarbageCollection } from './garbage.ts';
import { createSession, toldOf, type Depth } from './session.ts';

/** What the thread that lints is started with. */
export interface WorkerStart {
  /** The workspace, an absolute path. */
  readonly cwd: string;
  readonly config: string | undefined;
  readonly trusted: boolean;
}

/** With what it sees that more has been sent than it has come to: how many changes were, in one number of 32 bits. */
export interface WorkerData extends WorkerStart {
  readonly sent: Int32Array;
}

/** What it is told. They are done one after the other, in the order in which they come. */
export type WorkerRequest =
  | { readonly kind: 'text'; readonly uri: string; readonly text: string | undefined }
  /** Of a text that was sent before, what is changed: all of a long one takes long to send. */
  | {
      readonly kind: 'edit';
      readonly uri: string;
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  | { readonly kind: 'forget'; readonly uri: string }
  | { readonly kind: 'reload' }
  | { readonly kind: 'lint'; readonly root: string };

/** What it answers to each `lint`: of a long description, what is found in its structure first, and then all. */
export type WorkerAnswer =
  | {
      readonly kind: 'found';
      readonly root: string;
      readonly depth: Depth;
      readonly findings: readonly Finding[];
    }
  /** It was not finished, as there have been changes since. */
  | { readonly kind: 'outdated'; readonly root: string }
  /** By a mistake of the user's, in the config. */
  | { readonly kind: 'refused'; readonly root: string; readonly message: string }
  | { readonly kind: 'failed'; readonly root: string; readonly message: string };

const { cwd, config, trusted, sent } = workerData as WorkerData;
const texts = new Map<string, string>();
const session = createSession({ ...processIo(), cwd }, config, { trusted });
const collectGarbage = createGarbageCollection();
/** How many changes have been made here. */
let changes = 0;
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: WorkerRequest) => {
  last = last.then(() => handle(request));
});

/** Thrown where a run is not worth finishing. */
const outdated = Symbol('outdated');

function goOn(): void {
  if (Atomics.load(sent, 0) !== changes) throw outdated;
}

async function handle(request: WorkerRequest): Promise<void> {
  if (request.kind !== 'lint') changes++;
  switch (request.kind) {
    case 'text':
      return setText(request.uri, request.text);
    case 'edit': {
      const before = texts.get(request.uri) ?? '';
      return setText(
        request.uri,
        `${before.slice(0, request.start)}${request.text}${before.slice(request.end)}`,
      );
    }
    case 'forget':
      return session.forget(request.uri);
    case 'reload':
      // The server has read it too, and tells of its mistakes.
      return session.reload().catch(() => {});
    case 'lint':
      tell(await lint(request.root));
      return collectGarbage();
  }
}

function setText(uri: string, text: string | undefined): void {
  if (text === undefined) texts.delete(uri);
  else texts.set(uri, text);
  session.setText(uri, text);
}

function tell(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer);
}

async function lint(root: string): Promise<WorkerAnswer> {
  const found = async (depth: Depth, ...how: [goOn?: () => void]): Promise<WorkerAnswer> => ({
    kind: 'found',
    root,
    depth,
    findings: await session.lint(root, depth, ...how),
  });
  try {
    await session.apis(root);
    // A short one is finished sooner than anybody types on.
    if (!session.isLong(root)) return await found('all');
    tell(await found('structure'));
    return await found('all', goOn);
  } catch (error) {
    if (error === outdated) return { kind: 'outdated', root };
    if (error instanceof RunError) return { kind: 'refused', root, message: error.message };
    return { kind: 'failed', root, message: toldOf(error) };
  }
}
