import fc from 'fast-check';
import { SignJWT } from 'jose';
import { WebSocket } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceGateway } from './device-gateway.ts';
import { claim, claimed, holds, openSession, pending } from './device-gateway/commands.ts';
import type { RunningProvider } from './provider.ts';
import { createRandom } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let server: RunningProvider;
let secrets: Readonly<Record<string, string>>;

beforeEach(async () => {
  secrets = await deviceGateway.environment();
  server = await deviceGateway.start();
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The member of the body at a path with full stops. */
  at(path: string): unknown;
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const value: unknown = await response.json();
  return {
    status: response.status,
    headers: response.headers,
    at: (path) =>
      path
        .split('.')
        .reduce<unknown>(
          (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
          value,
        ),
  };
}

const customer = (
  method: string,
  path: string,
  body?: unknown,
  token = secrets['DEVICE_GATEWAY_CUSTOMER_TOKEN'],
) => send(method, `/api/v1/customer/${path}`, { authorization: `Bearer ${token ?? ''}` }, body);
const device = (path: string, body: unknown, token = secrets['DEVICE_GATEWAY_DEVICE_TOKEN']) =>
  send('POST', `/api/v1/device/${path}`, { 'x-device-token': token ?? '' }, body);
const heartbeat = { timestamp: '2025-09-03T12:05:00Z', status: 'online' };

async function openCommand(): Promise<void> {
  const opened = await customer('POST', 'sessions', { deviceId: 'gateway-demo', type: 'diagnostic' });
  expect(opened.status).toBe(201);
}

describe('an activation code', () => {
  const provision = async () =>
    (await customer('POST', 'devices/provision', { deviceId: 'router-1' })).at('device.activationCode');
  const register = (activationCode: unknown) => device('register', { deviceId: 'router-1', activationCode });

  test('works once', async () => {
    const code = await provision();
    expect((await register('AAAA-AAAA-AAAA')).status).toBe(401);
    const first = await register(code);
    expect(first.status).toBe(200);
    expect((await register(code)).status).toBe(409);
    const deviceSecret = first.at('deviceSecret');
    expect((await device('auth', { deviceId: 'router-1', deviceSecret })).status).toBe(200);
  });

  test('works for 24 hours', async () => {
    const code = await provision();
    server.advance(24 * HOUR);
    expect((await register(code)).status).toBe(401);
  });

  test('still works shortly before', async () => {
    const code = await provision();
    server.advance(24 * HOUR - MINUTE);
    expect((await register(code)).status).toBe(200);
  });
});

describe('authentication of a device', () => {
  const authenticate = (deviceSecret: string | undefined, deviceId = 'gateway-demo') =>
    device('auth', { deviceId, deviceSecret });

  test('gives a token that expires by the clock', async () => {
    const answer = await authenticate(secrets['DEVICE_GATEWAY_DEVICE_SECRET']);
    const token = String(answer.at('token'));
    expect((await device('heartbeat', heartbeat, token)).status).toBe(200);
    server.advance(Number(answer.at('expiresIn')) * 1000);
    expect((await device('heartbeat', heartbeat, token)).status).toBe(401);
  });

  test('refuses after five failures, even the right secret, until a minute is over', async () => {
    for (let failure = 0; failure < 5; failure += 1)
      expect((await authenticate('not-the-secret-at-all')).status).toBe(401);
    const refused = await authenticate(secrets['DEVICE_GATEWAY_DEVICE_SECRET']);
    expect(refused.status).toBe(429);
    expect((await authenticate('not-the-secret-at-all', 'gateway-foreign')).status).toBe(401);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    server.advance(wait * 1000);
    expect((await authenticate(secrets['DEVICE_GATEWAY_DEVICE_SECRET'])).status).toBe(200);
  });

  test('is not passed by the tokens of others', async () => {
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('gateway-demo')
      .setIssuer('https://gateway.example.com')
      .setAudience('device')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('another key of at least 256 bits!'));
    expect((await device('heartbeat', heartbeat, forged)).status).toBe(401);
    expect((await device('heartbeat', heartbeat, secrets['DEVICE_GATEWAY_CUSTOMER_TOKEN'])).status).toBe(401);
    expect((await customer('GET', 'devices', undefined, secrets['DEVICE_GATEWAY_DEVICE_TOKEN'])).status).toBe(
      401,
    );
    expect(
      (await device('heartbeat', heartbeat, secrets['DEVICE_GATEWAY_REMOVED_DEVICE_TOKEN'])).status,
    ).toBe(404);
  });
});

describe('the token of a customer', () => {
  test('expires by the clock', async () => {
    expect((await customer('GET', 'system/info')).status).toBe(200);
    server.advance(12 * HOUR);
    const answer = await customer('GET', 'system/info');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test('opens what is its own and what it permits', async () => {
    expect((await customer('GET', 'devices/gateway-demo/status')).status).toBe(200);
    expect((await customer('GET', 'devices/gateway-foreign/status')).status).toBe(403);
    const other = secrets['DEVICE_GATEWAY_OTHER_CUSTOMER_TOKEN'];
    expect((await customer('GET', 'devices/gateway-foreign/status', undefined, other)).status).toBe(200);
    expect(
      (await customer('GET', 'devices', undefined, secrets['DEVICE_GATEWAY_LIMITED_TOKEN'])).status,
    ).toBe(403);
  });
});

describe('a claim', () => {
  const take = async (visibilityTimeout: number) =>
    (await device('commands/claim', { visibilityTimeout })).at('commands.0');
  const member = (command: unknown, name: string) => String(Object(command)[name]);
  const extend = (command: unknown, extensionMs: number) =>
    device(`commands/${member(command, 'id')}/extend`, {
      claimToken: member(command, 'claimToken'),
      extensionMs,
    });
  const finish = (command: unknown) =>
    device(`commands/${member(command, 'id')}/result`, {
      claimToken: member(command, 'claimToken'),
      status: 'success',
      executedAt: '2025-09-03T12:05:00Z',
      duration: 1,
    });

  test('keeps the command until its time is over, and then hands it out anew', async () => {
    await openCommand();
    const first = await take(MINUTE);
    expect(await take(MINUTE)).toBeUndefined();
    server.advance(MINUTE);
    expect((await extend(first, 1000)).status).toBe(403);
    const second = await take(MINUTE);
    expect(member(second, 'id')).toBe(member(first, 'id'));
    expect((await finish(first)).status).toBe(403);
    expect((await finish(second)).status).toBe(200);
    expect((await finish(second)).status).toBe(409);
    expect(await take(MINUTE)).toBeUndefined();
  });

  test('can be extended while it lasts', async () => {
    await openCommand();
    const command = await take(MINUTE);
    server.advance(MINUTE / 2);
    expect((await extend(command, 2 * MINUTE)).status).toBe(200);
    server.advance(MINUTE);
    expect(await take(MINUTE)).toBeUndefined();
    expect((await finish(command)).status).toBe(200);
  });

  test('is one at a time, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({ do: fc.constant('claim' as const), for: fc.integer({ min: 1, max: 100 }) }),
            fc.record({ do: fc.constant('wait' as const), for: fc.integer({ min: 1, max: 100 }) }),
          ),
          { maxLength: 40 },
        ),
        (actions) => {
          const random = createRandom(3);
          const session = openSession('router-1', 'customer', 'diagnostic', 0, random);
          const given: { readonly token: string; readonly until: number }[] = [];
          let now = 0;
          for (const action of actions) {
            if (action.do === 'wait') now += action.for;
            else
              for (const command of pending([session], 'router-1', now))
                given.push({ ...claim(command, now + action.for, random) });
            for (const command of session.commands) {
              const valid = given.filter(({ token }) => holds(command, token, now));
              expect(valid.length).toBe(claimed(command, now) ? 1 : 0);
              expect(valid).toEqual(given.filter(({ until }) => now < until));
            }
          }
        },
      ),
    );
  });
});

