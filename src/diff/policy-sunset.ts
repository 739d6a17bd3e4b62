import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Operation } from '../openapi/model.ts';
import { newest, type Pair, type Side } from './pair.ts';
import { daysBetween, levelOf, lifecycleOf } from './policy-lifecycle.ts';
import type { DiffPolicy } from './policy.ts';

/** What can be wrong with how the end of something is announced. */
export type SunsetProblem =
  | { readonly kind: 'missing'; readonly dropped: boolean; readonly days: number }
  | { readonly kind: 'invalid'; readonly text: string }
  | { readonly kind: 'near'; readonly day: string; readonly left: number; readonly days: number }
  | { readonly kind: 'earlier'; readonly was: string; readonly is: string };

/** A problem, and the node of each version at which it is to be mended. */
export interface FoundSunsetProblem {
  readonly problem: SunsetProblem;
  readonly before: Node | undefined;
  readonly after: Node;
}

/**
 * Takes something that both versions have, as each uses it, its operation and the policy; gives what is wrong with the
 * announcement of its end, where this version changed it.
 */
export function sunsetProblem(
  { before, after }: Pair<Node>,
  operation: Side<Operation>,
  documents: Pair<Documents>,
  policy: DiffPolicy,
): FoundSunsetProblem | undefined {
  const was = lifecycleOf(documents.before, before);
  const is = lifecycleOf(documents.after, after);
  if (!is.deprecated) return undefined;
  const days = policy.deprecationDays[levelOf(newest(operation))];
  const old = was.deprecated ? was.sunset : undefined;
  const { sunset } = is;
  if (!sunset) {
    if (old) return { problem: { kind: 'missing', dropped: true, days }, before: old.node, after };
    const announced = was.deprecated || days === 0;
    return announced ? undefined : { problem: { kind: 'missing', dropped: false, days }, before, after };
  }
  const nodes = { before: old?.node ?? before, after: sunset.node };
  const { day } = sunset;
  if (day === undefined) {
    const same = old !== undefined && old.node.value === sunset.node.value;
    return same ? undefined : { problem: { kind: 'invalid', text: textOf(sunset.node.value) }, ...nodes };
  }
  if (old?.day === day) return undefined;
  if (old?.day !== undefined && day < old.day)
    return { problem: { kind: 'earlier', was: old.day, is: day }, ...nodes };
  const left = daysBetween(policy.today, day);
  return days > 0 && left < days ? { problem: { kind: 'near', day, left, days }, ...nodes } : undefined;
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
