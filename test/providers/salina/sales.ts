import { choice, integer, number, optional, record } from '../typed-body.ts';
import { day, given, items, uuid } from '../formats.ts';
import { cents, FORMATS, type Title } from './catalogue.ts';
import { identity, read, type Outcome, type World } from '../records.ts';

export const CHANNELS = ['amazon', 'ingram', 'direct', 'other'] as const;

export interface Sale {
  readonly id: string;
  readonly title_id: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly total_amount: number;
  readonly channel: (typeof CHANNELS)[number];
  readonly format?: (typeof FORMATS)[number];
  readonly sale_date: string;
  readonly created_at: string;
}

const SALE = record(
  {
    title_id: uuid,
    quantity: integer(1, 1_000_000),
    unit_price: number(0, 99_999.99),
    channel: optional(choice(...CHANNELS)),
    format: optional(choice(...FORMATS)),
    sale_date: day,
  },
  true,
);
const BULK = items(SALE, 1, 100);

/** Sales of a tenant; none is ever changed. */
export interface Sales {
  /** Newest first. */
  readonly all: readonly Sale[];
  /** Records one sale or an array of them: all, or none if one is refused. */
  create(body: unknown): Outcome<readonly Sale[]>;
}

/** No sales yet, of titles found in the catalogue at the time. */
export function sales(world: World, titles: readonly Title[]): Sales {
  const all: Sale[] = [];
  return {
    all,
    create(body) {
      const bulk = Array.isArray(body);
      const outcome = read(bulk ? body : [body], BULK);
      const place = (field: string): string => (bulk ? field : field.replace(/^\/0(?=\/|$)/, ''));
      if ('issues' in outcome) {
        return { issues: outcome.issues.map(({ field, message }) => ({ field: place(field), message })) };
      }
      const known = new Map(titles.map((title) => [title.id, title]));
      const unknown = outcome.value.flatMap(({ title_id: id }, index) =>
        known.has(id.toLowerCase())
          ? []
          : [{ field: place(`/${index}/title_id`), message: 'Is no known title' }],
      );
      if (unknown.length > 0) return { issues: unknown };
      const created = outcome.value.map((input): Sale => {
        const { title_id, quantity, unit_price: price, sale_date } = input;
        const { channel = 'other', format = known.get(title_id.toLowerCase())?.format } = given(input);
        const unit_price = cents(price);
        return {
          ...identity(world),
          title_id: title_id.toLowerCase(),
          quantity,
          unit_price,
          total_amount: cents(quantity * unit_price),
          channel,
          ...(format ? { format } : {}),
          sale_date,
        };
      });
      all.unshift(...created.toReversed());
      return { value: created };
    },
  };
}
