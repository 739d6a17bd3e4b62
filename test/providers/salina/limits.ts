/** How many requests a caller may send. */
export interface Limit {
  readonly perMinute: number;
  readonly perHour?: number;
  /** Requests that a full bucket lets through on top of the minute's. */
  readonly burst: number;
}

/** What the buckets say to a request. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds at which the minute's bucket is full again. */
  readonly reset: number;
  /** Seconds to wait; there only if the request is refused. */
  readonly retryAfter?: number;
}

interface Bucket {
  minute: number;
  hour: number;
  at: number;
}

export const TIERS = {
  default: { perMinute: 100, perHour: 1000, burst: 20 },
  premium: { perMinute: 1000, perHour: 10_000, burst: 100 },
} as const satisfies Record<string, Limit>;

/** POST /auth/token, by IP address. */
export const TOKEN_LIMIT: Limit = { perMinute: 10, burst: 0 };

/** Token buckets by caller; a request takes one token from the minute's and the hour's. */
export function limiter(): (caller: string, limit: Limit, now: number) => Allowance {
  const buckets = new Map<string, Bucket>();
  return (caller, limit, now) => {
    const capacity = limit.perMinute + limit.burst;
    const hourly = limit.perHour ?? Number.POSITIVE_INFINITY;
    const before = buckets.get(caller) ?? { minute: capacity, hour: hourly, at: now };
    const seconds = Math.max(0, now - before.at) / 1000;
    const perSecond = { minute: limit.perMinute / 60, hour: hourly / 3600 };
    const bucket = {
      minute: Math.min(capacity, before.minute + seconds * perSecond.minute),
      // Without an hourly limit, no time passed would make 0 times infinity of it.
      hour: limit.perHour === undefined ? hourly : Math.min(hourly, before.hour + seconds * perSecond.hour),
      at: now,
    };
    const open = bucket.minute >= 1 && bucket.hour >= 1;
    if (open) {
      bucket.minute -= 1;
      bucket.hour -= 1;
    }
    buckets.set(caller, bucket);
    const waitOf = (tokens: number, rate: number): number => (tokens >= 1 ? 0 : (1 - tokens) / rate);
    const wait = Math.max(waitOf(bucket.minute, perSecond.minute), waitOf(bucket.hour, perSecond.hour));
    return {
      limit: limit.perMinute,
      remaining: Math.max(0, Math.floor(Math.min(limit.perMinute, bucket.minute, bucket.hour))),
      reset: Math.ceil(now / 1000 + (capacity - bucket.minute) / perSecond.minute),
      ...(open ? {} : { retryAfter: Math.max(1, Math.ceil(wait)) }),
    };
  };
}
