import { exhaustedFor, retryAfter } from './rate-limit.ts';
import type { WireRequest, WireResult } from './wire.ts';

/** How a target is spared and given another chance. */
export interface Patience {
  /** How often a request that failed is sent again, if that can do no harm. Default 0. */
  readonly retries?: number;
  /** Requests a second at most. Default: as fast as they are answered. */
  readonly ratePerSecond?: number;
  /** Longer than this nothing is waited for, in milliseconds. Default 60,000. */
  readonly maxWaitMs?: number;
  /** Called before a limit of the target is waited for, with for how many milliseconds. */
  readonly onLimit?: (ms: number) => void;
}

/** What a request came to in the end. */
export interface Delivered {
  readonly result: WireResult;
  /** Why it was sent again, once for each time before the last. */
  readonly before: readonly string[];
}

/**
 * Sends a request; `expected` is the status that it is to have, which is then no reason to send it again. Gives what
 * `take` makes of what it came to: a promise more for each would take longer than that.
 */
export type Deliver = <T>(
  request: WireRequest,
  expected: number | undefined,
  take: (result: Delivered['result'], before: Delivered['before']) => T,
) => Promise<T>;

/** To be handed to `Deliver`: what a request came to as it is. */
export function delivered(result: Delivered['result'], before: Delivered['before']): Delivered {
  return { result, before };
}

/** RFC 9110 section 9.2.1: these change nothing, and are answered alike when they are sent twice. */
const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);
/** RFC 9110 section 9.2.2: sent twice, these do what they do once. */
const idempotent = new Set([...safe, 'PUT', 'DELETE']);
/** A limit says nothing of the contract, so that it is waited for even where nobody asked for retries. */
const limitedRetries = 3;

/** Time, as patience needs it. */
export interface Waiting {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early when the run is interrupted meanwhile; what is begun afterwards takes its time. */
  sleep(ms: number): Promise<void>;
  /** Whether the user wants the run to end. */
  interrupted?(): boolean;
}

/**
 * Takes what sends one request, and how patient to be; gives what sends it in its turn, and again where that may
 * help: a safe one at once after a connection that was kept turned out to be closed; as often as it is told to after a
 * refused connection, after a lost answer or a 502, 503 or 504 to an idempotent request, with pauses that double; and
 * after a 429. What the target says of its limits (`Retry-After`, `RateLimit`) is kept to.
 */
export function withPatience(
  send: (request: WireRequest) => Promise<WireResult>,
  { retries = 0, ratePerSecond, maxWaitMs = 60_000, onLimit }: Patience,
  { now, sleep, interrupted = () => false }: Waiting,
): Deliver {
  const interval = ratePerSecond === undefined ? 0 : 1000 / ratePerSecond;
  let nextTurn = 0;
  let heldUntil = 0;

  const turn = async (): Promise<void> => {
    for (;;) {
      const time = now();
      const held = heldUntil - time;
      // Of a run that ends only what removes what it made is sent, and is told itself to wait.
      if (held > 0 && !interrupted()) {
        await sleep(held);
        continue;
      }
      if (interval === 0) return;
      const at = Math.max(nextTurn, time);
      nextTurn = at + interval;
      if (at > time) await sleep(at - time);
      if (interrupted()) nextTurn = now() + interval;
      return;
    }
  };

  const inTurn = (request: WireRequest): Promise<WireResult> =>
    interval > 0 || heldUntil > 0 ? turn().then(() => send(request)) : send(request);

  /**
   * Takes what a request came to, and whether the run had been interrupted when it was sent; sends it again until it did
   * not go over a connection that had brought an answer.
   */
  const insist = async (
    request: WireRequest,
    expected: number | undefined,
    first: WireResult,
    isLate: boolean,
  ): Promise<Delivered> => {
    let result = first;
    // Each ends such a connection, so that the next is a new one at last.
    for (let sent = 1; isStale(request, result) && sent < mostStale; sent += 1)
      result = await inTurn(request);
    if (result === first) return retry(request, expected, first, isLate);
    // Nobody is there any more: what became of it first says more.
    if (result.kind === 'unreachable' && retries === 0) return { result: first, before: never };
    const { result: last, before } = await retry(request, expected, result, isLate);
    // Of a failure that stays, once is enough.
    const why = first.kind === 'broken' && last.kind === 'response' ? [first.reason] : [];
    return { result: last, before: [...why, ...before] };
  };

  /** As `insist`; sends it again as often as that may help, but for one that an interruption met. */
  const retry = async (
    request: WireRequest,
    expected: number | undefined,
    first: WireResult,
    isLate: boolean,
  ): Promise<Delivered> => {
    const before: string[] = [];
    let limits = 0;
    for (let result = first; ; result = await send(request)) {
      const again = secondChance(request, result, expected);
      if (again === undefined || (interrupted() && !isLate)) return { result, before };
      const asked =
        result.kind === 'response'
          ? (retryAfter(result.headers, now()) ?? exhaustedFor(result.headers, now()))
          : undefined;
      const allowed = again.limited && asked !== undefined ? Math.max(retries, limitedRetries) : retries;
      const pause = asked ?? 200 * 2 ** before.length * (0.75 + Math.random() / 2);
      if (before.length + limits >= allowed || pause > maxWaitMs) return { result, before };
      if (again.limited) {
        limits += 1;
        heldUntil = Math.max(heldUntil, now() + pause);
        onLimit?.(pause);
        // Who removes something waits alone.
        if (isLate) await sleep(pause);
      } else await sleep(pause);
      await turn();
      if (interrupted() && !isLate) return { result, before };
      // That a limit was met says nothing of the provider.
      if (!again.limited) before.push(again.reason);
    }
  };

  // Most are sent once.
  return (request, expected, take) => {
    const isLate = interrupted();
    return inTurn(request).then((first) =>
      secondChance(request, first, expected) === undefined
        ? take(first, never)
        : insist(request, expected, first, isLate).then(({ result, before }) => take(result, before)),
    );
  };
}

const never: readonly string[] = [];

/** As many connections that were kept may turn out to be closed, one after the other. */
const mostStale = 10;

function isStale({ method }: WireRequest, result: WireResult): boolean {
  return result.kind === 'broken' && result.stale === true && safe.has(method);
}

function secondChance(
  { method }: WireRequest,
  result: WireResult,
  expected: number | undefined,
): { readonly reason: string; readonly limited: boolean } | undefined {
  if (result.kind === 'unreachable') return { reason: result.reason, limited: false };
  if (result.kind === 'broken')
    return idempotent.has(method) ? { reason: result.reason, limited: false } : undefined;
  const { status } = result;
  if (status === expected) return undefined;
  // Whoever answers 429 has not done what was asked.
  if (status === 429) return { reason: `status ${status}`, limited: true };
  if ((status === 502 || status === 503 || status === 504) && idempotent.has(method))
    return { reason: `status ${status}`, limited: false };
  return undefined;
}
