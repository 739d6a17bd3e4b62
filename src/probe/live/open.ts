import type { Document } from '../../document/document.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeContext } from '../judge/context.ts';
import type { AuthProbe } from './check-auth.ts';
import type { Listener } from '../listen/listener.ts';
import { watchOutages, type OutageWatch } from './outage.ts';
import type { Waiting } from './patience.ts';
import { watchServed, type ServedWatch } from './served-watch.ts';
import { openSession, type LiveOptions, type Session } from './session.ts';

/** What a live run has open. */
export interface OpenLive {
  readonly session: Session;
  readonly outages: OutageWatch;
  readonly authProbe: AuthProbe | undefined;
  readonly served: ServedWatch;
  /** What webhooks and callbacks are sent to, where a recording listens. */
  readonly listener: Listener | undefined;
}

/**
 * Takes what is judged against, where to send, a clock in milliseconds, whether to listen for deliveries, and
 * what keeps documents that findings point into, and what interrupts the run; gives what a live run works with.
 */
export async function openLive(
  context: ProbeContext,
  options: LiveOptions,
  now: () => number,
  listens: boolean,
  keep: (document: Document) => void,
  signal?: AbortSignal,
): Promise<OpenLive> {
  const { deliveryBytes } = context.api.documents.limits;
  const concurrency = options.concurrency ?? 1;
  const waiting: Waiting = {
    now,
    async sleep(ms) {
      if (!signal || signal.aborted) await sleep(ms);
      else await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
    interrupted: () => signal?.aborted === true,
  };
  const connections = Math.max(4, concurrency);
  const session = await openSession(context, { connections, ...options, ...(signal && { signal }) }, waiting);
  const listen = async (): Promise<Listener> => {
    const { createListener } = await import('../listen/listener.ts');
    return createListener({ maxBytes: deliveryBytes, ...options.listen }, now, signal);
  };
  const closed = async (error: unknown): Promise<never> => {
    await session.close();
    throw error;
  };
  const asksForSome = async (): Promise<boolean> =>
    options.generate?.callbacks === true &&
    (await import('../generate/callback-places.ts')).hasDeliveryPlaces(context.api);
  return {
    session,
    outages: watchOutages(session, options.retries ?? 0, waiting),
    listener: listens || (await asksForSome()) ? await listen().catch(closed) : undefined,
    served: watchServed(context.api, options.target, options.auth),
    authProbe:
      options.checkAuth === true
        ? (await import('./check-auth.ts')).createAuthProbe(context, session, options.unsafe === true, keep)
        : undefined,
  };
}
