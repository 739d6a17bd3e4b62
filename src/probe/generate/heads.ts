import type { Operation, Parameter } from '../../openapi/model.ts';
import headDiffers from '../checks/head-differs.ts';
import type { Facts } from '../judge/facts.ts';
import { headerOf, statusOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { isServed } from './owned.ts';
import { shapeOf } from './path-templates.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';

/** Fields that say of content what it is (RFC 9110 section 8): others may differ from one answer to the next. */
const compared = ['content-type', 'content-length', 'etag'];

/**
 * Takes the operations that were tried, what sends, and when to end; asks with HEAD, where the contract declares it, for
 * what was served to GET, and reports what differs though GET is answered as before. Gives what came back.
 */
export async function tryHeads(
  operations: readonly Operation[],
  sender: Sender,
  spent: () => boolean,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const head of operations.filter(({ method }) => method === 'head')) {
    const get = operations.find((one) => one.method === 'get' && shapeOf(one.path) === shapeOf(head.path));
    const allowed = get && sender.allowed(get);
    const draft = allowed && !spent() ? askedAlike(allowed, head) : undefined;
    if (!draft) continue;
    const before = await sender.send(draft);
    // An answer that depends on when it is asked for says nothing of the next.
    if (!before || !isServed(statusOf(before))) continue;
    const asked = headOf(head, draft, before);
    const answered = await sender.send(asked, breaks(asked));
    if (!answered) continue;
    answers.push(answered);
    if (!difference(before.facts, answered.facts)) continue;
    const after = await sender.send(draft);
    if (!after || difference(before.facts, after.facts)) continue;
    const again = await sender.send(asked, (facts, collector) => {
      const found = difference(before.facts, facts);
      if (!found) return;
      const report = collector.reporter(headDiffers);
      const base = { at: head.node, ...facts.operationName };
      const { name, value, expected } = found;
      const params = { operation: head.key, expected };
      if (name === undefined) report({ message: 'status', params: { ...params, status: value }, ...base });
      else report({ message: 'header', params: { ...params, name, value }, ...base });
    });
    if (again) answers.push(again);
  }
  return answers;
}

/** A request for GET with what HEAD declares too, as what only one of them is asked with changes the answer. */
function askedAlike(draft: Draft, head: Operation): Draft | undefined {
  const isShared = (one: Parameter): boolean =>
    one.in === 'path' || head.parameters.some((other) => other.in === one.in && other.name === one.name);
  const shared = [...draft.parameters].filter(([one]) => isShared(one));
  if ([...draft.parameters.keys()].some((one) => one.required && !isShared(one))) return undefined;
  return { ...draft, parameters: new Map(shared) };
}

/** The same request, with the same Accept: what is answered may depend on that. */
function headOf(head: Operation, draft: Draft, { facts }: Answered): Draft {
  const parameters = new Map(
    head.parameters.flatMap((parameter) => {
      const given = [...draft.parameters].find(
        ([one]) => one.in === parameter.in && (one.name === parameter.name || one.in === 'path'),
      );
      return given ? [[parameter, given[1]] as const] : [];
    }),
  );
  const accept = facts.exchange.request.headers.find(({ name }) => name.toLowerCase() === 'accept');
  const one = { operation: head, parameters, body: undefined, what: 'what GET was asked for' };
  return {
    ...one,
    ...(accept && { headers: new Map([['accept', accept.value]]) }),
    proof: { kind: 'valid' },
    varied: undefined,
    base: one,
  };
}

/** What an answer differs in from that to GET: its status, or a field that both have. */
function difference(
  get: Facts,
  other: Facts,
): { readonly name?: string; readonly value: string; readonly expected: string } | undefined {
  const [expected, status] = [get.exchange.response?.status, other.exchange.response?.status];
  // Limits and outages pass.
  if (expected === undefined || status === undefined || status === 429 || status >= 500) return undefined;
  if (status !== expected) return { value: String(status), expected: String(expected) };
  const coded = [get, other].some((one) => headerOf(one, 'content-encoding') !== undefined);
  for (const name of compared) {
    const [a, b] = [headerOf(get, name), headerOf(other, name)];
    if (a === undefined || b === undefined || a === b || (coded && name === 'content-length')) continue;
    return { name, value: b, expected: a };
  }
  return undefined;
}
