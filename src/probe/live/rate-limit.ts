import type { WireRequest } from './wire.ts';

type Headers = WireRequest['headers'];

/**
 * Takes the headers of an answer and the time in milliseconds since 1970; gives for how many milliseconds its
 * `Retry-After` asks to wait (RFC 9110 section 10.2.3: seconds or a date), undefined without a readable one.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = valueOf(headers, 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Takes the headers of an answer and the time in milliseconds since 1970; gives for how many milliseconds no request
 * is left, undefined where some are or nothing is said. Reads `RateLimit` (the IETF draft, as a structured field and
 * as the three headers that it was before) and what is widespread as `X-RateLimit-*`, whose reset is seconds from
 * now or a time in seconds since 1970.
 */
export function exhaustedFor(headers: Headers, now: number): number | undefined {
  const structured = valueOf(headers, 'ratelimit');
  if (structured !== undefined && /;\s*r=0(?!\d)/.test(structured)) {
    const [, seconds] = /;\s*t=(\d+)/.exec(structured) ?? [];
    if (seconds !== undefined) return Number(seconds) * 1000;
  }
  for (const prefix of ['ratelimit-', 'x-ratelimit-', 'x-rate-limit-']) {
    if (valueOf(headers, `${prefix}remaining`) !== '0') continue;
    const reset = valueOf(headers, `${prefix}reset`);
    if (reset === undefined || !/^\d+(\.\d+)?$/.test(reset)) continue;
    const seconds = Number(reset);
    // No limit lasts thirty years: a number that large is a date.
    return seconds > 1e9 ? Math.max(0, seconds * 1000 - now) : seconds * 1000;
  }
  return undefined;
}

function valueOf(headers: Headers, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1].trim();
}
