import type { Operation } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import { mistakeOf, type Mistake } from './answer.ts';
import { isEmptyAnswer } from './answered-ids.ts';
import { exchangeOf } from './case.ts';
import { wordsFor } from './case-words.ts';
import { isUsual, type Draft } from './drafts.ts';
import { createExperiences } from './experience.ts';
import { bothOffenders, noOffenders, offendersOf, without } from './offenders.ts';
import { proofOf } from './proof.ts';
import { beforeUpdate } from './read-back.ts';
import { growRequest } from './grow.ts';
import { hasMadeUpReference, withKnownIds } from './references.ts';
import {
  calledMalformed,
  comparesTwo,
  leavesEmpty,
  refusedByMeaning,
  repeats,
  saysStateful,
} from './unknowable.ts';
import { makersOf } from './renew.ts';
import { pathParameters } from './path-templates.ts';
import { repeatAtOnce } from './repeat.ts';
import { reportAnswer } from './report-answer.ts';
import type { Answered, Sender } from './sender.ts';
import { tryWrongClaim } from './wrong-claim.ts';
import { shrink } from './shrink.ts';

/** Tries requests that were made up, one after the other, and learns from what is refused. */
export interface Trials {
  attempt(draft: Draft): Promise<void>;
  /** Takes an operation; gives whether a request to it was served. */
  served(operation: Operation): boolean;
  /** Takes an operation; gives whether a request to it was served, and with more than a list of nothing. */
  satisfied(operation: Operation): boolean;
  /** Takes a request that names something that the user gives; tries it with that. */
  attemptGiven(draft: Draft): Promise<void>;
  /** Takes the usual request of an operation that nothing was served of; tries it with all that it may be about. */
  attemptOthers(draft: Draft): Promise<void>;
}

const shrinkRequests = 25;
const mostOffenders = 6;
const mostRenewals = 30;
const mostOthers = 10;
const mostRepeats = 3;
const mostUpdates = 12;

/**
 * Takes what is judged against, what sends, the usual request of each operation, when to end, and where outcomes go;
 * gives what tries requests.
 */
