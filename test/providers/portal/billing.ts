import type { Clock } from '../clock.ts';
import type { Request } from '../http.ts';
import { json, type Reply } from '../reply.ts';
import { used } from './deployments.ts';
import { choiceOf, pageOf } from './query.ts';
import type { Operation } from './routes.ts';
import { currency, invoiceStatuses, type Invoice, type Metric, type Resources, type State } from './state.ts';

/** Millionths of the currency for a core, and for 2^30 bytes of memory and storage, by the hour. */
const rates = { cpu: 12_000, memory: 4_000, storage: 125 };
const hour = 3_600_000;

/** `listInvoices` and `getCurrentUsage`. */
export function billingOperations(state: State, clock: Clock): readonly Operation[] {
  function invoices(request: Request, caller: string): Reply {
    const wanted = choiceOf(request, 'status', invoiceStatuses);
    const fitting = state.invoices.filter(
      ({ owner, status }) => owner === caller && status === (wanted ?? status),
    );
    const { entries, next } = pageOf(request, fitting);
    return json(200, { invoices: entries.map(shown), ...(next === undefined ? {} : { next_cursor: next }) });
  }

  function usage(_request: Request, caller: string): Reply {
    const now = new Date(clock.now());
    const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
    const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    const own = state.deployments
      .filter(({ owner, state }) => owner === caller && state === 'active')
      .map(used);
    const sum = (pick: (resources: Resources) => Metric): Metric => ({
      usage: Number(own.reduce((total, resources) => total + pick(resources).usage, 0).toFixed(2)),
      limit: own.reduce((total, resources) => total + pick(resources).limit, 0),
    });
    const resources = {
      cpu: sum(({ cpu }) => cpu),
      memory: sum(({ memory }) => memory),
      storage: sum(({ storage }) => storage),
    };
    const perHour =
      resources.cpu.limit * rates.cpu +
      (resources.memory.limit / 2 ** 30) * rates.memory +
      (resources.storage.limit / 2 ** 30) * rates.storage;
    const total = Math.round((perHour * (clock.now() - start)) / hour);
    const period = { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
    return json(200, [{ period, total_cost: decimal(total), currency, resources }]);
  }

  return [
    { method: 'GET', path: '/api/v1/invoices', operation: 'listInvoices', signed: invoices },
    { method: 'GET', path: '/api/v1/usage', operation: 'getCurrentUsage', signed: usage },
  ];
}

function shown({ owner: _owner, ...invoice }: Invoice) {
  return { ...invoice, currency };
}

/** Millionths as the contract's `Amount`. */
function decimal(millionths: number): string {
  const digits = String(millionths).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
}
