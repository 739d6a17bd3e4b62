import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/probe/run.ts';
import { deployer } from '../providers/deployer.ts';
import { deployment } from '../providers/deployment.ts';
import { deviceGateway } from '../providers/device-gateway.ts';
import { portal } from '../providers/portal.ts';
import type { Provider } from '../providers/provider.ts';
import { salina } from '../providers/salina.ts';
import { authOf, contractOfProvider, probeProvider } from './provider-run.ts';
import { place } from './support.ts';

/** What requests that are made up cannot find, and why. Recorded flows find all of it (`providers.test.ts`). */
const beyond: Readonly<Record<Provider['name'], Readonly<Record<string, string>>>> = {
  portal: {
    'wrong-error-shape': 'only what a run has made is changed, and nobody makes deployments of the portal',
    'ownership-not-enforced': 'which deployments are those of others, no answer says',
    'conflict-not-detected': 'no contract says that what was stopped cannot be stopped',
  },
  deployment: {
    'account-id-as-bad-request': 'the contract documents either status, and not for what',
    'quota-exceeded-as-forbidden': 'takes an account whose quota is used up',
    'expired-token-accepted': 'takes a token that has expired',
    'retry-counts-from-zero': 'takes a deployment that fails, and no contract says what is counted',
    'forbidden-as-page': 'takes a token without permissions',
  },
  'device-gateway': {
    'rate-limit-without-retry-after':
      'takes as many wrong secrets in a short time, which would lock the device',
    'suspended-as-locked': 'takes a device that was suspended',
    'claimed-parameters-as-text': 'takes a command for the device whose token is configured',
    'extension-in-epoch-time': 'takes a command that was claimed',
    'wrong-claim-as-not-found': 'takes a command that was claimed',
    'second-result-accepted': 'takes a command that was claimed',
    'foreign-device-shown': 'which devices are those of others, no answer says',
    'expired-token-accepted': 'takes a token that has expired',
    'accept-key-wrong': 'takes the device whose secret is configured',
  },
  deployer: {
    'rollback-cut-short': 'takes a version that was deployed before',
    'setup-twice': 'no contract says that what was set up cannot be set up again',
    'ssh-failure-hidden': 'takes a server that SSH does not reach',
  },
  salina: {
    'token-lifetime-as-text': 'takes the credentials of a client in a body',
    'expired-tokens-accepted': 'takes a token that has expired',
    'scopes-ignored': 'takes the token of somebody who may do less',
    'missing-token-as-403': 'the contract documents either status, and not for what',
  },
};

/** Tests a webhook by sending to its receiver, which nobody is. */
const outward = ['testWebhook'];
const ofTheReceiver = ['webhook-test-bad-gateway', 'delivery-status-drift'];

const ofLimits = ['retry-after-missing', 'rate-limit-without-retry-after'];

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

for (const provider of [portal, deployment, deviceGateway, deployer, salina]) {
  describe(provider.name, { timeout: 300_000 }, () => {
    async function generate(
      seed: number,
      unsafe: boolean,
      faults: readonly string[] = [],
    ): Promise<ProbeResult> {
      const contract = await contractOfProvider(provider.name);
      return probeProvider(provider, contract, await authOf(provider), {
        faults,
        // Limits are met where they are what is looked for, and not waited for.
        ...(faults.some((fault) => ofLimits.includes(fault)) ? {} : { pace: 700 }),
        without: faults.some((fault) => ofTheReceiver.includes(fault)) ? [] : outward,
        live: { timeoutMs: 12_000, maxWaitMs: 500, checkAuth: true, unsafe, generate: { seed, unsafe } },
      });
    }

    it.each(seeds)('is not complained of where nothing is wrong: seed %i', async (seed) => {
      for (const unsafe of [false, true])
        expect((await generate(seed, unsafe)).findings.map(place)).toEqual([]);
    });

    const found = Object.entries(provider.faults).filter(([fault]) => !beyond[provider.name][fault]);
    it.each(found)('is caught without recordings: %s (%s)', async (fault) => {
      expect((await generate(1, true, [fault])).findings.length).toBeGreaterThan(0);
    });

    it('has every fault that is not looked for', () => {
      for (const fault of Object.keys(beyond[provider.name])) expect(provider.faults).toHaveProperty([fault]);
    });
  });
}
