import type { Exchange, Outage } from '../exchange.ts';
import type { Sent } from './sent.ts';
import type { Session } from './session.ts';
import type { Waiting } from './patience.ts';

/** Knows whether the provider of a run, which has answered before, is still there. */
export interface OutageWatch {
  /** Takes an exchange that was answered: a provider that was gone is back. */
  answered(exchange: Exchange): void;
  /** Whether nobody listens any more: nothing is sent then. */
  gone(): boolean;
  /**
   * Takes what was sent without a whole answer; gives it with the outage that it has met, if it has, and undefined where
   * it met one that was told of already and so has never reached anybody.
   */
  examine(sent: Sent): Promise<Sent | undefined>;
}

/**
 * Takes a session, how often a request is sent again, and the time. A provider that restarts is given as many chances
 * to come back as a request is: an outage is what is left after them.
 */
export function watchOutages(
  session: Pick<Session, 'listens'>,
  retries: number,
  { sleep }: Pick<Waiting, 'sleep'>,
): OutageWatch {
  let last: Exchange | undefined;
  let outage: Outage | undefined;
  let asking: Promise<boolean> | undefined;

  const listens = async (chances: number): Promise<boolean> => {
    for (let asked = 0; ; asked += 1) {
      if (await session.listens()) return true;
      if (asked >= chances) return false;
      await sleep(200 * 2 ** asked);
    }
  };
  /** Exchanges that run side by side meet one outage together: one of them asks for all. */
  const ask = (chances: number): Promise<boolean> =>
    (asking ??= listens(chances).finally(() => (asking = undefined)));

  return {
    answered(exchange) {
      last = exchange;
      outage = undefined;
    },
    gone: () => outage !== undefined,
    async examine(sent) {
      const { exchange, lost } = sent;
      if (lost === undefined) return sent;
      // What was refused was retried already; what broke may have been the end of the provider.
      const there = outage === undefined && (await ask(lost === 'broken' ? retries : 0));
      if (there) return sent;
      if (outage !== undefined && lost === 'unreachable') return undefined;
      outage ??= { node: exchange.node, reason: exchange.failure ?? '', reached: lost === 'broken', last };
      return { ...sent, exchange: { ...exchange, outage } };
    },
  };
}
