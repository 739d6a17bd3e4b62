import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refactorings } from './refactorings.ts';
import { diffReport } from './support.ts';

test('a break of the same table is found, so that silence means something', async () => {
  const broken = refactorings.filter(({ after }) => /"(?:title|street)"/.test(JSON.stringify(after)));
  for (const { before, after } of broken) {
    const closed = JSON.parse(
      JSON.stringify(after).replaceAll('"title":{"type":"string"}', '"title":{"type":"boolean"}'),
    );
    if (JSON.stringify(closed) === JSON.stringify(after)) continue;
    const { findings, diff } = await diffReport(before, closed as typeof after);
    expect(findings.map(({ code }) => code)).toContain('schema-type-changed');
    expect(diff?.pairs.proven).toBeGreaterThan(0);
  }
  expect(broken.length).toBeGreaterThan(10);
});

describe('a refactoring is no finding', () => {
  test.each(refactorings)('$name', async ({ before, after }) => {
    for (const [old, fresh] of [
      [before, after],
      [after, before],
    ] as const) {
      const { findings, diff } = await diffReport(old, fresh);
      expect(findings).toEqual([]);
      expect(diff).toMatchObject({ breaking: false, pairs: { proven: 0, unproven: 0 } });
      // What is told of schemas is that they differ; these say the same.
      expect(diff?.changes.filter(({ code }) => /^(schema|property|enum|object)-/.test(code))).toEqual([]);
    }
  });
});

/** APICHECK_PAIRS=FOLDER writes them as files, to see what another tool makes of them. */
const folder = process.env['APICHECK_PAIRS'];
if (folder !== undefined)
  test('the refactorings are written as files', () => {
    for (const [index, pair] of refactorings.entries())
      for (const side of ['before', 'after'] as const)
        for (const [name, value] of Object.entries(pair[side])) {
          const path = join(folder, String(index + 1), side, name);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
        }
  });
