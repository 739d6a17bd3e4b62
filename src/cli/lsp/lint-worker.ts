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

/** What it answers to each `lint`. */
export type WorkerAnswer =
  | { readonly kind: 'found'; readonly root: string; readonly findings: readonly Finding[] }
  /** By a mistake of the user's, in the config. */
  | { readonly kind: 'refused'; readonly root: string; readonly message: string }
  | { readonly kind: 'failed'; readonly root: string; readonly message: string };

const { cwd, config, trusted } = workerData as WorkerStart;
const texts = new Map<string, string>();
const session = createSession({ ...processIo(), cwd }, config, { trusted });
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: WorkerRequest) => {
  last = last.then(() => handle(request));
});

async function handle(request: WorkerRequest): Promise<void> {
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
      return parentPort?.postMessage(await lint(request.root));
  }
}

function setText(uri: string, text: string | undefined): void {
  if (text === undefined) texts.delete(uri);
  else texts.set(uri, text);
  session.setText(uri, text);
}

async function lint(root: string): Promise<WorkerAnswer> {
  try {
    return { kind: 'found', root, findings: await session.lint(root, 'all') };
  } catch (error) {
    if (error instanceof RunError) return { kind: 'refused', root, message: error.message };
    return { kind: 'failed', root, message: toldOf(error) };
  }
}
