import type { Document } from '../document/document.ts';
import { applyIgnores, type IgnoreContext } from '../findings/apply-ignores.ts';
import { createCollector, type SeverityOf } from '../findings/collect.ts';
import type { Finding } from '../findings/finding.ts';
import type { Naming } from '../findings/fingerprint.ts';
import { ignoreMetas } from '../findings/ignore-metas.ts';
import { gatherIgnores, type Ignore } from '../findings/ignores.ts';
import type { FindingMeta } from '../findings/meta.ts';
import { compareFindings } from '../findings/order.ts';
import { codeNames } from './code-names.ts';

/** What has to be known of a run to leave out what its documents ignore. */
export interface IgnoringRun {
  readonly documents: Iterable<Document>;
  /** The kinds of findings that the run looked for. */
  readonly metas: Iterable<FindingMeta>;
  /** Kinds that a team made itself, whether looked for or not. */
  readonly ownMetas: Iterable<FindingMeta>;
  readonly severityOf: SeverityOf;
  /** What fingerprints call documents. */
  readonly naming: Naming;
  /** As `2027-01-31`. */
  readonly today: string;
  /** As in `IgnoreContext`. */
  readonly looked?: IgnoreContext['looked'];
}

/** What ignores leave of a run's findings. */
export interface Unignored {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
  /** Those that are left out, each with what leaves it out. */
  readonly ignored: ReadonlyMap<Finding, Ignore>;
}

/**
 * Takes the findings of a run and what is known of it; gives those that no comment and no `x-apicheck-ignore` in its
 * documents leaves out, with what is wrong with those, and how many are left out.
 */
export async function withoutIgnored(findings: readonly Finding[], run: IgnoringRun): Promise<Unignored> {
  const { ignores, malformed } = gatherIgnores(run.documents);
  if (ignores.length === 0 && malformed.length === 0)
    return { findings, suppressed: 0, ignored: new Map<Finding, Ignore>() };
  const metas = new Map([...run.metas].map((meta) => [meta.code, meta]));
  const { kept, ignored, problems } = applyIgnores(findings, ignores, {
    today: run.today,
    codes: await codeNames(run.ownMetas),
    ran: (code, location) => {
      const meta = metas.get(code);
      return meta !== undefined && run.severityOf(meta, location) !== 'off';
    },
    looked: run.looked,
  });
  const collector = createCollector(run.severityOf, run.naming);
  for (const { code, message, location } of problems) collector.add(ignoreMetas[code], message, location);
  if (run.looked)
    for (const { message, location } of malformed)
      collector.add(ignoreMetas['ignore-malformed'], message, location);
  return {
    findings: [...kept, ...collector.findings()].sort(compareFindings),
    suppressed: findings.length - kept.length,
    ignored,
  };
}
