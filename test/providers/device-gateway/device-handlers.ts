import type { Handler, Request } from '../http.ts';
import { json } from '../reply.ts';
import { choice, dateTime, integer, number, optional, record, text, type Reader } from '../typed-body.ts';
import { claim, holds, type Command } from './commands.ts';
import { HEARTBEAT_INTERVAL, register, waitBeforeAttempt, type Device } from './devices.ts';
import { commandOf, pendingOf, tellCommand, tellDeviceStatus, type Gateway } from './gateway.ts';
import { bodyOf, deviceNotFound, refusal } from './refusals.ts';
import { DEVICE_TOKEN_LIFETIME, mintDeviceToken, verifyDevice } from './tokens.ts';

/** The id of a device, in a body or a message. */
export const deviceId = text(3, 64, /^[A-Za-z0-9][A-Za-z0-9._-]*$/);
const secret = text(16, 128);
const code = text(14, 14, /^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}$/);
const claimToken = text(16, 128);

/** How deep diagnostics may be nested: they are shown to customers, and serialising deep values overflows the stack. */
const DEPTH = 100;

const diagnostics: Reader<unknown> = {
  optional: false,
  read(value, field, issues) {
    const rest = [{ value, depth: 1 }];
    for (let next = rest.pop(); next; next = rest.pop()) {
      if (typeof next.value !== 'object' || next.value === null) continue;
      if (next.depth > DEPTH) {
        issues.push({ field, message: `is nested more than ${DEPTH} deep` });
        return undefined;
      }
      for (const inner of Object.values(next.value)) rest.push({ value: inner, depth: next.depth + 1 });
    }
    return value;
  },
};

const bodies = {
  authentication: record({ deviceId, deviceSecret: secret }, false),
  registration: record(
    {
      deviceId,
      activationCode: code,
      metadata: optional(record({ location: optional(text(1, 200)), model: optional(text(1, 100)) }, false)),
    },
    false,
  ),
  heartbeat: record(
    {
      timestamp: dateTime,
      status: choice('online', 'busy', 'error'),
      metrics: optional(record({ cpu: number(0, 100), memory: number(0, 100), uptime: number(0) }, false)),
      diagnostics: optional(diagnostics),
    },
    false,
  ),
  claim: record(
    {
      limit: optional(integer(1, 10), 1),
      visibilityTimeout: optional(integer(1000, 43_200_000), 300_000),
    },
    false,
  ),
  extension: record({ claimToken, extensionMs: integer(1, 300_000) }, false),
  result: record(
    {
      claimToken,
      status: choice('success', 'failure', 'timeout'),
      output: optional(text(0, 65_536)),
      error: optional(text(0, 4096)),
      executedAt: dateTime,
      duration: number(0),
    },
    false,
  ),
};

/** The device with that secret; refuses with 429, 401 and 403 as the case may be. */
export function identify(gateway: Gateway, id: string, given: string): Device {
  const device = gateway.devices.get(id);
  const now = gateway.clock.now();
  const wait = device ? waitBeforeAttempt(device, now) : 0;
  if (wait > 0)
    throw refusal(429, 'TOO_MANY_ATTEMPTS', 'Too many failed attempts to authenticate', {
      headers: { 'retry-after': String(Math.ceil(wait / 1000)) },
    });
  if (!device || device.secret === undefined || device.secret !== given) {
    device?.failures.push(now);
    throw refusal(401, 'INVALID_CREDENTIALS', 'The device id or the secret is wrong');
  }
  if (device.lifecycle !== 'active')
    throw refusal(403, 'DEVICE_INACTIVE', `The device is ${device.lifecycle}`);
  return device;
}

