import { Refusal } from '../reply.ts';
import type { World } from '../records.ts';
import type { Reader } from '../typed-body.ts';
import type { App, Apps } from './apps.ts';
import type { DEPLOYMENT, ROLLBACK } from './bodies.ts';
import type { Events } from './events.ts';
import { connect, type Fleet, type Machine } from './fleet.ts';
import { newId, type Task, type Tasks, type TaskType } from './tasks.ts';

type Body<R> = R extends Reader<infer T> ? T : never;

export const DEPLOYMENT_STATES = ['pending', 'running', 'success', 'failed'] as const;

interface Version {
  readonly id: string;
  readonly created: string;
  readonly updated: string;
  readonly app_id: string;
  readonly version_number: string;
  readonly deployment_zip: string;
}

/** A deployment as bodies have it. */
export interface Deployment {
  readonly id: string;
  readonly created: string;
  readonly updated: string;
  readonly app_id: string;
  readonly version_id: string;
  readonly status: (typeof DEPLOYMENT_STATES)[number];
  readonly logs: string;
  readonly started_at: string | null;
  readonly completed_at: string | null;
}

interface Job {
  deployment: Deployment;
  readonly version: Version;
  readonly task: Task;
  message: string;
}

/** All deployments and the versions they made. */
export interface Deployments {
  /** Newest first. */
  all(): readonly Deployment[];
  /** The deployment with its progress; refuses with 404 if there is none. */
  status(id: string): Deployment & { progress: number; message: string; version: Version };
  deploy(app: App, body: Body<typeof DEPLOYMENT>): Deployment & { message: string };
  rollBack(app: App, body: Body<typeof ROLLBACK>): Task;
}

function unprocessable(field: string, message: string): Refusal {
  return new Refusal(422, 'validation_failed', 'Validation failed', { details: { [field]: message } });
}

/** No deployments yet. */
export function deployments(
  world: World,
  fleet: Fleet,
  apps: Apps,
  tasks: Tasks,
  events: Events,
): Deployments {
  const { clock } = world;
  const jobs: Job[] = [];
  const versions: Version[] = [];

  function update(job: Job, message: string, changes: Partial<Deployment>): void {
    const logs = `${job.deployment.logs}${message}\n`;
    job.message = message;
    job.deployment = { ...job.deployment, ...changes, logs, updated: clock.iso() };
    const status = job.deployment.status === 'success' ? 'completed' : job.deployment.status;
    const { progress } = describe(job);
    events.send('deployment.progress', { deployment_id: job.deployment.id, status, progress, message });
  }

  function describe({ deployment, version, task, message }: Job): ReturnType<Deployments['status']> {
    const share = (clock.now() - task.begins) / (task.ends - task.begins);
    const running = Math.max(1, Math.min(99, Math.floor(share * 100)));
    const progress = { pending: 0, running, success: 100, failed: 80 }[deployment.status];
    return { ...deployment, progress, message, version };
  }

  /** The version that runs once all that is queued is done. */
  function newestOf(app: App): string | undefined {
    const last = jobs.find(
      ({ deployment }) => deployment.app_id === app.id && deployment.status !== 'failed',
    );
    return last?.version.version_number;
  }

  function versionOf(app: App, number: string): Version | undefined {
    return versions.find((version) => version.app_id === app.id && version.version_number === number);
  }

  /** Queues the change of an application to a version; `fails` says why it will not run. */
  function change(
    app: App,
    machine: Machine,
    version: Version,
    type: TaskType,
    service: string,
    fails: string | undefined,
  ): Job {
    const id = newId(world);
    const number = version.version_number;
    const task = tasks.queue(app.server_id, type, type === 'app.deploy' ? 6 : 4, {
      begin: () =>
        update(job, `Uploading ${version.deployment_zip}`, { status: 'running', started_at: clock.iso() }),
      end() {
        const completed_at = clock.iso();
        if (fails !== undefined) {
          machine.units.mark(service, 'failed', fails);
          return update(job, fails, { status: 'failed', completed_at });
        }
        machine.units.start(service);
        apps.setVersion(app.id, number);
        update(job, `Started ${service} ${number}`, { status: 'success', completed_at });
      },
    });
    const now = clock.iso();
    const deployment: Deployment = {
      id,
      created: now,
      updated: now,
      app_id: app.id,
      version_id: version.id,
      status: 'pending',
      logs: '',
      started_at: null,
      completed_at: null,
    };
    const job: Job = { deployment, version, task, message: `Deployment of ${app.name} ${number} started` };
    jobs.unshift(job);
    return job;
  }

  return {
    all: () => jobs.map(({ deployment }) => deployment),
    status(id) {
      const job = jobs.find(({ deployment }) => deployment.id === id);
      if (!job) throw new Refusal(404, 'not_found', 'Deployment not found');
      return describe(job);
    },
    deploy(app, body) {
      const machine = fleet.get(app.server_id);
      const known = versionOf(app, body.version);
      if (body.version_id !== undefined && body.version_id !== known?.id) {
        throw unprocessable('version_id', 'names no such version of the application');
      }
      const missing = body.dependencies?.find((name) => !machine.units.find(name));
      if (missing !== undefined)
        throw unprocessable('dependencies', `${missing} is no service of the server`);
      if (!machine.setUp) throw new Refusal(409, 'conflict', 'The server was not set up');
      if (newestOf(app) === body.version) {
        throw new Refusal(409, 'conflict', `${app.name} ${body.version} is deployed, or is being deployed`);
      }
      connect(machine);
      const now = clock.iso();
      const version = known ?? {
        id: newId(world),
        created: now,
        updated: now,
        app_id: app.id,
        version_number: body.version,
        deployment_zip: body.artifact_path,
      };
      if (!known) versions.push(version);
      const dead = /^https?:\/\/[^/?#]+\.invalid([:/?#]|$)/.test(body.health_check_url ?? '');
      const fails = dead ? `The health check at ${body.health_check_url} failed` : undefined;
      const service = body.service_name ?? app.service_name;
      const job = change(app, machine, version, 'app.deploy', service, fails);
      return { ...job.deployment, message: job.message };
    },
    rollBack(app, body) {
      const machine = fleet.get(app.server_id);
      const version = versionOf(app, body.target_version);
      if (!version) throw unprocessable('target_version', 'was never deployed');
      if (newestOf(app) === body.target_version && !body.force) {
        throw new Refusal(409, 'conflict', `${app.name} ${body.target_version} is the newest already`);
      }
      connect(machine);
      return change(app, machine, version, 'app.rollback', app.service_name, undefined).task;
    },
  };
}
