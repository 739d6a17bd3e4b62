import { Console } from 'node:console';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
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
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Io } from '../io.ts';
import { version } from '../../document/version.ts';
import { fixAllKind } from './actions.ts';
import type { Answers } from './answers.ts';
import type { LspOptions } from './options.ts';
import { createRoom } from './room.ts';
import { createRooms, pathOf, type Rooms } from './rooms.ts';

/** What the protocol has for an end without `shutdown`. */
const editorGone = 1;

const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentSymbolProvider: true,
  renameProvider: { prepareProvider: true },
  completionProvider: { triggerCharacters: ['"', "'", '#', '/', ' '] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** By how many hundredths the heap may grow before garbage is looked for. */
const growth = 50;
/** In megabytes, each of three: more saves no time where nearly all that is made lives as long as the text. */
const young = 4;

/** Takes the options and the process; serves; gives the exit code. */
export function serve(options: LspOptions, io: Io): Promise<number> {
  // The engine lets it grow to several times what is alive, as for a run that is soon over. Every state of a long text
  // leaves tens of megabytes behind, and an editor runs all day.
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  // Of the threads that begin from now on.
  setFlagsFromString(`--max-semi-space-size=${young}`);
  // Standard output belongs to the protocol: what rules of the user's print goes to standard error.
  globalThis.console = new Console(process.stderr);
  // The library would tell the editor that it cannot tell it anything, and end in a stack trace.
  process.stdout.once('error', () => process.exit(editorGone));
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  let rooms: Rooms | undefined;
  let asked: InitializeParams['capabilities']['workspace'];

  connection.onInitialize((params) => {
    rooms = roomsFor(params, options, { io, connection, documents });
    asked = params.capabilities.workspace;
    answer(connection, rooms);
    return { serverInfo: { name: 'apicheck', version }, capabilities };
  });
  connection.onInitialized(async () => {
    if (asked?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const paths = (folders: typeof added) => folders.flatMap(({ uri }) => pathOf(uri) ?? []);
        rooms?.change(paths(added), paths(removed));
        // What was open in one that left, or is of one that came, is another's to judge.
        for (const { uri } of documents.all()) changed(uri, documents.get(uri)?.getText());
      });
    // An editor that refuses is one that does not tell of files.
    if (asked?.didChangeWatchedFiles?.dynamicRegistration === true)
      await watchFiles(connection).catch(() => {});
  });
  const changed = (uri: string, text: string | undefined): void => rooms?.of(uri).changed(uri, text);
  const saved = (uris: readonly string[]): void => {
    for (const room of rooms?.open() ?? []) void room.saved(uris);
  };
  documents.onDidChangeContent(({ document }) => changed(document.uri, document.getText()));
  documents.onDidClose(({ document }) => changed(document.uri, undefined));
  documents.onDidSave(({ document }) => saved([document.uri]));
  connection.onDidChangeWatchedFiles(({ changes }) => saved(changes.map(({ uri }) => uri)));
  connection.onShutdown(() => {
    for (const room of rooms?.open() ?? []) room.stop();
  });
  documents.listen(connection);
  connection.listen();
  // The library ends the process: with 0 on `exit` after `shutdown`, with 1 where the editor is gone without.
  return new Promise(() => {});
}

/** Answers the questions of an editor from now on, each in the room of the file that it is about. */
function answer(connection: Connection, rooms: Rooms): void {
  const to =
    <Asked extends { readonly textDocument: { readonly uri: string } }, Answer>(
      how: (answers: Answers, about: Asked) => Answer,
    ) =>
    (about: Asked): Answer =>
      how(rooms.of(about.textDocument.uri).answers, about);
  connection.onHover(to((answers, about) => answers.hover(about)));
  connection.onDefinition(to((answers, about) => answers.definition(about)));
  connection.onReferences(to((answers, about) => answers.references(about)));
  connection.onDocumentSymbol(to((answers, about) => answers.symbols(about)));
  connection.onPrepareRename(to((answers, about) => answers.prepareRename(about)));
  connection.onRenameRequest(to((answers, about) => answers.rename(about)));
  connection.onCompletion(to((answers, about) => answers.completion(about)));
  connection.onCodeAction(to((answers, about) => answers.codeAction(about)));
}

function roomsFor(
  params: InitializeParams,
  { config, trustWorkspace }: LspOptions,
  around: Pick<Parameters<typeof createRoom>[1], 'io' | 'connection' | 'documents'>,
): Rooms {
  const { io, connection } = around;
  const show = (text: string): void => {
    // Not what `showErrorMessage` sends, which waits for the user to answer.
    const message = { type: MessageType.Error, message: `apicheck: ${text}` };
    void connection.sendNotification(ShowMessageNotification.method, message);
  };
  const trusted = trustWorkspace ?? trustsWorkspace(params);
  const named = config && resolve(io.cwd, config);
  return createRooms(foldersOf(params, io.cwd), (cwd, owns) => {
    const room = createRoom({ cwd, config: named, trusted }, { ...around, show }, owns);
    void room.tellWhatIsNotRun();
    return room;
  });
}

function foldersOf(
  { workspaceFolders, rootUri }: InitializeParams,
  cwd: string,
): readonly [string, ...string[]] {
  const uris = workspaceFolders?.length ? workspaceFolders.map(({ uri }) => uri) : rootUri ? [rootUri] : [];
  const [first = cwd, ...others] = uris.flatMap((uri) => pathOf(uri) ?? []);
  return [first, ...others];
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
