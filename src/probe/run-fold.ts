import type { Finding } from '../findings/finding.ts';
import type { ExchangeCounts } from '../findings/run-report.ts';
import type { ProbeOutcome, Ran } from './run-outcome.ts';

/** As many exchanges are named one by one; of more, only those that bring a finding, and all are counted. */
const mostListed = 5_000;
/** As many findings are kept whole; of more, the first of each kind at each place of the contract. */
const mostFindings = 10_000;
/** As many kinds beyond that are told apart. */
const mostKinds = 10_000;

/** Takes outcomes as they come, and keeps what a report shows of them: memory is bounded however many there are. */
export interface OutcomeFold {
  add(ran: Ran): void;
  /** Those that are listed, in order. */
  exchanges(): readonly ProbeOutcome[];
  findings(): readonly Finding[];
  counts(): ExchangeCounts;
}

/** Gives a fold with nothing in it. */
export function createOutcomeFold(): OutcomeFold {
  const exchanges: ProbeOutcome[] = [];
  const findings: Finding[] = [];
  const counts = { total: 0, pass: 0, fail: 0, error: 0, skip: 0 };
  const kinds = new Set<string>();
  const seen = new Set<Finding>();
  let unlisted = 0;

  /** Whether a finding says something that none before said. */
  const isNew = (finding: Finding): boolean => {
    if (findings.length < mostFindings) return true;
    if (kinds.size === 0) for (const each of findings) kinds.add(kindOf(each));
    const kind = kindOf(finding);
    if (kinds.has(kind) || kinds.size >= mostFindings + mostKinds) return false;
    kinds.add(kind);
    return true;
  };

  return {
    add(ran) {
      counts.total += 1;
      counts[ran.outcome] += 1;
      let brings = false;
      for (const finding of ran.findings) {
        if (seen.has(finding) || !isNew(finding)) continue;
        seen.add(finding);
        findings.push(finding);
        brings = true;
      }
      if (exchanges.length - unlisted >= mostListed && !brings) return;
      if (exchanges.length >= mostListed) unlisted += 1;
      exchanges.push(ran.tell());
    },
    exchanges: () => exchanges,
    findings: () => findings,
    counts: () => ({ ...counts }),
  };
}

/** What findings alike have in common: what is wrong, in which operation, against which line of the contract. */
function kindOf({ code, operation, related, location, message }: Finding): string {
  const [keyword] = related ?? [];
  const about = keyword
    ? `${keyword.location.uri}#${keyword.location.pointer}`
    : message.replace(/\d+/g, '0').slice(0, 200);
  return [code, operation?.method, operation?.path, location.uri, about].join('\n');
}
