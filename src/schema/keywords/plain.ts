import type { AddKeyword } from './keyword.ts';
import { canonical } from '../canonical.ts';
import { isMultiple } from '../numbers.ts';

/** Adds the keywords that look at nothing but their own value. */
export function addPlainKeywords(add: AddKeyword): void {
  // The schema false: Ajv reports it without the schema that it belongs to.
  add<true>('nothing', undefined, () => () => [{ keyword: 'nothing', params: {} }]);

  // Ajv compares objects by their prototypes and `valueOf` too, which data may have of any kind.
  add<() => readonly unknown[]>('structuredEnum', undefined, (value) => {
    const accepted = new Set(value().map(canonical));
    return (data) =>
      accepted.has(canonical(data)) ? undefined : [{ keyword: 'enum', params: {}, shown: value() }];
  });
  add<() => unknown>('structuredConst', undefined, (value) => {
    const accepted = canonical(value());
    return (data) =>
      accepted === canonical(data) ? undefined : [{ keyword: 'const', params: {}, shown: value() }];
  });

  // Ajv divides doubles: 19.99 would be no multiple of 0.01.
  add<number>(
    'multipleOf',
    'number',
    (divisor) => (data) =>
      typeof data !== 'number' || isMultiple(data, divisor)
        ? undefined
        : [{ keyword: 'multipleOf', params: { multipleOf: divisor } }],
  );
}
