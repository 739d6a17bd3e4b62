import { spawn } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
  ShutdownRequest,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type TextEdit as EditorEdit,
} from 'vscode-languageserver-protocol/node';
import { applyEdits } from '../../src/document/edit-text.ts';

const bin = resolve(import.meta.dirname, '../../bin/apicheck.js');

/** An editor that talks to the built `apicheck lsp` over pipes. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Takes a path in the workspace; gives its URI. */
  uri(path: string): string;
  open(path: string, text: string): Promise<void>;
  /** Takes the whole new text. */
  change(path: string, text: string): Promise<void>;
  close(path: string): Promise<void>;
  /** Gives the diagnostics of a file as soon as they are as the test wants them. */
  diagnostics(
    path: string,
    wanted: (found: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]>;
  /** Gives the diagnostics of a file that were found in its text as it is now. */
  settled(path: string): Promise<readonly Diagnostic[]>;
  /** What the user was shown. */
  readonly messages: readonly string[];
  /** Says goodbye as the protocol wants it; gives the exit code. */
  quit(): Promise<number | null>;
}

/** Takes the folder that is the workspace; gives an editor with nothing open. */
export async function startEditor(folder: string, ...args: readonly string[]): Promise<Editor> {
  return startEditorIn(folder, [folder], ...args);
}

/** As `startEditor`, of a workspace with several folders; paths are those in the first argument. */
export async function startEditorIn(
  folder: string,
  folders: readonly string[],
  ...args: readonly string[]
): Promise<Editor> {
  const server = spawn(process.execPath, [bin, 'lsp', '--stdio', ...args], { cwd: folder });
  const ended = new Promise<number | null>((done) => server.once('exit', done));
  onTestFinished(() => void server.kill('SIGKILL'));
  const connection = createProtocolConnection(server.stdout, server.stdin);
  const shown = new Map<string, readonly Diagnostic[]>();
  const versions = new Map<string, number>();
  const published = new Map<string, number>();
  const messages: string[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    shown.set(uri, diagnostics);
    if (version !== undefined) published.set(uri, version);
    for (const look of waiting) look();
  });
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message);
    for (const look of waiting) look();
  });
  connection.listen();
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  const diagnostics: Editor['diagnostics'] = (path, wanted) =>
    new Promise((done) => {
      const look = () => {
        const found = shown.get(uri(path));
        if (found === undefined || !wanted(found)) return;
        waiting.delete(look);
        done(found);
      };
      waiting.add(look);
      look();
    });
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: folders.map((each) => ({ uri: pathToFileURL(each).href, name: basename(each) })),
    capabilities: { workspace: { workspaceFolders: true } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    initialized,
    uri,
    messages,
    open: (path, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(path), languageId: 'yaml', version: 1, text },
      }),
    change(path, text) {
      const version = (versions.get(path) ?? 1) + 1;
      versions.set(path, version);
      return connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ text }],
      });
    },
    close: (path) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: uri(path) },
      }),
    diagnostics,
    settled: (path) => diagnostics(path, () => published.get(uri(path)) === (versions.get(path) ?? 1)),
    async quit() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return ended;
    },
  };
}

/** Takes a text and edits of it as the protocol has them; gives the text with all of them made, as editors do. */
export function editedText(text: string, edits: readonly EditorEdit[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n|\r(?!\n)/g), ({ index }) => index + 1)];
  const offset = ({ line, character }: Position) => (starts[line] ?? 0) + character;
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      start: offset(range.start),
      end: offset(range.end),
      text: newText,
    })),
  );
}

/** Takes a text with `|` in it; gives the text without, and where that was. */
export function cursorIn(marked: string): { readonly text: string; readonly position: Position } {
  const at = marked.indexOf('|');
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}
