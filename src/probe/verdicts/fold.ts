import type { Location } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import type { Finding, Related } from '../../findings/finding.ts';
import { fingerprint } from '../../findings/fingerprint.ts';
import type { RememberedMismatch } from '../judge/mismatch-evidence.ts';
import { identify, operationKey, type Identity } from './identity.ts';
import type { Scope } from './scopes.ts';
import { subjectOf, type Subject } from './subject.ts';
import type { Facts } from '../judge/facts.ts';

/** One fact, in however many exchanges it was found. */
export interface Fold {
  readonly identity: Identity;
  /** As it was found first, with the fingerprint of them all. */
  readonly first: Finding;
  readonly group: Group;
  /** So many exchanges have it, and so many places in them. */
  exchanges: number;
  places: number;
  /** Whether others had to go into it, as there were too many. */
  mixed: boolean;
  /** The operations that have it. */
  readonly operations: Set<string>;
  /** The next places. */
  readonly more: Related[];
  readonly scopes: Set<Scope>;
  /** What was said of the bound that was missed by most. */
  furthest: RememberedMismatch | undefined;
}

/** The folds that one change of the contract would settle. */
export interface Group {
  readonly key: string;
  readonly folds: Fold[];
  exchanges: number;
  readonly scopes: Set<Scope>;
  /** Whether an exchange is known that has the part of the contract right, or may have had it. */
  agreed: boolean;
  /** Whether the provider served each exchange that has it. */
  served: boolean;
  readonly subject: Subject;
}

/** A finding of an exchange, and the fold that it went into. */
export interface Folded {
  readonly fold: Fold;
  /** Whether the exchange is the first with a finding of the group in this scope. */
  readonly newInScope: boolean;
}

/** Places that a fold names beside the first. */
const namedPlaces = 5;
/** So many facts are told one by one; what comes after folds with what is most alike. */
const mostFolds = 5_000;
/** Of one place of the contract. */
const mostDetails = 25;

/**
 * Takes what fingerprints call the place that a finding is about, and whether a document belongs to the contract; gives
 * what folds the findings of exchanges as they come. It holds as much as there are facts.
 */
export function createFolds(
  nameOf: (finding: Finding, identity: Identity) => readonly [string, string],
  isContract: (uri: string) => boolean,
) {
  const groups = new Map<string, Group>();
  const folds = new Map<string, Fold>();
  let exchange = 0;
  const lastSeen = new Map<Fold | Group, number>();

  const foldOf = (finding: Finding, identity: Identity, facts: Facts): Fold => {
    const group =
      groups.get(identity.group) ?? groups.get(overflow(finding)) ?? newGroup(finding, identity, facts);
    const own = `${group.key}\n${identity.detail}`;
    const known = folds.get(own);
    if (known) return known;
    const last = group.folds.at(-1);
    if (last && (group.folds.length >= mostDetails || folds.size >= mostFolds)) {
      last.mixed = true;
      return last;
    }
    const said = `${identity.said}${identity.detail}`;
    const first = {
      ...finding,
      fingerprint: fingerprint(finding.code, ...nameOf(finding, identity), said, 0),
    };
    const fold: Fold = {
      identity,
      first,
      group,
      exchanges: 0,
      places: 0,
      mixed: false,
      operations: new Set(),
      more: [],
      scopes: new Set(),
      furthest: identity.mismatch,
    };
    folds.set(own, fold);
    group.folds.push(fold);
    return fold;
  };
  const newGroup = (finding: Finding, identity: Identity, facts: Facts): Group => {
    const key = groups.size >= mostFolds ? overflow(finding) : identity.group;
    const subject = subjectOf(facts, finding);
    const group: Group = {
      key,
      folds: [],
      exchanges: 0,
      scopes: new Set(),
      agreed: false,
      served: true,
      subject,
    };
    groups.set(key, group);
    return group;
  };

  return {
    all: (): Iterable<Fold> => folds.values(),
    groups: (): Iterable<Group> => groups.values(),
    /** To be called before the findings of each exchange. */
    next: (): void => void (exchange += 1),
    /** Takes a finding of an exchange, its facts and the scope that it is in, if any; gives where it went. */
    add(finding: Finding, facts: Facts, scope: Scope | undefined): Folded {
      const identity = identify(finding, isContract);
      const fold = foldOf(finding, identity, facts);
      const { group } = fold;
      const status = facts.exchange.response?.status;
      group.served &&= status !== undefined && status < 400;
      group.subject.note(facts);
      if (lastSeen.get(fold) !== exchange) fold.exchanges += 1;
      if (lastSeen.get(group) !== exchange) group.exchanges += 1;
      lastSeen.set(fold, exchange);
      lastSeen.set(group, exchange);
      if (fold.places > 0 && fold.more.length < namedPlaces && !isAt(fold.first.location, finding.location))
        fold.more.push({ message: 'also here', location: finding.location });
      fold.places += 1;
      if (finding.operation) fold.operations.add(operationKey(finding.operation));
      fold.furthest = further(fold.furthest, identity.mismatch);
      const newInScope = scope !== undefined && !group.scopes.has(scope);
      if (scope) {
        fold.scopes.add(scope);
        group.scopes.add(scope);
      }
      return { fold, newInScope };
    },
  };
}

export type Folds = ReturnType<typeof createFolds>;

function overflow({ code }: Finding): string {
  return `${code}\n\n…`;
}

/** Of two that miss the same bound, the one that misses it by more. */
function further(
  a: RememberedMismatch | undefined,
  b: RememberedMismatch | undefined,
): RememberedMismatch | undefined {
  if (!a || !b) return a ?? b;
  // Counting the members of a large object for each of them that is unknown would take the square of their number.
  if (isObject(a.shown) && !/^(?:min|max)Properties$/.test(a.mismatch.violation.keyword)) return a;
  const [one, other] = [sizeOf(a.shown), sizeOf(b.shown)];
  if (one === undefined || other === undefined) return a;
  const lower = /^(?:min|exclusiveMin)/.test(a.mismatch.violation.keyword);
  return (lower ? other < one : other > one) ? b : a;
}

/** Takes a value; gives what bounds are about: the number itself, else how long it is. */
export function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

/** What is wrong with the contract has one place, in however many exchanges it shows. */
function isAt(a: Location, b: Location): boolean {
  return a.uri === b.uri && a.pointer === b.pointer && a.range.start.column === b.range.start.column;
}
