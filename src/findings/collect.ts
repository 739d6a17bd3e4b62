import type { Location, Node, Part } from '../document/document.ts';
import { shortened } from '../document/shortened.ts';
import { rootPointer } from '../document/pointer.ts';
import { defaultSeverity } from './severity.ts';
import { fillMessage, type FindingMeta, type Messages, type Report, type Reporter } from './meta.ts';
import { asWritten, fingerprint, stablePointer, type Naming } from './fingerprint.ts';
import type { Finding, Fix, Related, Severity } from './finding.ts';
import { compareFindings } from './order.ts';

/**
 * Decides how severe a finding is: what a config says of its kind at its place, else the lesser of what the kind
 * weighs by default and what this one weighs by its own account. `off` drops it.
 */
export type SeverityOf = (meta: FindingMeta, location: Location, own?: Severity) => Severity | 'off';

/** What a fingerprint is made of, where that is not the pointer and the message. */
export interface Identity {
  /** As `stablePointer` gives it. */
  readonly pointer?: string;
  /** What stays the same where the message need not. */
  readonly about?: string;
}

/** Of what is reported in words of its own: names and references in it may be endless. */
const longestMessage = 1_000;

/** Gathers what rules and checks report. */
export interface Collector {
  /** Takes what is known of a kind of finding; gives the function that reports one. */
  reporter<M extends Messages>(meta: FindingMeta<M>): Reporter<M>;
  /** Adds one that was placed already: a text that does not parse has no nodes to point at. */
  add(
    meta: FindingMeta,
    message: string,
    location: Location,
    related?: readonly Related[],
    identity?: Identity,
    fix?: () => Fix | undefined,
  ): void;
  /** All that was reported, placed, fingerprinted, each fact once, in the order of a report. */
  findings(): readonly Finding[];
}

/** Where a node's part is written: a scalar's value, and of an object or array the key, unless told otherwise. */
export function locationOf(node: Node, part?: Part): Location {
  const composite = typeof node.value === 'object' && node.value !== null && node.pointer !== rootPointer;
  return node.document.locate(node.pointer, part ?? (composite ? 'key' : 'value'));
}

/**
 * Takes how severe each kind is, default as its meta says, and what fingerprints call documents; gives a collector
 * with nothing in it.
 */
export function createCollector(
  severityOf: SeverityOf = defaultSeverity,
  naming: Naming = asWritten,
): Collector {
  const made = Object.create(collecting) as Gathered & Collector;
  made.severityOf = severityOf;
  made.naming = naming;
  made.found = [];
  return made;
}

interface Gathered {
  severityOf: SeverityOf;
  naming: Naming;
  found: Found[];
}

/** Inherited: there is a collector for each exchange that is judged, and most gather nothing. */
const collecting: ThisType<Gathered> & Collector = {
  reporter(meta) {
    return (report) => reportAs(this, meta, report);
  },
  add(meta, message, location, related, { pointer = location.pointer, about } = {}, mend) {
    const severity = this.severityOf(meta, location);
    if (severity === 'off') return;
    const fix = mend?.();
    this.found.push({
      code: meta.code,
      severity,
      message: shortened(message, longestMessage),
      location,
      ...(related && { related }),
      ...(fix && { fix }),
      identity: pointer,
      about,
    });
  },
  findings() {
    return finish(this.found, this.naming);
  },
};

function reportAs<M extends Messages>(
  { severityOf, found }: Gathered,
  meta: FindingMeta<M>,
  report: Report<M>,
): void {
  // Placing costs more than judging: a finding that is switched off everywhere is not placed at all.
  const location = locationOf(report.at, report.part);
  const severity = report.settled ?? severityOf(meta, location, report.severity);
  if (severity === 'off') return;
  const fix = typeof report.fix === 'function' ? report.fix() : report.fix;
  const template = meta.messages[report.message] ?? report.message;
  found.push({
    code: meta.code,
    severity,
    message: fillMessage(template, report.params),
    location,
    ...(report.related && {
      related: report.related.map(({ message, at, part }) => ({ message, location: locationOf(at, part) })),
    }),
    ...(report.operation && { operation: report.operation }),
    ...(report.evidence && { evidence: report.evidence }),
    ...(fix && { fix }),
    identity: stablePointer(report.at),
    about: undefined,
  });
}

/** A finding that is not numbered among those alike yet. */
interface Found extends Omit<Finding, 'fingerprint'> {
  /** Its pointer, but for what changes when items are moved. */
  readonly identity: string;
  /** What it says, where the message is not to be relied on. */
  readonly about: string | undefined;
}

const none: readonly Finding[] = [];

function finish(found: readonly Found[], naming: Naming): readonly Finding[] {
  if (found.length === 0) return none;
  const sorted = [...found].sort(compareFindings);
  const seen = new Map<string, number>();
  const finished: Finding[] = [];
  let previous: Found | undefined;
  for (const finding of sorted) {
    const { code, location, message } = finding;
    if (previous && compareFindings(previous, finding) === 0 && sameOperation(previous, finding)) continue;
    previous = finding;
    const { identity, about, ...plain } = finding;
    const uri = naming.uri(location.uri);
    const said = about ?? naming.text(message);
    const key = [code, uri, identity, said].join('\n');
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    finished.push({ ...plain, fingerprint: fingerprint(code, uri, identity, said, ordinal) });
  }
  return finished;
}

function sameOperation(a: Pick<Finding, 'operation'>, b: Pick<Finding, 'operation'>): boolean {
  return a.operation?.method === b.operation?.method && a.operation?.path === b.operation?.path;
}
