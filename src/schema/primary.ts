import type { Violation } from './violation.ts';

/**
 * Keywords that judge a value as a whole, the most telling first: of a value that breaks several, mending the first
 * mends the others, or changes what they would say.
 */
const whole = [
  ...['false', 'type', 'const', 'enum', 'discriminator', 'format', 'pattern', 'contentEncoding'],
  ...['minLength', 'maxLength', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'],
];
const rank = new Map(whole.map((keyword, index) => [keyword, index]));

/** Takes the violations of a value; gives them with one mistake told once: of each part only the most telling. */
export function primaryViolations(violations: readonly Violation[]): readonly Violation[] {
  const first = new Map<string, number>();
  for (const { keyword, instance } of violations) {
    const place = rank.get(keyword);
    if (place === undefined) continue;
    first.set(instance, Math.min(place, first.get(instance) ?? whole.length));
  }
  return violations.filter(({ keyword, instance }) => {
    const best = first.get(instance);
    const place = rank.get(keyword);
    if (best === undefined) return true;
    // A value of the wrong type is not judged by what it lacks as one of the right type.
    return place === undefined ? best > 1 : place === best;
  });
}
