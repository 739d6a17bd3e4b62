import type { Handler, Request } from '../http.ts';
import { json } from '../reply.ts';
import { choice, flag, optional, record, text } from '../typed-body.ts';
import { commandStatus, openSession, sessionStatus, type Session } from './commands.ts';
import { deviceId } from './device-handlers.ts';
import { provision, statusOf, type Device } from './devices.ts';
import { tellCommand, type Gateway } from './gateway.ts';
import { bodyOf, deviceNotFound, invalidRequest, refusal } from './refusals.ts';
import { verifyCustomer, type Customer } from './tokens.ts';

const bodies = {
  provisioning: record({ deviceId, name: optional(text(1, 100)), location: optional(text(1, 200)) }, false),
  session: record(
    { deviceId, type: choice('diagnostic', 'remediation'), description: optional(text(0, 1000)) },
    false,
  ),
  decision: record({ commandId: text(36, 36), approved: flag, reason: optional(text(0, 500)) }, false),
};

/** An integer in the query within bounds; refuses with 400 anything else. */
function queryInteger(
  request: Request,
  name: string,
  fallback: number,
  minimum: number,
  maximum: number,
): number {
  const value = request.query.get(name);
  if (value === null) return fallback;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : -1;
  if (number < minimum || number > maximum)
    throw invalidRequest(name, `must be an integer from ${minimum} to ${maximum}`);
  return number;
}

/** The endpoints that customers use, by operationId. */
export function customerHandlers(gateway: Gateway, acceptExpired: boolean, showForeign: boolean) {
  const { clock, random } = gateway;

  const asCustomer =
    (handle: (request: Request, customer: Customer) => ReturnType<Handler>): Handler =>
    async (request) => {
      const token = /^Bearer +([^ ]+)$/i.exec(request.header('authorization'))?.[1] ?? '';
      return handle(request, await verifyCustomer(token, clock, acceptExpired));
    };

  function mustHave(customer: Customer, permission: string): void {
    if (!customer.permissions.includes(permission))
      throw refusal(403, 'INSUFFICIENT_PERMISSIONS', `The permission ${permission} is missing`);
  }

  function ownDevice(customer: Customer, id: string): Device {
    const device = gateway.devices.get(id);
    if (!device) throw deviceNotFound();
    if (device.customerId !== customer.id && !showForeign)
      throw refusal(403, 'DEVICE_NOT_OWNED', 'The device belongs to another customer');
    return device;
  }

  function ownSession(customer: Customer, request: Request): Session {
    const session = gateway.sessions.get(request.param('id').toLowerCase());
    if (!session) throw refusal(404, 'SESSION_NOT_FOUND', 'There is no such session');
    if (session.customerId !== customer.id)
      throw refusal(403, 'SESSION_NOT_OWNED', 'The session belongs to another customer');
    return session;
  }

  const activeSession = (device: Device): Session | undefined =>
    [...gateway.sessions.values()].find(
      (session) => session.deviceId === device.id && sessionStatus(session, clock.now()) === 'active',
    );

  const iso = (time: number | undefined): string | null =>
    time === undefined ? null : new Date(time).toISOString();

  const listDevices = asCustomer((request, customer) => {
    mustHave(customer, 'devices:read');
    const status = request.query.get('status') ?? 'all';
    if (!['online', 'offline', 'all'].includes(status))
      throw invalidRequest('status', 'must be online, offline or all');
    const limit = queryInteger(request, 'limit', 50, 1, 100);
    const offset = queryInteger(request, 'offset', 0, 0, Number.MAX_SAFE_INTEGER);
    const devices = [...gateway.devices.values()]
      .filter((device) => device.customerId === customer.id && device.registeredAt !== undefined)
      .map((device) => ({
        id: device.id,
        name: device.name,
        status: statusOf(device, clock.now()),
        lastSeen: iso(device.heartbeat?.at),
        ...(device.location !== undefined && { location: device.location }),
      }))
      .filter((device) => status === 'all' || (device.status === 'offline') === (status === 'offline'))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return json(200, { devices: devices.slice(offset, offset + limit), total: devices.length });
  });

  const getDeviceStatus = asCustomer((request, customer) => {
    const device = ownDevice(customer, request.param('id'));
    const session = activeSession(device);
    const shown = {
      id: device.id,
      status: statusOf(device, clock.now()),
      lastHeartbeat: iso(device.heartbeat?.at),
      metrics: device.heartbeat?.metrics ?? null,
      diagnostics: device.heartbeat?.diagnostics ?? null,
      ...(session && { activeSession: session.id }),
    };
    return json(200, { device: shown });
  });

  const provisionDevice = asCustomer((request, customer) => {
    mustHave(customer, 'devices:write');
    const body = bodyOf(request, bodies.provisioning);
    if (gateway.devices.has(body.deviceId))
      throw refusal(409, 'DEVICE_EXISTS', 'The device id exists already', { field: 'deviceId' });
    const device = provision(body.deviceId, customer.id, body.name, body.location, clock.now(), random);
    gateway.devices.set(device.id, device);
    const { id, activationCode, activationExpires } = device;
    const shown = { id, activationCode, expiresAt: new Date(activationExpires).toISOString() };
    const instructions = `Enter the code ${activationCode} on the device within 24 hours.`;
    return json(201, { device: shown, instructions }, { 'cache-control': 'no-store' });
  });

  const createSession = asCustomer((request, customer) => {
    const body = bodyOf(request, bodies.session);
    const device = ownDevice(customer, body.deviceId);
    if (activeSession(device)) throw refusal(409, 'SESSION_ACTIVE', 'The device has an active session');
    const session = openSession(device.id, customer.id, body.type, clock.now(), random);
    gateway.sessions.set(session.id, session);
    for (const command of session.commands) tellCommand(gateway, command);
    const shown = {
      id: session.id,
      deviceId: device.id,
      status: 'active',
      createdAt: iso(session.createdAt),
      expiresAt: iso(session.expiresAt),
    };
    return json(201, { session: shown });
  });

  const getSession = asCustomer((request, customer) => {
    const session = ownSession(customer, request);
    const now = clock.now();
    const commands = session.commands.map((command) => ({
      id: command.id,
      type: command.type,
      status: commandStatus(command, now),
      ...(command.result && { result: command.result }),
    }));
    const status = sessionStatus(session, now);
    return json(200, { session: { id: session.id, status, commands, createdAt: iso(session.createdAt) } });
  });

  const approveCommand = asCustomer((request, customer) => {
    const body = bodyOf(request, bodies.decision);
    const session = ownSession(customer, request);
    const command = session.commands.find(({ id }) => id === body.commandId.toLowerCase());
    if (!command) throw refusal(404, 'COMMAND_NOT_FOUND', 'The session has no such command');
    if (command.decision !== 'pending_approval')
      throw refusal(409, 'COMMAND_ALREADY_PROCESSED', `The command is ${command.decision} already`);
    command.decision = body.approved ? 'approved' : 'rejected';
    tellCommand(gateway, command);
    return json(200, { success: true, command: { id: command.id, status: command.decision } });
  });

  const getSystemInfo = asCustomer(() =>
    json(200, {
      version: '1.0.0',
      build: '5f3c9e1',
      environment: 'development',
      uptime: Math.max(0, clock.now() - gateway.startedAt) / 1000,
      services: { database: 'healthy', redis: 'healthy' },
    }),
  );

  return {
    listDevices,
    getDeviceStatus,
    provisionDevice,
    createSession,
    getSession,
    approveCommand,
    getSystemInfo,
  };
}
