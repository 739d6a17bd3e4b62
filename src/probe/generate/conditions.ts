import type { Operation, Parameter } from '../../openapi/model.ts';
import conditionIgnored from '../checks/condition-ignored.ts';
import type { ProbeContext } from '../judge/context.ts';
import { headerOf, statusOf } from './answer-parts.ts';
import { readingOf } from './current-tags.ts';
import type { Draft } from './drafts.ts';
import { isServed } from './owned.ts';
import { proofOf } from './proof.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';

/** An entity tag that nobody has given to anything. */
const stale = '"apicheck-stale"';

/**
 * Takes what is judged against, the operations that were tried, what sends, and when to end; asks again, where the
 * contract has a 304, for what has the ETag that was told, and changes, where it has a 412 and declares If-Match, what
 * the run may change as if it had read something else. Gives what came back.
 */
export async function tryConditions(
  context: ProbeContext,
  operations: readonly Operation[],
  sender: Sender,
  spent: () => boolean,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const operation of operations) {
    const draft = sender.allowed(operation);
    if (!draft || spent()) continue;
    const answered =
      operation.method === 'get' && operation.responses.has('304')
        ? await askUnchanged(draft, sender)
        : ['put', 'patch'].includes(operation.method) && operation.responses.has('412')
          ? await changeStale(context, draft, readingOf(operations, draft), sender)
          : undefined;
    if (answered) answers.push(answered);
  }
  return answers;
}

async function askUnchanged(draft: Draft, sender: Sender): Promise<Answered | undefined> {
  const plain = withHeader(draft, 'if-none-match', undefined);
  const first = await sender.send(plain);
  const etag = headerOf(first, 'etag');
  if (statusOf(first) !== 200 || etag === undefined) return undefined;
  const conditional: Draft = {
    ...withHeader(plain, 'if-none-match', etag),
    what: 'with the ETag that was told',
  };
  return sender.send(conditional, (facts, collector) => {
    const status = facts.exchange.response?.status;
    breaks(conditional)(facts, collector);
    // What has another ETag has changed in between.
    if (status !== 200 || opaque(headerOf(facts, 'etag')) !== opaque(etag)) return;
    collector.reporter(conditionIgnored)({
      message: 'unchanged',
      params: { operation: draft.operation.key, status: String(status), etag },
      at: draft.operation.responses.get('304')?.use ?? draft.operation.node,
      ...facts.operationName,
    });
  });
}

async function changeStale(
  context: ProbeContext,
  draft: Draft,
  reading: Draft | undefined,
  sender: Sender,
): Promise<Answered | undefined> {
  const { operation } = draft;
  const parameter = parameterOf(operation, 'if-match');
  if (!parameter) return undefined;
  const wrong: Draft = {
    ...withHeader(draft, 'if-match', stale),
    what: 'for what nothing is any more',
    ownCondition: true,
  };
  if (proofOf(context, wrong).kind !== 'valid') return undefined;
  // Only what is served is refused for its condition.
  const current = reading && headerOf(await sender.send(reading), 'etag');
  const right = current === undefined ? draft : withHeader(draft, 'if-match', current);
  if (!isServed(statusOf(await sender.send(right)))) return undefined;
  return sender.send(wrong, (facts, collector) => {
    const status = facts.exchange.response?.status;
    breaks(wrong)(facts, collector);
    if (!isServed(status)) return;
    collector.reporter(conditionIgnored)({
      message: 'stale',
      params: { operation: operation.key, status: String(status), etag: stale },
      at: parameter.use,
      ...facts.operationName,
    });
  });
}

function parameterOf({ parameters }: Operation, name: string): Parameter | undefined {
  return parameters.find((one) => one.in === 'header' && one.name.toLowerCase() === name);
}

/** A request with a header field, as a parameter where the contract declares it as one, or without it. */
function withHeader(draft: Draft, name: string, value: string | undefined): Draft {
  const parameter = parameterOf(draft.operation, name);
  const parameters = new Map([...draft.parameters].filter(([one]) => one !== parameter));
  if (value === undefined) return { ...draft, parameters };
  if (parameter) return { ...draft, parameters: parameters.set(parameter, value) };
  return { ...draft, parameters, headers: new Map([...(draft.headers ?? []), [name, value]]) };
}

/** RFC 9110 section 8.8.3.2: compared for what to send, weak tags are as good as strong ones. */
function opaque(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '');
}
