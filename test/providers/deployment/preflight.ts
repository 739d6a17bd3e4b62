import { DURABLE_OBJECT_QUOTA, registry, takenNames } from './platforms.ts';
import { DeploymentRefusal } from './refusal.ts';

/** Refuses with 402, 409 or 424 what can't be deployed; `image` is without its tag. */
export function runPreflightChecks(appName: string, image: string, durableObjects: number): void {
  const checks = { resources: 'pass', quotas: 'pass', dependencies: 'pass' } as const;
  if (durableObjects > DURABLE_OBJECT_QUOTA)
    throw new DeploymentRefusal(
      402,
      'DEPLOY_002',
      `${durableObjects} Durable Object classes, but the account has room for ${DURABLE_OBJECT_QUOTA}`,
      { step: 'quotas', action: 'Raise the quota of the account', checks: { ...checks, quotas: 'fail' } },
    );
  if (takenNames.has(appName))
    throw new DeploymentRefusal(409, 'DEPLOY_008', `The name ${appName} is taken`, {
      step: 'resources',
      action: 'Choose another name',
      checks: { ...checks, resources: 'fail' },
    });
  if (!registry.has(image))
    throw new DeploymentRefusal(424, 'DEPLOY_001', `The registry does not hold ${image}`, {
      step: 'dependencies',
      action: 'Push the image and prepare again',
      retryable: true,
      checks: { ...checks, dependencies: 'fail' },
    });
}
