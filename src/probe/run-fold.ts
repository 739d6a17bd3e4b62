import type { Finding } from '../findings/finding.ts';
import type { ExchangeCounts } from '../findings/run-report.ts';
import type { ProbeOutcome, Ran } from './run-outcome.ts';

/** As many exchanges are named one by one; of more, only those that bring a finding, and all are counted. */
const mostListed = 5_000;
/** As many sets of findings are told apart; exchanges with others are counted by what they came to. */
const mostSets = 20_000;

/** Exchanges with the same findings. */
export interface Tally extends Pick<Ran, 'outcome' | 'findings'> {
  number: number;
}

/** Takes outcomes as they come, and keeps what a report shows of them: memory is bounded however many there are. */
export interface OutcomeFold {
  add(ran: Ran): void;
  /** Those that are listed, in order. */
  exchanges(): readonly ProbeOutcome[];
  /** All of them, by what was found in them. */
  tallies(): readonly Tally[];
  counts(): ExchangeCounts;
}

/** Gives a fold with nothing in it. Findings that exchanges share are the same object. */
export function createOutcomeFold(): OutcomeFold {
  const exchanges: ProbeOutcome[] = [];
  const seen = new Set<Finding>();
  const tallies = new Map<string, Tally>();
  let unlisted = 0;

  const count = ({ outcome, findings }: Ran): void => {
    const whole = findings.length === 0 ? outcome : keyOf(outcome, findings);
    const known = tallies.get(whole);
    if (known) known.number += 1;
    else if (tallies.size < mostSets) tallies.set(whole, { outcome, findings, number: 1 });
    else {
      const rest = tallies.get(outcome) ?? { outcome, findings: [], number: 0 };
      rest.number += 1;
      tallies.set(outcome, rest);
    }
  };

  return {
    add(ran) {
      count(ran);
      let brings = false;
      for (const finding of ran.findings) {
        brings ||= !seen.has(finding);
        seen.add(finding);
      }
      if (exchanges.length - unlisted >= mostListed && !brings) return;
      if (exchanges.length >= mostListed) unlisted += 1;
      exchanges.push(ran.tell());
    },
    exchanges: () => exchanges,
    tallies: () => [...tallies.values()],
    counts: () => countTallies(tallies.values()),
  };
}

function keyOf(outcome: string, findings: readonly Finding[]): string {
  return [outcome, ...findings.map(({ fingerprint }) => fingerprint)].join(' ');
}

/** Takes tallies; gives how many exchanges came to what. */
export function countTallies(tallies: Iterable<Pick<Tally, 'outcome' | 'number'>>): ExchangeCounts {
  const counts = { total: 0, pass: 0, fail: 0, error: 0, skip: 0 };
  for (const { outcome, number } of tallies) {
    counts.total += number;
    counts[outcome] += number;
  }
  return counts;
}
