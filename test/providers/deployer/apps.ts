import { Refusal } from '../reply.ts';
import type { World } from '../records.ts';
import type { Reader } from '../typed-body.ts';
import type { APP_CREATE } from './bodies.ts';
import type { Fleet, Machine } from './fleet.ts';
import { newId } from './tasks.ts';

type Body<R> = R extends Reader<infer T> ? T : never;

/** An application as bodies have it. */
export interface App {
  readonly id: string;
  readonly created: string;
  readonly updated: string;
  readonly name: string;
  readonly server_id: string;
  readonly remote_path: string;
  readonly service_name: string;
  readonly domain: string;
  readonly current_version?: string;
  readonly status: 'online' | 'offline' | 'unknown';
}

/** All applications. */
export interface Apps {
  /** By name. */
  all(): readonly App[];
  /** The application; refuses with 404 if there is none. */
  get(id: string): App;
  create(body: Body<typeof APP_CREATE>): App;
  /** Notes which version runs. */
  setVersion(id: string, version: string): void;
}

function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  return `pocketbase-${plain.replaceAll(/^-|-$/g, '') || 'app'}`;
}

/** No applications yet. */
export function apps(world: World, { machines }: Fleet): Apps {
  const known = new Map<string, Omit<App, 'status'>>();

  function statusOn(machine: Machine | undefined, service: string): App['status'] {
    const status = machine?.units.find(service)?.status ?? 'unknown';
    return status === 'running' ? 'online' : status === 'unknown' ? 'unknown' : 'offline';
  }

  const describe = (app: Omit<App, 'status'>): App => ({
    ...app,
    status: statusOn(machines.get(app.server_id), app.service_name),
  });

  return {
    all: () => [...known.values()].map(describe).sort((one, other) => (one.name < other.name ? -1 : 1)),
    get(id) {
      const app = known.get(id);
      if (!app) throw new Refusal(404, 'not_found', 'Application not found');
      return describe(app);
    },
    create(body) {
      const machine = machines.get(body.server_id);
      if (!machine) {
        const details = { server_id: 'names no server' };
        throw new Refusal(422, 'validation_failed', 'Validation failed', { details });
      }
      const siblings = [...known.values()].filter((app) => app.server_id === body.server_id);
      const service_name = body.service_name ?? slug(body.name);
      if (siblings.some((app) => app.name === body.name)) {
        throw new Refusal(409, 'conflict', `An application named "${body.name}" exists on the server`);
      }
      if (machine.units.find(service_name)) {
        throw new Refusal(409, 'conflict', `A service named "${service_name}" exists on the server`);
      }
      const now = world.clock.iso();
      const app = { id: newId(world), created: now, updated: now, ...body, service_name };
      known.set(app.id, app);
      machine.units.add(service_name);
      return describe(app);
    },
    setVersion(id, version) {
      const app = known.get(id);
      if (app) known.set(id, { ...app, current_version: version, updated: world.clock.iso() });
    },
  };
}
