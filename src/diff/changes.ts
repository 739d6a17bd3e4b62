import type { Node } from '../document/document.ts';
import { locationOf, type Collector, type SeverityOf } from '../findings/collect.ts';
import type { Evidence, Severity } from '../findings/finding.ts';
import { fillMessage, type Messages } from '../findings/meta.ts';
import { compareText } from '../findings/order.ts';
import type { DiffChange } from '../findings/run-report.ts';
import { operationName } from '../openapi/names.ts';
import type { Operation } from '../openapi/model.ts';
import type { Acceptances } from './policy-accept.ts';
import type { Rule, Ruling } from './policy-ruling.ts';
import { breaks, type ChangePlacement, type ChangeReporter, type DiffCheck } from './check.ts';
import { isPair, newest, type Side } from './pair.ts';

type Params = Readonly<Record<string, string | number>>;
type AnyReport = ChangePlacement & { readonly message: string; readonly params?: Params | undefined };

/** Gathers changes, and makes findings of those that somebody has to know before a release. */
export interface ChangeLog {
  reporter(check: DiffCheck): ChangeReporter<Messages>;
  /**
   * Hands the findings to the collector; gives all changes, each fact once however many places it reaches: breaking
   * ones first, then unproven, then by place.
   */
  finish(): readonly DiffChange[];
  /** Operations of `after` in which something changed. */
  readonly changed: ReadonlySet<Operation>;
}

/** What a log goes by. */
export interface ChangeLogOptions {
  readonly collector: Collector;
  readonly severityOf: SeverityOf;
  /** As `severityOf`, for a kind on which the policy has decided: what a config says of its code counts no more. */
  readonly decidedSeverityOf: SeverityOf;
  readonly rule: Rule;
  readonly acceptances: Acceptances;
}

interface Recorded {
  readonly check: DiffCheck;
  report: AnyReport;
  readonly at: Node;
  /** In how many more places the same was reported. */
  more: number;
  readonly operations: Set<Side<Operation>>;
}

/** Takes what it goes by; gives an empty log. */
export function createChangeLog({
  collector,
  severityOf,
  decidedSeverityOf,
  rule,
  acceptances,
}: ChangeLogOptions): ChangeLog {
  const recorded = new Map<string, Recorded>();
  const changed = new Set<Operation>();

  const record = (check: DiffCheck, report: AnyReport): void => {
    const { before, after } = report;
    const at = after ?? before;
    if (at === undefined) return;
    const key = [check.code, report.message, subjectOf(report), placeKey(before), placeKey(after)].join('\n');
    const known = recorded.get(key);
    if (known) {
      known.more += 1;
      // Where it hurts decides: a definition may be what one sends and another reads.
      if (weightOf(report) > weightOf(known.report)) known.report = report;
    } else recorded.set(key, { check, report, at, more: 0, operations: new Set() });
    for (const operation of reachOf(report)) recorded.get(key)?.operations.add(operation);
  };

  const weigh = (check: DiffCheck, { severity: decided }: Ruling, report: AnyReport, at: Node) => {
    const location = locationOf(at, report.part);
    const own = report.effect === 'unproven' ? 'warning' : report.severity;
    return decided === undefined
      ? severityOf(check, location, own)
      : decidedSeverityOf({ ...check, severity: decided }, location, own);
  };

  const change = ({ check, report: reported, at, more, operations }: Recorded): DiffChange[] => {
    const ruling = rule(check.code, reported);
    if (ruling.moved) return [];
    for (const side of operations) if (isPair(side)) changed.add(side.after);
    const report = ruling.effect === undefined ? reported : { ...reported, effect: ruling.effect };
    const { before, after, site, part } = report;
    const severity = weigh(check, ruling, report, at);
    if (severity === 'off') return [];
    const evidence = report.evidence ?? changeEvidence(before, after);
    const operation = site && operationName(newest(site.operation));
    const breaking = breakingOf(report, severity);
    const filled = fillMessage(check.messages[report.message] ?? report.message, report.params);
    const said = ruling.note === undefined ? filled : `${filled}, ${ruling.note}`;
    const message = said + elsewhere(more, operations.size - 1);
    const shared = {
      message,
      ...(operation && (more === 0 || operations.size > 1) && { operation }),
      evidence,
    };
    const places = {
      ...(before && { before: locationOf(before, part) }),
      ...(after && { after: locationOf(after, part) }),
    };
    const reached = operations.size > 1 && {
      operations: [...operations].map((one) => operationName(newest(one))),
    };
    const finding = isFinding(report, breaking);
    const accepted = finding
      ? acceptances.find({ code: check.code, operations, places: Object.values(places) })
      : undefined;
    if (accepted) {
      const { reason, until } = accepted;
      return [
        {
          code: check.code,
          breaking: false,
          ...shared,
          ...reached,
          ...places,
          accepted: { by: 'config', reason, until },
        },
      ];
    }
    if (finding) {
      collector.reporter({ ...check, messages: { said: '{message}' } })({
        ...shared,
        message: 'said',
        params: { message },
        at,
        ...(part && { part }),
        ...(before && after && { related: [{ message: 'before', at: before, ...(part && { part }) }] }),
        settled: severity,
      });
    }
    return [{ code: check.code, breaking, ...shared, ...reached, ...places }];
  };

  return {
    changed,
    reporter: (check) => (report) => record(check, report),
    finish: () => [...recorded.values()].flatMap(change).sort(compareChanges),
  };
}

/** The operations that a report is about. */
function reachOf({ site }: AnyReport): readonly Side<Operation>[] {
  return site === undefined ? [] : (site.reach ?? [site.operation]);
}

/** Takes in how many other places and operations a change is met; gives that in words. */
function elsewhere(places: number, operations: number): string {
  if (operations > 0) return `, and in ${operations} more ${operations === 1 ? 'operation' : 'operations'}`;
  return places === 0 ? '' : `, and in ${places} more ${places === 1 ? 'place' : 'places'}`;
}

/** How much a report weighs beside another of the same change. */
function weightOf({ effect, site }: AnyReport): number {
  if (breaks(effect, site?.sender ?? 'consumer')) return 3;
  return effect === 'policy' ? 2 : effect === 'unproven' ? 1 : 0;
}

/** What a report is about, beside where it is met. */
function subjectOf({ params = {} }: AnyReport): string {
  const { where: _, ...rest } = params;
  return JSON.stringify(rest);
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