describe('a session', () => {
  test('is the only one on its device until its hour is over', async () => {
    const open = () => customer('POST', 'sessions', { deviceId: 'gateway-demo', type: 'diagnostic' });
    const first = await open();
    expect((await open()).status).toBe(409);
    server.advance(HOUR);
    expect((await customer('GET', `sessions/${String(first.at('session.id'))}`)).at('session.status')).toBe(
      'expired',
    );
    expect((await device('commands/claim', {})).at('commands')).toEqual([]);
    expect((await open()).status).toBe(201);
  });

  test('keeps a repair from the device until it is approved', async () => {
    const opened = await customer('POST', 'sessions', { deviceId: 'gateway-demo', type: 'remediation' });
    const path = `sessions/${String(opened.at('session.id'))}`;
    expect((await device('commands/claim', {})).at('commands')).toEqual([]);
    const commandId = (await customer('GET', path)).at('session.commands.0.id');
    expect((await customer('POST', `${path}/approve`, { commandId, approved: true })).status).toBe(200);
    expect((await device('commands/claim', {})).at('commands.0.id')).toBe(commandId);
    expect((await customer('POST', `${path}/approve`, { commandId, approved: false })).status).toBe(409);
  });
});

test('a device is offline after three intervals without a heartbeat', async () => {
  const status = async () => (await customer('GET', 'devices/gateway-demo/status')).at('device.status');
  expect(await status()).toBe('offline');
  const interval = Number((await device('heartbeat', { ...heartbeat, status: 'busy' })).at('nextHeartbeat'));
  expect(await status()).toBe('busy');
  server.advance(3 * interval + 1000);
  expect(await status()).toBe('offline');
});

