import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { createArtifactOf } from '../../src/report/artifact.ts';
import { gitlabReport } from '../../src/report/gitlab.ts';
import { cleanReport, diffReport, lintReport, reports, source } from './reports.ts';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

const artifactOf = createArtifactOf('/repo', '/repo/services');
const issuesOf = (report: RunReport) =>
  JSON.parse(gitlabReport(report, source, artifactOf)) as readonly Issue[];

describe('gitlab', () => {
  it.each([...reports])('%s has what GitLab requires of each issue', (_, report) => {
    const issues = issuesOf(report);
    expect(issues).toHaveLength(report.findings.length);
    for (const { description, check_name, fingerprint, severity, location } of issues) {
      expect(description).not.toBe('');
      expect(check_name).toMatch(/^[a-z0-9-]+$/);
      expect(fingerprint).not.toBe('');
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
      expect(location.path).not.toMatch(/^\.?\//);
      expect(location.lines.begin).toBeGreaterThan(0);
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  it('gives paths from the root of the repository, and severities of its scale', () => {
    expect(issuesOf(lintReport)[0]).toMatchObject({
      check_name: 'path-parameter-undeclared',
      description: 'GET /titles/{id} declares no path parameter "id"',
      severity: 'major',
      fingerprint: '0123456789abcdef',
      location: { path: 'services/api/titles.yaml', lines: { begin: 5, end: 5 } },
    });
    // What is gone has no line in the new version: it stands at its top, with the old place in words.
    expect(issuesOf(diffReport)[2]).toMatchObject({
      description: 'DELETE /titles/{id} was removed (v1:api/titles.yaml:9:5)',
      location: { path: 'services/api/next.yaml', lines: { begin: 1, end: 1 } },
    });
    expect(issuesOf(cleanReport)).toEqual([]);
  });

  it('makes fingerprints that come twice unique', () => {
    const twice = { ...lintReport, findings: [...lintReport.findings, ...lintReport.findings] };
    expect(new Set(issuesOf(twice).map(({ fingerprint }) => fingerprint)).size).toBe(6);
  });
});
