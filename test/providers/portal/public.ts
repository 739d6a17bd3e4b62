import type { Clock } from '../clock.ts';
import { json } from '../reply.ts';
import type { Operation } from './routes.ts';
import { currency, provider, type State } from './state.ts';

const version = '1.4.2';

const info = {
  address: provider,
  name: 'Northern Lights Compute',
  version,
  capabilities: ['gpu', 'persistent-storage', 'shell'],
  region: 'eu-north',
};

const pricing = {
  cpu: { unit: 'core', price: '0.012', interval: 'hourly' },
  memory: { unit: 'GiB', price: '0.004', interval: 'hourly' },
  storage: { unit: 'GiB', price: '0.09', interval: 'monthly' },
  currency,
};

/** The three operations that need no signature. */
export function publicOperations(state: State, clock: Clock): readonly Operation[] {
  const uptime = () => Math.floor((clock.now() - state.startedAt) / 1000);
  return [
    {
      method: 'GET',
      path: '/api/v1/health',
      operation: 'getHealth',
      open: () => json(200, { status: 'ok', version, uptime: uptime() }),
    },
    {
      method: 'GET',
      path: '/api/v1/provider/info',
      operation: 'getProviderInfo',
      open: () => json(200, info),
    },
    {
      method: 'GET',
      path: '/api/v1/provider/pricing',
      operation: 'getProviderPricing',
      open: () => json(200, pricing),
    },
  ];
}
