import type { Clock } from '../clock.ts';
import type { Request } from '../http.ts';
import type { Random } from '../random.ts';
import { stream } from '../reply.ts';
import { mustChange, type Guards } from './access.ts';
import { bodyOf, execution, preparation, retry, rollback } from './bodies.ts';
import { runPreflightChecks } from './preflight.ts';
import { DeploymentRefusal, success } from './refusal.ts';
import {
  endOf,
  schedule,
  scheduleRollback,
  snapshot,
  STEP_TIME,
  UPLOAD_STEP,
  type Plan,
  type Run,
} from './run.ts';
import { describeDryRun, describeRun, reportProgress } from './views.ts';

const conflict = (code: string, step: string, message: string, action: string): DeploymentRefusal =>
  new DeploymentRefusal(409, code, message, { step, action });

/** The endpoints for deployments, by operationId; their state lives as long as what this gives. */
export function releaseHandlers(clock: Clock, random: Random, guards: Guards) {
  const { open, limited } = guards;
  const plans = new Map<string, Plan>();
  const runs = new Map<string, Run>();

  const isActive = (run: Run) => clock.now() < endOf(run);
  const siblings = (plan: Plan) =>
    [...runs.values()].filter(
      (run) => run.plan.appName === plan.appName && run.plan.environment === plan.environment,
    );
  const deployed = (plan: Plan) =>
    siblings(plan).filter((run) => snapshot(run, clock.now()).state === 'completed' && run.plan !== plan);

  function notFound(id: string): DeploymentRefusal {
    return new DeploymentRefusal(404, 'SYS_005', `There is no deployment ${id}`, {
      step: 'lookup',
      action: 'Check the deployment id',
    });
  }

  function runOf(request: Request): Run {
    const id = request.param('deploymentId');
    const run = runs.get(id);
    if (!run) throw notFound(id);
    return run;
  }

  const prepareDeployment = limited((request) => {
    const { environment, config } = bodyOf(request, preparation);
    const colon = config.containerImage.lastIndexOf(':');
    const image = config.containerImage.slice(0, colon);
    runPreflightChecks(config.appName, image, config.durableObjects.length);
    const version = config.containerImage.slice(colon + 1);
    const plan: Plan = { id: `dep_${random.hex(16)}`, environment, appName: config.appName, image, version };
    plans.set(plan.id, plan);
    const data = {
      prepared: true,
      deploymentId: plan.id,
      checks: { resources: 'pass', quotas: 'pass', dependencies: 'pass' },
      estimatedCost: { monthly: 5 + 2.5 * config.durableObjects.length, currency: 'USD' },
    };
    return success(201, data, clock, random);
  });

  const executeDeployment = limited((request, caller) => {
    const { deploymentId, environment, options } = bodyOf(request, execution);
    const plan = plans.get(deploymentId);
    if (!plan) throw notFound(deploymentId);
    if (plan.environment !== environment)
      throw new DeploymentRefusal(400, 'DEPLOY_001', `The deployment was prepared for ${plan.environment}`, {
        step: 'request_validation',
        action: 'Name the environment that it was prepared for',
        issues: [{ field: '/environment', message: `must be ${plan.environment}` }],
      });
    mustChange(caller, environment);
    if (runs.has(plan.id))
      throw conflict(
        'DEPLOY_008',
        'execution',
        'The deployment has already been started',
        'Follow its status instead',
      );
    if (siblings(plan).some(isActive))
      throw conflict(
        'DEPLOY_008',
        'execution',
        'Another deployment of the application is running',
        'Wait until it is done',
      );
    const previousVersion = deployed(plan).at(-1)?.plan.version;
    const now = clock.now();
    if (options.dryRun) return success(200, describeDryRun(plan, previousVersion, now), clock, random);
    const run: Run = {
      plan,
      startedAt: now,
      previousVersion,
      automaticRetries: options.maxRetries,
      rollbackOnFailure: options.rollbackOnFailure,
      entries: [{ at: now, level: 'info', message: 'Starting deployment validation' }],
      attempts: 0,
    };
    // A millisecond later, so that the answer shows it initiated.
    schedule(run, 0, now + 1);
    runs.set(plan.id, run);
    const headers = { location: `/deploy/${plan.id}/status` };
    return success(202, describeRun(run, now), clock, random, headers);
  });

  const getDeploymentStatus = open((request) =>
    success(200, reportProgress(runOf(request), clock.now()), clock, random, { 'cache-control': 'no-store' }),
  );

  const streamDeploymentLogs = open((request) => {
    const run = runOf(request);
    return stream(
      200,
      'text/event-stream',
      async ({ write, signal }) => {
        for (let next = 0; next < run.entries.length && !signal.aborted;) {
          const entry = run.entries[next];
          if (!entry) return;
          if (entry.at > clock.now()) await clock.sleep(entry.at - clock.now(), signal);
          else {
            const timestamp = new Date(entry.at).toISOString();
            const line = { timestamp, level: entry.level, message: entry.message };
            write(`data: ${JSON.stringify(line)}\n\n`);
            next += 1;
          }
        }
      },
      { 'cache-control': 'no-store' },
    );
  });

  const rollbackDeployment = open((request, caller) => {
    const { targetVersion } = bodyOf(request, rollback);
    const run = runOf(request);
    mustChange(caller, run.plan.environment);
    const now = clock.now();
    const { state } = snapshot(run, now);
    if (isActive(run) || state === 'rolled_back')
      throw conflict('DEPLOY_008', 'rollback', `The deployment is ${state}`, 'Follow its status instead');
    const target = targetVersion ?? run.previousVersion;
    if (target === undefined)
      throw conflict(
        'DEPLOY_007',
        'rollback',
        'There is no version to return to',
        'Deploy a corrected version',
      );
    if (!deployed(run.plan).some(({ plan }) => plan.version === target))
      throw conflict('DEPLOY_007', 'rollback', `Version ${target} was never deployed`, 'Choose one that was');
    scheduleRollback(run, target, now);
    const data = {
      rollbackId: `rbk_${random.hex(16)}`,
      status: 'initiated',
      targetVersion: target,
      estimatedTime: Math.ceil(STEP_TIME / 1000),
    };
    return success(202, data, clock, random, { location: `/deploy/${run.plan.id}/status` });
  });

  const retryFailedStep = open((request, caller) => {
    const { stepName, maxRetries } = bodyOf(request, retry);
    const run = runOf(request);
    mustChange(caller, run.plan.environment);
    const { state, steps } = snapshot(run, clock.now());
    const step = steps.find(({ name }) => name === stepName);
    if (isActive(run) || state !== 'failed' || step?.status !== 'failed')
      throw conflict(
        'DEPLOY_008',
        'retry',
        `The step "${stepName}" has not failed`,
        'Retry the step that failed',
      );
    const attempt = run.attempts + 1;
    if (attempt > maxRetries)
      throw conflict(
        'DEPLOY_008',
        'retry',
        `There have been ${run.attempts} attempts`,
        'Allow more attempts',
      );
    schedule(run, UPLOAD_STEP, clock.now());
    const data = { retryId: `rty_${random.hex(16)}`, status: 'initiated', attempt, maxAttempts: maxRetries };
    return success(202, data, clock, random, { location: `/deploy/${run.plan.id}/status` });
  });

  return {
    handlers: {
      prepareDeployment,
      executeDeployment,
      getDeploymentStatus,
      streamDeploymentLogs,
      rollbackDeployment,
      retryFailedStep,
    },
    /** How many deployments are running now. */
    active: () => [...runs.values()].filter(isActive).length,
  };
}
