import { isObject } from '../../document/node.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import { jsonOf, statusOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import type { LeftBehinds } from './left-behind.ts';
import { operationAt } from './operation-at.ts';
import { isServed } from './owned.ts';
import { proofOf } from './proof.ts';
import { plainDraft } from './remove.ts';
import { reportAnswer } from './report-answer.ts';
import type { Answered, Sender } from './sender.ts';
import { writingBack } from './told-as-body.ts';

/** Something that was there before the run, which has changed it. */
export interface Place {
  /** Its template, and that without the names of its parameters. */
  readonly path: string;
  readonly shape: string;
  /** Of the parameters in its path. */
  readonly values: readonly unknown[];
  readonly reading: Draft | undefined;
  readonly was:
    | { readonly kind: 'told'; readonly value: unknown }
    | { readonly kind: 'absent' }
    | { readonly kind: 'unknown'; readonly why: string };
  /** Operations that were served, or whose end nobody knows. */
  readonly changedBy: Set<Operation>;
}

/** PUT says all of what something is to be. */
export const writers = ['put', 'patch', 'post'];
/** These go on whatever is written. */
const isVersion = /(?:version|revision|etag|generation)$/i;

/**
 * Takes what is judged against, something that was there before, what sends, and what notes what is left; writes back
 * what was told of it where that is no longer told, or deletes it where it was not there. Gives what came back.
 */
export async function restorePlace(
  context: ProbeContext,
  place: Place,
  sender: Sender,
  left: LeftBehinds,
): Promise<readonly Answered[]> {
  const { values, shape, reading, was } = place;
  const by = [...place.changedBy];
  // What a POST does is more often to do something than to write.
  const writes = by.filter(({ method }) => method !== 'post');
  if (was.kind === 'unknown' || !reading) {
    if (was.kind === 'unknown') left.changed(writes, was.why);
    return [];
  }
  const now = valueOf(await sender.tidy(reading));
  if (was.kind === 'absent') return now ? removePlace(context.api, place, by, sender, left) : [];
  const asBody = (value: unknown): Draft | undefined => {
    for (const method of writers) {
      const operation = operationAt(context.api, method, shape);
      const allowed = operation && sender.allowed(operation);
      const draft = operation && writingBack(context, operation, values, allowed, value);
      if (draft) return draft;
    }
    return undefined;
  };
  const { key } = reading.operation;
  const writing = asBody(was.value);
  if (!writing) {
    const takers = writes.map((one) => one.key).join(' or ');
    if (!same(was.value, now?.value))
      left.changed(writes, `what ${key} told before is nothing that ${takers} takes`);
    return [];
  }
  const current = now && asBody(now.value);
  if (same(current?.body?.value, writing.body?.value)) return [];
  const answers: Answered[] = [];
  for (const draft of attempts(context, writing, current)) {
    const answered = await sender.tidy(draft, (facts, collector) => reportAnswer(draft, facts, collector));
    if (answered) answers.push(answered);
    if (isServed(statusOf(answered))) break;
  }
  const status = statusOf(answers.at(-1));
  const then = `${writing.operation.key} answered ${status ?? 'nothing'} to what ${key} told before`;
  if (!isServed(status)) left.changed(by, then);
  // 202: it is to be done later.
  if (!isServed(status) || status === 202) return answers;
  const again = valueOf(await sender.tidy(reading));
  const others = again && differing(writing.body?.value, asBody(again.value)?.body?.value);
  if (others !== undefined && others !== '') left.changed(by, `${then}, which still tells ${others}`);
  return answers;
}

/** What the run has made where nothing was is deleted. */
async function removePlace(
  api: Api,
  { shape, values }: Place,
  by: readonly Operation[],
  sender: Sender,
  left: LeftBehinds,
): Promise<readonly Answered[]> {
  const remove = operationAt(api, 'delete', shape);
  if (!remove) {
    left.changed(by, 'no operation deletes it');
    return [];
  }
  const removed = await sender.tidy(plainDraft(remove, values, 'what was not there before the run'));
  const status = statusOf(removed);
  if (!isServed(status)) left.changed(by, `${remove.key} answered ${status ?? 'nothing'}`);
  return removed ? [removed] : [];
}

/** What is written back, as providers of several minds take it. */
function attempts(context: ProbeContext, writing: Draft, current: Draft | undefined): readonly Draft[] {
  const { body } = writing;
  const [was, now] = [body?.value, current?.body?.value];
  if (!body || !isObject(was) || !isObject(now)) return [writing];
  const variants: Draft[] = [];
  const isValid = (one: Draft): boolean => proofOf(context, one).kind === 'valid';
  // RFC 7396: what is not named stays, and null takes it away.
  let whole = writing;
  for (const name of writing.operation.method === 'patch' ? Object.keys(now) : []) {
    if (Object.hasOwn(was, name)) continue;
    const less = { ...whole, body: { ...body, value: { ...objectOf(whole.body?.value), [name]: null } } };
    if (isValid(less)) whole = less;
  }
  if (whole !== writing) variants.push(whole);
  variants.push(writing);
  // Some refuse to change a version that is no longer there.
  const versions = Object.entries(now).filter(([name]) => isVersion.test(name) && Object.hasOwn(was, name));
  if (versions.length > 0)
    variants.push({ ...writing, body: { ...body, value: { ...was, ...Object.fromEntries(versions) } } });
  return variants.filter(isValid);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function valueOf(answered: Answered | undefined): { readonly value: unknown } | undefined {
  return answered && isServed(statusOf(answered)) ? { value: jsonOf(answered.facts) } : undefined;
}

/** In words, what is not as it was; empty where nothing is. */
function differing(was: unknown, now: unknown): string {
  if (!isObject(was) || !isObject(now)) return same(was, now) ? '' : 'something else';
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (name) => !isVersion.test(name) && !same(was[name], now[name]),
  );
  const told = names.slice(0, 3).map((name) => `another ${name}`);
  return told.join(', ') + (names.length > 3 ? ', …' : '');
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** With members in the order of their names: providers keep them in any. */
function sorted(value: unknown, depth = 0): unknown {
  if (depth > 16) return value;
  if (Array.isArray(value)) return value.map((item) => sorted(item, depth + 1));
  if (!isObject(value)) return value;
  return Object.keys(value)
    .sort()
    .map((name) => [name, sorted(value[name], depth + 1)]);
}
