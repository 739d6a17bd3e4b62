import type { Request, Route } from '../http.ts';
import { json, Refusal } from '../reply.ts';
import type { World } from '../records.ts';
import { SERVICE_ACTION } from './bodies.ts';
import type { Events } from './events.ts';
import { connect, type Fleet, type Machine } from './fleet.ts';
import { accepted, bodyOf, count } from './replies.ts';
import type { Tasks } from './tasks.ts';
import type { ServiceStatus } from './units.ts';

/** /api/v1/services. */
export function serviceRoutes(world: World, fleet: Fleet, tasks: Tasks, events: Events): readonly Route[] {
  const path = '/api/v1/services/{server_id}';
  const one = `${path}/{service_name}`;

  function reach(request: Request): Machine {
    const machine = fleet.get(request.param('server_id'));
    connect(machine);
    return machine;
  }

  function find(request: Request, { units }: Machine): ServiceStatus {
    const service = units.find(request.param('service_name'));
    if (!service) throw new Refusal(404, 'not_found', 'Service not found');
    return service;
  }

  return [
    {
      method: 'GET',
      path,
      operation: 'listServices',
      handle(request) {
        const { server, units } = reach(request);
        return json(200, { services: units.all(), server_id: server.id, timestamp: world.clock.iso() });
      },
    },
    {
      method: 'GET',
      path: one,
      operation: 'getServiceStatus',
      handle: (request) => json(200, find(request, reach(request))),
    },
    {
      method: 'POST',
      path: one,
      operation: 'manageService',
      handle(request) {
        const { action, force } = bodyOf(request, SERVICE_ACTION);
        const machine = reach(request);
        const { name, status } = find(request, machine);
        const running = status === 'running';
        if (!force && (action === 'start' ? running : !running && action !== 'restart')) {
          throw new Refusal(409, 'conflict', `The service ${name} is ${status}`);
        }
        const { units, server } = machine;
        if (action === 'restart') units.mark(name, 'restarting');
        const task = tasks.queue(server.id, 'service.action', 1, {
          end() {
            if (action === 'stop') units.stop(name);
            else if (action === 'reload') units.log(name, 'info', 'Reloaded the configuration');
            else units.start(name);
            const now = action === 'stop' ? 'stopped' : 'running';
            events.send('service.status', { server_id: server.id, service_name: name, status: now });
          },
        });
        return accepted(task, world.clock);
      },
    },
    {
      method: 'GET',
      path: `${one}/logs`,
      operation: 'getServiceLogs',
      handle(request) {
        const lines = count(request, 'lines', 1000, 50);
        const machine = reach(request);
        const { name } = find(request, machine);
        const journal = machine.units.journal(name);
        const logs = journal.slice(-lines);
        return json(200, {
          service: name,
          logs,
          total_lines: journal.length,
          from_line: logs.length === 0 ? 0 : journal.length - logs.length + 1,
          to_line: journal.length,
        });
      },
    },
  ];
}
