import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';
import { createWitnessJudge } from './witness-judge.ts';

const cases = resolve(import.meta.dirname, '../cases/diff');
const folders = readdirSync(cases).flatMap((code) =>
  readdirSync(join(cases, code)).map((name) => join(code, name)),
);
/** Pairs of real descriptions to hold the same against: `BEFORE,AFTER` and so on, separated by blanks. */
const pairs = (process.env['APICHECK_PAIRS'] ?? '').split(/\s+/).filter(Boolean);

/** Compares two files; gives how many witnesses there were, and holds each against the second judge. */
async function confirm(
  folder: string,
  before: string,
  after: string,
): Promise<{ held: number; left: number }> {
  const run = await runCli(['diff', before, after, '--format', 'json'], folder);
  const { findings, diff } = JSON.parse(run.out) as RunReport;
  const judge = createWitnessJudge(folder);
  const counts = { held: 0, left: 0 };
  for (const evidence of [...findings, ...(diff?.changes ?? [])].map((one) => one.evidence)) {
    if (evidence?.kind !== 'witness') continue;
    const judged = judge.judge(evidence);
    counts[judged === undefined ? 'left' : 'held'] += 1;
    if (judged === undefined) continue;
    const { direction, instance, at } = evidence;
    const sent = direction === 'request' ? { before: true, after: false } : { before: false, after: true };
    expect(judged, `${at ?? ''} of ${JSON.stringify(instance)}`).toEqual(sent);
  }
  return counts;
}

describe('every witness is confirmed by a validator that had no part in making it', () => {
  let held = 0;
  test.each(folders)('%s', async (name) => {
    const folder = join(cases, name);
    const [before, after] = ['before', 'after'].map((stem) =>
      ['yaml', 'yml', 'json'].map((end) => `${stem}.${end}`).find((file) => existsSync(join(folder, file))),
    );
    if (before !== undefined && after !== undefined) held += (await confirm(folder, before, after)).held;
  });
  test('of which there are some', () => expect(held).toBeGreaterThan(20));

  test.skipIf(pairs.length === 0).each(pairs)('%s', { timeout: 300_000 }, async (pair) => {
    const [before = '', after = ''] = pair.split(',');
    console.log(pair, await confirm(process.cwd(), before, after));
  });
});