/** The endpoints that devices use, by operationId. */
export function deviceHandlers(gateway: Gateway, acceptExpired: boolean) {
  const { clock, random } = gateway;

  const asDevice =
    (handle: (request: Request, device: Device) => ReturnType<Handler>): Handler =>
    async (request) => {
      const id = await verifyDevice(request.header('x-device-token'), clock, acceptExpired);
      const device = gateway.devices.get(id);
      if (!device) throw deviceNotFound();
      return handle(request, device);
    };

  function ownCommand(request: Request, device: Device): Command {
    const command = commandOf(gateway, device.id, request.param('id'));
    if (!command) throw refusal(404, 'COMMAND_NOT_FOUND', 'The device has no such command');
    return command;
  }

  function mustHold(command: Command, token: string): void {
    if (!holds(command, token, clock.now()))
      throw refusal(403, 'INVALID_CLAIM', 'The command is no longer claimed with this token');
  }

  const authenticateDevice: Handler = async (request) => {
    const body = bodyOf(request, bodies.authentication);
    const { id } = identify(gateway, body.deviceId, body.deviceSecret);
    const token = await mintDeviceToken(id, clock.now());
    const answer = { token, expiresIn: DEVICE_TOKEN_LIFETIME, deviceId: id };
    return json(200, answer, { 'cache-control': 'no-store' });
  };

  const registerDevice: Handler = (request) => {
    const body = bodyOf(request, bodies.registration);
    const device = gateway.devices.get(body.deviceId);
    if (!device) throw refusal(404, 'DEVICE_NOT_PROVISIONED', 'The device has not been provisioned');
    switch (register(device, body.activationCode, body.metadata?.location, clock.now(), random)) {
      case 'registered-before':
        throw refusal(409, 'DEVICE_ALREADY_REGISTERED', 'The device is registered already');
      case 'wrong-code':
        throw refusal(401, 'INVALID_ACTIVATION_CODE', 'The activation code is not valid');
      case 'registered': {
        const { id, lifecycle, customerId, secret: deviceSecret } = device;
        const shown = { id, status: lifecycle, customerId, registeredAt: clock.iso() };
        return json(200, { success: true, device: shown, deviceSecret }, { 'cache-control': 'no-store' });
      }
    }
  };

  const sendHeartbeat = asDevice((request, device) => {
    const { status, metrics, diagnostics } = bodyOf(request, bodies.heartbeat);
    device.heartbeat = { at: clock.now(), status, metrics, diagnostics };
    tellDeviceStatus(gateway, device);
    const pendingCommands = pendingOf(gateway, device.id).length;
    return json(200, { success: true, nextHeartbeat: HEARTBEAT_INTERVAL, pendingCommands });
  });

  const claimCommands = asDevice((request, device) => {
    const { limit, visibilityTimeout } = bodyOf(request, bodies.claim);
    const commands = pendingOf(gateway, device.id).slice(0, limit);
    const claimed = commands.map((command) => {
      const { token, until } = claim(command, clock.now() + visibilityTimeout, random);
      tellCommand(gateway, command);
      const { id, type, parameters, priority } = command;
      return {
        id,
        type,
        parameters,
        priority,
        claimToken: token,
        visibleUntil: new Date(until).toISOString(),
      };
    });
    return json(200, { commands: claimed });
  });

  const extendClaim = asDevice((request, device) => {
    const body = bodyOf(request, bodies.extension);
    const command = ownCommand(request, device);
    mustHold(command, body.claimToken);
    const until = clock.now() + body.extensionMs;
    command.claim = { token: body.claimToken, until };
    return json(200, { success: true, visibleUntil: new Date(until).toISOString() });
  });

  const submitCommandResult = asDevice((request, device) => {
    const { claimToken: token, ...result } = bodyOf(request, bodies.result);
    const command = ownCommand(request, device);
    if (command.result)
      throw refusal(409, 'COMMAND_ALREADY_COMPLETED', 'The command has been completed already');
    mustHold(command, token);
    command.result = result;
    tellCommand(gateway, command);
    const [next] = pendingOf(gateway, device.id);
    return json(200, { success: true, ...(next && { nextCommand: { id: next.id } }) });
  });

  return {
    authenticateDevice,
    registerDevice,
    sendHeartbeat,
    claimCommands,
    extendClaim,
    submitCommandResult,
  };
}
