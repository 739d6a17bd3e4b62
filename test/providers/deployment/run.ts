import { registry } from './platforms.ts';

export type Environment = 'staging' | 'production';
export type State = 'initiated' | 'in_progress' | 'completed' | 'failed' | 'rolled_back';

/** A deployment as `POST /deploy/prepare` makes it. */
export interface Plan {
  readonly id: string;
  readonly environment: Environment;
  readonly appName: string;
  /** Without its tag. */
  readonly image: string;
  readonly version: string;
}

/** Something that happens to a run at a time of the clock, in milliseconds; the log has a line for it. */
export interface Entry {
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly step?: {
    readonly index: number;
    readonly status: 'running' | 'completed' | 'failed';
    readonly error?: string;
  };
  readonly state?: State;
}

/** A started deployment. Everything that will happen to it is known when it starts, so that only the clock decides. */
export interface Run {
  readonly plan: Plan;
  readonly startedAt: number;
  readonly previousVersion: string | undefined;
  readonly automaticRetries: number;
  readonly rollbackOnFailure: boolean;
  /** In the order of time. */
  readonly entries: Entry[];
  /** How often the upload was tried. */
  attempts: number;
}

/** A step as it stands at some time; times are milliseconds of the clock. */
export interface Step {
  readonly name: string;
  status: 'pending' | 'running' | 'completed' | 'failed';
  startedAt: number | undefined;
  endedAt: number | undefined;
  error: string | undefined;
  readonly logs: string[];
}

/** A run as it stands at some time. */
export interface Snapshot {
  readonly state: State;
  readonly steps: readonly Step[];
}

/** The steps of every deployment, in order. */
export const STEPS = [
  'Validating configuration',
  'Authenticating with Cloudflare',
  'Building manifest',
  'Uploading container',
  'Deploying Workers',
  'Deploying Durable Objects',
  'Configuring DNS',
  'Checking health',
] as const;

/** The index of the step that can fail. */
export const UPLOAD_STEP = 3;

/** How long a step takes, in milliseconds. */
export const STEP_TIME = 25;

/** The run as it stands at a time of the clock. */
export function snapshot(run: Run, now: number): Snapshot {
  let state: State = 'initiated';
  const steps = STEPS.map((name): Step => ({
    name,
    status: 'pending',
    startedAt: undefined,
    endedAt: undefined,
    error: undefined,
    logs: [],
  }));
  for (const entry of run.entries) {
    if (entry.at > now) break;
    if (entry.state) state = entry.state;
    const step = entry.step && steps[entry.step.index];
    if (!step || !entry.step) continue;
    step.status = entry.step.status;
    step.error = entry.step.error;
    step.logs.push(entry.message);
    if (entry.step.status === 'running') {
      step.startedAt = entry.at;
      step.endedAt = undefined;
    } else step.endedAt = entry.at;
  }
  return { state, steps };
}

/** When the run comes to rest, as far as is known; in milliseconds of the clock. */
export const endOf = (run: Run): number => run.entries.at(-1)?.at ?? run.startedAt;

/** Adds the steps from `first` on to a run, beginning at a time of the clock. */
export function schedule(run: Run, first: number, begin: number): void {
  const { entries } = run;
  const failures = registry.get(run.plan.image) ?? Infinity;
  let at = begin;
  for (let index = first; index < STEPS.length; index += 1) {
    const name = STEPS[index] ?? '';
    entries.push({
      at,
      level: 'info',
      message: name,
      step: { index, status: 'running' },
      state: 'in_progress',
    });
    at += STEP_TIME;
    if (index === UPLOAD_STEP) {
      run.attempts += 1;
      const limit = first === UPLOAD_STEP ? run.attempts : 1 + run.automaticRetries;
      while (run.attempts <= failures && run.attempts < limit) {
        entries.push({
          at,
          level: 'warn',
          message: `Attempt ${run.attempts} to upload failed, trying again`,
        });
        run.attempts += 1;
        at += STEP_TIME;
      }
      if (run.attempts <= failures) return fail(run, index, at);
    }
    entries.push({ at, level: 'info', message: `${name}: done`, step: { index, status: 'completed' } });
  }
  entries.push({ at, level: 'info', message: 'Deployment completed', state: 'completed' });
}

function fail(run: Run, index: number, at: number): void {
  const error = 'DEPLOY_003: Container upload failed';
  run.entries.push({
    at,
    level: 'error',
    message: error,
    step: { index, status: 'failed', error },
    state: 'failed',
  });
  if (run.rollbackOnFailure && run.previousVersion) scheduleRollback(run, run.previousVersion, at);
}

/** Adds a rollback to a run, beginning at a time of the clock. */
export function scheduleRollback(run: Run, target: string, at: number): void {
  run.entries.push(
    { at, level: 'info', message: `Rolling back to ${target}`, state: 'in_progress' },
    { at: at + STEP_TIME, level: 'info', message: `Rolled back to ${target}`, state: 'rolled_back' },
  );
}
