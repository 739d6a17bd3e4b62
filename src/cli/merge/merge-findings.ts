import type { Finding, Occurrences } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order.ts';
import { graver } from '../../findings/severity.ts';
import { timesWords, withoutTimes } from '../../findings/times.ts';

/**
 * Takes the findings of several reports; gives those of all in the order of a report, those that are the same, by
 * their fingerprints, once, with how often they were found in all.
 */
export function mergeFindings(all: readonly (readonly Finding[])[]): readonly Finding[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of all.flat()) {
    const known = alike.get(finding.fingerprint);
    if (known) known.push(finding);
    else alike.set(finding.fingerprint, [finding]);
  }
  return [...alike.values()].flatMap((same) => mergeSame(same) ?? []).sort(compareFindings);
}

/** One mistake is told of once: as the report that saw the most of it tells it. */
function mergeSame(same: readonly Finding[]): Finding | undefined {
  const [first] = same;
  if (!first || same.length === 1) return first;
  const most = same.reduce((a, b) => (exchangesOf(b) > exchangesOf(a) ? b : a));
  const { operation, ...told } = most;
  const ofOne = same.every(({ operation: other }) => sameOperation(operation, other));
  return {
    ...told,
    severity: same.map(({ severity }) => severity).reduce(graver),
    ...(operation && ofOne && { operation }),
    ...(isOfExchanges(most) && timesOf(most, same)),
  };
}

/** Faults are of exchanges; what is found in a description is there once, however many reports tell of it. */
function isOfExchanges({ fault, occurrences }: Finding): boolean {
  return fault !== undefined || occurrences !== undefined;
}

function timesOf({ message }: Finding, same: readonly Finding[]): Pick<Finding, 'message' | 'occurrences'> {
  const sum = (part: keyof Occurrences): number =>
    same.reduce((total, { occurrences }) => total + (occurrences?.[part] ?? 1), 0);
  const occurrences = { exchanges: sum('exchanges'), of: sum('of'), places: sum('places') };
  // A report does not say among how many it found what it found once.
  const counted = same.every(({ occurrences: own }) => own !== undefined);
  const words = timesWords({ ...occurrences, of: counted ? occurrences.of : undefined });
  return { message: withoutTimes(message) + words, occurrences };
}

function exchangesOf({ occurrences }: Finding): number {
  return occurrences?.exchanges ?? 1;
}

function sameOperation(a: Finding['operation'], b: Finding['operation']): boolean {
  return a?.method === b?.method && a?.path === b?.path;
}
