import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

const listing = (parameter: string, told = '') => `
paths:
  /notes:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
        - { name: ${parameter}, in: query, schema: { type: ${parameter === 'cursor' ? 'string' : 'integer, minimum: 0'} } }
      responses:
        '200':
          description: Notes
          content:
            application/json:
              schema:
                type: object
                properties:
                  notes: { type: array, items: { type: object, properties: { id: { type: string } } } }
                  ${told}
        '400': { description: Wrong }
`;

/** Notes by the page; `at` says where a page begins. */
function notes(
  count: number,
  at: (query: URLSearchParams, size: number) => number,
  more: (begin: number, size: number) => object = () => ({}),
) {
  const all = Array.from({ length: count }, (_, index) => ({ id: `n${index}` }));
  return ({ query }: Asked): Answer => {
    const size = Number(query.get('limit') ?? 50);
    const begin = at(query, size);
    if (!Number.isInteger(size) || size < 1 || size > 100 || !Number.isInteger(begin) || begin < 0)
      return [400];
    return [200, { notes: all.slice(begin, begin + size), ...more(begin, size) }];
  };
}

const number = (query: URLSearchParams, name: string, otherwise: number): number => {
  const text = query.get(name);
  return text === null ? otherwise : /^\d+$/.test(text) ? Number(text) : NaN;
};
const message = (name: string): string =>
  `error list-incoherent: GET /notes lists on the page that ${name} leads to what it lists on the one before`;
const run = async (paths: string, answer: (asked: Asked) => Answer): Promise<readonly string[]> =>
  (await generate(paths, answer)).found;

describe('pages', () => {
  it('are fine where each has other items', async () => {
    expect(
      await run(
        listing('offset'),
        notes(3, (query) => number(query, 'offset', 0)),
      ),
    ).toEqual([]);
    const paged = notes(
      3,
      (query, size) => number(query, 'page', 1) * size - (query.get('page') === '0' ? 0 : size),
    );
    expect(await run(listing('page'), paged)).toEqual([]);
  });

  it('are told of where the parameter is ignored', async () => {
    const same = (name: string) => notes(3, (query) => (Number.isNaN(number(query, name, 0)) ? NaN : 0));
    expect(await run(listing('offset'), same('offset'))).toEqual([message('offset')]);
    expect(await run(listing('page'), same('page'))).toEqual([message('page')]);
  });

  it('are told of where they overlap', async () => {
    const once = notes(5, (query) => Math.max(0, number(query, 'offset', 0) - 1));
    expect(await run(listing('offset'), once)).toEqual([message('offset')]);
  });

  it('are not told of where the last one is shown for what is beyond', async () => {
    const one = notes(1, (query) => (Number.isNaN(number(query, 'page', 0)) ? NaN : 0));
    expect(await run(listing('page'), one)).toEqual([]);
  });

  it('are not told of where what is listed changes', async () => {
    let begin = 0;
    const moving = notes(500, (query) => (Number.isNaN(number(query, 'page', 1)) ? NaN : ++begin));
    expect(await run(listing('page'), moving)).toEqual([]);
  });

  it('are followed by the cursor that an answer tells', async () => {
    const next = 'nextCursor: { type: [string, "null"] }';
    const told = (begin: number, size: number): object => ({
      nextCursor: begin + size < 3 ? `c${begin + size}` : null,
    });
    const at = (query: URLSearchParams): number => {
      const text = query.get('cursor');
      return text === null ? 0 : /^c\d+$/.test(text) ? Number(text.slice(1)) : 0;
    };
    expect(await run(listing('cursor', next), notes(3, at, told))).toEqual([]);
    expect(
      await run(
        listing('cursor', next),
        notes(3, () => 0, told),
      ),
    ).toEqual([message('cursor')]);
  });
});

const sorting = (values: string, more = '') => `
paths:
  /notes:
    get:
      parameters:
        - { name: sort, in: query, schema: { type: string, enum: [${values}] } }
        ${more}
      responses:
        '200':
          description: Notes
          content: { application/json: { schema: { type: array, items: { type: object } } } }
        '400': { description: Wrong }
`;

describe('the order of a list', () => {
  const all = [3, 1, 2].map((rank) => ({
    id: `n${rank}`,
    rank,
    made: `2026-01-0${rank}T00:00:00Z`,
    title: `${rank}`,
  }));
  const sortedBy =
    (values: string, order: (notes: readonly (typeof all)[0][], sort: string) => unknown) =>
    ({ query }: Asked): Answer => {
      const sort = query.get('sort') ?? '';
      return sort === '' || values.split(', ').includes(sort) ? [200, order(all, sort)] : [400];
    };
  const up = (notes: readonly (typeof all)[0][]) => notes.toSorted((a, b) => a.rank - b.rank);

  it('is fine where it is the one that was asked for, either where that says no direction', async () => {
    const values = 'rank, -rank, made';
    const right = sortedBy(values, (notes, sort) =>
      sort === 'rank' || sort === '' ? up(notes) : up(notes).reverse(),
    );
    expect(await run(sorting(values), right)).toEqual([]);
  });

  it('is told of where it is another', async () => {
    const told = (member: string): string[] => [
      `error list-incoherent: GET /notes was asked by sort to sort by ${member}, and does not`,
    ];
    expect(
      await run(
        sorting('rank'),
        sortedBy('rank', (notes) => notes),
      ),
    ).toEqual(told('rank'));
    expect(
      await run(
        sorting('made'),
        sortedBy('made', (notes) => notes),
      ),
    ).toEqual(told('made'));
    expect(await run(sorting('-rank'), sortedBy('-rank', up))).toEqual(told('rank'));
    // Who lists both means the other way by the one without a minus.
    const both = 'rank, -rank';
    const down = sortedBy(both, (notes) => up(notes).reverse());
    expect(await run(sorting(both), down)).toEqual(told('rank'));
    const direction = '- { name: order, in: query, schema: { type: string, enum: [desc] } }';
    const ignored = ({ query }: Asked): Answer => {
      const wrong = (name: string, value: string): boolean => ![null, value].includes(query.get(name));
      return wrong('sort', 'rank') || wrong('order', 'desc') ? [400] : [200, up(all)];
    };
    expect(await run(sorting('rank', direction), ignored)).toEqual(told('rank'));
  });

  it('is not judged of texts, and of what no member is called', async () => {
    const values = 'title, relevance';
    expect(
      await run(
        sorting(values),
        sortedBy(values, (notes) => notes),
      ),
    ).toEqual([]);
  });
});
