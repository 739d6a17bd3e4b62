import type { Unit } from './converted.ts';
import { Unjudgeable } from './unjudgeable.ts';
import type { Units } from './units.ts';
import type { Uncompilable } from './violation.ts';

/**
 * Takes a unit, and the units that are known to be sound, to which it adds; gives the first thing, in the unit or
 * whatever it leads to, that keeps it from being judged with.
 */
export function findFault(start: Unit, units: Units, sound: Set<Unit>): Uncompilable | undefined {
  const seen = new Set<Unit>([start]);
  const sameValue = new Map<Unit, Unit[]>();
  const waiting = [start];
  try {
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
      const { links } = unit.conversion();
      for (const link of links) {
        const target = units.target(link, undefined);
        if (link.inPlace) sameValue.set(unit, [...(sameValue.get(unit) ?? []), target]);
        if (seen.has(target) || sound.has(target)) continue;
        seen.add(target);
        waiting.push(target);
      }
    }
  } catch (error) {
    if (error instanceof Unjudgeable) return error.uncompilable;
    throw error;
  }
  const endless = cycleIn(sameValue);
  if (endless) return { node: endless.node, reason: 'it refers to itself for the same value, without end' };
  for (const unit of seen) sound.add(unit);
  return undefined;
}

/** Takes which unit leads to which for the same value; gives one that leads back to itself. */
function cycleIn(edges: ReadonlyMap<Unit, readonly Unit[]>): Unit | undefined {
  const done = new Set<Unit>();
  for (const root of edges.keys()) {
    const open = new Set<Unit>();
    const stack: { readonly unit: Unit; next: number }[] = [{ unit: root, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { unit } = top;
      const target = done.has(unit) ? undefined : edges.get(unit)?.[top.next];
      if (target === undefined) {
        done.add(unit);
        open.delete(unit);
        stack.pop();
        continue;
      }
      open.add(unit);
      top.next += 1;
      if (open.has(target)) return target;
      if (!done.has(target)) stack.push({ unit: target, next: 0 });
    }
  }
  return undefined;
}
