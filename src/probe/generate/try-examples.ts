import type { Operation } from '../../openapi/model.ts';
import exampleStatusDiffers from '../checks/example-status-differs.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Case } from './case.ts';
import type { Draft } from './drafts.ts';
import { fails, namedExamples, type NamedExample } from './named-examples.ts';
import { isSafe } from './order.ts';
import { isServed } from './owned.ts';
import { pathParameters } from './path-templates.ts';
import { proofOf } from './proof.ts';
import { withKnownIds } from './references.ts';
import { breaks } from './repeat.ts';
import type { Answered, Sender } from './sender.ts';
import { createStandIns, idsWithin, withStandIns, type StandIns } from './stand-ins.ts';

/** Answers to who asks, when, and for what is not there: what a server has and lets its users do, no example says. */
const dependent = new Set([401, 403, 404, 408, 410, 429]);
/** A provider that breaks, rests or is asked too often does so for no request in particular. */
const passing = ['429', '500', '503', '5XX'];

/**
 * Takes what is judged against, the operations that may be tried, the usual request of each, what sends, and when to
 * end; sends the requests that named examples make, each after those that make what it is about, and reports where one
 * that the contract shows to fail is answered otherwise. Those that it shows to be served are sent as well: whether
 * what they are about is there, only the server knows, and so their status is not held against it. Gives what came
 * back, and what sends those again that were refused for what was still going on (409).
 */
export async function tryExamples(
  context: ProbeContext,
  operations: readonly Operation[],
  usual: (operation: Operation) => Draft | undefined,
  sender: Sender,
  spent: () => boolean,
): Promise<Exampled> {
  const came: Answered[] = [];
  const busy: NamedExample[] = [];
  const standIns = createStandIns();
  const attempt = async (one: NamedExample): Promise<void> => {
    const answers = await send(context, one, usual(one.operation), sender, standIns);
    came.push(...answers);
    if (!fails(one) && answers[0]?.facts.exchange.response?.status === 409) busy.push(one);
  };
  const all = operations.flatMap(namedExamples);
  const failing = new Set(all.flatMap((one) => (fails(one) ? [one.name] : [])));
  // Of an example that is the only one, the usual request is made already.
  let waiting = all.filter((one) => isSent(one) && (!one.only || failing.has(one.name)));
  const made = madeIds(waiting);
  for (let progress = true; progress;) {
    progress = false;
    const later: NamedExample[] = [];
    for (const one of waiting) {
      if (spent()) break;
      if (awaits(one, made, standIns)) later.push(one);
      else {
        await attempt(one);
        progress = true;
      }
    }
    waiting = later;
  }
  // What nothing has made may have been there before.
  for (const one of waiting) if (isSafe(one.operation) && !spent()) await attempt(one);
  return {
    came,
    async again() {
      const before = came.length;
      for (const one of busy.splice(0)) if (!spent()) await attempt(one);
      return came.slice(before);
    },
  };
}

/** What examples came to. */
export interface Exampled {
  readonly came: readonly Answered[];
  again(): Promise<readonly Answered[]>;
}

function isSent(one: NamedExample): boolean {
  if (one.skipped) return false;
  if (!fails(one)) return true;
  // Whoever asks with credentials is somebody who may do things: the request does not tell who that is.
  const alternatives = one.operation.security?.alternatives ?? [];
  const open = alternatives.length === 0 || alternatives.some(({ schemes }) => schemes.length === 0);
  return one.answers.every(
    ({ status }) => !passing.includes(status.toUpperCase()) && (open || !/^40[13]$/.test(status)),
  );
}

/** By name, the ids that answers show and their own requests do not: those of what was made. */
function madeIds(all: readonly NamedExample[]): ReadonlyMap<string, ReadonlySet<unknown>> {
  const made = new Map<string, Set<unknown>>();
  for (const one of all) {
    if (isSafe(one.operation) || fails(one)) continue;
    const asked = new Set(askedIds(one));
    const ids = made.get(one.name) ?? new Set();
    made.set(one.name, ids);
    for (const { value } of one.answers) for (const id of idsWithin(value)) if (!asked.has(id)) ids.add(id);
  }
  return made;
}

function askedIds({ parameters, body }: NamedExample): readonly unknown[] {
  return [...parameters.values(), ...idsWithin(body?.value)];
}

/** Whether a request is about what another makes that was not answered yet. */
function awaits(
  one: NamedExample,
  made: ReadonlyMap<string, ReadonlySet<unknown>>,
  standIns: StandIns,
): boolean {
  return askedIds(one).some(
    (id) => made.get(one.name)?.has(id) === true && standIns.find(one.name, id) === undefined,
  );
}

