import type { Node, Part } from '../../document/document.ts';

/** One way in which a description does something that it does in many places. */
export interface Observation {
  /** Which way: equal texts are the same way. */
  readonly variant: string;
  /** Where a finding points if it is the odd one out. */
  readonly at: Node;
  readonly part?: Part;
}

/** What most places agree on, and those that do not. */
export interface Outliers<T extends Observation> {
  readonly norm: string;
  /** How many places do it that way. */
  readonly count: number;
  readonly total: number;
  /** The first of them. */
  readonly example: T;
  /** Each place once, in the order in which they came. */
  readonly rest: readonly T[];
}

/** Fewer places are no habit. */
const least = 5;
/** Of ten, one may be an outlier; where two are, there are two habits. Of less than ten, one all the same. */
const most = 0.1;

/**
 * Takes all the ways in which one thing is done; gives the usual one and the few that differ, or undefined where there
 * is no usual one, or no exception.
 */
export function findOutliers<T extends Observation>(
  observations: readonly T[],
  fewest = least,
): Outliers<T> | undefined {
  const total = observations.length;
  if (total < fewest) return undefined;
  const counts = new Map<string, number>();
  for (const { variant } of observations) counts.set(variant, (counts.get(variant) ?? 0) + 1);
  if (counts.size < 2) return undefined;
  const [norm, count] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best));
  if (total - count > Math.max(1, total * most)) return undefined;
  const example = observations.find(({ variant }) => variant === norm);
  if (example === undefined) return undefined;
  const places = new Set<string>();
  const rest = observations.filter(({ variant, at }) => {
    const place = `${at.document.uri}#${at.pointer}`;
    if (variant === norm || places.has(place)) return false;
    places.add(place);
    return true;
  });
  return { norm, count, total, example, rest };
}

/** Gathers observations of many things, each under its own name. */
export interface Observations<T extends Observation> {
  add(subject: string, observation: T): void;
  /** The outliers of each subject that has any. */
  outliers(fewest?: number): readonly (Outliers<T> & { readonly subject: string })[];
}

/** Gives an empty collection of observations. */
export function createObservations<T extends Observation>(): Observations<T> {
  const bySubject = new Map<string, T[]>();
  return {
    add(subject, observation) {
      const known = bySubject.get(subject);
      if (known) known.push(observation);
      else bySubject.set(subject, [observation]);
    },
    outliers: (fewest) =>
      [...bySubject].flatMap(([subject, observations]) => {
        const found = findOutliers(observations, fewest);
        return found ? [{ subject, ...found }] : [];
      }),
  };
}
