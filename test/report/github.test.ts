import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { createArtifactOf } from '../../src/report/artifact.ts';
import { printable } from '../../src/report/printable.ts';
import { githubReport, githubSummary } from '../../src/report/github.ts';
import {
  bigReport,
  cleanReport,
  diffReport,
  hostileReport,
  hostileSource,
  lintReport,
  reports,
  source,
} from './reports.ts';

const artifactOf = createArtifactOf('/repo', '/repo/services');

/** As the runner reads it: a line that starts with `::` is a command, the rest is a log. */
function commandsOf(
  text: string,
): { command: string; properties: Record<string, string>; message: string }[] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trimStart().startsWith('::'))
    .map((line) => {
      const [, command = '', properties = '', message = ''] = /^::(\w+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
      const entries = properties.split(',').map((pair) => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals), unescape(pair.slice(equals + 1))] as const;
      });
      return { command, properties: Object.fromEntries(entries), message: unescape(message) };
    });
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

describe('github', () => {
  it('writes a workflow command for each finding, at its place from the root of the repository', () => {
    expect(commandsOf(githubReport(lintReport, artifactOf))).toEqual([
      {
        command: 'error',
        properties: {
          file: 'services/api/titles.yaml',
          line: '5',
          endLine: '5',
          col: '5',
          title: 'path-parameter-undeclared',
        },
        message: 'GET /titles/{id} declares no path parameter "id"\nthe path: line 4\nfix: declare it',
      },
      expect.objectContaining({ command: 'warning' }),
      expect.objectContaining({ command: 'notice' }),
    ]);
  });

  it('marks no line of the working tree for a place in another revision', () => {
    const [first, removed] = commandsOf(githubReport(diffReport, artifactOf));
    expect(first?.message).toContain(
      'accepted before, refused after:\n{"status":"archived"}\nbecause /status',
    );
    expect(removed?.properties).toEqual({ title: 'operation-removed' });
    expect(removed?.message).toBe('DELETE /titles/{id} was removed\nv1:api/titles.yaml:9:5');
  });

  it('shows ten of each level, of all codes, in order, and says how many more there are', () => {
    const report = bigReport(1000);
    const text = githubReport(report, artifactOf);
    const commands = commandsOf(text);
    for (const level of ['error', 'warning', 'notice']) {
      const shown = commands.filter(({ command }) => command === level);
      expect(shown).toHaveLength(10);
      expect(new Set(shown.map(({ properties }) => properties['title'])).size).toBe(4);
      const lines = shown.map(({ properties }) => Number(properties['line']));
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    }
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      "apicheck lint: and 90 more errors, 290 more warnings, 590 more info, beyond the 10 annotations of each level that GitHub shows; the job's summary tells of them.",
    );
  });

  it('says so where nothing was found', () => {
    expect(githubReport(cleanReport, artifactOf)).toBe('apicheck lint: no findings\n');
  });

  it('lets nothing in a document become a command of its own', () => {
    const text = githubReport(hostileReport, artifactOf);
    expect(commandsOf(text).map(({ command }) => command)).toEqual(['error', 'warning', 'notice']);
    expect(text.trimEnd().split('\n')).toHaveLength(3);
    expect(text).toContain('100%250A::error::injected');
    expect(commandsOf(text)[0]?.properties['file']).toContain('we ird,%:(ü)');
  });

  it('gives back any message and title whole but for its marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.webPath(), (message, path) => {
        const [first] = lintReport.findings;
        if (first === undefined) return;
        const { related: _related, fix: _fix, ...finding } = first;
        const report: RunReport = {
          ...lintReport,
          findings: [{ ...finding, message, location: { ...first.location, uri: `./a${path}` } }],
        };
        const commands = commandsOf(githubReport(report, artifactOf));
        expect(commands).toHaveLength(1);
        expect(commands[0]?.properties['title']).toBe('path-parameter-undeclared');
        // Marks that could break a line or turn it round are shown as escapes, in every format.
        expect(commands[0]?.message.split('\n')[0]).toBe(printable(message));
      }),
    );
  });
});

describe("GitHub's job summary", () => {
  it.each([...reports])('%s is Markdown below the limit', (_, report) => {
    const summary = githubSummary(report, source);
    expect(summary).toMatch(/^## .+ apicheck (lint|diff|probe): /u);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  });

  it('says what it leaves out where everything would not fit', () => {
    const { findings, ...rest } = hostileReport;
    const many = Array.from({ length: 2000 }, (_, index) =>
      findings.map((finding) => ({ ...finding, code: `code-${index}` })),
    ).flat();
    const summary = githubSummary({ ...rest, findings: many }, hostileSource);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary.trimEnd()).toMatch(/… and [\d,]+ more that do not fit here\.$/);
  });
});
