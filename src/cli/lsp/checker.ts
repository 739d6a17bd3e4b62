import type { Finding } from '../../findings/finding.ts';
import { RunError } from '../errors.ts';
import type { Io } from '../io.ts';
import { long } from './descriptions.ts';
import { createLintThread } from './lint-thread.ts';
import type { WorkerStart } from './lint-worker.ts';
import { createResults, type Extent, type Placed, type Texts } from './results.ts';
import { createSession, toldOf, type Session } from './session.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** What finds out what is wrong with the files of an editor, while they are changed. */
export interface Checker {
  readonly session: Session;
  readonly workspace: Workspace;
  /** Takes the uri of a file that is open, and its text; undefined once it is closed. */
  change(uri: string, text: string | undefined): void;
  /** Takes the uris of files that changed on disk, came to be or are gone. */
  changedOnDisk(uris: readonly string[]): void;
  /** Takes the uris of files that changed, the config among them; reads it again, and lints again. */
  reload(uris: readonly string[]): Promise<void>;
  /** Takes the uri of a file; gives what is wrong with it, as far as is known. */
  at(uri: string): readonly Placed[];
  stop(): void;
}

/** Whom to tell. */
export interface CheckerEvents {
  /** Other things are wrong with these files now. Ends when the editor has been told. */
  onFound(uris: Iterable<string>): Promise<void>;
  /** The user has to know: the config has a mistake. */
  onMistake(message: string): void;
  /** Something went wrong that is nobody's mistake but ours. */
  onDefect(message: string): void;
}

/** The texts after so many changes. */
interface Moment {
  readonly texts: Texts;
  readonly change: number;
}

/** In milliseconds: keys that are struck together are answered together. */
const quiet = 20;
/** In milliseconds: what takes this thread long waits until nobody has typed for so long. */
const pause = 400;

/**
 * Takes the process with the workspace as its working directory, the config that the user named, whether the workspace
 * is trusted, and whom to tell.
 */
export function createChecker(
  io: Io,
  { config, trusted }: Omit<WorkerStart, 'cwd'>,
  events: CheckerEvents,
): Checker {
  const session = createSession(io, config, { trusted, forChanges: true });
  const workspace = createWorkspace(session, io.cwd);
  const results = createResults();
  const texts = new Map<string, string>();
  let changes = 0;
  /** Roots of which a file is open. */
  const active = new Set<string>();
  const dirty = new Set<string>();
  /** Uris that changed and roots that the thread was asked for since, until all is settled. */
  const unsettled = { uris: new Set<string>(), asked: new Set<string>() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> = Promise.resolve();
  const now = (): Moment => ({ texts: new Map(texts), change: changes });

  const thread = createLintThread(
    { cwd: io.cwd, config, trusted },
    {
      onStart: now,
      onAnswer(answer, then) {
        if (answer.kind === 'refused') events.onMistake(answer.message);
        else if (answer.kind === 'failed') events.onDefect(answer.message);
        // One that was closed since has nobody who looks at it.
        else if (active.has(answer.root)) void found(answer.root, answer.depth, answer.findings, then);
      },
      onCrash: (reason) => events.onDefect(`the thread that lints has ended: ${reason}`),
    },
  );
  function found(root: string, extent: Extent, findings: readonly Finding[], then: Moment): Promise<void> {
    const before = results.urisOf(root);
    results.add(root, { extent, findings, ...then });
    return events.onFound(new Set([root, ...before, ...results.urisOf(root)]));
  }

  function soon(uri: string): void {
    dirty.add(uri);
    after(quiet, work);
  }

  /** One at a time; what was to come later comes later still. */
  function after(milliseconds: number, what: () => Promise<void>): void {
    clearTimeout(timer);
    timer = setTimeout(() => (working = working.then(what).catch(failed)), milliseconds);
  }

  function failed(error: unknown): void {
    if (error instanceof RunError) events.onMistake(error.message);
    else events.onDefect(toldOf(error));
  }

  function ask(root: string): void {
    unsettled.asked.add(root);
    thread.lint(root);
  }

  async function work(): Promise<void> {
    const uris = [...dirty];
    dirty.clear();
    for (const uri of uris) unsettled.uris.add(uri);
    const [changed, another] = uris;
    const known = new Set<string>();
    for (const root of active) {
      const reached = uris.filter((uri) => session.reaches(root, uri));
      if (reached.length === 0) continue;
      for (const uri of reached) known.add(uri);
      if (changed !== undefined && another === undefined) await judgeChange(root, changed);
      ask(root);
    }
    // What has changed meanwhile is worked on, and settled with this.
    if (dirty.size > 0) return;
    const isTyping = uris.every((uri) => known.has(uri) && texts.has(uri));
    if (isTyping && [...unsettled.asked].some((root) => isLong(root))) after(pause, settle);
    else await settle();
  }

  /** Loads what has changed anew, and finds out what the changes mean for descriptions that nobody has asked for yet. */
  async function settle(): Promise<void> {
    const changed = [...unsettled.uris].filter((uri) => texts.has(uri));
    const asked = new Set(unsettled.asked);
    unsettled.uris.clear();
    unsettled.asked.clear();
    const roots = new Set(asked);
    for (const uri of changed) for (const root of await workspace.rootsOf(uri)) roots.add(root);
    for (const root of roots) {
      active.add(root);
      if (!asked.has(root)) thread.lint(root);
    }
    for (const root of roots) await session.apis(root);
    await forgetClosed();
  }

  const isLong = (root: string, uri = root): boolean =>
    Math.max(texts.get(root)?.length ?? 0, texts.get(uri)?.length ?? 0) > long;

  async function judgeChange(root: string, uri: string): Promise<void> {
    if (!isLong(root, uri)) return;
    const then = now();
    const part = await session.lintChange(root, uri);
    // Told before this thread is busy again.
    if (part) await found(root, { uri, pointer: part.pointer }, part.findings, then);
  }

  /** Roots of which no file is open any more. */
  async function forgetClosed(): Promise<void> {
    const needed = new Set<string>();
    for (const uri of texts.keys()) for (const root of await workspace.rootsOf(uri)) needed.add(root);
    for (const root of active) {
      if (needed.has(root)) continue;
      active.delete(root);
      const uris = results.urisOf(root);
      results.drop(root);
      await events.onFound(uris);
    }
  }

  return {
    session,
    workspace,
    change(uri, text) {
      changes++;
      if (text === undefined) texts.delete(uri);
      else texts.set(uri, text);
      if (text === undefined) workspace.closed(uri);
      else workspace.opened(uri, text);
      session.setText(uri, text);
      thread.setText(uri, text);
      soon(uri);
    },
    changedOnDisk(uris) {
      changes++;
      workspace.stale();
      for (const uri of uris.filter((each) => !texts.has(each))) {
        session.forget(uri);
        thread.forget(uri);
        soon(uri);
      }
      // A file that is new may be what an open one wants.
      for (const uri of texts.keys()) soon(uri);
    },
    async reload(uris) {
      changes++;
      workspace.stale();
      for (const uri of uris) {
        session.forget(uri);
        thread.forget(uri);
      }
      thread.reload();
      await session.reload().catch(failed);
      for (const uri of texts.keys()) soon(uri);
    },
    at: (uri) => results.at(uri, texts.get(uri)),
    stop() {
      clearTimeout(timer);
      thread.stop();
    },
  };
}
