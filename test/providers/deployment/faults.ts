import {
  badHeader,
  custom,
  emptyBody,
  enumDrift,
  htmlError,
  misbehaviour,
  missingHeader,
  numberAsString,
  undocumentedStatus,
  wrongContentType,
  wrongValue,
  type FaultTable,
} from '../faults.ts';
import { json, text, type Reply } from '../reply.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The data of a success without its envelope. */
function withoutEnvelope(reply: Reply): Reply {
  const value = reply.body?.kind === 'json' ? reply.body.value : undefined;
  return json(reply.status, isObject(value) ? value['data'] : value, reply.headers);
}

/** A success with one field of its data changed. */
function editData(reply: Reply, field: string, change: (value: unknown) => unknown): Reply {
  if (reply.body?.kind !== 'json') return reply;
  const value = structuredClone(reply.body.value);
  if (!isObject(value) || !isObject(value['data'])) return reply;
  value['data'][field] = change(value['data'][field]);
  return json(reply.status, value, reply.headers);
}

/** A stream whose every chunk is changed. */
function withChunks(reply: Reply, change: (chunk: string) => string): Reply {
  const body = reply.body;
  if (body?.kind !== 'stream') return reply;
  return {
    ...reply,
    body: {
      kind: 'stream',
      run: ({ write, signal }) => body.run({ signal, write: (chunk) => write(change(chunk)) }),
    },
  };
}

/** The mistakes that the deployment service can be told to make. */
export const faultTable: FaultTable = {
  'account-type-undocumented': enumDrift(
    { operation: 'validateCredentials' },
    '/data/accountInfo/type',
    'team',
  ),
  'account-id-as-bad-request': custom(
    { operation: 'validateCredentials', status: 422 },
    'A malformed account id is answered with 400 instead of 422.',
    (reply) => ({ ...reply, status: 400 }),
  ),
  'currency-lower-case': wrongValue(
    { operation: 'prepareDeployment', status: 201 },
    '/data/estimatedCost/currency',
    'usd',
  ),
  'quota-exceeded-as-forbidden': undocumentedStatus({ operation: 'prepareDeployment', status: 402 }, 403),
  'accepted-as-ok': custom(
    { operation: 'executeDeployment', status: 202 },
    'A deployment that has only been started is answered with 200 instead of 202.',
    (reply) => ({ ...reply, status: 200 }),
  ),
  'dry-run-steps-null': wrongValue({ operation: 'executeDeployment' }, '/data/steps', null),
  'conflict-code-undocumented': enumDrift(
    { operation: 'executeDeployment', status: 409 },
    '/error/code',
    'DEPLOYMENT_IN_PROGRESS',
  ),
  'expired-token-accepted': misbehaviour('Tokens are accepted after they have expired.'),
  'status-without-envelope': custom(
    { operation: 'getDeploymentStatus' },
    'The 200 of getDeploymentStatus is the bare data, without the standard envelope.',
    withoutEnvelope,
  ),
  'percentage-as-string': numberAsString({ operation: 'getDeploymentStatus' }, '/data/progress/percentage'),
  'not-found-as-text': custom(
    { operation: 'getDeploymentStatus', status: 404 },
    'The 404 of getDeploymentStatus is the plain text of the framework.',
    (reply) => text(reply.status, 'text/plain', 'Not Found\n'),
  ),
  'challenge-missing': missingHeader({ operation: 'getDeploymentStatus', status: 401 }, 'WWW-Authenticate'),
  'log-events-without-time': custom(
    { operation: 'streamDeploymentLogs' },
    'The events of streamDeploymentLogs come without their timestamp.',
    (reply) => withChunks(reply, (chunk) => chunk.replace(/"timestamp":"[^"]*",/, '')),
  ),
  'log-level-in-capitals': custom(
    { operation: 'streamDeploymentLogs' },
    'The events of streamDeploymentLogs have their level in capital letters.',
    (reply) =>
      withChunks(reply, (chunk) =>
        chunk.replace(/"level":"\w+"/, (level) => level.replace(/\w+(?="$)/, (word) => word.toUpperCase())),
      ),
  ),
  'log-stream-as-json': wrongContentType({ operation: 'streamDeploymentLogs' }, 'application/json'),
  'rollback-location-missing': missingHeader({ operation: 'rollbackDeployment', status: 202 }, 'Location'),
  'rollback-empty': emptyBody({ operation: 'rollbackDeployment', status: 202 }),
  'retry-counts-from-zero': custom(
    { operation: 'retryFailedStep', status: 202 },
    'The attempts of retryFailedStep count the retries only, so that the first one is number 1.',
    (reply) => editData(reply, 'attempt', (attempt) => Number(attempt) - 1),
  ),
  'token-expiry-in-seconds': custom(
    { operation: 'createInstallationToken', status: 201 },
    'The token of createInstallationToken expires at a number of seconds since 1970.',
    (reply) => editData(reply, 'expiresAt', (value) => Math.floor(Date.parse(String(value)) / 1000)),
  ),
  'token-may-be-cached': badHeader(
    { operation: 'createInstallationToken', status: 201 },
    'Cache-Control',
    'public, max-age=600',
  ),
  'scopes-as-string': custom(
    { operation: 'verifyCloudflareToken' },
    'The scopes of verifyCloudflareToken are one string, as OAuth writes them.',
    (reply) => editData(reply, 'scopes', (value) => (Array.isArray(value) ? value.join(' ') : value)),
  ),
  'forbidden-as-page': htmlError({ operation: 'verifyCloudflareToken', status: 403 }),
  'health-check-in-local-time': wrongValue(
    { operation: 'getDeploymentHealth' },
    '/data/services/github/lastCheck',
    '2025-09-05 10:14:50',
  ),
};
