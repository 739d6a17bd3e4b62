import {
  badHeader,
  custom,
  enumDrift,
  malformedJson,
  misbehaviour,
  missingField,
  missingHeader,
  nullField,
  numberAsString,
  serverError,
  undocumentedStatus,
  wrongContentType,
  wrongDateFormat,
  wrongErrorShape,
  wrongType,
  wrongValue,
  type FaultTable,
} from '../faults.ts';
import { empty, json, type Reply } from '../reply.ts';

/** The reply with every value under a name changed, wherever that name stands in the body. */
function rewrite(reply: Reply, name: string, change: (value: unknown) => unknown): Reply {
  if (reply.body?.kind !== 'json') return reply;
  const value: unknown = JSON.parse(JSON.stringify(reply.body.value), (key: string, old: unknown) =>
    key === name ? change(old) : old,
  );
  return json(reply.status, value, reply.headers);
}

/** The mistakes that the device gateway can be told to make. */
export const faultTable: FaultTable = {
  'expiry-as-string': numberAsString({ operation: 'authenticateDevice' }, '/expiresIn'),
  'rate-limit-without-retry-after': missingHeader(
    { operation: 'authenticateDevice', status: 429 },
    'Retry-After',
  ),
  'suspended-as-locked': undocumentedStatus({ operation: 'authenticateDevice', status: 403 }, 423),
  'customer-null': nullField({ operation: 'registerDevice' }, '/device/customerId'),
  'registered-before-as-bad-request': custom(
    { operation: 'registerDevice', status: 409 },
    'A device that is registered already is answered with 400 instead of 409.',
    (reply) => ({ ...reply, status: 400 }),
  ),
  'heartbeat-in-seconds': wrongValue({ operation: 'sendHeartbeat' }, '/nextHeartbeat', 30),
  'heartbeat-crash': serverError({ operation: 'sendHeartbeat', status: 400 }),
  'nothing-to-claim-as-no-content': custom(
    { operation: 'claimCommands' },
    'A claim that finds no commands is answered with 204 and no body.',
    (reply) => {
      const value = reply.body?.kind === 'json' ? reply.body.value : undefined;
      return JSON.stringify(value) === '{"commands":[]}' ? empty(204) : reply;
    },
  ),
  'claimed-parameters-as-text': custom(
    { operation: 'claimCommands' },
    'The parameters of claimed commands are JSON inside a string.',
    (reply) => rewrite(reply, 'parameters', (value) => JSON.stringify(value)),
  ),
  'extension-in-epoch-time': wrongValue({ operation: 'extendClaim' }, '/visibleUntil', 1_756_901_520_000),
  'wrong-claim-as-not-found': custom(
    { operation: 'extendClaim', status: 403 },
    'A wrong claim token is answered as if the command did not exist.',
    ({ headers }) =>
      json(404, { error: { code: 'COMMAND_NOT_FOUND', message: 'The device has no such command' } }, headers),
  ),
  'second-result-accepted': custom(
    { operation: 'submitCommandResult', status: 409 },
    'A second result for a command is accepted.',
    () => json(200, { success: true }),
  ),
  'total-missing': missingField({ operation: 'listDevices' }, '/total'),
  'never-seen-as-empty-string': custom(
    { operation: 'listDevices' },
    'A device that was never heard of has an empty string for when it was last seen.',
    (reply) => rewrite(reply, 'lastSeen', (value) => value ?? ''),
  ),
  'foreign-device-shown': misbehaviour(
    'Customers are shown, and may open sessions on, the devices of others.',
  ),
  'expired-token-accepted': misbehaviour('Tokens are accepted after they have expired.'),
  'heartbeat-date-for-people': wrongDateFormat({ operation: 'getDeviceStatus' }, '/device/lastHeartbeat'),
  'metrics-as-list': wrongType({ operation: 'getDeviceStatus' }, '/device/metrics'),
  'provisioned-as-ok': undocumentedStatus({ operation: 'provisionDevice', status: 201 }, 200),
  'duplicate-as-other-error': wrongErrorShape({ operation: 'provisionDevice', status: 409 }),
  'session-status-undocumented': enumDrift(
    { operation: 'createSession', status: 201 },
    '/session/status',
    'open',
  ),
  'session-cut-off': malformedJson({ operation: 'getSession' }),
  'decision-in-capitals': custom(
    { operation: 'approveCommand' },
    'The decision of approveCommand is in capital letters.',
    (reply) => rewrite(reply, 'status', (value) => String(value).toUpperCase()),
  ),
  'services-as-booleans': wrongValue({ operation: 'getSystemInfo' }, '/services', {
    database: true,
    redis: true,
  }),
  'health-in-other-words': enumDrift({ operation: 'getHealth' }, '/status', 'UP'),
  'ready-without-redis': wrongValue(
    { operation: 'getReadiness' },
    '/checks/redis',
    false,
    'The gateway says that it is ready although Redis does not answer.',
  ),
  'config-pushed-in-seconds': misbehaviour(
    'The interval of heartbeats that is pushed to devices is in seconds, not milliseconds.',
  ),
  'version-as-page': wrongContentType({ operation: 'getVersion' }, 'text/html'),
  'accept-key-wrong': badHeader({ operation: 'connectDevice', status: 101 }, 'Sec-WebSocket-Accept', 'yes'),
};
