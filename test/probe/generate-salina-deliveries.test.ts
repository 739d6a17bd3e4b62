import { expect, it } from 'vitest';
import type { ProbeResult } from '../../src/probe/run.ts';
import { salina } from '../providers/salina.ts';
import { authOf, contractOfProvider, probeProvider, recordingsOf } from './provider-run.ts';
import { place } from './support.ts';

/** How they are signed, the recording that listens says; what else it has, is not sent. */
async function deliveriesOf(...faults: readonly string[]): Promise<{
  readonly result: ProbeResult;
  readonly codes: ReadonlySet<string>;
  readonly arrived: number;
}> {
  const recordings = await recordingsOf('salina');
  const listening = recordings.filter(({ listen }) => listen?.signature !== undefined);
  const result = await probeProvider(salina, await contractOfProvider('salina'), await authOf(salina), {
    faults,
    recordings: listening,
    pace: 700,
    live: { maxWaitMs: 500, generate: { seed: 1, unsafe: true, callbacks: true, maxRequests: 400 } },
  });
  const isMadeUp = (name: string): boolean => name.startsWith('a callback of');
  return {
    result,
    codes: new Set(result.findings.map(({ code }) => code)),
    arrived: result.exchanges.filter(({ name }) => isMadeUp(name)).length,
  };
}

it('holds deliveries that made-up requests ask for to the signature that a recording knows', async () => {
  const healthy = await deliveriesOf();
  expect(healthy.result.findings.map(place)).toEqual([]);
  expect(healthy.arrived).toBeGreaterThan(3);
});

it('tells of deliveries that are signed with the secret of another', async () => {
  const { codes } = await deliveriesOf('webhook-wrong-secret');
  expect([...codes]).toEqual(['delivery-signature-invalid']);
});
