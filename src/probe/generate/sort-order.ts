import type { Documents } from '../../document/documents.ts';
import type { Parameter } from '../../openapi/model.ts';
import { normal } from './answered-ids.ts';
import { keywordsOf } from './keywords.ts';

const isSort = /^(?:sort|sort_?by|sort_?field|order_?by|sort_?key)$/i;
const isDirection = /^(?:order|dir(?:ection)?|sort_?(?:order|dir(?:ection)?)|order_?dir(?:ection)?)$/i;
const descending = /^(?:-|desc(?:ending)?[:_.\s-])|[:_.\s-]desc(?:ending)?$/i;
const ascending = /^(?:\+|asc(?:ending)?[:_.\s-])|[:_.\s-]asc(?:ending)?$/i;
const dateTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A list that is not in the order that it was asked for. */
export interface Unsorted {
  readonly parameter: Parameter;
  /** The member by which it was to be sorted. */
  readonly member: string;
}

/**
 * Takes the texts of a description, the parameters that a list was asked for with, and its items; gives the parameter
 * that says in which order they are to be, where it lists its values and the one that was sent names a member of theirs
 * that they are not sorted by. Only numbers and points in time are compared: how texts are sorted is everybody's own.
 * Without a direction, either is as good, unless the same with a minus is listed too.
 */
export function unsorted(
  documents: Documents,
  asked: ReadonlyMap<Parameter, unknown>,
  items: readonly Readonly<Record<string, unknown>>[],
): Unsorted | undefined {
  for (const [parameter, wanted] of asked) {
    const { name, schema } = parameter;
    if (typeof wanted !== 'string' || !isSort.test(name) || !schema) continue;
    if (!keywordsOf(documents, schema).values?.includes(wanted)) continue;
    const member = memberOf(wanted, items);
    if (member === undefined) continue;
    const places = items.map((item) => placeOf(item[member]));
    if (places.length < 3 || places.includes(undefined)) continue;
    const told = [wanted, ...directionsOf(asked)];
    // Who lists `-created` beside `created` means the other way by it.
    const isPair = told.length === 1 && keywordsOf(documents, schema).values?.includes(`-${wanted}`);
    const directions = isPair ? ['asc'] : told;
    const [up, down] = [
      places.every((place, index) => index === 0 || Number(places[index - 1]) <= Number(place)),
      places.every((place, index) => index === 0 || Number(places[index - 1]) >= Number(place)),
    ];
    const wrong = directions.some((one) => descending.test(one) || /^desc/i.test(one))
      ? !down
      : directions.some((one) => ascending.test(one) || /^asc/i.test(one))
        ? !up
        : !up && !down;
    if (wrong) return { parameter, member };
  }
  return undefined;
}

function directionsOf(asked: ReadonlyMap<Parameter, unknown>): readonly string[] {
  return [...asked].flatMap(([{ name }, value]) =>
    isDirection.test(name) && typeof value === 'string' ? [value] : [],
  );
}

/** The member that a value names, with its direction or without: `created_at` of `-created_at` and `createdAt:desc`. */
function memberOf(wanted: string, items: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const bare = normal(wanted.replace(descending, '').replace(ascending, ''));
  const [first] = items;
  return first && Object.keys(first).find((key) => normal(key) === bare);
}

/** Where a value stands among others of its kind; undefined where no order is certain. */
function placeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !dateTime.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
