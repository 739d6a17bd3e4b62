import type { Severity } from '../findings/finding.ts';
import type { RunReport } from '../findings/run-report.ts';
import { wellFormed, type ArtifactOf } from './artifact.ts';
import { createLines, type Source } from './frame.ts';
import { printable, printableJson } from './printable.ts';
import { findingBlock, placeName, saidOf } from './text-findings.ts';
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
  const operations = report.command === 'diff';
  const newer = report.specs.find(({ role }) => role === 'after');
  const issues = report.findings.map((finding) => {
    const { code, severity, location, fingerprint } = finding;
    const artifact = artifactOf(location.uri);
    // A line of another revision would be marked in the wrong text: the place is said in words.
    const moved = artifact.kind === 'revision' && newer !== undefined;
    const said = saidOf(finding, operations) + (moved ? ` (${placeName(location)})` : '');
    const shown = moved ? artifactOf(newer.uri) : artifact;
    const times = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, times);
    return {
      type: 'issue',
      check_name: code,
      description: printable(wellFormed(said)),
      content: {
        body: `\`\`\`\n${findingBlock(finding, lines, theme, { operations }).join('\n')}\n\`\`\``,
      },
      categories: ['Bug Risk'],
      fingerprint: times === 1 ? fingerprint : `${fingerprint}-${times}`,
      severity: severities[severity],
      location: {
        path: wellFormed(shown.kind === 'elsewhere' ? shown.uri : shown.path),
        lines: moved
          ? { begin: 1, end: 1 }
          : { begin: location.range.start.line, end: location.range.end.line },
      },
    };
  });
  return `${printableJson(JSON.stringify(issues, null, 2))}\n`;
}