export function createTrials(
  context: ProbeContext,
  sender: Sender,
  usual: (operation: Operation) => Draft | undefined,
  spent: () => boolean,
  record: (answered: Answered) => void,
): Trials {
  const told = new Set<string>();
  const experienceOf = createExperiences();

  const smallestOf = (draft: Draft, mistake: Mistake): Promise<Draft> =>
    shrink(
      draft,
      async (candidate) => {
        if (spent()) return undefined;
        const proof = proofOf(context, candidate);
        if (proof.kind === 'unknown' || !sameProof(proof, draft.proof)) return undefined;
        const smaller: Draft = { ...candidate, proof };
        const answered = await sender.send(smaller);
        const status = answered?.facts.exchange.response?.status;
        // What got no answer is told of, though it is not what was looked for.
        if (answered && status === undefined) record(answered);
        return status !== undefined && mistakeOf(draft, status) === mistake ? smaller : undefined;
      },
      shrinkRequests,
    );

  /** With what is known to exist, where that leaves it as it was proven. */
  const known = (draft: Draft, { nth = 0, given = false }: Choice = {}): Draft | undefined =>
    [true, false]
      .map((everywhere) => withKnownIds(draft, sender.ids, { everywhere, nth, given }))
      .find((one) => one && proofOf(context, one).kind === draft.proof.kind);

  /** Makes anew what a request has found used up, and sends it again with that. */
  const anew = async (written: Draft, answered: Answered, draft: Draft): Promise<Answered> => {
    const experience = experienceOf(draft.operation);
    const status = answered.facts.exchange.response?.status ?? 0;
    const makers = makersOf(draft, status, sender.ids);
    if (makers.length === 0 || experience.renewals >= mostRenewals || spent()) return answered;
    experience.renewals += 1;
    for (const maker of makers) {
      const making = usual(maker);
      const made = making && known(making);
      const result = made && (await sender.send(made));
      if (result) record(result);
    }
    const fresh = known(without(written, experience.offenders));
    if (!fresh || requestOf(fresh) === requestOf(draft)) return answered;
    record(answered);
    return (await sender.send(fresh)) ?? answered;
  };

  const attempt = async (written: Draft, round = 0, choice: Choice = {}): Promise<void> => {
    const experience = experienceOf(written.operation);
    // With less, it may be served after all.
    if (experience.refusesAll && !isUsual(written)) return;
    const draft = known(without(written, experience.offenders), choice);
    if (draft === undefined) return;
    if (isUsual(draft) && !experience.empty && experience.usual.has(requestOf(draft))) return;
    const updating =
      experience.updates < mostUpdates ? await beforeUpdate(context.api, draft, sender) : undefined;
    if (updating) experience.updates += 1;
    const first = await sender.send(draft);
    const answered = first && choice.nth === undefined ? await anew(written, first, draft) : first;
    if (!answered) return;
    const status = answered.facts.exchange.response?.status;
    if (isUsual(draft)) experience.usual.add(requestOf(draft));
    if (status !== undefined && status < 300) {
      experience.served = true;
      experience.refusesAll = false;
      experience.empty = isUsual(draft) && isEmptyAnswer(answered.facts.exchange);
      if (draft.proof.kind === 'valid') {
        record(answered);
        const kept = answered === first ? await updating?.after(status) : undefined;
        if (kept) record(kept);
        const wrong = experience.claims || spent() ? undefined : await tryWrongClaim(draft, sender);
        if (wrong) record(wrong);
        experience.claims ||= wrong !== undefined;
        if (experience.repeats >= mostRepeats || spent()) return;
        const again = await repeatAtOnce(context.api.documents, draft, status, sender);
        if (again) record(again);
        if (again) experience.repeats += 1;
        return;
      }
    }
    const mistake = status === undefined ? undefined : mistakeOf(draft, status);
    if (status === undefined || mistake === undefined) return record(answered);
    // A parameter without a value is one that is not there, to most.
    if (mistake === 'invalid-input-accepted' && leavesEmpty(draft)) return record(answered);
    // Other requests may be served: nothing is learned of this one.
    if (mistake === 'valid-input-rejected' && saysStateful(answered.facts, draft.operation))
      return record(answered);
    if (status >= 500 && experience.failsAtAll && !experience.served) return;
    const about = `${mistake} ${draft.operation.key} ${subjectOf(draft)}`;
    if (told.has(about)) return;
    told.add(about);
    const smallest = await smallestOf(draft, mistake);
    const rejected = mistake === 'valid-input-rejected';
    const crashed = mistake === 'server-error';
    const offenders = rejected || crashed ? offendersOf(context, smallest) : noOffenders;
    const malformed = calledMalformed(draft.operation, status) && !isUsual(draft) && experience.served;
    const unknowable =
      rejected &&
      (refusedByMeaning(draft.operation, status) ||
        (!malformed &&
          (hasMadeUpReference(smallest, sender.ids) || repeats(smallest, offenders, sender.ids))) ||
        comparesTwo(smallest) ||
        leavesEmpty(smallest));
    const wire = wordsFor(smallest);
    if (told.has(`${mistake} ${draft.operation.key} ${wire}`)) return;
    told.add(`${mistake} ${draft.operation.key} ${wire}`);
    const again = await sender.send(smallest, (facts, collector) => {
      if (!unknowable && !(rejected && saysStateful(facts, draft.operation)))
        reportAnswer(smallest, facts, collector);
    });
    if (again) record(again);
    if (!(rejected || crashed) || !isUsual(draft)) return;
    if (offenders.parameters.size + offenders.members.size === 0) {
      experience.failsAtAll ||= crashed;
      if (crashed) return;
      // Without a body that need not be sent, that may be what it lacks.
      experience.refusesAll = draft.body !== undefined || !draft.operation.requestBody;
      const grown = spent() ? undefined : await growRequest(context, draft, sender);
      if (!grown) return;
      experience.served = true;
      record(grown.answered);
    } else {
      experience.offenders = bothOffenders(experience.offenders, offenders);
      told.delete(about);
      if (round < mostOffenders && !spent()) await attempt(written, round + 1, choice);
    }
  };
  return {
    attempt: (draft) => attempt(draft),
    async attemptOthers(draft) {
      const { usual, served } = experienceOf(draft.operation);
      usual.clear();
      const others = pathParameters(draft.operation).length > 0 ? mostOthers : 1;
      for (let nth = 0; nth < others && !served && !spent(); nth++) {
        await attempt(draft, 0, { nth });
        if (experienceOf(draft.operation).served) return;
      }
    },
    attemptGiven: (draft) => attempt(draft, 0, { given: true }),
    satisfied(operation) {
      const { served, empty } = experienceOf(operation);
      return served && !empty;
    },
    served: (operation) => experienceOf(operation).served,
  };
}

/** What a request is about: which of what its path may lead to, or what the user gives. */
interface Choice {
  readonly nth?: number;
  readonly given?: boolean;
}

function requestOf(draft: Draft): string {
  const request = exchangeOf(draft, draft.what)?.request;
  return JSON.stringify([
    request?.target,
    request?.headers.map(({ value }) => value),
    request?.body?.data?.value,
  ]);
}

/** Of a request that is refused by the contract, the same keyword refuses the smaller one. */
function sameProof(a: Draft['proof'], b: Draft['proof']): boolean {
  if (a.kind === 'invalid' && b.kind === 'invalid')
    return a.at.document === b.at.document && a.at.pointer === b.at.pointer;
  return a.kind === b.kind;
}

/** What a request is about: of many that go wrong in the same way, one is told of. */
function subjectOf({ proof, what }: Draft): string {
  return proof.kind === 'invalid'
    ? `${proof.at.document.uri}${proof.at.pointer}`
    : what.replace(/: [^:]*$/, '');
}
