import type { Node } from '../document/document.ts';
import type { DiffContext, Part } from './check.ts';
import { newest } from './pair.ts';
import { daysBetween, levelOf, lifecycleOf } from './policy-lifecycle.ts';

/** What something that was deprecated says of its end, where the policy asks that its end be announced. */
export interface Announcement {
  /** As the policy asks for. */
  readonly days: number;
  /** `x-sunset`, where it is there; undefined where nothing says when it goes. */
  readonly sunset: { readonly node: Node; readonly day: string; readonly left: number } | undefined;
}

/**
 * Takes an object that both versions have, and what checks may know; gives how its end was announced, undefined where
 * this version announced no end or the policy asks for nothing. A date that was there before, or is none, is judged
 * as a change of the date.
 */
export function announcement(
  { kind, before, after, site, wordless }: Part,
  { documents, policy }: DiffContext,
): Announcement | undefined {
  if (wordless || !site || !lasting.has(kind)) return undefined;
  const days = policy.deprecationDays[levelOf(newest(site.operation))];
  if (days === 0) return undefined;
  const is = lifecycleOf(documents.after, after);
  if (!is.deprecated) return undefined;
  const was = lifecycleOf(documents.before, before);
  const { sunset } = is;
  if (!sunset) return was.deprecated ? undefined : { days, sunset };
  const { node, day } = sunset;
  if (day === undefined || (was.deprecated && was.sunset)) return undefined;
  return { days, sunset: { node, day, left: daysBetween(policy.today, day) } };
}

const lasting: ReadonlySet<Part['kind']> = new Set(['operation', 'parameter', 'header', 'schema']);
