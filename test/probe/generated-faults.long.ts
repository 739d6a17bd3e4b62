import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/probe/run.ts';
import { deployer } from '../providers/deployer.ts';
import { deployment } from '../providers/deployment.ts';
import { deviceGateway } from '../providers/device-gateway.ts';
import { portal } from '../providers/portal.ts';
import { salina } from '../providers/salina.ts';
import {
  asyncApisOf,
  authOf,
  configured,
  contractOfProvider,
  probeProvider,
  probeRunning,
  type ProviderRun,
} from './provider-run.ts';
import { place } from './support.ts';

/** Tests a webhook by sending to its receiver, which nobody is. */
const outward = ['testWebhook'];
const ofTheReceiver = ['webhook-test-bad-gateway', 'delivery-status-drift'];

const ofLimits = ['retry-after-missing', 'rate-limit-without-retry-after'];

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

for (const provider of [portal, deployment, deviceGateway, deployer, salina]) {
  // Some at a time: most of a run is waiting.
  describe.concurrent(provider.name, { timeout: 300_000 }, () => {
    async function optionsFor(
      seed: number,
      unsafe: boolean,
      faults: readonly string[],
    ): Promise<ProviderRun> {
      const resources = configured(provider.name).targets?.get('local')?.resources;
      return {
        asyncApis: await asyncApisOf(provider.name, await contractOfProvider(provider.name)),
        // Limits are met where they are what is looked for, and not waited for.
        ...(faults.some((fault) => ofLimits.includes(fault)) ? {} : { pace: 700 }),
        without: faults.some((fault) => ofTheReceiver.includes(fault)) ? [] : outward,
        live: {
          timeoutMs: 30_000,
          maxWaitMs: 500,
          checkAuth: true,
          otherAuth: await authOf(provider, 'otherAuth'),
          refusedAuth: await authOf(provider, 'refusedAuth'),
          unsafe,
          generate: { seed, unsafe, ...(resources && { resources }) },
        },
      };
    }

    async function generate(
      seed: number,
      unsafe: boolean,
      faults: readonly string[] = [],
    ): Promise<ProbeResult> {
      const options = { ...(await optionsFor(seed, unsafe, faults)), faults };
      return probeProvider(
        provider,
        await contractOfProvider(provider.name),
        await authOf(provider),
        options,
      );
    }

    it.each(seeds)('is not complained of where nothing is wrong: seed %i', async (seed) => {
      for (const unsafe of [false, true])
        expect((await generate(seed, unsafe)).findings.map(place)).toEqual([]);
    });

    it('is not complained of when it is asked again, and has what earlier runs have left behind', async () => {
      const running = await provider.start({ faults: [] });
      try {
        for (const seed of [1, 1, 5]) {
          const contract = await contractOfProvider(provider.name);
          const options = await optionsFor(seed, true, []);
          const { findings } = await probeRunning(running, contract, await authOf(provider), options);
          expect(findings.map(place)).toEqual([]);
        }
      } finally {
        await running.close();
      }
    });

    it.each(Object.entries(provider.faults))('is caught without recordings: %s (%s)', async (fault) => {
      expect((await generate(1, true, [fault])).findings.length).toBeGreaterThan(0);
    });
  });
}
