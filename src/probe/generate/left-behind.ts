import type { LeftBehind } from '../../findings/run-report.ts';
import type { Operation } from '../../openapi/model.ts';

/** Knows what a run could not leave as it was. */
export interface LeftBehinds {
  /** Takes what changed something that was there, and why that is not as it was. */
  changed(by: readonly Operation[], reason: string): void;
  /** Takes the template of the path of something that was made, and why it is not removed. */
  made(path: string, reason: string): void;
  /** Gives them by reason, most first. */
  all(): readonly LeftBehind[];
}

/** Gives a memory of nothing. */
export function createLeftBehinds(): LeftBehinds {
  const reasons = new Map<string, Map<string, number>>();
  const add = (thing: string, reason: string): void => {
    const things = reasons.get(reason) ?? new Map<string, number>();
    reasons.set(reason, things.set(thing, (things.get(thing) ?? 0) + 1));
  };
  return {
    changed(by, reason) {
      for (const { key } of by) add(key, reason);
    },
    made: add,
    all: () =>
      sumLeft(
        [...reasons].map(([reason, things]) => ({
          reason,
          things: [...things]
            .sort(([, a], [, b]) => b - a)
            .map(([thing, count]) => (count > 1 ? `${thing} (${count})` : thing)),
        })),
      ),
  };
}

/** Takes what runs have left behind; gives what they have together, by reason, most first. */
export function sumLeft(all: readonly LeftBehind[]): readonly LeftBehind[] {
  const reasons = new Map<string, readonly string[]>();
  for (const { reason, things } of all) reasons.set(reason, [...(reasons.get(reason) ?? []), ...things]);
  return [...reasons]
    .map(([reason, things]) => ({ reason, things }))
    .sort((a, b) => b.things.length - a.things.length || (a.reason < b.reason ? -1 : 1));
}
