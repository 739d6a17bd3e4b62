import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeContext } from '../judge/context.ts';
import { createAuthProbe, type AuthProbe } from './check-auth.ts';
import { openSession, type LiveOptions, type Session } from './session.ts';

/** What a live run has open. */
export interface OpenLive {
  readonly session: Session;
  readonly authProbe: AuthProbe | undefined;
}

/** Takes what is judged against, where to send and a clock in milliseconds; gives what a live run works with. */
export async function openLive(
  context: ProbeContext,
  options: LiveOptions,
  now: () => number,
): Promise<OpenLive> {
  const concurrency = options.concurrency ?? 1;
  const session = await openSession(
    context,
    { connections: Math.max(4, concurrency), ...options },
    { now, sleep: async (ms) => void (await sleep(ms)) },
  );
  return {
    session,
    authProbe: options.checkAuth === true ? createAuthProbe(session, options.unsafe === true) : undefined,
  };
}
