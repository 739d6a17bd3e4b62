import { createClock } from './clock.ts';
import { appRoutes } from './deployer/app-routes.ts';
import { apps } from './deployer/apps.ts';
import { deployments } from './deployer/deployments.ts';
import { events } from './deployer/events.ts';
import { FAULTS } from './deployer/faults.ts';
import { fleet } from './deployer/fleet.ts';
import { monitoringRoutes } from './deployer/monitoring-routes.ts';
import { refuse } from './deployer/replies.ts';
import { serverRoutes } from './deployer/server-routes.ts';
import { serviceRoutes } from './deployer/service-routes.ts';
import { taskQueue } from './deployer/tasks.ts';
import { activateFaults, describeFaults } from './faults.ts';
import { serve } from './http.ts';
import type { Provider } from './provider.ts';
import { createRandom } from './random.ts';

/** A local tool that deploys PocketBase over SSH; its machines are simulated, and there is no authentication. */
export const deployer: Provider = {
  name: 'deployer',
  faults: describeFaults(FAULTS),
  environment: () => Promise.resolve({}),
  start(options) {
    const faults = activateFaults(FAULTS, options?.faults);
    const clock = createClock();
    const world = { clock, random: createRandom(21) };
    const tasks = taskQueue(world);
    const hub = events(clock);
    const machines = fleet(world);
    const software = apps(world, machines);
    const rollout = deployments(world, machines, software, tasks, hub);
    const routes = [
      ...serverRoutes(world, machines, software, tasks, faults),
      ...appRoutes(world, software, rollout),
      ...serviceRoutes(world, machines, tasks, hub),
      ...monitoringRoutes(world, tasks, hub),
    ];
    return serve({ routes, refuse, faults, clock }, options);
  },
};