test('diagnostics are anything, but not bottomless', async () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  const report = (depth: number) => device('heartbeat', { ...heartbeat, diagnostics: nested(depth) });
  expect((await report(100)).status).toBe(200);
  expect((await customer('GET', 'devices/gateway-demo/status')).at('device.diagnostics')).toEqual(
    nested(100),
  );
  expect((await report(101)).status).toBe(400);
});

describe('a WebSocket', () => {
  const sockets: WebSocket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));

  function open(path: string) {
    const socket = new WebSocket(server.url.replace('http', 'ws') + path);
    sockets.push(socket);
    const received: unknown[] = [];
    socket.addEventListener('message', ({ data }) => received.push(JSON.parse(String(data))));
    const opened = new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true));
      socket.addEventListener('error', () => resolve(false));
    });
    const closed = new Promise<number>((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code));
    });
    return { opened, closed, received, send: (message: unknown) => socket.send(JSON.stringify(message)) };
  }
  const asDevice = () =>
    `/ws/device?deviceId=gateway-demo&deviceSecret=${secrets['DEVICE_GATEWAY_DEVICE_SECRET'] ?? ''}`;
  const asCustomer = () => `/ws/customer?token=${secrets['DEVICE_GATEWAY_CUSTOMER_TOKEN'] ?? ''}`;

  test('opens for those who prove who they are', async () => {
    expect(await open(asDevice()).opened).toBe(true);
    expect(await open(asCustomer()).opened).toBe(true);
    expect(await open('/ws/device?deviceId=gateway-demo&deviceSecret=not-the-secret-at-all').opened).toBe(
      false,
    );
    expect(await open('/ws/customer?token=nonsense').opened).toBe(false);
    server.advance(12 * HOUR);
    expect(await open(asCustomer()).opened).toBe(false);
  });

  test('tells a customer of the devices subscribed to, and a device of its commands', async () => {
    const portal = open(asCustomer());
    const router = open(asDevice());
    await portal.opened;
    await router.opened;
    portal.send({ type: 'subscribe', deviceId: 'gateway-foreign' });
    portal.send({ type: 'subscribe', deviceId: 'gateway-demo' });
    // Again and again: a heartbeat that comes before the subscription is told to nobody.
    const news = async () => {
      await device('heartbeat', heartbeat);
      return portal.received[0];
    };
    const online = { type: 'device_status', data: { id: 'gateway-demo', status: 'online' } };
    await expect.poll(news, { timeout: 30_000 }).toEqual(online);
    await openCommand();
    await expect
      .poll(() => router.received, { timeout: 30_000 })
      .toMatchObject([{ type: 'config_update' }, { type: 'command', data: { type: 'collect_diagnostics' } }]);
  });

  test('is closed on a message that it does not know', async () => {
    const portal = open(asCustomer());
    await portal.opened;
    portal.send({ type: 'shout' });
    expect(await portal.closed).toBe(1008);
  });
});

test('there are faults to be switched on, by their names only', async () => {
  expect(Object.keys(deviceGateway.faults).length).toBeGreaterThanOrEqual(12);
  for (const sentence of Object.values(deviceGateway.faults)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  await expect(async () => deviceGateway.start({ faults: ['no-such-fault'] })).rejects.toThrow(/there are:/);
});
