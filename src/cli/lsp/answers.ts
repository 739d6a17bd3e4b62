import {
  CodeActionKind,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  type CodeAction,
  type CodeActionParams,
  type CompletionItem,
  type CompletionParams,
  type DefinitionParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type Hover,
  type HoverParams,
  type Location,
  type Position,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type ReferenceParams,
  type RenameParams,
  type TextDocuments,
  type TextEdit as EditorEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Document, Node } from '../../document/document.ts';
import { textPlaces, type TextPlaces } from '../../document/text.ts';
import { fixAll, fixAllKind, quickFixes } from './actions.ts';
import type { Checker } from './checker.ts';
import { completions, writtenReference } from './completion.ts';
import { diagnosticOf, editorRange } from './diagnostics.ts';
import { explained, shown } from './explained.ts';
import { ignores } from './ignoring.ts';
import type { Kinds } from './kinds.ts';
import { nodeAtOffset, referencesTo, targetAt } from './place.ts';
import type { Placed } from './results.ts';
import { nameRange, renamableAt, renamed } from './rename.ts';
import { symbolsIn } from './symbols.ts';
import type { Uris } from './uris.ts';

/** What questions of an editor are answered with. */
export interface Answering {
  readonly checker: Checker;
  readonly kinds: Kinds;
  readonly uris: Uris;
  readonly documents: TextDocuments<TextDocument>;
}

/** The answers to an editor's questions, by what is asked. */
export interface Answers {
  hover(asked: HoverParams): Promise<Hover | null>;
  definition(asked: DefinitionParams): Promise<Location[]>;
  references(asked: ReferenceParams): Promise<Location[]>;
  symbols(asked: DocumentSymbolParams): Promise<DocumentSymbol[]>;
  /** Null for what has no name that can be changed. */
  prepareRename(asked: PrepareRenameParams): Promise<PrepareRenameResult | null>;
  rename(asked: RenameParams): Promise<WorkspaceEdit | ResponseError | null>;
  completion(asked: CompletionParams): Promise<CompletionItem[]>;
  codeAction(asked: CodeActionParams): Promise<CodeAction[]>;
}

