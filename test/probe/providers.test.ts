import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { deployer } from '../providers/deployer.ts';
import { deployment } from '../providers/deployment.ts';
import { deviceGateway } from '../providers/device-gateway.ts';
import { portal } from '../providers/portal.ts';
import type { Provider } from '../providers/provider.ts';
import { salina } from '../providers/salina.ts';
import { DELIVERY_FAULTS } from '../providers/salina/faults.ts';
import { authOf, complaints, contractOfProvider, prepared, probeProvider } from './provider-run.ts';
import { place, recordingOf, root } from './support.ts';

/**
 * A few faults at once, and what is found of them by recordings, and by requests that are made up.
 * `npm run test:faults` tries each.
 */
const together: Readonly<
  Record<
    Provider['name'],
    {
      readonly faults: readonly string[];
      readonly recorded: readonly string[];
      readonly madeUp: readonly string[];
    }
  >
> = {
  portal: {
    faults: [
      'null-field',
      'undocumented-status',
      'missing-header',
      'auth-not-enforced',
      'filter-not-checked',
    ],
    recorded: [
      'response-body-invalid',
      'response-header-missing',
      'status-undocumented',
      'status-unexpected',
    ],
    madeUp: [
      'response-body-invalid',
      'status-undocumented',
      'response-header-missing',
      'security-not-enforced',
      'invalid-input-accepted',
    ],
  },
  deployment: {
    faults: ['currency-lower-case', 'rollback-location-missing', 'not-found-as-text', 'token-may-be-cached'],
    recorded: [
      'media-type-undocumented',
      'response-body-invalid',
      'response-header-invalid',
      'response-header-missing',
    ],
    madeUp: [
      'response-body-invalid',
      'response-header-missing',
      'media-type-undocumented',
      'response-header-invalid',
    ],
  },
  'device-gateway': {
    faults: ['expiry-as-string', 'provisioned-as-ok', 'session-cut-off'],
    recorded: ['body-malformed', 'response-body-invalid', 'status-undocumented', 'variable-unresolved'],
    madeUp: ['response-body-invalid', 'status-undocumented', 'body-malformed'],
  },
  deployer: {
    faults: [
      'server-location-missing',
      'service-action-empty',
      'logs-as-text',
      'deployment-progress-as-share',
    ],
    recorded: [
      'body-missing',
      'media-type-undocumented',
      'response-body-invalid',
      'response-header-missing',
      'variable-unresolved',
    ],
    madeUp: ['response-header-missing', 'body-missing', 'media-type-undocumented', 'response-body-invalid'],
  },
  salina: {
    faults: ['webhook-leaks-secret', 'secret-empty-body', 'limit-unchecked', 'contact-location-missing'],
    recorded: [
      'body-missing',
      'delivery-signature-invalid',
      'response-body-invalid',
      'response-header-missing',
      'status-unexpected',
      'variable-unresolved',
    ],
    madeUp: [
      'response-body-invalid',
      'body-missing',
      'server-error-on-invalid-input',
      'response-header-missing',
    ],
  },
};

/** The codes of what was found, each once, in order. */
const codesOf = ({ findings }: ProbeResult): readonly string[] =>
  [...new Set(findings.map(({ code }) => code))].sort();

for (const provider of [portal, deployment, deviceGateway, deployer, salina]) {
  describe(provider.name, async () => {
    const { contract, recordings, asyncApis, auth } = await prepared(provider);

    const live = (faults: readonly string[] = []): Promise<ProbeResult> =>
      probeProvider(provider, contract, auth, { faults, recordings, asyncApis });

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

    it('is caught by recordings', async () => {
      const { faults, recorded } = together[provider.name];
      expect(codesOf(await live(faults))).toEqual(recorded);
    });

    it('is caught without recordings', async () => {
      const { faults, madeUp } = together[provider.name];
      const result = await probeProvider(provider, contract, auth, {
        faults,
        pace: 700,
        without: ['testWebhook'],
        live: { checkAuth: true, unsafe: true, generate: { seed: 1, unsafe: true } },
      });
      expect(codesOf(result)).toEqual([...madeUp].sort());
    });
  });
}

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
