import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import { textPlaces, type TextPlaces } from '../../document/text.ts';
import type { Finding } from '../../findings/finding.ts';
import { chooseFixes } from '../../lint/fix.ts';
import { editorRange, touches } from './diagnostics.ts';
import type { Placed, Texts } from './results.ts';
import type { Uris } from './uris.ts';

/** What code actions are made from. */
export interface ActionContext {
  readonly uris: Uris;
  /** Gives the diagnostic that the editor was shown of a finding. */
  readonly diagnosticOf: (placed: Placed) => Diagnostic;
  /** Gives the text of a file as it is now. */
  readonly text: (uri: string) => Promise<string | undefined>;
}

/** The kind of action that mends all that can be mended safely in a file; editors can do it when a file is saved. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.apicheck`;

/** Takes the findings of a file and a range in it; gives the fixes of those that touch it. */
export async function quickFixes(
  placed: readonly Placed[],
  range: Range,
  context: ActionContext,
): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const each of placed) {
    const { fix } = each.finding;
    if (fix === undefined || !touches(editorRange(each.range), range)) continue;
    const changes = await changesOf([each.finding], each.texts, context);
    if (changes === undefined) continue;
    actions.push({
      title: fix.description.charAt(0).toUpperCase() + fix.description.slice(1),
      kind: CodeActionKind.QuickFix,
      diagnostics: [context.diagnosticOf(each)],
      isPreferred: fix.safe,
      edit: { changes },
    });
  }
  return actions;
}

/** Takes the findings of a file; gives the action that makes all safe fixes in that file alone, if there are any. */
export async function fixAll(
  placed: readonly Placed[],
  uri: string,
  context: ActionContext,
): Promise<CodeAction[]> {
  const chosen = chooseFixes(
    placed.map(({ finding }) => finding),
    (edited) => edited === uri,
  );
  const texts = placed[0]?.texts;
  if (chosen.length === 0 || texts === undefined) return [];
  const changes = await changesOf(chosen, texts, context);
  if (changes === undefined) return [];
  return [{ title: 'Fix all that apicheck can mend safely', kind: fixAllKind, edit: { changes } }];
}

/** The edits by file; undefined where a text has changed since, and offsets into it mean nothing any more. */
async function changesOf(
  findings: readonly Finding[],
  texts: Texts,
  { uris, text }: ActionContext,
): Promise<Record<string, TextEdit[]> | undefined> {
  const changes = new Map<string, TextEdit[]>();
  const places = new Map<string, TextPlaces>();
  for (const edit of findings.flatMap(({ fix }) => fix?.edits ?? [])) {
    const now = await text(edit.uri);
    if (now === undefined || (texts.get(edit.uri) ?? now) !== now) return undefined;
    const uri = uris.toEditor(edit.uri);
    const known = changes.get(uri) ?? [];
    const inText = places.get(edit.uri) ?? textPlaces(now);
    places.set(edit.uri, inText);
    known.push({ range: editorRange(inText.range(edit)), newText: edit.text });
    changes.set(uri, known);
  }
  return Object.fromEntries(changes);
}
