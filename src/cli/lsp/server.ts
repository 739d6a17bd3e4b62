import { Console } from 'node:console';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CodeActionKind,
  createConnection,
  DidChangeWatchedFilesNotification,
  MessageType,
  ProposedFeatures,
  ShowMessageNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Io } from '../io.ts';
import { isModule } from '../spectral/module-path.ts';
import { configNames } from '../settings.ts';
import { version } from '../../document/version.ts';
import { fixAllKind } from './actions.ts';
import { createChecker, type Checker } from './checker.ts';
import { answer, type Answering } from './answers.ts';
import { createKinds } from './kinds.ts';
import type { LspOptions } from './options.ts';
import { createPublisher } from './publisher.ts';
import { createUris } from './uris.ts';

/** What the protocol has for an end without `shutdown`. */
const editorGone = 1;

/** Takes the options and the process; serves; gives the exit code. */
export function serve(options: LspOptions, io: Io): Promise<number> {
  // Standard output belongs to the protocol: what rules of the user's print goes to standard error.
  globalThis.console = new Console(process.stderr);
  // The library would tell the editor that it cannot tell it anything, and end in a stack trace.
  process.stdout.once('error', () => process.exit(editorGone));
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  let started: Started | undefined;

  connection.onInitialize((params) => {
    started = start(params, options, { io, connection, documents });
    answer(connection, started);
    return started.result;
  });
  connection.onInitialized(async () => {
    void started?.tellWhatIsNotRun();
    // An editor that refuses is one that does not tell of files.
    if (started?.watches) await watchFiles(connection).catch(() => {});
  });
  documents.onDidChangeContent(({ document }) => started?.changed(document.uri, document.getText()));
  documents.onDidClose(({ document }) => started?.changed(document.uri, undefined));
  documents.onDidSave(({ document }) => void started?.saved([document.uri]));
  connection.onDidChangeWatchedFiles(({ changes }) => void started?.saved(changes.map(({ uri }) => uri)));
  connection.onShutdown(() => started?.checker.stop());
  documents.listen(connection);
  connection.listen();
  // The library ends the process: with 0 on `exit` after `shutdown`, with 1 where the editor is gone without.
  return new Promise(() => {});
}

interface Started extends Answering {
  readonly result: InitializeResult;
  readonly checker: Checker;
  /** Whether the editor tells of files that change on disk, if asked to. */
  readonly watches: boolean;
  changed(uri: string, text: string | undefined): void;
  saved(uris: readonly string[]): Promise<void>;
  /** Tells the user of code in the config that is not run, as nobody said that the workspace is trusted. */
  tellWhatIsNotRun(): Promise<void>;
}

interface Surroundings {
  readonly io: Io;
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
}

function start(
  params: InitializeParams,
  { config, trustWorkspace }: LspOptions,
  { io, connection, documents }: Surroundings,
): Started {
  const cwd = workspaceOf(params) ?? io.cwd;
  const uris = createUris(cwd);
  const told = new Set<string>();
  const once = (message: string, tell: (message: string) => void): void => {
    if (told.has(message)) return;
    told.add(message);
    tell(message);
  };
  const show = (text: string): void => {
    // Not what `showErrorMessage` sends, which waits for the user to answer.
    const message = { type: MessageType.Error, message: `apicheck: ${text}` };
    void connection.sendNotification(ShowMessageNotification.method, message);
  };
  const trusted = trustWorkspace ?? trustsWorkspace(params);
  const checker = createChecker(
    { ...io, cwd },
    { config: config && resolve(io.cwd, config), trusted },
    {
      onFound: (found) => publisher.publish(found),
      onMistake: (message) => once(message, (text) => show(text)),
      onDefect: (message) => once(message, (text) => connection.console.error(text)),
    },
  );
  const kinds = createKinds(checker.session);
  const versionOf = (uri: string): number | undefined => documents.get(uri)?.version;
  const publisher = createPublisher(checker, kinds, uris, versionOf, (shown) =>
    connection.sendDiagnostics(shown),
  );
  return {
    checker,
    kinds,
    uris,
    documents,
    watches: params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    result: {
      serverInfo: { name: 'apicheck', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentSymbolProvider: true,
        renameProvider: { prepareProvider: true },
        completionProvider: { triggerCharacters: ['"', "'", '#', '/', ' '] },
      },
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
  };
}

/** The first folder: the one whose config holds. */
function workspaceOf({ workspaceFolders, rootUri }: InitializeParams): string | undefined {
  const uri = workspaceFolders?.[0]?.uri ?? rootUri;
  if (!uri || !/^file:/i.test(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Editors that know whether their user trusts a folder say so in the options that they start the server with. */
function trustsWorkspace({ initializationOptions: options }: InitializeParams): boolean {
  const given: unknown = options;
  return typeof given === 'object' && given !== null && Reflect.get(given, 'trustWorkspace') === true;
}

async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.{yaml,yml,json}' }],
  });
}
