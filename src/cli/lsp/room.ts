import { basename } from 'node:path';
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Io } from '../io.ts';
import { isModule } from '../spectral/module-path.ts';
import { configNames } from '../settings.ts';
import { createAnswers, type Answers } from './answers.ts';
import { createChecker } from './checker.ts';
import { createKinds } from './kinds.ts';
import type { WorkerStart } from './lint-worker.ts';
import { createPublisher } from './publisher.ts';
import { createUris } from './uris.ts';

/** One folder of the workspace, with its config, its descriptions and a thread that lints them. */
export interface Room {
  readonly answers: Answers;
  /** Takes the URI of a file that is open, and its text; undefined once it is closed. */
  changed(uri: string, text: string | undefined): void;
  /** Takes the URIs of files that changed on disk, came to be or are gone. */
  saved(uris: readonly string[]): Promise<void>;
  /** Tells the user of code in the config that is not run, as nobody said that the workspace is trusted. */
  tellWhatIsNotRun(): Promise<void>;
  /** Its folder leaves the workspace. */
  leave(): void;
  stop(): void;
}

/** What all rooms share. */
export interface Surroundings {
  readonly io: Io;
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  /** Tells the user something that is to be mended. */
  readonly show: (text: string) => void;
}

/**
 * Takes the folder, an absolute path, with the config that the user named, if any, and whether it is trusted; what all
 * rooms share; and whether the diagnostics of a file are this room's to tell. Gives the room, which works from now on.
 */
export function createRoom(
  { cwd, config, trusted }: WorkerStart,
  { io, connection, documents, show }: Surroundings,
  owns: (uri: string) => boolean,
): Room {
  const uris = createUris(cwd);
  const told = new Set<string>();
  const once = (message: string, tell: (message: string) => void): void => {
    if (told.has(message)) return;
    told.add(message);
    tell(message);
  };
  const checker = createChecker(
    { ...io, cwd },
    { config, trusted },
    {
      onFound: (found) => publisher.publish(found),
      onMistake: (message) => once(message, show),
      onDefect: (message) => once(message, (text) => connection.console.error(text)),
    },
  );
  const kinds = createKinds(checker.session);
  const versionOf = (uri: string): number | undefined => documents.get(uri)?.version;
  const publisher = createPublisher(checker, kinds, uris, versionOf, async (shown) => {
    if (owns(shown.uri)) await connection.sendDiagnostics(shown);
  });
  return {
    answers: createAnswers({ checker, kinds, uris, documents }),
    changed(uri, text) {
      const known = uris.fromEditor(uri);
      if (known !== undefined) checker.change(known, text);
    },
    async saved(changed) {
      const known = changed.flatMap((uri) => uris.fromEditor(uri) ?? []);
      const { texts, file } = await checker.session.settings().catch(() => ({ texts: new Map(), file: '' }));
      told.clear();
      const isConfig = (uri: string) =>
        uri === file || texts.has(uri) || configNames.includes(basename(uri)) || uri === config;
      if (known.some(isConfig)) await checker.reload(known);
      checker.changedOnDisk(known);
    },
    async tellWhatIsNotRun() {
      const settings = trusted ? undefined : await checker.session.settings().catch(() => undefined);
      const { plugins = [], rulesets = [] } = settings?.config ?? {};
      const [first] = [...plugins, ...rulesets.filter(isModule)];
      if (first !== undefined)
        show(
          `${first} is code, and is not run. If you trust this folder, start the server with --trust-workspace, or with the initialization option "trustWorkspace".`,
        );
    },
    leave() {
      checker.stop();
      publisher.clear();
    },
    stop: () => checker.stop(),
  };
}
