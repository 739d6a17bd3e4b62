import { numeral } from '../document/numerals.ts';
/** How often a fact was found, as its message says it. */
export interface Times {
  readonly exchanges: number;
  /** How many exchanges could have had it; undefined where nobody has counted. */
  readonly of: number | undefined;
  readonly places: number;
  /** Of how many operations they are; undefined where it is not known. */
  readonly operations?: number;
}

/** Takes how often a fact was found; gives the end of its message, which is empty for once. */
export function timesWords({ exchanges, of, places, operations = 1 }: Times): string {
  const where = operations > 1 ? ` of ${numeral(operations)} operations` : '';
  const among = of === undefined ? '' : ` of ${numeral(of)}`;
  if (exchanges > 1) return `, in ${numeral(exchanges)}${among} exchanges${where}`;
  return places > 1 ? `, at ${numeral(places)} places` : '';
}

/** Takes the message of a fact that was found more than once; gives it without how often, which changes from run to run. */
export function withoutTimes(message: string): string {
  return message.replace(
    /, (?:in [\d,]+(?: of [\d,]+)? exchanges(?: of [\d,]+ operations)?|at [\d,]+ places)$/,
    '',
  );
}
