import type { Clock } from '../clock.ts';
import { Refusal, type Headers } from '../reply.ts';

const perMinute = 1200;
const minute = 60_000;

interface Window {
  readonly end: number;
  used: number;
}

/** Counts a request of `caller`; gives the headers that say what is left, or throws a 429. */
export type Limit = (caller: string) => Headers;

/** A fixed window of a minute for each caller, which its first request opens. */
export function createLimit(clock: Clock): Limit {
  const windows = new Map<string, Window>();
  return (caller) => {
    const now = clock.now();
    let window = windows.get(caller);
    if (window === undefined || window.end <= now) {
      for (const [other, { end }] of windows) if (end <= now) windows.delete(other);
      window = { end: now + minute, used: 0 };
      windows.set(caller, window);
    }
    window.used++;
    const reset = Math.ceil((window.end - now) / 1000);
    const headers = {
      'x-ratelimit-limit': String(perMinute),
      'x-ratelimit-remaining': String(Math.max(perMinute - window.used, 0)),
      'x-ratelimit-reset': String(reset),
    };
    if (window.used <= perMinute) return headers;
    const message = `${perMinute} requests a minute are allowed. Try again in ${reset} seconds.`;
    throw new Refusal(429, '', message, { headers: { ...headers, 'retry-after': String(reset) } });
  };
}
