import type { AddKeyword } from './keyword.ts';
import type { ExactLimits } from '../assertions.ts';
import { canonical } from '../canonical.ts';
import { rounded } from '../exact.ts';
import { isMultiple } from '../numbers.ts';

/** Adds the keywords that look at nothing but their own value. */
export function addPlainKeywords(add: AddKeyword): void {
  // The schema false: Ajv reports it without the schema that it belongs to.
  add<true>('nothing', undefined, () => () => [{ keyword: 'nothing', params: {} }]);

  // Ajv compares objects by their prototypes and `valueOf` too, which data may have of any kind.
  add<() => readonly unknown[]>('structuredEnum', undefined, (value) => {
    const accepted = new Set(value().flatMap((each) => [canonical(each), canonical(rounded(each))]));
    return (data) =>
      accepted.has(canonical(data)) ? undefined : [{ keyword: 'enum', params: {}, shown: value() }];
  });
  add<() => unknown>('structuredConst', undefined, (value) => {
    const accepted = [canonical(value()), canonical(rounded(value()))];
    return (data) =>
      accepted.includes(canonical(data)) ? undefined : [{ keyword: 'const', params: {}, shown: value() }];
  });

  // Ajv divides doubles: 19.99 would be no multiple of 0.01.
  add<number>(
    'multipleOf',
    'number',
    (divisor) => (data) =>
      !isNumber(data) || isMultiple(data, divisor)
        ? undefined
        : [{ keyword: 'multipleOf', params: { multipleOf: divisor } }],
  );

  add<() => ExactLimits>('exactLimits', 'number', (value) => (data) => {
    if (!isNumber(data)) return undefined;
    const broken = [...value()].filter(([keyword, limit]) => breaks(keyword, data, limit));
    return broken.length === 0
      ? undefined
      : broken.map(([keyword, limit]) => ({ keyword, params: {}, shown: limit }));
  });
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** A value that was rounded is held against the limit as it would be rounded too. */
function breaks(keyword: string, value: number | bigint, exact: bigint): boolean {
  const limit = typeof value === 'number' ? Number(exact) : exact;
  switch (keyword) {
    case 'maximum':
      return value > limit;
    case 'minimum':
      return value < limit;
    case 'exclusiveMaximum':
      return value >= limit;
    case 'exclusiveMinimum':
      return value <= limit;
    default:
      return !isMultiple(value, limit);
  }
}
