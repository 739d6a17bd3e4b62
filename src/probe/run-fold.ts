import type { Finding } from '../findings/finding.ts';
import type { ExchangeCounts, SkippedExchanges } from '../findings/run-report.ts';
import type { ProbeOutcome, Ran } from './run-outcome.ts';

/** As many exchanges are named one by one; of more, only those that bring a finding, and all are counted. */
const mostListed = 5_000;
/** As many sets of findings are told apart; exchanges with others are counted by what they came to. */
const mostSets = 20_000;

/** Exchanges with the same findings. */
export interface Tally extends Pick<Ran, 'outcome' | 'findings' | 'skipped'> {
  number: number;
}

/** Takes outcomes as they come, and keeps what a report shows of them: memory is bounded however many there are. */
export interface OutcomeFold {
  add(ran: Ran): void;
  /** Takes the fold of exchanges that follow; adds them. */
  join(following: OutcomeFold): void;
  /** How many are listed. */
  listed(): number;
  /** Those that are listed, in order. */
  exchanges(): readonly ProbeOutcome[];
  /** All of them, by what was found in them. */
  tallies(): readonly Tally[];
  counts(): ExchangeCounts;
}

/**
 * Takes whether exchanges in which nothing was found are listed, and how many at least are before its own, where it is
 * going to be joined to others; gives a fold with nothing in it. Findings that exchanges share are the same object.
 */
export function createOutcomeFold(listPassed = true, before: () => number = () => 0): OutcomeFold {
  const exchanges: ProbeOutcome[] = [];
  const seen = new Set<Finding>();
  const tallies = new Map<string, Tally>();

  const count = ({ outcome, findings, skipped }: Omit<Tally, 'number'>, number: number): void => {
    const whole = findings.length === 0 ? (skipped ?? outcome) : keyOf(outcome, findings);
    const known = tallies.get(whole);
    if (known) known.number += number;
    else if (tallies.size < mostSets)
      tallies.set(whole, { outcome, findings, number, ...(skipped !== undefined && { skipped }) });
    else {
      const rest = tallies.get(outcome) ?? { outcome, findings: [], number: 0 };
      rest.number += number;
      tallies.set(outcome, rest);
    }
  };
  /** Takes the next exchange; gives whether it is listed. */
  const isListed = ({ outcome, findings }: Pick<Ran, 'outcome' | 'findings'>): boolean => {
    if (!listPassed && outcome === 'pass' && findings.length === 0) return false;
    let brings = false;
    for (const finding of findings) {
      brings ||= !seen.has(finding);
      seen.add(finding);
    }
    return brings || (exchanges.length < mostListed && exchanges.length + before() < mostListed);
  };

  return {
    add(ran) {
      count(ran, 1);
      if (isListed(ran)) exchanges.push(ran.tell());
    },
    join(following) {
      for (const tally of following.tallies()) count(tally, tally.number);
      for (const one of following.exchanges()) if (isListed(one)) exchanges.push(one);
    },
    listed: () => exchanges.length,
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

/** Takes tallies; gives how many exchanges were skipped for which reason, most first. */
export function skippedOf(tallies: Iterable<Pick<Tally, 'skipped' | 'number'>>): SkippedExchanges[] {
  const numbers = new Map<string, number>();
  for (const { skipped, number } of tallies)
    if (skipped !== undefined) numbers.set(skipped, (numbers.get(skipped) ?? 0) + number);
  return [...numbers]
    .map(([reason, exchanges]) => ({ reason, exchanges }))
    .sort((a, b) => b.exchanges - a.exchanges || (a.reason < b.reason ? -1 : 1));
}
