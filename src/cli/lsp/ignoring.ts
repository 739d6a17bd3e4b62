import { isDeepStrictEqual } from 'node:util';
import { CodeActionKind, type CodeAction, type Diagnostic, type Range } from 'vscode-languageserver/node';
import type { Document } from '../../document/document.ts';
import { applyEdits } from '../../document/edit-text.ts';
import { parseText } from '../../document/parse.ts';
import { textPlaces } from '../../document/text.ts';
import { editorRange, touches } from './diagnostics.ts';
import type { Placed } from './results.ts';

const word = 'apicheck-ignore';
/** In UTF-16 units: to read a longer text again takes longer than a menu may take to open. */
const longest = 400_000;
/** The text is read again for each; nobody reads a longer menu. */
const mostOffered = 20;

/** Takes the findings of a YAML file, the file, its URI in the editor and a range; gives what ignores those that touch it. */
export function ignores(
  placed: readonly Placed[],
  document: Document,
  editorUri: string,
  range: Range,
  diagnosticOf: (placed: Placed) => Diagnostic,
): CodeAction[] {
  if (document.format !== 'yaml' || document.within !== undefined || document.text.length > longest)
    return [];
  const actions = new Map<string, CodeAction>();
  for (const each of placed) {
    const { code } = each.finding;
    const { line } = each.range.start;
    const title = `Ignore ${code} on line ${line}`;
    // A mistake in the text is none that a comment could leave out.
    if (code.startsWith('document-') || code.startsWith('ignore-')) continue;
    if (!touches(editorRange(each.range), range)) continue;
    if (actions.size === mostOffered) break;
    const known = actions.get(title);
    if (known) {
      known.diagnostics?.push(diagnosticOf(each));
      continue;
    }
    const edit = commentOn(document, line, code);
    if (edit === undefined) continue;
    actions.set(title, {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(each)],
      edit: { changes: { [editorUri]: [edit] } },
    });
  }
  return [...actions.values()];
}

/** The comment behind what stands on a line; undefined where that would be none, as in a text of several lines. */
function commentOn(document: Document, line: number, code: string) {
  const { text } = document;
  const start = startOf(text, line);
  const rest = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const at = start + rest.trimEnd().length;
  const comment = `${/\s$/.test(text.slice(0, at)) ? '' : ' '}# ${word} ${code}`;
  const after = parseText(document.uri, applyEdits(text, [{ start: at, end: at, text: comment }]), 'yaml');
  const count = ({ comments }: Document) => comments?.(word, Number.POSITIVE_INFINITY).length ?? 0;
  if (count(after.document) !== count(document) + 1) return undefined;
  if (!isDeepStrictEqual(after.document.value, document.value)) return undefined;
  return { range: editorRange(textPlaces(text).range({ start: at, end: at })), newText: comment };
}

function startOf(text: string, line: number): number {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    if (--line < 1) break;
    start = index + end.length;
  }
  return start;
}
