/** A finite double as the decimal that is written for it: `digits` times ten to the power of `exponent`. */
function decimalOf(value: number | bigint): { readonly digits: bigint; readonly exponent: number } {
  if (typeof value === 'bigint') return { digits: value, exponent: 0 };
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/**
 * Whether a number is a whole multiple of a divisor above 0, both taken as the decimals that they are written as
 * (JSON Schema 2020-12 Validation section 6.2.1).
 */
export function isMultiple(value: number | bigint, divisor: number | bigint): boolean {
  if (!Number.isFinite(Number(value)) || !Number.isFinite(Number(divisor))) return false;
  if (isSafe(value) && isSafe(divisor)) return value % divisor === 0;
  const a = decimalOf(value);
  const b = decimalOf(divisor);
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (part: typeof a): bigint => part.digits * 10n ** BigInt(part.exponent - exponent);
  return scaled(a) % scaled(b) === 0n;
}

function isSafe(value: number | bigint): value is number {
  return Number.isSafeInteger(value);
}
