import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from '../../findings/finding.ts';
import { RunError } from '../errors.ts';
import { processIo } from '../process-io.ts';
import { createSession, toldOf } from './session.ts';

/** What the thread that lints is started with. */
export interface WorkerStart {
  /** The workspace, an absolute path. */
  readonly cwd: string;
  readonly config: string | undefined;
  readonly trusted: boolean;
}

/** What it is told. They are done one after the other, in the order in which they come. */
export type WorkerRequest =
  | { readonly kind: 'text'; readonly uri: string; readonly text: string | undefined }
  | { readonly kind: 'forget'; readonly uri: string }
  | { readonly kind: 'reload' }
  | { readonly kind: 'lint'; readonly root: string };

/** What it answers to each `lint`. */
export type WorkerAnswer =
  | { readonly kind: 'found'; readonly root: string; readonly findings: readonly Finding[] }
  /** By a mistake of the user's, in the config. */
  | { readonly kind: 'refused'; readonly root: string; readonly message: string }
  | { readonly kind: 'failed'; readonly root: string; readonly message: string };

const { cwd, config, trusted } = workerData as WorkerStart;
const session = createSession({ ...processIo(), cwd }, config, trusted);
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: WorkerRequest) => {
  last = last.then(() => handle(request));
});

async function handle(request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case 'text':
      return session.setText(request.uri, request.text);
    case 'forget':
      return session.forget(request.uri);
    case 'reload':
      // The server has read it too, and tells of its mistakes.
      return session.reload().catch(() => {});
    case 'lint':
      return parentPort?.postMessage(await lint(request.root));
  }
}

async function lint(root: string): Promise<WorkerAnswer> {
  try {
    return { kind: 'found', root, findings: await session.lint(root, 'all') };
  } catch (error) {
    if (error instanceof RunError) return { kind: 'refused', root, message: error.message };
    return { kind: 'failed', root, message: toldOf(error) };
  }
}
