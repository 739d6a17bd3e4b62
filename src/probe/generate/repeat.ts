import type { Collector } from '../../findings/collect.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Facts } from '../judge/facts.ts';
import type { Draft } from './drafts.ts';
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

/** Takes a request that may be refused for what was done before; gives what reports an answer that says it broke. */
export function breaks(draft: Draft): (facts: Facts, collector: Collector) => void {
  return (facts, collector) => {
    if ((facts.exchange.response?.status ?? 0) >= 500) reportAnswer(draft, facts, collector);
  };
}
