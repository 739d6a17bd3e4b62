import { createClock, type Clock } from './clock.ts';
import { activateFaults, describeFaults, type ActiveFaults } from './faults.ts';
import { serve, type Request, type Route } from './http.ts';
import type { Provider } from './provider.ts';
import { Refusal } from './reply.ts';
import { createAuthenticate, type HmacKey } from './portal/auth.ts';
import { billingOperations } from './portal/billing.ts';
import { deploymentOperations } from './portal/deployments.ts';
import { faultTable } from './portal/faults.ts';
import { createLimit } from './portal/limits.ts';
import { organizationOperations } from './portal/organizations.ts';
import { publicOperations } from './portal/public.ts';
import { errorReply } from './portal/refusals.ts';
import { withHeaders, type Operation } from './portal/routes.ts';
import { createState } from './portal/state.ts';
import { ticketOperations } from './portal/tickets.ts';
import { privateKeyOf, wallet } from './portal/wallet.ts';

const alice = wallet('alice');
const hmacKeys = new Map<string, HmacKey>([
  ['billing-export', { secret: 'hm-7b1d0c52f4a94e6a8c3e', address: alice }],
]);

const bodyLimit = 16_384;

/** Every operation behind its signature, if it has one, and its limit. */
function routesOf(operations: readonly Operation[], clock: Clock, faults: ActiveFaults): readonly Route[] {
  const authenticate = createAuthenticate(clock, hmacKeys);
  const limit = createLimit(clock);

  function callerOf(request: Request, operation: string): string {
    try {
      return authenticate(request);
    } catch (error) {
      const lenient = operation === 'listOrganizations' && faults.has('auth-not-enforced');
      if (lenient && error instanceof Refusal) return alice;
      throw error;
    }
  }

  return operations.map((operation) => ({
    ...operation,
    handle(request) {
      if ('open' in operation) return withHeaders(operation.open(request), limit(`client ${request.client}`));
      const caller = callerOf(request, operation.operation);
      const quota = limit(`wallet ${caller}`);
      const reply = operation.signed(request, caller);
      return reply.status === 101 ? reply : withHeaders(reply, quota);
    },
  }));
}

/** The provider portal of contracts/portal.yaml, with one tenant whose keys `environment` gives. */
export const portal: Provider = {
  name: 'portal',
  faults: describeFaults(faultTable),
  environment: async () => ({
    VE_PRIVATE_KEY: Buffer.from(privateKeyOf('alice')).toString('hex'),
    VE_OTHER_PRIVATE_KEY: Buffer.from(privateKeyOf('bob')).toString('hex'),
    VE_ADDRESS: alice,
    VE_HMAC_KEY: 'billing-export',
    VE_HMAC_SECRET: hmacKeys.get('billing-export')?.secret ?? '',
  }),
  async start(options = {}) {
    const faults = activateFaults(faultTable, options.faults);
    const clock = createClock();
    const state = createState(clock);
    const operations = [
      ...publicOperations(state, clock),
      ...deploymentOperations(state, clock, faults),
      ...organizationOperations(state),
      ...ticketOperations(state, clock, faults),
      ...billingOperations(state, clock),
    ];
    const routes = routesOf(operations, clock, faults);
    return serve({ routes, refuse: errorReply, faults, clock, bodyLimit }, options);
  },
};
