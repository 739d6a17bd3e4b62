import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, holderOf, isObjectNode } from '../document/node.ts';
import type { Severity } from '../findings/finding.ts';
import { follow } from '../openapi/follow.ts';
import type { ChangePlacement, Effect } from './check.ts';
import { newest, type Pair } from './pair.ts';
import { hasMoved, wasRequired } from './policy-moved.ts';
import { levelOf, lifecycleOf } from './policy-lifecycle.ts';
import { judgeRemoval } from './policy-removal.ts';
import type { DiffPolicy, PolicyChoice } from './policy.ts';

/** What the policy makes of a change. Where it has nothing to say, all is as the check reported it. */
export interface Ruling {
  readonly effect?: Effect;
  /** What the team has decided on this kind of change: it takes the place of what its code weighs. */
  readonly severity?: Severity | 'off';
  /** To follow the message. */
  readonly note?: string;
  /** That it is none: what is said to have come or gone only moved. */
  readonly moved?: true;
}

/** A change as the policy sees it. */
export type RuledChange = ChangePlacement & {
  readonly params?: Readonly<Record<string, string | number>> | undefined;
};

/** Takes a check's code and a change that it reported; gives the policy's ruling. */
export type Rule = (code: string, change: RuledChange) => Ruling;

/** Takes a policy and the documents of both versions; gives what rules on changes. */
export function createRule(policy: DiffPolicy, documents: Pair<Documents>): Rule {
  return (code, change) => {
    const { site, effect } = change;
    if (effect === 'none' && hasMoved(code, change, documents)) return { moved: true };
    const level = site && levelOf(site.operation.before ?? newest(site.operation));
    if (site?.operation.before && level !== undefined && policy.unstable.has(level) && effect !== 'none') {
      return { effect: 'none', note: `in an operation that is ${level}` };
    }
    const gone = removedNode(code, change);
    const removal = gone && judgeRemoval(lifecycleOf(documents.before, gone), level ?? 'stable', policy);
    const note = removal?.note;
    if (removal?.allowed) return { effect: 'none', ...(note !== undefined && { note }) };
    const choice = choiceOf(code, change);
    const severity = choice && policy.severities[choice];
    const marked = choice === 'responseEnumValueAdded' && mayGrow(change, documents);
    if (marked) return { effect: 'none', note: 'whose values may become more' };
    // That it is no longer always sent is told already.
    const told = site?.sender === 'provider' && wasRequired(documents.before, change);
    const left = code === 'property-removed' && effect === 'none' && !told;
    return {
      // That a reader no longer finds an optional property, or a sender is ignored, no message shows.
      ...(left && { effect: 'policy' as const }),
      ...(severity !== undefined && { severity }),
      ...(note !== undefined && { note }),
    };
  };
}

/** Codes of what stands in `before` alone, and may have been announced to go. */
const removals: ReadonlySet<string> = new Set([
  'operation-removed',
  'parameter-removed',
  'property-removed',
  'response-header-removed',
]);

/** The thing that went, as `before` uses it; undefined where none did. */
function removedNode(code: string, change: RuledChange): Node | undefined {
  if (removals.has(code) && change.after === undefined) return change.before;
  // A response that always had a property loses it: that it is no longer required is told, not that it went.
  if (code !== 'property-optional' || !change.before || !change.after) return undefined;
  const name = String(change.params?.['subject'] ?? '');
  const had = declaredBeside(change.before, name);
  return had && !declaredBeside(change.after, name) ? had : undefined;
}

/** Takes a `required` keyword, an item of it or the schema that has it; gives the property of that name there. */
function declaredBeside(node: Node, name: string): Node | undefined {
  let at: Node | undefined = node;
  for (let up = 0; up < 3 && at; up += 1) {
    const properties = child(at, 'properties');
    const found = properties && child(properties, name);
    if (found) return found;
    at = holderOf(at);
  }
  return undefined;
}

/** Which of the team's decisions a change falls under. */
function choiceOf(code: string, { site }: RuledChange): PolicyChoice | undefined {
  const request = site?.sender === 'consumer';
  if (code === 'parameter-removed') return 'parameterRemoved';
  if (code === 'property-removed') return request ? 'requestPropertyRemoved' : 'responsePropertyRemoved';
  if (code === 'enum-value-added') return request ? undefined : 'responseEnumValueAdded';
  if (code === 'operation-id-changed') return 'operationIdChanged';
  return code.endsWith('default-changed') ? 'defaultChanged' : undefined;
}

/** Whether an enum is marked, beside it, as one that consumers must expect to grow: `x-extensible-enum`. */
function mayGrow(
  { owner, before, after }: RuledChange,
  { before: old, after: fresh }: Pair<Documents>,
): boolean {
  const marked = (documents: Documents, node: Node | undefined): boolean => {
    const followed = node && follow(documents, node);
    const mark = followed?.kind === 'found' ? child(followed.node, 'x-extensible-enum') : undefined;
    return mark !== undefined && mark.value !== false && mark.value !== null;
  };
  const around = (node: Node | undefined): Node | undefined => {
    // Without an owner, the node is the keyword itself or one of its values.
    for (let at = node; at !== undefined; at = holderOf(at)) {
      if (isObjectNode(at) && (child(at, 'enum') || child(at, 'const'))) return at;
      if (isObjectNode(at)) return undefined;
    }
    return undefined;
  };
  // A promise made before holds for who read it then; one made only now comes too late.
  return owner
    ? marked(old, owner.before)
    : marked(old, around(before)) || (!before && marked(fresh, around(after)));
}
