import { isObject } from '../../document/node.ts';
import type { Operation, Parameter } from '../../openapi/model.ts';
import listIncoherent from '../checks/list-incoherent.ts';
import type { Facts } from '../judge/facts.ts';
import { jsonOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { isSize, listIn } from './list-coherence.ts';
import { isServed } from './owned.ts';
import type { Answered, Sender } from './sender.ts';

const isPage = /^page(?:_?(?:number|no|index))?$/i;
const isOffset = /^(?:offset|skip)$/i;
const isCursor = /^(?:cursor|page_?token|next_?token|continuation_?token|next_?cursor)$/i;
/** Where an answer tells the cursor of the next page. */
const tellsNext = /^(?:next(?:_?(?:page_?)?(?:cursor|token))?|continuation_?token|end_?cursor)$/i;
const isTotal = /^total(?:_?(?:count|items|results|elements))?$/i;
const sorted = /^(?:sort|order)/i;

/** How the next page is asked for. */
interface Paging {
  readonly parameter: Parameter;
  readonly first: ReadonlyMap<Parameter, unknown>;
  next(facts: Facts): unknown;
  /** The parameter that says how many items a page has. */
  readonly size: Parameter | undefined;
  /** Whether there is a next page wherever an answer tells how to ask for it. */
  readonly told: boolean;
}

/**
 * Takes the operations that were tried, what sends, when to end, and lists that are done; asks others that have pages for
 * two of them, as small as they may be, and reports where the second has what the first has, and still has. Those that
 * had two are done then. Gives what came back.
 */
export async function tryPages(
  operations: readonly Operation[],
  sender: Sender,
  spent: () => boolean,
  done: Set<Operation>,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const operation of operations) {
    const seen = operation.method === 'get' && !done.has(operation) ? sender.allowed(operation) : undefined;
    const paging = seen && pagingOf(seen);
    if (!paging || spent()) continue;
    const draft: Draft = { ...seen, parameters: paging.first, what: 'its first page' };
    const first = await sender.send(draft);
    const before = first && idsOf(first.facts);
    if (!before || before.length === 0) continue;
    const next = paging.next(first.facts);
    // Beyond the last page, some show the last.
    if (next === undefined || !(await hasMore(draft, paging, first.facts, sender))) continue;
    const other: Draft = {
      ...draft,
      parameters: new Map([...paging.first, [paging.parameter, next]]),
      what: 'its next page',
    };
    const second = await sender.send(other);
    done.add(operation);
    if (!second || !repeats(before, second.facts)) continue;
    // What was added in between moves others to the next page.
    const again = await sender.send(draft);
    if (!again || !same(before, idsOf(again.facts))) continue;
    const told = await sender.send(other, (facts, collector) => {
      if (!repeats(before, facts)) return;
      collector.reporter(listIncoherent)({
        message: 'page',
        params: { operation: operation.key, name: paging.parameter.name },
        at: paging.parameter.use,
        ...facts.operationName,
      });
    });
    if (told) answers.push(told);
  }
  return answers;
}

/** The smallest pages of a list, without what else narrows it. */
function pagingOf({ operation, parameters }: Draft): Paging | undefined {
  const options = operation.parameters.filter((one) => one.in === 'query');
  const size = options.find((one) => isSize.test(one.name));
  const paged = options.find(({ name }) => isPage.test(name));
  const offset = options.find(({ name }) => isOffset.test(name));
  const cursor = options.find(({ name }) => isCursor.test(name));
  const parameter = cursor ?? offset ?? paged;
  if (!parameter) return undefined;
  const needed = [...parameters].filter(
    ([one]) => one.in !== 'query' || (one.required && one !== parameter) || sorted.test(one.name),
  );
  const small = size && smallest(size);
  const first = new Map<Parameter, unknown>([
    ...needed,
    ...(size && small !== undefined ? [[size, small] as const] : []),
  ]);
  if (parameter === cursor)
    return { parameter, first, size, told: true, next: (facts) => tokenIn(jsonOf(facts), 0) };
  const paging = { parameter, size, told: false };
  if (parameter === offset)
    return { ...paging, first: first.set(parameter, 0), next: (facts) => idsOf(facts)?.length };
  return { ...paging, first: first.set(parameter, 1), next: () => 2 };
}

/** Whether there are more items than those of a page, as far as answers show. */
async function hasMore(draft: Draft, { told, size }: Paging, page: Facts, sender: Sender): Promise<boolean> {
  if (told) return true;
  const shown = idsOf(page)?.length ?? 0;
  const value = jsonOf(page);
  const totals = [value, ...(isObject(value) ? Object.values(value) : [])].filter(isObject);
  if (
    totals.some((one) => Object.entries(one).some(([key, all]) => isTotal.test(key) && Number(all) > shown))
  )
    return true;
  if (!size) return false;
  const wide = new Map([...draft.parameters].filter(([one]) => one !== size));
  const whole = await sender.send({ ...draft, parameters: wide, what: 'more of it' });
  return (whole ? (idsOf(whole.facts)?.length ?? 0) : 0) > shown;
}

/** One item, or as few as there may be. */
function smallest({ schema }: Parameter): number | undefined {
  const value = schema?.node.value;
  const minimum = isObject(value) ? value['minimum'] : undefined;
  return typeof minimum === 'number' ? Math.max(1, minimum) : 1;
}

/** The cursor of the next page that an answer tells, beside its list or one level below. */
function tokenIn(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > 2) return undefined;
  const entries = Object.entries(value);
  const more = entries.find(([key]) => /^has_?(?:more|next(?:_?page)?)$/i.test(key))?.[1];
  if (more === false) return undefined;
  for (const [key, member] of entries) {
    // That of a first page that was asked for without one, and has more behind it, leads there.
    const isNext = tellsNext.test(key) || (more === true && /^cursor$/i.test(key));
    // A link is no cursor.
    if (isNext && typeof member === 'string' && member !== '' && !/^\/|:\/\//.test(member)) return member;
  }
  for (const [, member] of entries) {
    const found = tokenIn(member, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What tells the items of a page apart; undefined where nothing does. */
function idsOf(facts: Facts): readonly unknown[] | undefined {
  if (!isServed(facts.exchange.response?.status)) return undefined;
  const list = listIn(jsonOf(facts))?.list;
  const ids = list?.map((item) => item['id'] ?? item['uuid'] ?? item['_id']);
  return ids?.every((id) => typeof id === 'string' || typeof id === 'number') === true &&
    new Set(ids).size === ids.length
    ? ids
    : undefined;
}

function repeats(before: readonly unknown[], facts: Facts): boolean {
  const ids = idsOf(facts);
  return ids?.some((id) => before.includes(id)) === true;
}

function same(a: readonly unknown[], b: readonly unknown[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
