import type { Document } from '../../document/document.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCallbackPlaces } from '../generate/callback-places.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { AuthProbe } from './check-auth.ts';
import type { Listener } from '../listen/listener.ts';
import { watchOutages, type OutageWatch } from './outage.ts';
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
 * what keeps documents that findings point into; gives what a live run works with.
 */
export async function openLive(
  context: ProbeContext,
  options: LiveOptions,
  now: () => number,
  listens: boolean,
  keep: (document: Document) => void,
): Promise<OpenLive> {
  const { deliveryBytes } = context.api.documents.limits;
  const concurrency = options.concurrency ?? 1;
  const waiting = { now, sleep: async (ms: number): Promise<void> => void (await sleep(ms)) };
  const session = await openSession(context, { connections: Math.max(4, concurrency), ...options }, waiting);
  const listen = async (): Promise<Listener> => {
    const { createListener } = await import('../listen/listener.ts');
    return createListener({ maxBytes: deliveryBytes, ...options.listen }, now);
  };
  const closed = async (error: unknown): Promise<never> => {
    await session.close();
    throw error;
  };
  return {
    session,
    outages: watchOutages(session, options.retries ?? 0, waiting),
    listener:
      listens || (options.generate?.callbacks === true && hasCallbackPlaces(context.api))
        ? await listen().catch(closed)
        : undefined,
    served: watchServed(context.api, options.target, options.auth),
    authProbe:
      options.checkAuth === true
        ? (await import('./check-auth.ts')).createAuthProbe(context, session, options.unsafe === true, keep)
        : undefined,
  };
}
