import type { World } from '../records.ts';

/** A service as bodies have it. */
export interface ServiceStatus {
  readonly name: string;
  readonly status: 'running' | 'stopped' | 'failed' | 'restarting' | 'unknown';
  readonly pid?: number;
  readonly uptime?: number;
  readonly memory_usage?: number;
  readonly cpu_usage?: number;
  readonly last_restart?: string;
  readonly error?: string;
}

export interface LogLine {
  readonly timestamp: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly source: string;
}

interface Unit {
  readonly name: string;
  state: ServiceStatus['status'];
  pid: number;
  started: number;
  readonly memory: number;
  error?: string;
  readonly journal: LogLine[];
}

/** The services of a machine. */
export interface Units {
  /** By name. */
  all(): readonly ServiceStatus[];
  find(name: string): ServiceStatus | undefined;
  journal(name: string): readonly LogLine[];
  /** Adds the services that packages bring, running. */
  install(packages: readonly string[]): void;
  /** Adds a service that stands still. */
  add(name: string): void;
  /** Starts it, or starts it anew. */
  start(name: string): void;
  stop(name: string): void;
  /** Shows it as restarting, or as failed for a reason. */
  mark(name: string, state: 'restarting' | 'failed', error?: string): void;
  log(name: string, level: LogLine['level'], message: string): void;
}

/** Packages that bring a service of the same name. */
const SERVICES = new Set(['nginx', 'fail2ban', 'docker', 'postgresql', 'redis-server']);

/** A machine fresh from its image, with two services. */
export function units(world: World): Units {
  const known = new Map<string, Unit>();

  function log(name: string, level: LogLine['level'], message: string, source = name): void {
    known.get(name)?.journal.push({ timestamp: world.clock.iso(), level, message, source });
  }

  function add(name: string): Unit {
    const memory = (16 + world.random.integer(100)) * 1024 * 1024;
    const unit: Unit = { name, state: 'stopped', pid: 0, started: 0, memory, journal: [] };
    if (!known.has(name)) known.set(name, unit);
    return known.get(name) ?? unit;
  }

  function start(name: string): void {
    const unit = add(name);
    unit.state = 'running';
    unit.pid = 300 + world.random.integer(32_000);
    unit.started = world.clock.now();
    delete unit.error;
    log(name, 'info', `Started ${name}`, 'systemd');
  }

  function describe({ name, state, pid, started, memory, error }: Unit): ServiceStatus {
    if (state !== 'running') return { name, status: state, ...(error ? { error } : {}) };
    const uptime = Math.floor((world.clock.now() - started) / 1000);
    const last_restart = new Date(started).toISOString();
    return { name, status: state, pid, uptime, memory_usage: memory, cpu_usage: 0.5, last_restart };
  }

  start('ssh');
  start('cron');
  return {
    all: () => [...known.values()].map(describe).sort((one, other) => (one.name < other.name ? -1 : 1)),
    find(name) {
      const unit = known.get(name);
      return unit && describe(unit);
    },
    journal: (name) => known.get(name)?.journal ?? [],
    install(packages) {
      for (const name of packages) if (SERVICES.has(name) && !known.has(name)) start(name);
    },
    add: (name) => void add(name),
    start,
    stop(name) {
      add(name).state = 'stopped';
      log(name, 'info', `Stopped ${name}`, 'systemd');
    },
    mark(name, state, error) {
      const unit = add(name);
      unit.state = state;
      if (error !== undefined) {
        unit.error = error;
        log(name, 'error', error, 'systemd');
      }
    },
    log,
  };
}