async function send(
  context: ProbeContext,
  one: NamedExample,
  usual: Draft | undefined,
  sender: Sender,
  standIns: StandIns,
): Promise<readonly Answered[]> {
  const draft = draftOf(context, one, usual, sender, standIns);
  if (!draft) return [];
  const conflicts = fails(one) && one.answers.every(({ status }) => status === '409');
  const first = await sender.send(draft, conflicts ? unlessServed(judge(one, draft)) : judge(one, draft));
  if (!first) return [];
  const { exchange } = first.facts;
  const { status } = exchange.response ?? {};
  for (const answer of one.answers)
    if (isServed(status) && covers(one.operation, answer.status, status ?? 0))
      standIns.learn(one.name, answer.value, exchange);
  if (!conflicts || !isServed(status)) return [first];
  // What it conflicts with was not there, and is now.
  const second = await sender.send({ ...draft, what: `${draft.what}, a second time` }, judge(one, draft));
  return second ? [first, second] : [first];
}

type Judge = NonNullable<Parameters<Sender['send']>[1]>;

function unlessServed(judge: Judge): Judge {
  return (facts, collector) => {
    if (!isServed(facts.exchange.response?.status)) judge(facts, collector);
  };
}

/** Reports an answer that is none of those that have an example of the name. */
function judge(one: NamedExample, draft: Draft): Judge {
  const { operation, name, answers, asked } = one;
  return (facts, collector) => {
    const { response } = facts.exchange;
    const [promised] = answers;
    if (!response || !promised) return;
    const { status } = response;
    if (answers.some((answer) => covers(operation, answer.status, status))) return;
    if (status >= 500) return breaks(draft)(facts, collector);
    // A status that is not documented has its finding.
    if (!fails(one) || facts.response?.documented === undefined) return;
    const refused = status >= 400 && isWhole(one) && !dependent.has(status);
    if (!isServed(status) && !refused) return;
    const expected = [...new Set(answers.map((answer) => answer.status))].join(' or ');
    collector.reporter(exampleStatusDiffers)({
      message: refused ? 'refused' : 'served',
      params: { operation: operation.key, status: String(status), name, expected },
      at: promised.at,
      related: [{ message: 'the request', at: asked }],
      ...facts.operationName,
    });
  };
}

/** Whether a status is one of those that a contract writes so (OpenAPI 3.1.1 section 4.8.16). */
function covers({ responses }: Operation, written: string, status: number): boolean {
  const range = `${String(status).charAt(0)}XX`;
  if (written === 'default') return !responses.has(String(status)) && !responses.has(range);
  return written === String(status) || written.toUpperCase() === range;
}

/** Whether its author wrote all of a request: what is made up may be refused for itself. */
function isWhole({ operation, parameters, body }: NamedExample): boolean {
  return (
    operation.parameters.every((one) => !one.required || parameters.has(one)) &&
    (body !== undefined || operation.requestBody?.required !== true)
  );
}

/**
 * The request: the examples, what stands for ids in them, and of what is required beside them, what is usual. Undefined
 * where it cannot be made, or would change what neither the run has made nor the user has given it.
 */
function draftOf(
  context: ProbeContext,
  { operation, name, parameters, body }: NamedExample,
  usual: Draft | undefined,
  sender: Sender,
  standIns: StandIns,
): Draft | undefined {
  const { ids } = sender;
  const required = operation.parameters.filter((one) => one.required);
  const rest = required.flatMap((one) =>
    usual?.parameters.has(one) ? [[one, usual.parameters.get(one)] as const] : [],
  );
  const find = (id: unknown) => standIns.find(name, id);
  const written = [...parameters].map(([one, value]) => [one, find(value) ?? value] as const);
  const one: Case = {
    operation,
    what: `the example ${name}`,
    parameters: new Map([...rest, ...written]),
    body: body ? { ...body, value: withStandIns(body.value, find) } : usual?.body,
  };
  if (required.some((parameter) => !one.parameters.has(parameter))) return undefined;
  const places = pathParameters(operation);
  const named = places.some((parameter) => parameters.has(parameter));
  const known = withKnownIds({ ...one, proof: { kind: 'valid' }, varied: undefined, base: one }, ids);
  if (!known && !named) return undefined;
  const whole: Case = {
    ...one,
    parameters: new Map([...(known ?? one).parameters, ...written]),
    body: body ? one.body : (known?.body ?? one.body),
  };
  const values = places.map((parameter) => whole.parameters.get(parameter));
  if (named && !isSafe(operation) && !ids.within(operation.path, values)) return undefined;
  const proof = proofOf(context, whole);
  if (proof.kind === 'unknown') return undefined;
  return { ...whole, proof, varied: undefined, base: whole, apart: true };
}
