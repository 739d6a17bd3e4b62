import { describe, expect, it } from 'vitest';
import type { Coverage, OperationCoverage } from '../../src/findings/run-report.ts';
import { matrixLines } from '../../src/report/coverage-matrix.ts';
import { createTheme } from '../../src/report/theme.ts';

const row = (path: string, statuses: Readonly<Record<string, number>>, others = {}): OperationCoverage => ({
  operation: { method: 'get', path },
  exchanges: Object.values({ ...statuses, ...others }).reduce((sum: number, count) => sum + Number(count), 0),
  responses: [
    ...Object.entries(statuses).map(([status, exchanges]) => ({ status, documented: true, exchanges })),
    ...Object.entries<number>(others).map(([status, exchanges]) => ({
      status,
      documented: false,
      exchanges,
    })),
  ],
});

const lines = (byOperation: readonly OperationCoverage[], width = 80, whole = false) =>
  matrixLines({ byOperation } as unknown as Coverage, createTheme(false, width), whole);

describe('the table of operations and statuses', () => {
  it('has those of which something was not seen, those never called last', () => {
    expect(
      lines([
        row('/never', { 200: 0, default: 0 }),
        row('/whole', { 200: 3 }),
        row('/some', { 200: 12_345, 404: 0 }, { 418: 2 }),
      ]),
    ).toEqual([
      '              200  404  418    *',
      '  GET /some   12k    ·   2!',
      '  GET /never    ·              ·',
      '  how often each status was seen; · not seen, 5! not documented, * any other',
    ]);
  });

  it('is not there where all was seen, and has all operations where asked to', () => {
    expect(lines([row('/whole', { 200: 3 })])).toEqual([]);
    expect(lines([row('/whole', { 200: 3 })], 80, true)).toHaveLength(3);
  });

  it.each([40, 80, 120])('fits a page of %i columns, however many statuses there are', (width) => {
    const statuses = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [400 + index, 0]));
    const found = lines([row(`/a/very/long/path/${'x'.repeat(90)}`, statuses)], width);
    for (const line of found) expect(line.length).toBeLessThanOrEqual(width);
    for (const status of Object.keys(statuses)) expect(found.join('\n')).toContain(` ${status}`);
    expect(found[1]).toMatch(/^ {2}GET …x+ /);
  });

  it('counts the operations that it leaves out', () => {
    const many = Array.from({ length: 40 }, (_, index) => row(`/${index}`, { 200: 0 }));
    expect(lines(many).find((line) => line.includes('…'))).toBe('  … and 15 more; all with --no-fold');
    expect(lines(many, 80, true)).toHaveLength(42);
  });
});
