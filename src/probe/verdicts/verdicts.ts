import { stablePointer, asWritten, type Naming } from '../../findings/fingerprint.ts';
import { timesWords } from '../../findings/times.ts';
import { nodeAt } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import type { Finding, Proposal } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order.ts';
import type { Api } from '../../openapi/model.ts';
import type { AsyncApi } from '../asyncapi/model.ts';
import type { Facts } from '../judge/facts.ts';
import { mismatchOf } from '../judge/mismatch-evidence.ts';
import { contractIsWrong, faultOf, sideOf } from './blame.ts';
import { createFolds, type Fold, type Group } from './fold.ts';
import { operationKey } from './identity.ts';
import { proposalOf } from '../propose/proposal.ts';
import { createReaching } from './reaching.ts';
import { countParts, createScopes, pathOf, sampled, valuesIn, type Entered, type Scope } from './scopes.ts';
import { whatOf } from './travelled.ts';

/** Takes a finding and the facts of its exchange; gives whether a team has decided to live with it. */
export type IsAllowed = (finding: Finding, facts: Facts) => boolean;

/** Folds the findings of exchanges and says whose fault they are. */
export interface Verdicts {
  /** Takes the facts of an exchange and what was found in it; gives the folds of what is not allowed. */
  take(facts: Facts, findings: readonly Finding[]): readonly Finding[];
  /** What was found in the whole run, each fact once, in the order of a report. */
  findings(): readonly Finding[];
  /** How many facts are left out, as they are allowed. */
  allowed(): number;
}

/** A place that exchanges have had wrong so far: one that has it right is looked for. */
interface Watch {
  readonly group: Group;
  readonly of: string;
  readonly keys: readonly string[];
}

/** By group: where in its values an exchange is wrong. */
type Wrong = ReadonlyMap<string, ReadonlySet<string>>;

const nothingWrong: Wrong = new Map();

/** So many places of one scope are watched. */
const mostWatches = 50;

/**
 * Takes an API, what fingerprints call documents, which findings are allowed, and AsyncAPI documents beside the API;
 * gives the verdicts of a run.
 */
export function createVerdicts(
  api: Api,
  naming: Naming = asWritten,
  isAllowed: IsAllowed = () => false,
  asyncApis: readonly AsyncApi[] = [],
): Verdicts {
  const { documents } = api;
  const root = naming.uri(documents.root.uri);
  const contracts = new Map(asyncApis.flatMap((one) => [...one.documents]));
  for (const [uri, document] of documents.all) contracts.set(uri, document);
  const isContract = (uri: string) => contracts.has(uri);
  const folds = createFolds(({ operation }, { place }) => {
    if (place === undefined) return [root, operationKey(operation)];
    const document = contracts.get(place.uri);
    const node = document && nodeAt(document, place.pointer);
    return [naming.uri(place.uri), node ? stablePointer(node) : place.pointer];
  }, isContract);
  const allowed = createFolds(() => ['', ''], isContract);
  const scopes = createScopes();
  const watches = new Map<Scope, Watch[]>();
  let judged = 0;

  const watch = (fold: Fold, scope: Scope, of: string, keys: readonly string[]): void => {
    const { group } = fold;
    // Before it was watched, an exchange may have had it right.
    if (scope.exchanges - 1 > sampled || scope.paths.has(pathOf(of, keys))) group.agreed = true;
    const watched = watches.get(scope) ?? [];
    watches.set(scope, watched);
    if (watched.length < mostWatches) watched.push({ group, of, keys });
    else group.agreed = true;
  };

  /** Looks in what travelled for places that are watched and not wrong in this exchange. */
  const lookForAgreement = (entered: readonly Entered[], wrong: Wrong): void => {
    for (const one of entered) {
      const { scope } = one;
      const watched = watches.get(scope);
      if (!watched || watched.length === 0) continue;
      for (const { group, of, keys } of watched) {
        const most = wrong.get(group.key)?.size ?? 0;
        let parts = 0;
        for (const value of valuesIn(one))
          if (value.of === of) parts += countParts(value.value, keys, most + 1);
        if (parts > most) group.agreed = true;
      }
      if (watched.some(({ group }) => group.agreed))
        watches.set(
          scope,
          watched.filter(({ group }) => !group.agreed),
        );
    }
  };

  return {
    take(facts, findings) {
      judged += 1;
      folds.next();
      allowed.next();
      const entered = scopes.enter(facts);
      if (findings.length === 0) {
        if (watches.size > 0) lookForAgreement(entered, nothingWrong);
        scopes.leave(entered);
        return findings;
      }
      const wrong: Map<string, Set<string>> = new Map();
      const told = new Map<Fold, Finding>();
      for (const finding of findings) {
        const side = sideOf(finding.code);
        const scope = entered.find((one) => one.scope.side === side)?.scope;
        const into = isAllowed(finding, facts) ? allowed : folds;
        const { fold, newInScope } = into.add(finding, facts, scope);
        if (into === folds) told.set(fold, fold.first);
        const mismatch = mismatchOf(finding.evidence)?.mismatch;
        if (!mismatch || !scope) continue;
        const { instance } = mismatch.violation;
        const places = wrong.get(fold.group.key) ?? new Set();
        wrong.set(fold.group.key, places.add(instance));
        if (newInScope && into === folds && !fold.group.agreed)
          watch(fold, scope, whatOf(facts, mismatch), pointerKeys(instance));
      }
      lookForAgreement(entered, wrong);
      scopes.leave(entered);
      return [...told.values()];
    },
    allowed: () => [...allowed.all()].length,
    findings() {
      const reaches = createReaching(documents, scopes.all());
      const wrong = [...folds.groups()].filter((group) => contractIsWrong(group, reaches));
      const proposals = new Map(wrong.map((group) => [group, proposalOf(group, wrong, api)]));
      const told = new Set(wrong);
      return [...folds.all()]
        .map((fold) => finish(fold, told.has(fold.group), proposals.get(fold.group), judged))
        .sort(compareFindings);
    },
  };
}

/** The finding of a fold, with what is known of it now that the run is over. */
function finish(
  fold: Fold,
  contractIsWrong: boolean,
  proposal: Proposal | undefined,
  judged: number,
): Finding {
  const { first, exchanges, places, more, scopes, operations } = fold;
  const { operation, ...named } = first;
  const { related = [] } = first;
  const of = scopes.size === 0 ? judged : [...scopes].reduce((sum, scope) => sum + scope.exchanges, 0);
  const fault = faultOf(fold, contractIsWrong);
  return {
    ...named,
    ...(operation && operations.size === 1 && { operation }),
    message:
      first.message +
      (fold.mixed ? ', and others like it' : '') +
      timesWords({ exchanges, of, places, operations: operations.size }),
    ...(related.length + more.length > 0 && { related: [...related, ...more] }),
    ...(fault && { fault }),
    ...(proposal && { proposal }),
    ...(places > 1 && { occurrences: { exchanges, of, places } }),
  };
}
