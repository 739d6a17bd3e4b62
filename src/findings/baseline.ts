import { isObject, textOf } from '../document/node.ts';
import type { Finding } from './finding.ts';
import { compareText } from './order.ts';
import { withoutTimes } from './times.ts';

/** A finding that a team has decided to live with; all but its fingerprint is for whoever reads the file. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly code: string;
  /** Relative to the folder of the baseline. */
  readonly uri: string;
  readonly message: string;
}

/** The findings that a team has decided to live with. */
export interface Baseline {
  readonly baselineVersion: 1;
  /** The descriptions whose findings it may list, relative to its folder. */
  readonly specs: readonly string[];
  readonly findings: readonly BaselineEntry[];
}

/** Takes the value of a baseline file; gives it typed, or undefined where it is not one. */
export function readBaseline(value: unknown): Baseline | undefined {
  if (!isObject(value) || value['baselineVersion'] !== 1 || !Array.isArray(value['findings']))
    return undefined;
  const findings = value['findings'].flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry['fingerprint'] !== 'string') return [];
    const text = (key: string) => (Object.hasOwn(entry, key) ? textOf(entry[key]) : '');
    return [
      { fingerprint: entry['fingerprint'], code: text('code'), uri: text('uri'), message: text('message') },
    ];
  });
  const listed: readonly unknown[] = Array.isArray(value['specs']) ? value['specs'] : [];
  const specs = listed.filter((spec) => typeof spec === 'string');
  return { baselineVersion: 1, specs, findings };
}

/**
 * Takes a baseline; gives the text of its file: JSON, sorted, one finding on each line, so that what two branches
 * change in it can be merged.
 */
export function writeBaseline({ baselineVersion, specs, findings }: Baseline): string {
  const lines = findings
    .toSorted(
      (a, b) =>
        compareText(a.uri, b.uri) ||
        compareText(a.code, b.code) ||
        compareText(a.message, b.message) ||
        compareText(a.fingerprint, b.fingerprint),
    )
    .map(({ fingerprint, code, uri, message }) => {
      const members = Object.entries({ fingerprint, code, uri, message });
      return `    { ${members.map(([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`).join(', ')} }`;
    });
  const names = [...new Set(specs)].sort(compareText).map((spec) => `    ${JSON.stringify(spec)}`);
  return `{\n  "baselineVersion": ${baselineVersion},\n  "specs": ${list(names)},\n  "findings": ${list(lines)}\n}\n`;
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
}

/** What a baseline and a run have to say to each other. */
export interface Comparison {
  /** Findings that are not in the baseline. */
  readonly fresh: readonly Finding[];
  /** Those that are. */
  readonly known: readonly Finding[];
  /** Entries of what is not found any more. */
  readonly gone: readonly BaselineEntry[];
  /** Entries that the run cannot judge: of documents or kinds of findings that it did not look at. */
  readonly unjudged: readonly BaselineEntry[];
}

/** Takes findings, a baseline, and whether the run would have found what an entry is of; compares them. */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  judged: (entry: BaselineEntry) => boolean,
): Comparison {
  const listed = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const missing = baseline.findings.filter(({ fingerprint }) => !found.has(fingerprint));
  return {
    fresh: findings.filter(({ fingerprint }) => !listed.has(fingerprint)),
    known: findings.filter(({ fingerprint }) => listed.has(fingerprint)),
    gone: missing.filter(judged),
    unjudged: missing.filter((entry) => !judged(entry)),
  };
}

/** Takes findings, and what the baseline calls a document; gives their entries. */
export function entriesOf(
  findings: readonly Finding[],
  nameOf: (uri: string) => string,
): readonly BaselineEntry[] {
  return findings.map(({ fingerprint, code, message, location, occurrences }) => ({
    fingerprint,
    code,
    uri: nameOf(location.uri),
    // How often it was found changes from run to run.
    message: occurrences ? withoutTimes(message) : message,
  }));
}
