import { createClock } from './clock.ts';
import { activateFaults, describeFaults } from './faults.ts';
import { serve, type Route } from './http.ts';
import type { Provider } from './provider.ts';
import { createRandom } from './random.ts';
import { json } from './reply.ts';
import { customerHandlers } from './device-gateway/customer-handlers.ts';
import { deviceHandlers } from './device-gateway/device-handlers.ts';
import { provision, type Device } from './device-gateway/devices.ts';
import { faultTable } from './device-gateway/faults.ts';
import { createGateway, type Gateway } from './device-gateway/gateway.ts';
import { refuse } from './device-gateway/refusals.ts';
import { mintCustomerToken, mintDeviceToken, type Customer } from './device-gateway/tokens.ts';
import { webSocketHandlers } from './device-gateway/websocket-handlers.ts';

const HOURS = 3600;
const permissions = ['devices:read', 'devices:write'];
const owner: Customer = { id: '7d444840-9dc0-41d1-b245-5ffdce74fad2', permissions };
const other: Customer = { id: '2f1d7c3a-6b0e-4d5f-9a8c-3e7b1f604d92', permissions };
const DEMO = { id: 'gateway-demo', secret: 'dsec_demonstration-8kVw3mPz' };

/** The devices that are there from the start. */
function addDevices(gateway: Gateway): void {
  const add = (id: string, customer: Customer, secret: string, lifecycle: Device['lifecycle']) => {
    const now = gateway.clock.now();
    const device = provision(id, customer.id, undefined, undefined, now, gateway.random);
    gateway.devices.set(id, { ...device, secret, registeredAt: now, lifecycle });
  };
  add(DEMO.id, owner, DEMO.secret, 'active');
  add('router-suspended', owner, 'dsec_suspended-4Jq8ZtR1', 'suspended');
  add('gateway-foreign', other, 'dsec_foreign-9XcD2hLk', 'active');
}

/**
 * The device gateway. Everything goes by its clock: session tokens (an hour), activation codes (a day), claims,
 * sessions (an hour) and attempts to authenticate (five in a minute) run out.
 */
export const deviceGateway: Provider = {
  name: 'device-gateway',
  faults: describeFaults(faultTable),

  async environment() {
    const now = Date.now();
    return {
      DEVICE_GATEWAY_CUSTOMER_TOKEN: await mintCustomerToken(owner, now, 12 * HOURS),
      DEVICE_GATEWAY_OTHER_CUSTOMER_TOKEN: await mintCustomerToken(other, now, 12 * HOURS),
      DEVICE_GATEWAY_LIMITED_TOKEN: await mintCustomerToken({ ...owner, permissions: [] }, now, 12 * HOURS),
      DEVICE_GATEWAY_EXPIRED_TOKEN: await mintCustomerToken(owner, now - 2 * HOURS * 1000, HOURS),
      DEVICE_GATEWAY_DEVICE_TOKEN: await mintDeviceToken(DEMO.id, now, 12 * HOURS),
      DEVICE_GATEWAY_REMOVED_DEVICE_TOKEN: await mintDeviceToken('router-removed', now, 12 * HOURS),
      DEVICE_GATEWAY_DEVICE_SECRET: DEMO.secret,
    };
  },

  start(options = {}) {
    const clock = createClock();
    const gateway = createGateway(clock, createRandom(2));
    addDevices(gateway);
    const faults = activateFaults(faultTable, options.faults);
    const acceptExpired = faults.has('expired-token-accepted');

    const devices = deviceHandlers(gateway, acceptExpired);
    const customers = customerHandlers(gateway, acceptExpired, faults.has('foreign-device-shown'));
    const sockets = webSocketHandlers(gateway, acceptExpired, faults.has('config-pushed-in-seconds'));

    const route = (method: string, path: string, operation: string, handle: Route['handle']): Route => ({
      method,
      path,
      operation,
      handle,
    });
    const device = '/api/v1/device';
    const customer = '/api/v1/customer';
    return serve(
      {
        clock,
        faults,
        refuse,
        routes: [
          route('POST', `${device}/auth`, 'authenticateDevice', devices.authenticateDevice),
          route('POST', `${device}/register`, 'registerDevice', devices.registerDevice),
          route('POST', `${device}/heartbeat`, 'sendHeartbeat', devices.sendHeartbeat),
          route('POST', `${device}/commands/claim`, 'claimCommands', devices.claimCommands),
          route('POST', `${device}/commands/{id}/extend`, 'extendClaim', devices.extendClaim),
          route('POST', `${device}/commands/{id}/result`, 'submitCommandResult', devices.submitCommandResult),
          route('GET', `${customer}/devices`, 'listDevices', customers.listDevices),
          route('GET', `${customer}/devices/{id}/status`, 'getDeviceStatus', customers.getDeviceStatus),
          route('POST', `${customer}/devices/provision`, 'provisionDevice', customers.provisionDevice),
          route('POST', `${customer}/sessions`, 'createSession', customers.createSession),
          route('GET', `${customer}/sessions/{id}`, 'getSession', customers.getSession),
          route('POST', `${customer}/sessions/{id}/approve`, 'approveCommand', customers.approveCommand),
          route('GET', `${customer}/system/info`, 'getSystemInfo', customers.getSystemInfo),
          route('GET', '/healthz', 'getHealth', () => json(200, { status: 'ok', timestamp: clock.iso() })),
          route('GET', '/readyz', 'getReadiness', () =>
            json(200, { ready: true, checks: { database: true, redis: true } }),
          ),
          route('GET', '/version', 'getVersion', () => json(200, { version: '1.0.0' })),
          route('GET', '/ws/device', 'connectDevice', sockets.connectDevice),
          route('GET', '/ws/customer', 'connectCustomer', sockets.connectCustomer),
        ],
      },
      options,
    );
  },
};
