import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { diffChecks } from '../../src/diff/registry.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { createArtifactOf } from '../../src/report/artifact.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import {
  at,
  diffReport,
  hostileReport,
  hostileSource,
  lintReport,
  metas,
  reports,
  source,
} from './reports.ts';

/** The OASIS schema of SARIF 2.1.0, draft 07. */
const schema: unknown = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8'));
// Its pattern of `language` is no regular expression with the flag `u`.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema as object);

const artifactOf = createArtifactOf('/repo', '/repo/services');

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly columnKind: string;
      readonly automationDetails: { readonly id: string };
      readonly originalUriBaseIds: Readonly<Record<string, unknown>>;
      readonly results: readonly Result[];
    },
  ];
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    { readonly physicalLocation: { readonly artifactLocation: object; readonly region: object } },
  ];
  readonly relatedLocations?: readonly object[];
  readonly fixes?: readonly {
    readonly artifactChanges: readonly { readonly replacements: readonly unknown[] }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

function logOf(report: RunReport, from = source): Log['runs'][0] {
  const text = sarifReport(report, from, metas, artifactOf);
  return (JSON.parse(text) as Log).runs[0];
}

describe('sarif', () => {
  it.each([...reports])('%s validates against the official schema', (_, report) => {
    validate(JSON.parse(sarifReport(report, source, metas, artifactOf)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has the rules that were found, with what is known of them, and results that refer to them', () => {
    const { tool, results } = logOf(lintReport);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([
      'operation-summary',
      'operation-tag',
      'path-parameter-undeclared',
    ]);
    expect(tool.driver.rules[2]).toMatchObject({
      shortDescription: { text: 'Declare every parameter that a path names.' },
      helpUri: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
      defaultConfiguration: { enabled: true, level: 'error' },
    });
    expect(tool.driver.rules[1]).toMatchObject({ defaultConfiguration: { enabled: false, level: 'none' } });
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
  });

  it('names as help only what is an address, though some kinds of findings name a section in words', () => {
    const checks = new Map(diffChecks.map((check) => [check.code, check]));
    expect([...checks.values()].some(({ section }) => section !== undefined && !URL.canParse(section))).toBe(
      true,
    );
    const [finding] = lintReport.findings;
    const findings = [...checks.keys()].flatMap((code) => (finding ? [{ ...finding, code }] : []));
    validate(JSON.parse(sarifReport({ ...lintReport, findings }, source, checks, artifactOf)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('gives places from the root of the repository, in UTF-16 columns, with related ones and fingerprints', () => {
    const { columnKind, results } = logOf(lintReport);
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results[0]).toMatchObject({
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'services/api/titles.yaml', uriBaseId: 'SRCROOT' },
            region: { startLine: 5, startColumn: 5, endLine: 5, endColumn: 8 },
          },
        },
      ],
      relatedLocations: [{ id: 1, message: { text: 'the path' } }],
      partialFingerprints: { 'finding/v1': '0123456789abcdef' },
    });
  });

  it('gives fixes by line and column, and by offset where the text is not at hand', () => {
    const [withText] = logOf(lintReport).results;
    expect(withText?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: { startLine: 5, startColumn: 5, endLine: 5, endColumn: 8 },
        insertedContent: { text: 'get' },
      },
      {
        deletedRegion: { startLine: 6, startColumn: 1, endLine: 6, endColumn: 1 },
        insertedContent: { text: '\n      parameters: []' },
      },
    ]);
    const [without] = logOf(lintReport, () => undefined).results;
    expect(without?.fixes?.[0]?.artifactChanges[0]?.replacements[0]).toMatchObject({
      deletedRegion: { charOffset: 80, charLength: 3 },
    });
  });

  it('tells places in another revision, URLs and files outside apart', () => {
    const run = logOf(diffReport);
    expect(run.results[2]?.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'api/titles.yaml',
      uriBaseId: 'v1',
    });
    expect(Object.keys(run.originalUriBaseIds)).toEqual(['SRCROOT', 'v1']);
    const uris = ['https://x.test/a b.yaml', '../../out side.yaml', '-', '__proto__:a.yaml'].map((uri) => {
      const [first] = lintReport.findings;
      if (first === undefined) throw new Error('the report has a finding');
      const { related: _, ...finding } = first;
      const report = { ...lintReport, findings: [{ ...finding, location: at(uri, '', 1, 1, 2) }] };
      return logOf(report).results[0]?.locations[0].physicalLocation.artifactLocation;
    });
    expect(uris).toEqual([
      { uri: 'https://x.test/a%20b.yaml' },
      { uri: 'file:///out%20side.yaml' },
      { uri: '-' },
      { uri: 'a.yaml', uriBaseId: '__proto__' },
    ]);
  });

  it('keeps the uploads of different commands apart', () => {
    expect(logOf(lintReport).automationDetails.id).toBe('apicheck-lint/');
    expect(logOf(diffReport).automationDetails.id).toBe('apicheck-diff/');
  });

  it('shows hostile texts without placeholders, links or marks that turn text', () => {
    const text = sarifReport(hostileReport, hostileSource, metas, artifactOf);
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
    const message = logOf(hostileReport, hostileSource).results[0]?.message.text ?? '';
    expect(message).toContain('{{0}} {{1}} {id}');
    expect(message).not.toMatch(/\]\(/);
    // eslint-disable-next-line no-control-regex
    expect(message).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
  });
});
