/** A rational number in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Takes numerator and denominator, not zero; gives the number in lowest terms. */
export function rational(numerator: bigint, denominator: bigint): Rational {
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Takes a finite number; gives the decimal that it is written as, exactly. */
export function toRational(value: number): Rational {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = mantissa.split('.');
  const scale = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return scale >= 0 ? rational(digits * 10n ** BigInt(scale), 1n) : rational(digits, 10n ** BigInt(-scale));
}

/** The least positive number that is a multiple of both. */
export function lcm(a: Rational, b: Rational): Rational {
  const numerator = (a.numerator * b.numerator) / gcd(a.numerator, b.numerator);
  return rational(magnitude(numerator), gcd(a.denominator, b.denominator));
}

/** Takes a rational; gives the nearest number. */
export function toNumber({ numerator, denominator }: Rational): number {
  if (denominator === 1n) return Number(numerator);
  // Through a decimal text, since both parts may be beyond what a double holds exactly.
  const scaled = (numerator * 10n ** 30n) / denominator;
  return Number(`${scaled}e-30`);
}
