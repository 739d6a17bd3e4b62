import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import type { Collector } from '../../findings/collect.ts';
import type { Parameter, SchemaSite } from '../../openapi/model.ts';
import listIncoherent from '../checks/list-incoherent.ts';
import type { Facts } from '../judge/facts.ts';
import { readJson } from '../judge/json-text.ts';
import { isServed } from './owned.ts';
import type { Draft } from './drafts.ts';
import { keywordsOf, type Keywords } from './keywords.ts';
import { unsorted } from './sort-order.ts';

/** Whether a parameter of this name says how many items a page has at most. */
export const isSize = /^(?:limit|per_?page|page_?size|max_?(?:results|items)|size|count|first)$/i;

/**
 * Takes the texts of a description, a valid request that was served, what came back and where to report; reports what
 * is listed against the parameters: more items than a page was to have, another order, and items whose member of the name of a
 * parameter has another value than that, where both are of the same listed values.
 */
export function judgeList(
  documents: Documents,
  draft: Draft,
  { exchange, operationName }: Facts,
  collector: Collector,
): void {
  const { operation } = draft;
  const { response } = exchange;
  if (operation.method !== 'get' || draft.proof.kind !== 'valid' || !isServed(response?.status)) return;
  const asked = [...draft.parameters].filter(([{ in: place }]) => place === 'query');
  if (asked.length === 0 || !response?.body) return;
  const read = readJson(new TextDecoder().decode(response.body.bytes));
  const found = 'value' in read ? listIn(read.value) : undefined;
  if (!found) return;
  const report = collector.reporter(listIncoherent);
  const order = unsorted(documents, new Map(asked), found.list);
  if (order)
    report({
      message: 'order',
      params: { operation: operation.key, name: order.parameter.name, member: order.member },
      at: order.parameter.node,
      ...operationName,
    });
  for (const [parameter, wanted] of asked) {
    const { name } = parameter;
    const said = { params: { operation: operation.key, name }, at: parameter.node, ...operationName };
    if (isSize.test(name)) {
      const bound = typeof wanted === 'number' && Number.isInteger(wanted) && wanted > 0 ? wanted : Infinity;
      if (found.list.length > bound) report({ message: 'size', ...said });
      continue;
    }
    if (typeof wanted !== 'string' || !isSameChoice(documents, draft, parameter, found.member, wanted))
      continue;
    if (found.list.some((item) => typeof item[name] === 'string' && item[name] !== wanted))
      report({ message: 'filter', ...said });
  }
}

/** A list of objects in an answer. */
export interface Listed {
  /** Where the list stands in the answer; undefined where it is the answer. */
  readonly member: string | undefined;
  readonly list: readonly Readonly<Record<string, unknown>>[];
}

/** Takes the value of an answer; gives its one list of objects: itself, or its only member that is one. */
export function listIn(value: unknown): Listed | undefined {
  const objects = (list: unknown): list is Readonly<Record<string, unknown>>[] =>
    Array.isArray(list) && list.every(isObject);
  if (objects(value)) return { member: undefined, list: value };
  if (!isObject(value)) return undefined;
  const lists = Object.entries(value).filter(([, member]) => Array.isArray(member));
  const [only] = lists;
  if (!only || lists.length > 1 || !objects(only[1])) return undefined;
  return { member: only[0], list: only[1] };
}

/** Whether the items that are listed have a member of the parameter's name, of which its value is a listed one. */
function isSameChoice(
  documents: Documents,
  { operation }: Draft,
  { name, schema }: Parameter,
  member: string | undefined,
  wanted: string,
): boolean {
  const values = schema && keywordsOf(documents, schema).values;
  const body = [...(operation.responses.get('200')?.content.values() ?? [])][0]?.schema;
  if (!values?.includes(wanted) || !body) return false;
  const within = (site: SchemaSite, pick: (keywords: Keywords) => SchemaSite['node'] | undefined) => {
    const node = pick(keywordsOf(documents, site));
    return node && { ...site, node };
  };
  const list = member === undefined ? body : within(body, ({ properties }) => properties.get(member));
  const item = list && within(list, ({ items }) => items);
  const property = item && within(item, ({ properties }) => properties.get(name));
  const all = property && keywordsOf(documents, property).values;
  // A value that items never have (`all`) is no filter by them.
  return all?.includes(wanted) === true && values.every((value) => all.includes(value));
}
