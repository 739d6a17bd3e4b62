import { endOf, snapshot, STEPS, type Plan, type Run } from './run.ts';

const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString();

const rollbackInfo = (previousVersion: string | undefined) =>
  previousVersion === undefined ? { available: false } : { available: true, previousVersion };

/** A deployment as `POST /deploy` shows it, at a time of the clock. */
export function describeRun(run: Run, now: number) {
  const { plan } = run;
  const { state, steps } = snapshot(run, now);
  const host = plan.environment === 'staging' ? `${plan.appName}.staging` : plan.appName;
  return {
    deploymentId: plan.id,
    status: state,
    steps: steps.map((step) => ({
      name: step.name,
      status: step.status,
      startTime: iso(step.startedAt),
      endTime: iso(step.endedAt),
      error: step.error ?? null,
    })),
    urls: { [plan.environment]: `https://${host}.example.com` },
    rollbackInfo: rollbackInfo(run.previousVersion),
  };
}

/** What a dry run shows: the configuration is validated, and nothing else done. */
export function describeDryRun(plan: Plan, previousVersion: string | undefined, now: number) {
  return {
    deploymentId: plan.id,
    status: 'completed',
    steps: STEPS.map((name, index) => ({
      name,
      status: index === 0 ? 'completed' : 'pending',
      startTime: index === 0 ? iso(now) : null,
      endTime: index === 0 ? iso(now) : null,
      error: null,
    })),
    urls: {},
    rollbackInfo: rollbackInfo(previousVersion),
  };
}

/** How far a deployment has come, at a time of the clock. */
export function reportProgress(run: Run, now: number) {
  const { state, steps } = snapshot(run, now);
  const done = steps.filter(({ status }) => status === 'completed');
  const current = steps.find(({ status }) => status === 'running' || status === 'failed');
  return {
    deploymentId: run.plan.id,
    status: state,
    progress: {
      current: done.length,
      total: steps.length,
      percentage: (done.length / steps.length) * 100,
    },
    currentStep: current
      ? { name: current.name, status: current.status, startTime: iso(current.startedAt), logs: current.logs }
      : null,
    completedSteps: done.map(({ name, startedAt, endedAt }) => ({
      name,
      status: 'completed',
      duration: ((endedAt ?? 0) - (startedAt ?? 0)) / 1000,
    })),
    metadata: {
      environment: run.plan.environment,
      startTime: iso(run.startedAt),
      estimatedCompletion: now < endOf(run) ? iso(endOf(run)) : null,
    },
  };
}
