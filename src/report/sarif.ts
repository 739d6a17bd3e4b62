import type { Location } from '../document/document.ts';
import type { Finding, Fix } from '../findings/finding.ts';
import type { FindingMeta } from '../findings/meta.ts';
import type { RunReport } from '../findings/run-report.ts';
import { groupBy } from './alike.ts';
import { encodePath, wellFormed, type ArtifactOf } from './artifact.ts';
import { createLines, type Lines, type Source } from './frame.ts';
import { printable, printableJson } from './printable.ts';
import { sarifRules } from './sarif-rules.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The id of the base that paths in the working tree are relative to (SARIF section 3.14.14). */
const treeBase = 'SRCROOT';

/**
 * Takes a report, the texts that it speaks of, what is known of each code, and where documents are in the
 * repository; gives a SARIF 2.1.0 log with one run. Columns count UTF-16 units, as everywhere.
 */
export function sarifReport(
  report: RunReport,
  source: Source,
  metas: ReadonlyMap<string, FindingMeta>,
  artifactOf: ArtifactOf,
): string {
  const lines = createLines(source);
  const rules = sarifRules(report.findings, metas);
  const bases = new Map<string, unknown>([[treeBase, { description: text('The root of the repository.') }]]);
  const place: Place = (location) => physicalLocation(location, artifactOf, bases);
  const results = report.findings.map((finding) => ({
    ruleId: finding.code,
    ruleIndex: rules.indexes.get(finding.code),
    level: levels[finding.severity],
    message: text(finding.message),
    locations: [{ physicalLocation: place(finding.location), ...logicalLocation(finding) }],
    ...(finding.occurrences && { occurrenceCount: Math.max(1, finding.occurrences.places) }),
    ...relatedLocations(finding, place),
    ...fixes(finding.fix, lines, artifactOf, bases),
    partialFingerprints: { 'finding/v1': finding.fingerprint },
    properties: propertyBag(finding),
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            rules: rules.descriptors,
          },
        },
        // Of two runs with one category a service keeps the later: each command has its own.
        automationDetails: { id: `apicheck-${report.command}/` },
        invocations: [{ executionSuccessful: true }],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: Object.fromEntries(bases),
        results,
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

type Place = (location: Location) => object;

function physicalLocation(
  location: Location,
  artifactOf: ArtifactOf,
  bases: Map<string, unknown>,
): { artifactLocation: object; region: object } {
  const { start, end } = location.range;
  return {
    artifactLocation: artifactLocation(location.uri, artifactOf, bases),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** A path in another revision has that revision for its base, so that nobody takes it for the tree's. */
function artifactLocation(uri: string, artifactOf: ArtifactOf, bases: Map<string, unknown>): object {
  const artifact = artifactOf(uri);
  if (artifact.kind === 'elsewhere') return { uri: uriReference(artifact.uri) };
  if (artifact.kind === 'tree') return { uri: encodePath(artifact.path), uriBaseId: treeBase };
  const base = wellFormed(artifact.revision);
  bases.set(base, { description: text(`The root of the repository at ${artifact.revision}.`) });
  return { uri: encodePath(artifact.path), uriBaseId: base };
}

function uriReference(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).href : encodePath(uri);
}

function logicalLocation({ location, operation }: Finding): object {
  const names = [
    ...(location.pointer === ''
      ? []
      : [{ fullyQualifiedName: printable(wellFormed(location.pointer)), kind: 'element' }]),
    ...(operation
      ? [
          {
            name: printable(wellFormed(operation.operationId ?? operation.path)),
            fullyQualifiedName: printable(wellFormed(`${operation.method.toUpperCase()} ${operation.path}`)),
            kind: 'function',
          },
        ]
      : []),
  ];
  return names.length > 0 ? { logicalLocations: names } : {};
}

function relatedLocations({ related = [] }: Finding, place: Place): object {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ message, location }, index) => ({
      id: index + 1,
      message: text(message),
      physicalLocation: place(location),
    })),
  };
}

/** Regions are given by line and column, whose unit the log states; offsets only where the text is not at hand. */
function fixes(
  fix: Fix | undefined,
  lines: Lines,
  artifactOf: ArtifactOf,
  bases: Map<string, unknown>,
): object {
  if (fix === undefined) return {};
  const byUri = groupBy(fix.edits, ({ uri }) => uri);
  const artifactChanges = [...byUri].map(([uri, edits]) => ({
    artifactLocation: artifactLocation(uri, artifactOf, bases),
    replacements: edits.map((edit) => ({
      deletedRegion: deletedRegion(edit, lines),
      ...(edit.text !== '' && { insertedContent: { text: wellFormed(edit.text) } }),
    })),
  }));
  return { fixes: [{ description: text(fix.description), artifactChanges }] };
}

function deletedRegion({ uri, start, end }: Fix['edits'][number], lines: Lines): object {
  const from = lines.position(uri, start);
  const to = lines.position(uri, end);
  if (from === undefined || to === undefined) return { charOffset: start, charLength: end - start };
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function propertyBag({ evidence, fix, fault, proposal }: Finding): object | undefined {
  if (!evidence && !fix && !fault && !proposal) return undefined;
  return {
    ...(evidence && { evidence }),
    ...(fix && { safeFix: fix.safe }),
    ...(fault && { fault }),
    ...(proposal && { proposal }),
  };
}

/**
 * Plain text (SARIF section 3.11.3). What a viewer would take for a placeholder (3.11.5) or a link (3.11.6) came
 * from a document, and is written so that it is neither; other braces, which paths are full of, are left as they
 * are, because viewers substitute and unescape only in messages with arguments.
 */
function text(message: string): { readonly text: string } {
  const safe = printable(wellFormed(message));
  return { text: safe.replace(/\{(\d+)\}/g, '{{$1}}').replaceAll('](', ']\u2060(') };
}
