import { DiagnosticSeverity, type Diagnostic, type Range as EditorRange } from 'vscode-languageserver/node';
import type { Range } from '../../document/document.ts';
import type { FindingMeta } from '../../findings/meta.ts';
import type { Placed } from './results.ts';
import type { Uris } from './uris.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** Takes a range as documents have it; gives it as editors do, counted from 0. */
export function editorRange({ start, end }: Range): EditorRange {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

/** Takes a finding, what is known of its kind, and the uris of the session; gives what an editor shows of it. */
export function diagnosticOf(
  { finding, range }: Placed,
  meta: FindingMeta | undefined,
  uris: Uris,
): Diagnostic {
  const { code, severity, message, related } = finding;
  const help = finding.helpUri ?? meta?.section;
  return {
    range: editorRange(range),
    severity: severities[severity],
    code,
    ...(help !== undefined && /^https?:/.test(help) && { codeDescription: { href: help } }),
    source: 'apicheck',
    message,
    ...(related && {
      relatedInformation: related.map(({ message: text, location }) => ({
        message: text,
        location: { uri: uris.toEditor(location.uri), range: editorRange(location.range) },
      })),
    }),
  };
}

/** Whether two ranges have a place in common, be it an end. */
export function touches(a: EditorRange, b: EditorRange): boolean {
  const before = (one: EditorRange['start'], other: EditorRange['start']) =>
    one.line < other.line || (one.line === other.line && one.character < other.character);
  return !before(a.end, b.start) && !before(b.end, a.start);
}
