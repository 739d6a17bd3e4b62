import { Refusal } from '../reply.ts';
import type { World } from '../records.ts';
import { given } from '../formats.ts';
import type { Reader } from '../typed-body.ts';
import type { LOCKDOWN, SERVER_CREATE, SERVER_UPDATE, SETUP } from './bodies.ts';
import { units, type Units } from './units.ts';
import { newId } from './tasks.ts';

type Body<R> = R extends Reader<infer T> ? T : never;

/** A server as bodies have it. */
export interface Server {
  readonly id: string;
  readonly created: string;
  readonly updated: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly root_username: string;
  readonly app_username: string;
  readonly use_ssh_agent: boolean;
  readonly manual_key_path?: string;
  readonly setup_complete: boolean;
  readonly security_locked: boolean;
}

/** What a machine is like, as SSH would find it. */
export interface Machine {
  server: Server;
  /** Whether the setup or the lockdown is queued, runs or is done. */
  setUp: boolean;
  lockedDown: boolean;
  readonly users: Set<string>;
  readonly units: Units;
  rootLogin: boolean;
  passwordLogin: boolean;
  firewall: boolean;
}

/** All machines by the id of their server. */
export interface Fleet {
  readonly machines: ReadonlyMap<string, Machine>;
  /** The machine; refuses with 404 if there is none. */
  get(id: string): Machine;
  create(body: Body<typeof SERVER_CREATE>): Server;
  update(machine: Machine, body: Body<typeof SERVER_UPDATE>): Server;
  remove(id: string): void;
  /** Notes that something about the server changed. */
  touch(machine: Machine, changes: Partial<Server>): Server;
  setUp(machine: Machine, body: Body<typeof SETUP>): void;
  lockDown(machine: Machine, body: Body<typeof LOCKDOWN>): void;
}

/** Networks that RFC 5737 and RFC 6761 keep out of use: no SSH server answers there. */
const UNREACHABLE = /^192\.0\.2\.\d+$|\.invalid$/;

/** Refuses with 502 if SSH gets no answer from the machine. */
export function connect({ server }: Machine): void {
  if (!UNREACHABLE.test(server.host)) return;
  const place = `${server.host}:${server.port}`;
  throw new Refusal(502, 'ssh_failed', `SSH connection to ${place} failed: no route to host`);
}

/** No machines yet. */
export function fleet(world: World): Fleet {
  const machines = new Map<string, Machine>();

  function unique(name: string | undefined, except?: string): void {
    for (const { server } of machines.values()) {
      if (server.name === name && server.id !== except) {
        throw new Refusal(409, 'conflict', `A server named "${server.name}" exists`);
      }
    }
  }

  function withKey<T extends Pick<Server, 'use_ssh_agent' | 'manual_key_path'>>(server: T): T {
    if (server.use_ssh_agent) {
      const { manual_key_path: _, ...rest } = server;
      return rest as T;
    }
    if (server.manual_key_path === undefined) {
      throw new Refusal(422, 'validation_failed', 'Validation failed', {
        details: { manual_key_path: 'is needed without the SSH agent' },
      });
    }
    return server;
  }

  function touch(machine: Machine, changes: Partial<Server>): Server {
    machine.server = { ...machine.server, ...changes, updated: world.clock.iso() };
    return machine.server;
  }

  return {
    machines,
    get(id) {
      const machine = machines.get(id);
      if (!machine) throw new Refusal(404, 'not_found', 'Server not found');
      return machine;
    },
    create(body) {
      unique(body.name);
      const { manual_key_path, ...rest } = body;
      const server: Server = withKey({
        id: newId(world),
        created: world.clock.iso(),
        updated: world.clock.iso(),
        ...rest,
        ...(manual_key_path === undefined ? {} : { manual_key_path }),
        setup_complete: false,
        security_locked: false,
      });
      machines.set(server.id, {
        server,
        setUp: false,
        lockedDown: false,
        users: new Set([server.root_username]),
        units: units(world),
        rootLogin: true,
        passwordLogin: true,
        firewall: false,
      });
      return server;
    },
    update(machine, body) {
      const changes = given(body);
      unique(changes.name, machine.server.id);
      const { server } = machine;
      machine.server = withKey({ ...server, ...changes, updated: world.clock.iso() });
      return machine.server;
    },
    remove(id) {
      machines.delete(id);
    },
    touch,
    setUp(machine, body) {
      if (body.create_user) machine.users.add(machine.server.app_username);
      if (body.install_packages) machine.units.install(body.packages);
      if (body.configure_firewall) machine.firewall = true;
      touch(machine, { setup_complete: true });
    },
    lockDown(machine, body) {
      const ssh = body.ssh_hardening_config;
      machine.rootLogin = !body.disable_root_login || ssh?.permit_root_login === true;
      machine.passwordLogin = !body.disable_password_auth || ssh?.password_authentication === true;
      machine.firewall = true;
      if (body.fail2ban_config?.enabled !== false) machine.units.install(['fail2ban']);
      touch(machine, { security_locked: true });
    },
  };
}
