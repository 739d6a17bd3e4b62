import { daysBetween, type Lifecycle } from './policy-lifecycle.ts';
import type { DiffPolicy, StabilityLevel } from './policy.ts';

/** Whether something may go, and the reason in words, to follow "was removed". */
export interface Removal {
  readonly allowed: boolean;
  /** Undefined where there is nothing to say beside that it went. */
  readonly note: string | undefined;
}

/**
 * Takes what something said of its end before it went, how stable its operation was, and the policy; gives whether it
 * may go: it was deprecated, and its sunset date has come, or it has been deprecated for long enough.
 */
export function judgeRemoval(
  { deprecated, sunset, since }: Lifecycle,
  level: StabilityLevel,
  { deprecationDays, today }: DiffPolicy,
): Removal {
  const days = deprecationDays[level];
  if (!deprecated) {
    return { allowed: false, note: days > 0 ? 'without having been deprecated' : undefined };
  }
  if (sunset) {
    const { day } = sunset;
    if (day === undefined) return { allowed: false, note: 'though its x-sunset is no date' };
    return day <= today
      ? { allowed: true, note: `after its sunset on ${day}` }
      : { allowed: false, note: `before its sunset on ${day}` };
  }
  if (days === 0) return { allowed: true, note: 'after it had been deprecated' };
  const told = since?.day === undefined ? undefined : daysBetween(since.day, today);
  if (told === undefined) {
    return { allowed: false, note: 'though nothing says since when it was deprecated, or its sunset' };
  }
  return told >= days
    ? { allowed: true, note: `after it had been deprecated for ${told} days` }
    : { allowed: false, note: `after it had been deprecated for ${told} of ${days} days` };
}
