import type { Documents } from '../../document/documents.ts';
import type { Collector } from '../../findings/collect.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Facts } from '../judge/facts.ts';
import duplicateAccepted from '../checks/duplicate-accepted.ts';
import type { Draft } from './drafts.ts';
import { promisedConflict } from './promised-conflict.ts';
import { isServed } from './owned.ts';
import { reportAnswer } from './report-answer.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes the operations that were tried, what sends, and when to end; sends what has made something once more. That it is
 * refused then, and how, is the provider's to say, as the contract has it; that it breaks is not. Gives what came back.
 */
export async function repeatCreations(
  operations: readonly Operation[],
  sender: Sender,
  spent: () => boolean,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const operation of operations) {
    const draft = operation.method === 'post' ? sender.allowed(operation) : undefined;
    if (!draft || spent()) continue;
    const again: Draft = { ...draft, what: `${draft.what}, a second time` };
    const first = await sender.send(draft);
    if (!isServed(first?.facts.exchange.response?.status)) continue;
    const answered = await sender.send(again, breaks(again));
    if (answered) answers.push(answered);
  }
  return answers;
}

/**
 * Takes the texts of a description, a request, the status that it was served with, and what sends; sends it again at once where the contract promises that it is refused
 * then, undefined where it does not. Gives what came back.
 */
export async function repeatAtOnce(
  documents: Documents,
  draft: Draft,
  status: number,
  sender: Sender,
): Promise<Answered | undefined> {
  const promise = promisedConflict(documents, draft, status);
  if (!promise) return undefined;
  const again: Draft = { ...draft, what: `${draft.what}, a second time` };
  return sender.send(again, (facts, collector) => {
    const status = facts.exchange.response?.status;
    breaks(again)(facts, collector);
    if (!isServed(status)) return;
    collector.reporter(duplicateAccepted)({
      message: 'accepted',
      params: { operation: draft.operation.key, status: String(status), promise: promise.words },
      at: promise.at,
      ...facts.operationName,
    });
  });
}

/** Takes a request that may be refused for what was done before; gives what reports an answer that says it broke. */
export function breaks(draft: Draft): (facts: Facts, collector: Collector) => void {
  return (facts, collector) => {
    if ((facts.exchange.response?.status ?? 0) >= 500) reportAnswer(draft, facts, collector);
  };
}
