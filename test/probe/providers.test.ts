import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { globSync } from 'tinyglobby';
import { readConfig, type ApiConfig } from '../../src/config/config.ts';
import { substituteEnvironment } from '../../src/config/environment.ts';
import { parseText } from '../../src/document/parse.ts';
import type { LiveOptions } from '../../src/probe/live/session.ts';
import type { AuthConfig } from '../../src/probe/live/auth/config.ts';
import type { Recording } from '../../src/probe/recordings/recording.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { deployer } from '../providers/deployer.ts';
import { deployment } from '../providers/deployment.ts';
import { deviceGateway } from '../providers/device-gateway.ts';
import { portal } from '../providers/portal.ts';
import type { Provider } from '../providers/provider.ts';
import { salina } from '../providers/salina.ts';
import { DELIVERY_FAULTS } from '../providers/salina/faults.ts';
import type { AsyncApi } from '../../src/probe/asyncapi/model.ts';
import {
  openBeside,
  openContract,
  openRecording,
  place,
  recordingOf,
  root,
  type Contract,
} from './support.ts';

const { config } = readConfig(
  parseText('apicheck.yaml', readFileSync(resolve(root, 'apicheck.yaml'), 'utf8')).document,
);

function configured(name: string): ApiConfig {
  const api = config.apis.get(name);
  if (!api) throw new Error(`apicheck.yaml has no ${name}`);
  return api;
}

async function authOf(
  provider: Provider,
  which: 'auth' | 'otherAuth' = 'auth',
): Promise<ReadonlyMap<string, AuthConfig>> {
  const written = Object.fromEntries(configured(provider.name).targets?.get('local')?.[which] ?? []);
  const { value, missing } = substituteEnvironment(written, await provider.environment());
  expect(missing).toEqual([]);
  return new Map(Object.entries(value as Readonly<Record<string, AuthConfig>>));
}

/** What went wrong, in lines that say where. */
function complaints({ exchanges }: ProbeResult): string[] {
  return exchanges.flatMap(({ name, findings, outcome }) =>
    outcome === 'fail' || outcome === 'error'
      ? [`${name}: ${outcome}`, ...findings.map((finding) => `  ${place(finding)}`)]
      : [],
  );
}

for (const provider of [portal, deployment, deviceGateway, deployer, salina]) {
  describe(provider.name, () => {
    let contract: Contract;
    let recordings: readonly Recording[];
    let asyncApis: readonly AsyncApi[];
    let auth: ReadonlyMap<string, AuthConfig>;

    beforeAll(async () => {
      const { spec, recordings: patterns, asyncapi = [] } = configured(provider.name);
      contract = await openContract(spec);
      asyncApis = await openBeside(
        contract.api,
        asyncapi.map(({ file }) => file),
      );
      recordings = await Promise.all(
        globSync([...(patterns ?? [])], { cwd: root })
          .sort()
          .map(openRecording),
      );
      auth = await authOf(provider);
    });

    async function live(
      faults: readonly string[] = [],
      more: Partial<LiveOptions> = {},
    ): Promise<ProbeResult> {
      const running = await provider.start({ faults });
      try {
        return await probe(contract.api, contract.schemas, recordings, {
          now: () => Date.now(),
          asyncApis,
          live: {
            target: running.url,
            auth,
            timeoutMs: 4_000,
            loadModule: (path) => import(pathToFileURL(resolve(root, path)).href),
            ...more,
          },
        });
      } finally {
        await running.close();
      }
    }

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
      // Salina answers so many requests a minute, and no more.
      const maxRequests = provider === salina ? 60 : 200;
      const otherAuth = await authOf(provider, 'otherAuth');
      const result = await live([], { otherAuth, generate: { seed: 3, maxRequests, unsafe: true } });
      expect(result.findings.map(place)).toEqual([]);
    });

    const lax = Object.keys(provider.faults).filter((name) => /ownership|foreign-device/.test(name));
    it.skipIf(lax.length === 0).each(lax)('is caught by requests that are made up: %s', async (fault) => {
      const otherAuth = await authOf(provider, 'otherAuth');
      const result = await live([fault], {
        otherAuth,
        generate: { seed: 3, maxRequests: 200, unsafe: true },
      });
      expect(result.findings.map(({ code }) => code)).toContain('ownership-not-enforced');
    });

    for (const [fault, sentence] of Object.entries(provider.faults)) {
      it(`is caught: ${fault} (${sentence})`, async () => {
        const result = await live([fault]);
        expect(complaints(result).length).toBeGreaterThan(0);
      });
    }
  });
}

describe('what salina sends by itself', () => {
  const listening = async (
    faults: readonly string[],
    edit = (text: string) => text,
  ): Promise<ProbeResult> => {
    const contract = await openContract(configured('salina').spec);
    const text = readFileSync(resolve(root, 'fixtures/salina/deliveries.yaml'), 'utf8');
    const { recording, problems } = await recordingOf(edit(text), {}, 'fixtures/salina/deliveries.yaml');
    expect(problems.map(place)).toEqual([]);
    const running = await salina.start({ faults });
    try {
      return await probe(contract.api, contract.schemas, [recording], {
        now: () => Date.now(),
        live: {
          target: running.url,
          auth: await authOf(salina),
          timeoutMs: 4_000,
          loadModule: () => Promise.reject(new Error('none')),
        },
      });
    } finally {
      await running.close();
    }
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
