import { createClock } from './clock.ts';
import { activateFaults, describeFaults } from './faults.ts';
import { serve, type Route } from './http.ts';
import type { Provider } from './provider.ts';
import { createRandom } from './random.ts';
import { authenticate, createRateLimit, mintToken, type Guard } from './deployment/access.ts';
import { credentialHandlers } from './deployment/credentials.ts';
import { faultTable } from './deployment/faults.ts';
import { refuse, success } from './deployment/refusal.ts';
import { releaseHandlers } from './deployment/releases.ts';

const HOUR = 60 * 60 * 1000;

/**
 * The deployment service. Everything goes by its clock: a deployment has eight steps of 25 ms, tokens and the rate
 * limit run out. The image `registry.example.com/flaky` fails its first upload, `registry.example.com/broken` each.
 */
export const deployment: Provider = {
  name: 'deployment',
  faults: describeFaults(faultTable),

  async environment() {
    const now = Date.now();
    return {
      DEPLOYMENT_TOKEN: await mintToken('ci', ['staging', 'production'], now, 12 * HOUR),
      DEPLOYMENT_STAGING_TOKEN: await mintToken('intern', ['staging'], now, 12 * HOUR),
      DEPLOYMENT_EXPIRED_TOKEN: await mintToken('ci', ['staging', 'production'], now - 2 * HOUR, HOUR),
    };
  },

  start(options = {}) {
    const clock = createClock();
    const random = createRandom(1);
    const faults = activateFaults(faultTable, options.faults);
    const limit = createRateLimit(clock);

    const open: Guard = (handle) => async (request) =>
      handle(request, await authenticate(request, clock, faults.has('expired-token-accepted')));
    const limited: Guard = (handle) =>
      open((request, caller) => {
        limit(caller);
        return handle(request, caller);
      });
    const credentials = credentialHandlers(clock, random, limited);
    const releases = releaseHandlers(clock, random, { open, limited });

    const health = () => {
      const lastCheck = clock.iso(-10_000);
      const services = {
        cloudflare: { status: 'healthy', responseTime: 120, lastCheck },
        github: { status: 'healthy', responseTime: 85, lastCheck },
        container_registry: {
          status: 'degraded',
          responseTime: 2400,
          lastCheck,
          issues: ['High response times detected'],
        },
      };
      const healthy = Object.values(services).every(({ status }) => status !== 'unhealthy');
      const data = { healthy, services, activeDeployments: releases.active(), queuedDeployments: 0 };
      return success(200, data, clock, random, { 'cache-control': 'no-store' });
    };

    const route = (method: string, path: string, operation: string, handle: Route['handle']): Route => ({
      method,
      path,
      operation,
      handle,
    });
    const { handlers } = releases;
    return serve(
      {
        clock,
        faults,
        refuse: (refusal) => refuse(refusal, clock, random),
        routes: [
          route('POST', '/deploy/validate', 'validateCredentials', credentials.validateCredentials),
          route('POST', '/deploy/prepare', 'prepareDeployment', handlers.prepareDeployment),
          route('POST', '/deploy', 'executeDeployment', handlers.executeDeployment),
          route('GET', '/deploy/{deploymentId}/status', 'getDeploymentStatus', handlers.getDeploymentStatus),
          route('GET', '/deploy/{deploymentId}/logs', 'streamDeploymentLogs', handlers.streamDeploymentLogs),
          route('POST', '/deploy/{deploymentId}/rollback', 'rollbackDeployment', handlers.rollbackDeployment),
          route('POST', '/deploy/{deploymentId}/retry', 'retryFailedStep', handlers.retryFailedStep),
          route(
            'POST',
            '/auth/github-app/token',
            'createInstallationToken',
            credentials.createInstallationToken,
          ),
          route(
            'POST',
            '/auth/cloudflare/verify',
            'verifyCloudflareToken',
            credentials.verifyCloudflareToken,
          ),
          route('GET', '/health/deployment', 'getDeploymentHealth', health),
        ],
      },
      options,
    );
  },
};
