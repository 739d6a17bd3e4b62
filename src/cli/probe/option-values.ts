import { InvalidArgumentError } from '../commander.ts';
import { wholeNumber } from '../options.ts';
import type { Budget, Listening, Shard } from '../probe-options.ts';

/** Takes one more text, and those before; gives all. */
export function collectText(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Takes `Name: value`, and the headers before; gives all. Throws InvalidArgumentError. */
export function collectHeader(
  value: string,
  before: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const [, name, text = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/s.exec(value) ?? [];
  if (name === undefined || /[\r\n\0]/.test(text))
    throw new InvalidArgumentError("Write it as 'Name: value'.");
  return new Map([...before, [name, text]]);
}

/** Takes `name=value`, and those before; gives all. Throws InvalidArgumentError. */
export function collectVariable(
  value: string,
  before: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write it as name=value.');
  return new Map([...before, [value.slice(0, equals), value.slice(equals + 1)]]);
}

/** Takes a whole number of 1 or more as a text; gives it. Throws InvalidArgumentError. */
export function atLeastOne(value: string): number {
  const count = wholeNumber(value);
  if (count < 1) throw new InvalidArgumentError('It must be at least 1.');
  return count;
}

/** Takes `20/s` or `20`; gives the number. Throws InvalidArgumentError. */
export function perSecond(value: string): number {
  const [, number] = /^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(value) ?? [];
  const rate = Number(number);
  if (!(rate > 0)) throw new InvalidArgumentError('Write it as 20/s.');
  return rate;
}

/** Takes `1/4`; gives which part of how many. Throws InvalidArgumentError. */
export function shard(value: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError('Write it as 1/4, 2/4, ….');
  return { index, count };
}

/** Takes a number of requests or a time such as `30s`; gives when to stop. Throws InvalidArgumentError. */
export function budget(value: string): Budget {
  if (/^\d{1,9}$/.test(value)) return { requests: Number(value) };
  const ms = milliseconds(value);
  if (ms === undefined) throw new InvalidArgumentError('Write it as 500, 30s or 5m.');
  return { requests: Infinity, ms };
}

/** Takes a time such as `500ms`, `5s` or `1m`; gives it in milliseconds. Throws InvalidArgumentError. */
export function duration(value: string): number {
  const ms = milliseconds(value);
  if (ms === undefined) throw new InvalidArgumentError('Write it as 500ms, 5s or 1m.');
  return ms;
}

function milliseconds(value: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})(ms|s|m)$/.exec(value) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit === 'ms' ? 1 : unit === 's' ? 1_000 : 60_000);
}

/** Takes `8080`, `0.0.0.0:8080` or `[::1]:8080`; gives where to listen. Throws InvalidArgumentError. */
export function listening(value: string): Listening {
  const [, host, port] = /^(?:(.+):)?(\d{1,5})$/.exec(value) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('Write it as 8080 or 0.0.0.0:8080.');
  return { port: Number(port), ...(host !== undefined && { host: host.replace(/^\[|\]$/g, '') }) };
}
