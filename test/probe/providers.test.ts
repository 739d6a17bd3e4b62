import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuthConfig } from '../../src/probe/live/auth/config.ts';
import type { LiveOptions } from '../../src/probe/live/session.ts';
import type { Recording } from '../../src/probe/recordings/recording.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { deployer } from '../providers/deployer.ts';
import { deployment } from '../providers/deployment.ts';
import { deviceGateway } from '../providers/device-gateway.ts';
import { portal } from '../providers/portal.ts';
import type { Provider } from '../providers/provider.ts';
import { salina } from '../providers/salina.ts';
import { DELIVERY_FAULTS, PAGING_FAULTS } from '../providers/salina/faults.ts';
import { asyncApisOf, authOf, contractOfProvider, probeProvider, recordingsOf } from './provider-run.ts';
import type { AsyncApi } from '../../src/probe/asyncapi/model.ts';
import { place, recordingOf, root, type Contract } from './support.ts';

/** What went wrong, in lines that say where. */
function complaints({ exchanges }: ProbeResult): string[] {
  return exchanges.flatMap(({ name, findings, outcome }) =>
    outcome === 'fail' || outcome === 'error'
      ? [`${name}: ${outcome}`, ...findings.map((finding) => `  ${place(finding)}`)]
      : [],
  );
}

/** A few faults at once, and what requests that are made up find of them. `npm run test:generate` tries each. */
const together: Readonly<
  Record<Provider['name'], { readonly faults: readonly string[]; readonly codes: readonly string[] }>
> = {
  portal: {
    faults: [
      'null-field',
      'undocumented-status',
      'missing-header',
      'auth-not-enforced',
      'filter-not-checked',
    ],
    codes: [
      'response-body-invalid',
      'status-undocumented',
      'response-header-missing',
      'security-not-enforced',
      'invalid-input-accepted',
    ],
  },
  deployment: {
    faults: ['currency-lower-case', 'rollback-location-missing', 'not-found-as-text', 'token-may-be-cached'],
    codes: [
      'response-body-invalid',
      'response-header-missing',
      'media-type-undocumented',
      'response-header-invalid',
    ],
  },
  'device-gateway': {
    faults: ['expiry-as-string', 'provisioned-as-ok', 'session-cut-off'],
    codes: ['response-body-invalid', 'status-undocumented', 'body-malformed'],
  },
  deployer: {
    faults: [
      'server-location-missing',
      'service-action-empty',
      'logs-as-text',
      'deployment-progress-as-share',
    ],
    codes: ['response-header-missing', 'body-missing', 'media-type-undocumented', 'response-body-invalid'],
  },
  salina: {
    faults: ['webhook-leaks-secret', 'secret-empty-body', 'limit-unchecked', 'contact-location-missing'],
    codes: [
      'response-body-invalid',
      'body-missing',
      'server-error-on-invalid-input',
      'response-header-missing',
    ],
  },
};

for (const provider of [portal, deployment, deviceGateway, deployer, salina]) {
  describe(provider.name, () => {
    let contract: Contract;
    let recordings: readonly Recording[];
    let asyncApis: readonly AsyncApi[];
    let auth: ReadonlyMap<string, AuthConfig>;

    beforeAll(async () => {
      contract = await contractOfProvider(provider.name);
      recordings = await recordingsOf(provider.name);
      asyncApis = await asyncApisOf(provider.name, contract);
      auth = await authOf(provider);
    });

    const live = (faults: readonly string[] = [], more: Partial<LiveOptions> = {}): Promise<ProbeResult> =>
      probeProvider(provider, contract, auth, { faults, recordings, asyncApis, live: more });

    it('has recordings that keep to the contract', async () => {
      const result = await probe(contract.api, contract.schemas, recordings, { now: () => 0, asyncApis });
      expect(result.exchanges.length).toBeGreaterThan(10);
      expect(complaints(result)).toEqual([]);
      const { operations } = result.coverage;
      expect(operations.covered).toBe(operations.total);
    });

    it('keeps to the contract when it is asked', async () => {
      const result = await live();
      expect(complaints(result)).toEqual([]);
      expect(result.exchanges.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(10);
    });

    it('keeps to the contract when requests are made up', async () => {
      // Where a limit is met, the requests after it are refused, which is as good an answer.
      const otherAuth = await authOf(provider, 'otherAuth');
      const live = { maxWaitMs: 500, otherAuth, generate: { seed: 3, maxRequests: 100, unsafe: true } };
      const options = { recordings, live };
      const result = await probeProvider(provider, contract, auth, options);
      expect(result.findings.map(place)).toEqual([]);
    });

    it('is caught without recordings', async () => {
      const { faults, codes } = together[provider.name];
      const result = await probeProvider(provider, contract, auth, {
        faults,
        pace: 700,
        without: ['testWebhook'],
        live: { checkAuth: true, unsafe: true, generate: { seed: 1, unsafe: true } },
      });
      expect([...new Set(result.findings.map(({ code }) => code))].sort()).toEqual([...codes].sort());
    });

    const lax = Object.keys(provider.faults).filter((name) => /ownership|foreign-device/.test(name));
    it.skipIf(lax.length === 0).each(lax)('is caught by requests that are made up: %s', async (fault) => {
      const otherAuth = await authOf(provider, 'otherAuth');
      const result = await probeProvider(provider, contract, auth, {
        faults: [fault],
        recordings,
        pace: 700,
        live: { otherAuth, maxWaitMs: 500, generate: { seed: 3, maxRequests: 200, unsafe: true } },
      });
      expect(result.findings.map(({ code }) => code)).toContain('ownership-not-enforced');
    });

    for (const [fault, sentence] of Object.entries(provider.faults)) {
      // Some at a time: most of a run is waiting, for streams to go on and deliveries to come.
      it.concurrent(`is caught: ${fault} (${sentence})`, async () => {
        const result = await live([fault]);
        expect(complaints(result).length).toBeGreaterThan(0);
      });
    }
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

describe('what salina sends by itself', () => {
  const listening = async (
    faults: readonly string[],
    edit = (text: string) => text,
  ): Promise<ProbeResult> => {
    const contract = await contractOfProvider('salina');
    const text = readFileSync(resolve(root, 'fixtures/salina/deliveries.yaml'), 'utf8');
    const { recording, problems } = await recordingOf(edit(text), {}, 'fixtures/salina/deliveries.yaml');
    expect(problems.map(place)).toEqual([]);
    return probeProvider(salina, contract, await authOf(salina), { faults, recordings: [recording] });
  };

  it('is waited for, judged and verified', async () => {
    const result = await listening([]);
    expect(result.findings.map(place)).toEqual([]);
    expect(result.exchanges.map(({ name, operation }) => `${name}: ${operation?.operationId}`)).toContain(
      'a title is created, and the receiver is told, delivery 1: receiveEvent',
    );
  });

  it.each(Object.keys(DELIVERY_FAULTS))('is refused where its signature does not hold: %s', async (fault) => {
    const codes = (await listening([fault])).findings.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['delivery-signature-invalid']));
  });

  it('is missed where it does not come', async () => {
    const result = await listening([], (text) =>
      text.replace('- title.created', '- sale.created').replace('operation: receiveEvent', 'within: 50'),
    );
    expect(result.findings.map(place)).toEqual([
      'fixtures/salina/deliveries.yaml:74 delivery-missing: 0 of 1 deliveries of a webhook or callback came within 50 ms',
    ]);
  });
});