/** Takes what to answer questions with; gives what answers them. */
export function createAnswers({ checker, kinds, uris, documents }: Answering): Answers {
  const { session, workspace } = checker;

  /** What stands at a place of a file, as each description reads it. */
  async function nodesAt(editorUri: string, position: Position, when?: 'soon' | 'now') {
    const uri = uris.fromEditor(editorUri);
    const offset = documents.get(editorUri)?.offsetAt(position);
    if (uri === undefined || offset === undefined) return [];
    const views = await workspace.views(uri, when);
    return views.map(({ loaded, document }) => ({ loaded, ...nodeAtOffset(document, offset) }));
  }

  const locationOf = ({ document, pointer }: Node, part: 'key' | 'value'): Location => ({
    uri: uris.toEditor(document.uri),
    range: editorRange(document.locate(pointer, part).range),
  });

  return {
    async hover({ textDocument, position }) {
      const uri = uris.fromEditor(textDocument.uri);
      if (uri === undefined) return null;
      const here = checker.at(uri).filter(({ range }) => contains(editorRange(range), position));
      const codes = [...new Set(here.map(({ finding }) => finding.code))];
      const metas = await Promise.all(codes.map((code) => kinds.of(code)));
      const parts = metas.flatMap((meta) => (meta ? [explained(meta)] : []));
      for (const { loaded, node, part } of (await nodesAt(textDocument.uri, position)).slice(0, 1)) {
        const target = targetAt(loaded, node, part);
        if (target) parts.unshift(shown(target));
      }
      return parts.length === 0
        ? null
        : { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') } };
    },

    async definition({ textDocument, position }) {
      const found = (await nodesAt(textDocument.uri, position)).flatMap(({ loaded, node, part }) => {
        const target = targetAt(loaded, node, part);
        return target ? [locationOf(target, 'key')] : [];
      });
      return unique(found);
    },

    async references({ textDocument, position, context }) {
      const nodes = await nodesAt(textDocument.uri, position);
      const found = nodes.flatMap(({ loaded, node, part }) => {
        const known = referencesTo(loaded, targetAt(loaded, node, part) ?? node);
        if (!known) return [];
        const declaration = context.includeDeclaration ? [locationOf(known.definition, 'key')] : [];
        return [...declaration, ...known.references.map((each) => locationOf(each.node, each.part))];
      });
      return unique(found);
    },

    async symbols({ textDocument }) {
      const uri = uris.fromEditor(textDocument.uri);
      const [view] = uri === undefined ? [] : await workspace.views(uri);
      return view ? symbolsIn(view.document) : [];
    },

    async prepareRename({ textDocument, position }) {
      const [found] = await nodesAt(textDocument.uri, position, 'now');
      const what = found && renamableAt(found.loaded, found.node, found.part);
      if (!what) return null;
      return { range: editorRange(nameRange(found.node, found.part, what.name)), placeholder: what.name };
    },

    async rename({ textDocument, position, newName }) {
      const edits = new Map<string, EditorEdit[]>();
      const told = new Set<string>();
      const places = new Map<Document, TextPlaces>();
      for (const { loaded, node, part } of await nodesAt(textDocument.uri, position, 'now')) {
        const what = renamableAt(loaded, node, part);
        const made = what && renamed(loaded, what, newName);
        if (made && 'reason' in made)
          return new ResponseError(LSPErrorCodes.RequestFailed, `apicheck: ${made.reason}`);
        for (const { uri, start, end, text } of made ?? []) {
          const document = loaded.api.documents.all.get(uri);
          // Several descriptions may share a file.
          if (!document || told.has(`${uri}#${start}`)) continue;
          told.add(`${uri}#${start}`);
          // Its lines are counted once for all of them.
          const inText = places.get(document) ?? textPlaces(document.text);
          places.set(document, inText);
          const edit = { range: editorRange(inText.range({ start, end })), newText: text };
          const list = edits.get(uri);
          if (list) list.push(edit);
          else edits.set(uri, [edit]);
        }
      }
      if (edits.size === 0) return null;
      return { changes: Object.fromEntries([...edits].map(([uri, list]) => [uris.toEditor(uri), list])) };
    },

    async completion({ textDocument, position }) {
      const open = documents.get(textDocument.uri);
      const uri = uris.fromEditor(textDocument.uri);
      const written = open && writtenReference(open.getText(), open.offsetAt(position));
      if (!open || !written || uri === undefined) return [];
      const range = { start: open.positionAt(written.start), end: open.positionAt(written.end) };
      const { missing, end } = written;
      const views =
        missing === ''
          ? await workspace.views(uri)
          : await workspace.viewsWith(
              uri,
              `${open.getText().slice(0, end)}${missing}${open.getText().slice(end)}`,
            );
      return completions(views, written, range);
    },

    async codeAction({ textDocument, range, context }) {
      const uri = uris.fromEditor(textDocument.uri);
      if (uri === undefined) return [];
      const placed = checker.at(uri);
      const metas = new Map(
        await Promise.all(placed.map(async ({ finding: { code } }) => [code, await kinds.of(code)] as const)),
      );
      const how = {
        uris,
        diagnosticOf: (each: Placed) => diagnosticOf(each, metas.get(each.finding.code), uris),
        text: (of: string) => session.text(of),
      };
      const [view] = await workspace.views(uri);
      const wanted = (kind: string) =>
        context.only === undefined ||
        context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      return [
        ...(wanted(CodeActionKind.QuickFix) ? await quickFixes(placed, range, how) : []),
        ...(wanted(CodeActionKind.QuickFix) && view
          ? ignores(placed, view.document, textDocument.uri, range, how.diagnosticOf)
          : []),
        ...(wanted(fixAllKind) ? await fixAll(placed, uri, how) : []),
      ];
    },
  };
}

function contains({ start, end }: Location['range'], { line, character }: Position): boolean {
  const behindStart = line > start.line || (line === start.line && character >= start.character);
  return behindStart && (line < end.line || (line === end.line && character <= end.character));
}

function unique(locations: readonly Location[]): Location[] {
  return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}
