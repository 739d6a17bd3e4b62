import { matching } from '../formats.ts';
import type { Request, Route } from '../http.ts';
import { empty, json, Refusal } from '../reply.ts';
import type { World } from '../records.ts';
import type { ActiveFaults } from '../faults.ts';
import type { Apps } from './apps.ts';
import { audit } from './audit.ts';
import { LOCKDOWN, PACKAGES, SERVER_CREATE, SERVER_UPDATE, SETUP, SYSTEM_USER } from './bodies.ts';
import { connect, type Fleet, type Machine, type Server } from './fleet.ts';
import { accepted, bodyOf, count, parameter } from './replies.ts';
import type { Tasks, TaskType } from './tasks.ts';

const FILTER = matching(
  /^((setup_complete|security_locked|use_ssh_agent)=(true|false)|(name|host)=.+)$/,
  'must be a field, an equals sign and a value',
);

function passes(server: Server, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const [field = '', ...rest] = filter.split('=');
  return Object.entries(server).some(([name, value]) => name === field && String(value) === rest.join('='));
}

function conflict(message: string): Refusal {
  return new Refusal(409, 'conflict', message);
}

/** /api/v1/servers, and the setup and security of a server. */
export function serverRoutes(
  world: World,
  fleet: Fleet,
  apps: Apps,
  tasks: Tasks,
  faults: ActiveFaults,
): readonly Route[] {
  const path = '/api/v1/servers';
  const one = `${path}/{id}`;
  const machineOf = (request: Request): Machine => fleet.get(request.param('id'));

  function start(machine: Machine, type: TaskType, seconds: number, end: () => void) {
    return accepted(tasks.queue(machine.server.id, type, seconds, { end }), world.clock);
  }

  return [
    {
      method: 'GET',
      path,
      operation: 'listServers',
      handle(request) {
        const per_page = count(request, 'per_page', 100, 20);
        const page = count(request, 'page', 100_000, 1);
        const filter = parameter(request, 'filter', FILTER);
        const fitting = [...fleet.machines.values()]
          .map(({ server }) => server)
          .filter((server) => passes(server, filter))
          .sort((first, second) => (first.name < second.name ? -1 : 1));
        const servers = fitting.slice((page - 1) * per_page, page * per_page);
        return json(200, { servers, total: fitting.length, page, per_page });
      },
    },
    {
      method: 'POST',
      path,
      operation: 'createServer',
      handle(request) {
        const server = fleet.create(bodyOf(request, SERVER_CREATE));
        return json(201, server, { location: `${path}/${server.id}` });
      },
    },
    {
      method: 'GET',
      path: one,
      operation: 'getServer',
      handle: (request) => json(200, machineOf(request).server),
    },
    {
      method: 'PATCH',
      path: one,
      operation: 'updateServer',
      handle: (request) => json(200, fleet.update(machineOf(request), bodyOf(request, SERVER_UPDATE))),
    },
    {
      method: 'DELETE',
      path: one,
      operation: 'deleteServer',
      handle(request) {
        const { server } = machineOf(request);
        if (apps.all().some((app) => app.server_id === server.id)) {
          throw conflict('The server has applications');
        }
        fleet.remove(server.id);
        return empty(204);
      },
    },
    {
      method: 'POST',
      path: `${one}/setup`,
      operation: 'setupServer',
      handle(request) {
        const machine = machineOf(request);
        const body = bodyOf(request, SETUP);
        if (machine.setUp && !faults.has('setup-twice')) {
          throw conflict('The server is set up, or is being set up');
        }
        if (!faults.has('ssh-failure-hidden')) connect(machine);
        const reply = start(machine, 'server.setup', 20, () => fleet.setUp(machine, body));
        machine.setUp = true;
        return reply;
      },
    },
    {
      method: 'POST',
      path: `${one}/setup/user`,
      operation: 'createSystemUser',
      handle(request) {
        const machine = machineOf(request);
        const { username } = bodyOf(request, SYSTEM_USER);
        if (machine.users.has(username)) throw conflict(`The user ${username} exists`);
        connect(machine);
        machine.users.add(username);
        return start(machine, 'user.create', 2, () => undefined);
      },
    },
    {
      method: 'POST',
      path: `${one}/setup/packages`,
      operation: 'installPackages',
      handle(request) {
        const machine = machineOf(request);
        const { packages } = bodyOf(request, PACKAGES);
        const { id } = machine.server;
        if (tasks.open.some(({ serverId, type }) => serverId === id && type === 'packages.install')) {
          throw conflict('Another installation of packages runs on the server');
        }
        connect(machine);
        return start(machine, 'packages.install', 8, () => machine.units.install(packages));
      },
    },
    {
      method: 'POST',
      path: `${one}/security/lockdown`,
      operation: 'applySecurityLockdown',
      handle(request) {
        const machine = machineOf(request);
        const body = bodyOf(request, LOCKDOWN);
        if (body.allowed_ports && !body.allowed_ports.includes(machine.server.port)) {
          const details = { allowed_ports: 'must include the port of SSH' };
          throw new Refusal(422, 'validation_failed', 'Validation failed', { details });
        }
        if (!machine.setUp) throw conflict('The server was not set up');
        if (machine.lockedDown) throw conflict('The server is locked down, or is being locked down');
        connect(machine);
        const reply = start(machine, 'security.lockdown', 5, () => fleet.lockDown(machine, body));
        machine.lockedDown = true;
        return reply;
      },
    },
    {
      method: 'GET',
      path: `${one}/security/audit`,
      operation: 'auditSecurity',
      handle(request) {
        const machine = machineOf(request);
        connect(machine);
        return json(200, audit(machine, world.clock));
      },
    },
  ];
}
