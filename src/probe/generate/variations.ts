import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { invalidText, resizedText, validTexts } from './format-samples.ts';
import { keywordsOf, type Keywords } from './keywords.ts';
import { sampleOf } from './sample.ts';

/** A value that differs from another in one thing. */
export interface Variation {
  readonly value: unknown;
  /** Where, as a JSON Pointer, and what is there: `/isbn: 14 characters`. */
  readonly what: string;
}

/** Parts of a value are varied down to this depth. */
const deepest = 5;
const most = 600;

/**
 * Takes the texts of a description, its schemas, a schema, a value of it and what finds small instances; gives values that differ from it in one
 * thing: at and beyond every bound, every listed value, every branch of a union, without each member, of other types.
 * Which of them are valid, judging tells.
 */
export function variationsOf(
  documents: Documents,
  schemas: Schemas,
  site: SchemaSite,
  value: unknown,
  smallest: (site: SchemaSite) => { readonly value: unknown } | undefined = () => undefined,
): readonly Variation[] {
  const found: Variation[] = [];
  const vary = (
    site: SchemaSite,
    part: unknown,
    pointer: string,
    put: (part: unknown) => unknown,
    depth: number,
  ): void => {
    const emit = (changed: unknown, what: string): void => {
      if (found.length < most)
        found.push({ value: put(changed), what: pointer === '' ? what : `${pointer}: ${what}` });
    };
    const at = (node: Node): SchemaSite => ({ ...site, node });
    const own = keywordsOf(documents, site);
    const branches = own.unions.flatMap((union) =>
      union.map(at).filter((branch) => schemas.accepts(branch, part) === true),
    );
    const views = [own, ...branches.map((branch) => keywordsOf(documents, branch))];
    for (const union of own.unions) {
      for (const [index, branch] of union.entries()) {
        const chosen = sampleOf(documents, at(branch), 'full');
        emit(
          isObject(part) && isObject(chosen) ? { ...shared(own, part), ...chosen } : chosen,
          `alternative ${index + 1}`,
        );
      }
    }
    for (const keywords of views) varyScalar(keywords, part, emit);
    if (typeof part === 'string' && own.pattern !== undefined) {
      const short = smallest(site);
      if (short) emit(short.value, 'the shortest text of its pattern');
    }
    otherTypes(part, emit);
    if (depth >= deepest) return;
    if (Array.isArray(part)) {
      for (const { items, minItems, maxItems } of views) {
        const filler: unknown = part[0] ?? (items ? sampleOf(documents, at(items), 'full') : 'text');
        emit([], 'no items');
        if (minItems !== undefined && minItems > 0)
          emit(part.slice(0, minItems - 1), `${minItems - 1} items`);
        for (const size of [maxItems, maxItems === undefined ? undefined : maxItems + 1])
          if (size !== undefined && size <= 1_000)
            emit([...part, ...fillers(filler, size - part.length)], `${size} items`);
        if (part.length > 0) emit([...part, part[0]], 'an item twice');
        if (items && part.length > 0)
          vary(at(items), part[0], `${pointer}/0`, (changed) => put([changed, ...part.slice(1)]), depth + 1);
      }
    } else if (isObject(part)) {
      for (const key of Object.keys(part)) {
        const { [key]: _, ...rest } = part;
        emit(rest, `without ${key}`);
      }
      emit({ ...part, apicheckUnknown: 'unknown' }, 'with an unknown member');
      for (const { properties } of views) {
        for (const [key, node] of properties) {
          const child = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          const putMember = (changed: unknown): unknown => put({ ...part, [key]: changed });
          if (Object.hasOwn(part, key)) vary(at(node), part[key], child, putMember, depth + 1);
          else {
            const sample = sampleOf(documents, at(node), 'full', key);
            emit({ ...part, [key]: sample }, `with ${key}`);
            if (typeof sample === 'boolean') emit({ ...part, [key]: !sample }, `with ${key}: ${!sample}`);
          }
        }
      }
    }
  };
  vary(site, value, '', (part) => part, 0);
  return distinct(found);
}

/** So many values like one; texts and numbers that differ, since many lists want that. */
function fillers(one: unknown, count: number): unknown[] {
  return Array.from({ length: Math.max(0, count) }, (_, index): unknown =>
    typeof one === 'string' ? `${one}${index + 1}` : typeof one === 'number' ? one + index + 1 : one,
  );
}

/** What an object has whichever branch it is of. */
function shared({ properties }: Keywords, part: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).filter(([key]) => properties.has(key)));
}

type Emit = (changed: unknown, what: string) => void;

function varyScalar(keywords: Keywords, part: unknown, emit: Emit): void {
  for (const value of keywords.values ?? []) emit(value, `the value ${JSON.stringify(value)}`);
  if (keywords.values !== undefined) emit('apicheck-not-listed', 'a value that is not listed');
  if (typeof part === 'string') varyText(keywords, part, emit);
  if (typeof part === 'number') varyNumber(keywords, part, emit);
  if (typeof part === 'boolean') emit(!part, String(!part));
}

function varyText(
  { minLength = 0, maxLength, format, pattern, values }: Keywords,
  part: string,
  emit: Emit,
): void {
  for (const text of validTexts(format)) emit(text, `the ${format} ${text}`);
  const wrong = invalidText(format);
  if (wrong !== undefined) emit(wrong, `no ${format}: ${wrong}`);
  if (values !== undefined) return;
  // Of a format that nothing is judged by, nobody knows whether it takes an empty text.
  if (format === undefined || wrong !== undefined) emit('', 'an empty text');
  const lengths = [minLength - 1, minLength, ...(maxLength === undefined ? [] : [maxLength, maxLength + 1])];
  for (const length of new Set(lengths))
    if (length > 0 && length <= 100_000) emit(resizedText(format, part, length), `${length} characters`);
  if (pattern !== undefined) emit('\u0001 !', 'a text of other characters');
  else if (format === undefined) {
    emit(`${part} äß漢😀`.slice(0, maxLength), 'characters beyond ASCII');
    if (maxLength === undefined) emit('x'.repeat(1_000), '1000 characters');
  }
}

function varyNumber({ minimum, maximum, multipleOf, types }: Keywords, part: number, emit: Emit): void {
  const whole = types.has('integer') && !types.has('number');
  const step = multipleOf ?? 1;
  const numbers = [
    0,
    -1,
    ...(minimum === undefined ? [] : [minimum, minimum + step, minimum - step]),
    ...(maximum === undefined ? [2 ** 31 - 1] : [maximum, maximum - step, maximum + step]),
    ...(multipleOf === undefined ? [] : [part + multipleOf / 2]),
    ...(whole ? [part + 0.5] : [0.5]),
  ];
  // Beyond 2^53, a number is another one when it is written, and may be on the other side of a bound.
  for (const number of new Set(numbers))
    if (Math.abs(number) <= Number.MAX_SAFE_INTEGER || !whole) emit(number, `the number ${number}`);
}

function otherTypes(part: unknown, emit: Emit): void {
  const others: readonly (readonly [unknown, string])[] = [
    [null, 'null'],
    ['apicheck', 'a text'],
    [12345, 'a number'],
    [true, 'true'],
    [[], 'a list'],
    [{}, 'an empty object'],
  ];
  const kind = (value: unknown): string =>
    value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  for (const [value, what] of others) if (kind(value) !== kind(part)) emit(value, what);
}

function distinct(variations: readonly Variation[]): Variation[] {
  const seen = new Set<string>();
  return variations.filter(({ value }) => {
    const key = JSON.stringify(value) ?? '';
    return seen.size < seen.add(key).size;
  });
}
