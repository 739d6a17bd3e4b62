import { describe, expect, it } from 'vitest';
import { deployer } from '../providers/deployer.ts';
import { deployment } from '../providers/deployment.ts';
import { deviceGateway } from '../providers/device-gateway.ts';
import { portal } from '../providers/portal.ts';
import { salina } from '../providers/salina.ts';
import { PAGING_FAULTS } from '../providers/salina/faults.ts';
import { authOf, complaints, contractOfProvider, prepared, probeProvider } from './provider-run.ts';

for (const provider of [portal, deployment, deviceGateway, deployer, salina]) {
  describe(provider.name, async () => {
    const { contract, recordings, asyncApis, auth } = await prepared(provider);

    for (const [fault, sentence] of Object.entries(provider.faults)) {
      // Some at a time: most of a run is waiting, for streams to go on and deliveries to come.
      it.concurrent(`is caught by recordings: ${fault} (${sentence})`, async () => {
        const result = await probeProvider(provider, contract, auth, {
          faults: [fault],
          recordings,
          asyncApis,
        });
        expect(complaints(result).length).toBeGreaterThan(0);
      });
    }

    const lax = Object.keys(provider.faults).filter((name) => /ownership|foreign-device/.test(name));
    it.skipIf(lax.length === 0).each(lax)('is caught where recordings lead: %s', async (fault) => {
      const otherAuth = await authOf(provider, 'otherAuth');
      const result = await probeProvider(provider, contract, auth, {
        faults: [fault],
        recordings,
        pace: 700,
        live: { otherAuth, maxWaitMs: 500, generate: { seed: 3, maxRequests: 200, unsafe: true } },
      });
      expect(result.findings.map(({ code }) => code)).toContain('ownership-not-enforced');
    });
  });
}

describe('pages of salina', () => {
  it.each(Object.keys(PAGING_FAULTS))('are followed: %s', async (fault) => {
    const generated = { seed: 1, unsafe: true };
    const result = await probeProvider(salina, await contractOfProvider('salina'), await authOf(salina), {
      faults: [fault],
      pace: 700,
      without: ['testWebhook'],
      live: { maxWaitMs: 500, unsafe: true, generate: generated },
    });
    expect(result.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'list-incoherent: GET /titles lists on the page that cursor leads to what it lists on the one before',
    ]);
  });
});
