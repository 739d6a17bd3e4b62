import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createCollector } from '../../src/findings/collect.ts';
import contentLengthWrong from '../../src/probe/checks/content-length-wrong.ts';
import { bitsOf, signsOf } from '../../src/probe/judge/signs.ts';
import { probeChecks } from '../../src/probe/registry.ts';
import { probe } from '../../src/probe/run.ts';
import { openContract, recordingOf, root } from './support.ts';

test('a check finds nothing in an exchange without its signs', async () => {
  // It looks at every exchange.
  const look = vi.spyOn(contentLengthWrong as Required<typeof contentLengthWrong>, 'judge');
  const cases = join('test', 'cases', 'probe');
  for (const file of readdirSync(join(root, cases), { recursive: true, encoding: 'utf8' })) {
    if (basename(file) !== 'recording.yaml') continue;
    const path = join(cases, file);
    const { api, schemas } = await openContract(join(dirname(path), 'openapi.yaml'));
    const { recording } = await recordingOf(readFileSync(join(root, path), 'utf8'), {}, path);
    await probe(api, schemas, [recording], { now: () => 0 });
  }
  const seen = look.mock.calls.map(([facts]) => facts);
  expect(seen.length).toBeGreaterThan(50);
  let withheld = 0;
  for (const facts of seen) {
    for (const check of probeChecks) {
      if (check.judge === undefined || (bitsOf(check.signs) & signsOf(facts)) !== 0) continue;
      const collector = createCollector();
      check.judge(facts, collector.reporter(check));
      expect(collector.findings().map(({ code }) => code)).toEqual([]);
      withheld += 1;
    }
  }
  expect(withheld).toBeGreaterThan(seen.length);
});
