import {
  custom,
  emptyBody,
  enumDrift,
  htmlError,
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
import { json } from '../reply.ts';

/** The mistakes that deployer can be told to make. */
export const FAULTS = {
  'servers-total-as-text': numberAsString({ operation: 'listServers' }, '/total'),
  'server-location-missing': missingHeader({ operation: 'createServer', status: 201 }, 'location'),
  'server-port-missing': missingField({ operation: 'getServer' }, '/port'),
  'server-day-first': wrongDateFormat({ operation: 'updateServer' }, '/updated'),
  'server-deleted-with-body': custom(
    { operation: 'deleteServer', status: 204 },
    'The 204 of deleteServer is a 200 with a body instead.',
    (reply) => json(200, { deleted: true }, reply.headers),
  ),
  'setup-done-at-once': custom(
    { operation: 'setupServer', status: 202 },
    'The 202 of setupServer is sent as a 200, as if the work were done.',
    (reply) => ({ ...reply, status: 200 }),
  ),
  'user-conflict-page': htmlError({ operation: 'createSystemUser', status: 409 }),
  'packages-error-shape': wrongErrorShape({ operation: 'installPackages', status: 422 }),
  'lockdown-state-drift': enumDrift({ operation: 'applySecurityLockdown', status: 202 }, '/status', 'queued'),
  'audit-score-over-100': wrongValue({ operation: 'auditSecurity' }, '/checks/0/score', 110),
  'apps-null-for-none': custom(
    { operation: 'listApps' },
    'The 200 of listApps has null where no application fits.',
    (reply) => {
      const body = reply.body?.kind === 'json' ? reply.body.value : undefined;
      const none = typeof body === 'object' && body !== null && Reflect.get(body, 'filtered') === 0;
      return none ? { ...reply, body: { kind: 'json', value: { ...body, apps: null } } } : reply;
    },
  ),
  'app-state-drift': enumDrift({ operation: 'createApp', status: 201 }, '/status', 'stopped'),
  'app-unknown-server-as-404': undocumentedStatus({ operation: 'createApp', status: 422 }, 404),
  'deploy-success-as-text': wrongValue({ operation: 'deployApp', status: 202 }, '/success', 'pending'),
  'rollback-cut-short': malformedJson({ operation: 'rollbackApp', status: 202 }),
  'services-as-map': wrongType({ operation: 'listServices' }, '/services'),
  'service-name-null': nullField({ operation: 'getServiceStatus' }, '/name'),
  'service-action-empty': emptyBody({ operation: 'manageService', status: 202 }),
  'logs-as-text': wrongContentType({ operation: 'getServiceLogs' }),
  'logs-level-drift': enumDrift({ operation: 'getServiceLogs' }, '/logs/0/level', 'notice'),
  'deployment-progress-as-share': wrongValue({ operation: 'getDeploymentStatus' }, '/progress', 0.75),
  'deployment-status-crash': serverError({ operation: 'getDeploymentStatus', status: 404 }),
  'deployments-bare-list': custom(
    { operation: 'listDeployments' },
    'The 200 of listDeployments is the bare list.',
    (reply) => {
      const body = reply.body?.kind === 'json' ? reply.body.value : undefined;
      const list = typeof body === 'object' && body !== null ? Reflect.get(body, 'deployments') : [];
      return { ...reply, body: { kind: 'json', value: list } };
    },
  ),
  'health-component-ok': wrongValue({ operation: 'healthCheck' }, '/components/database/status', 'ok'),
  'setup-twice': misbehaviour('A server that is set up, or is being, is set up once more.'),
  'ssh-failure-hidden': misbehaviour('A setup is accepted though SSH does not reach the server.'),
} as const satisfies FaultTable;
