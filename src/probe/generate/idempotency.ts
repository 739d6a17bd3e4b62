import { isObject } from '../../document/node.ts';
import type { Operation, Parameter } from '../../openapi/model.ts';
import idempotencyKeyIgnored from '../checks/idempotency-key-ignored.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Facts } from '../judge/facts.ts';
import { headerOf, jsonOf, statusOf } from './answer-parts.ts';
import { idOf, objectsOf } from './answered-ids.ts';
import type { Draft } from './drafts.ts';
import { freshDraft } from './fresh.ts';
import { idempotencyKey, withFreshKey } from './fresh-key.ts';
import { isServed } from './owned.ts';
import { itemPaths, lastParameter } from './path-templates.ts';
import { proofOf } from './proof.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes what is judged against, the operations that were tried, what sends, when to end, and a number that no earlier run
 * had; sends what makes something twice with one idempotency key, where the contract declares it, and reports where two
 * things are made. Gives what came back.
 */
export async function tryIdempotencyKeys(
  context: ProbeContext,
  operations: readonly Operation[],
  sender: Sender,
  spent: () => boolean,
  number: number,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const [index, operation] of operations.entries()) {
    const parameter = idempotencyKey(operation);
    const draft = operation.method === 'post' && parameter ? sender.allowed(operation) : undefined;
    if (!draft || !parameter || spent()) continue;
    const { base } = draft;
    const given = new Map([...draft.parameters, [parameter, '']]);
    const empty = { ...draft, parameters: given, base: { ...base, parameters: given } };
    const keyed = withFreshKey(context, empty, number + index);
    // One that it differs in from its base is left as it is.
    answers.push(...(await twice(context, { ...keyed, base }, parameter, sender)));
  }
  return answers;
}

async function twice(
  context: ProbeContext,
  written: Draft,
  parameter: Parameter,
  sender: Sender,
): Promise<readonly Answered[]> {
  const { operation } = written;
  if (proofOf(context, written).kind !== 'valid') return [];
  // What is there is made another of, or the second would be refused for the first.
  const draft = { ...freshDraft(context, written, sender.ids), what: 'with an idempotency key' };
  const first = await sender.send(draft, breaks(draft));
  if (!first) return [];
  const made = isServed(statusOf(first)) ? madeBy(first.facts, context) : undefined;
  if (made === undefined) return [first];
  const again = { ...draft, what: `${draft.what}, a second time` };
  const second = await sender.send(again, (facts, collector) => {
    breaks(again)(facts, collector);
    const other = isServed(facts.exchange.response?.status) ? madeBy(facts, context) : undefined;
    if (other === undefined || other === made) return;
    collector.reporter(idempotencyKeyIgnored)({
      message: 'twice',
      params: { operation: operation.key, first: made, second: other, name: parameter.name },
      at: parameter.use,
      ...facts.operationName,
    });
  });
  return second ? [first, second] : [first];
}

/** The id of what was made, as the answer has it for the path that leads there, or the path itself. */
function madeBy(facts: Facts, { api }: ProbeContext): string | undefined {
  const { operation } = facts;
  if (!operation) return undefined;
  const value = jsonOf(facts);
  for (const template of itemPaths(api.operations.map(({ path }) => path))) {
    const parameter = lastParameter(operation.path, template);
    if (parameter === undefined) continue;
    for (const { object } of isObject(value) ? objectsOf(value) : []) {
      const id = idOf(object, parameter);
      if (id !== undefined) return String(id);
    }
  }
  return headerOf(facts, 'location');
}
