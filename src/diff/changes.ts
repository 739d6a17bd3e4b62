import type { Node } from '../document/document.ts';
import { locationOf, type Collector, type SeverityOf } from '../findings/collect.ts';
import type { Evidence, Severity } from '../findings/finding.ts';
import { fillMessage, type Messages } from '../findings/meta.ts';
import { compareText } from '../findings/order.ts';
import type { DiffChange } from '../findings/run-report.ts';
import { operationName } from '../openapi/names.ts';
import type { Operation } from '../openapi/model.ts';
import { breaks, type ChangePlacement, type ChangeReporter, type DiffCheck } from './check.ts';
import { isPair, newest } from './pair.ts';

type Params = Readonly<Record<string, string | number>>;
type AnyReport = ChangePlacement & { readonly message: string; readonly params?: Params | undefined };

/** Gathers changes, and makes findings of those that somebody has to know before a release. */
export interface ChangeLog {
  reporter<M extends Messages>(check: DiffCheck<M>): ChangeReporter<M>;
  /** All that was reported, each fact once: breaking ones first, then unproven, then by place. */
  changes(): readonly DiffChange[];
  /** Operations of `after` in which something changed. */
  readonly changed: ReadonlySet<Operation>;
}

/** Takes where findings go and how severe each kind is; gives an empty log. */
export function createChangeLog(collector: Collector, severityOf: SeverityOf): ChangeLog {
  const changes = new Map<string, DiffChange>();
  const changed = new Set<Operation>();

  const record = (check: DiffCheck, report: AnyReport): void => {
    const { before, after, site, part } = report;
    const evidence = report.evidence ?? changeEvidence(before, after);
    const at = after ?? before;
    if (at === undefined) return;
    const configured = severityOf(check, locationOf(at, part));
    if (configured === 'off') return;
    const severity = configured === check.severity ? (report.severity ?? configured) : configured;
    const message = fillMessage(check.messages[report.message] ?? report.message, report.params);
    const key = [check.code, message, placeKey(before), placeKey(after)].join('\n');
    if (changes.has(key)) return;

    if (site && isPair(site.operation)) changed.add(site.operation.after);
    const operation = site && operationName(newest(site.operation));
    const breaking = breakingOf(report, severity);
    changes.set(key, {
      code: check.code,
      message,
      breaking,
      ...(operation && { operation }),
      ...(before && { before: locationOf(before, part) }),
      ...(after && { after: locationOf(after, part) }),
      evidence,
    });
    if (!isFinding(report, breaking)) return;
    const finding = {
      message: report.message,
      ...(report.params && { params: report.params }),
      at,
      ...(part && { part }),
      ...(operation && { operation }),
      evidence,
      ...(before && after && { related: [{ message: 'before', at: before, ...(part && { part }) }] }),
      ...severityOfFinding(report),
    };
    collector.reporter<Messages>(check)(finding);
  };

  return {
    changed,
    reporter: (check) => (report) => record(check, report),
    changes: () => [...changes.values()].sort(compareChanges),
  };
}

/** What no message decides is a break where the team treats it as an error; what is less than an error is none. */
function breakingOf({ effect, site }: AnyReport, severity: Severity): DiffChange['breaking'] {
  if (effect === 'unproven') return 'unproven';
  if (severity !== 'error') return false;
  return effect === 'policy' || breaks(effect, site?.sender ?? 'consumer');
}

function isFinding({ effect, site }: AnyReport, breaking: DiffChange['breaking']): boolean {
  return breaking !== false || effect === 'policy' || breaks(effect, site?.sender ?? 'consumer');
}

function severityOfFinding({ effect, severity }: AnyReport): { readonly severity?: Severity } {
  if (effect === 'unproven') return { severity: 'warning' };
  return severity ? { severity } : {};
}

/** What stood there and what stands there now, where that is a single value. */
function changeEvidence(before: Node | undefined, after: Node | undefined): Evidence {
  const scalar = (node: Node | undefined) =>
    node !== undefined && (typeof node.value !== 'object' || node.value === null);
  return {
    kind: 'change',
    ...(before && scalar(before) && { before: before.value }),
    ...(after && scalar(after) && { after: after.value }),
  };
}

function placeKey(node: Node | undefined): string {
  return node === undefined ? '' : `${node.document.uri}#${node.pointer}`;
}

function compareChanges(a: DiffChange, b: DiffChange): number {
  const rank = ({ breaking }: DiffChange) => (breaking === true ? 0 : breaking === 'unproven' ? 1 : 2);
  const from = a.after ?? a.before;
  const to = b.after ?? b.before;
  return (
    rank(a) - rank(b) ||
    compareText(from?.uri ?? '', to?.uri ?? '') ||
    (from?.range.start.line ?? 0) - (to?.range.start.line ?? 0) ||
    (from?.range.start.column ?? 0) - (to?.range.start.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}
