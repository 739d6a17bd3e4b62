import type { Route } from '../http.ts';
import { json } from '../reply.ts';
import type { World } from '../records.ts';
import { choice } from '../typed-body.ts';
import type { Apps } from './apps.ts';
import { APP_CREATE, DEPLOYMENT, ID, ROLLBACK } from './bodies.ts';
import { DEPLOYMENT_STATES, type Deployments } from './deployments.ts';
import { accepted, bodyOf, parameter } from './replies.ts';

/** /api/v1/apps and /api/v1/deployments. */
export function appRoutes(world: World, apps: Apps, deployments: Deployments): readonly Route[] {
  const path = '/api/v1/apps';
  return [
    {
      method: 'GET',
      path,
      operation: 'listApps',
      handle(request) {
        const server = parameter(request, 'server_id', ID);
        const all = apps.all();
        const fitting = all.filter((app) => server === undefined || app.server_id === server);
        return json(200, { apps: fitting, total: all.length, filtered: fitting.length });
      },
    },
    {
      method: 'POST',
      path,
      operation: 'createApp',
      handle: (request) => json(201, apps.create(bodyOf(request, APP_CREATE))),
    },
    {
      method: 'POST',
      path: `${path}/{id}/deploy`,
      operation: 'deployApp',
      handle(request) {
        const app = apps.get(request.param('id'));
        const body = bodyOf(request, DEPLOYMENT);
        const { id, message, created, logs } = deployments.deploy(app, body);
        return json(202, {
          deployment_id: id,
          success: null,
          message,
          version: body.version,
          previous_version: app.current_version ?? null,
          start_time: created,
          end_time: null,
          logs,
        });
      },
    },
    {
      method: 'POST',
      path: `${path}/{id}/rollback`,
      operation: 'rollbackApp',
      handle(request) {
        const app = apps.get(request.param('id'));
        return accepted(deployments.rollBack(app, bodyOf(request, ROLLBACK)), world.clock);
      },
    },
    {
      method: 'GET',
      path: '/api/v1/deployments',
      operation: 'listDeployments',
      handle(request) {
        const app = parameter(request, 'app_id', ID);
        const wanted = parameter(request, 'status', choice(...DEPLOYMENT_STATES));
        const all = deployments.all();
        const fitting = all.filter(
          ({ app_id, status }) =>
            (app === undefined || app_id === app) && (wanted === undefined || status === wanted),
        );
        return json(200, { deployments: fitting, total: all.length, filtered: fitting.length });
      },
    },
    {
      method: 'GET',
      path: '/api/v1/deployments/{id}/status',
      operation: 'getDeploymentStatus',
      handle: (request) => json(200, deployments.status(request.param('id'))),
    },
  ];
}
