import type { Severity } from '../findings/finding.ts';
import type { RunReport } from '../findings/run-report.ts';
import { wellFormed, type ArtifactOf } from './artifact.ts';
import { createLines, type Source } from './frame.ts';
import { printable } from './printable.ts';
import { findingBlock } from './text-findings.ts';
import { createTheme } from './theme.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/**
 * Takes a report, the texts that it speaks of and where documents are in the repository; gives GitLab's code quality
 * report: a JSON array of Code Climate issues. A fingerprint that comes twice, as in merged reports, is made unique,
 * because GitLab shows one issue for each.
 */
export function gitlabReport(report: RunReport, source: Source, artifactOf: ArtifactOf): string {
  const lines = createLines(source);
  const theme = createTheme(false, 100);
  const seen = new Map<string, number>();
  const issues = report.findings.map((finding) => {
    const { code, severity, message, location, fingerprint } = finding;
    const artifact = artifactOf(location.uri);
    const times = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, times);
    return {
      type: 'issue',
      check_name: code,
      description: printable(wellFormed(message)),
      content: {
        body: `\`\`\`\n${findingBlock(finding, lines, theme, { operations: report.command === 'diff' }).join('\n')}\n\`\`\``,
      },
      categories: ['Bug Risk'],
      fingerprint: times === 1 ? fingerprint : `${fingerprint}-${times}`,
      severity: severities[severity],
      location: {
        path: wellFormed(artifact.kind === 'elsewhere' ? artifact.uri : artifact.path),
        lines: { begin: location.range.start.line, end: location.range.end.line },
      },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
