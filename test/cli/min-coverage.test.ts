import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { collectMinCoverage, type MinCoverage } from '../../src/cli/min-coverage.ts';
import { runCli } from '../run-cli.ts';
import { root } from '../probe/support.ts';

const probe = (...args: string[]) =>
  runCli(['probe', 'fixtures/salina/titles.yaml', '--spec', 'contracts/salina.yaml', ...args], root);

describe('--min-coverage', () => {
  it('is of operations, or of the kind that is named', () => {
    const read = (...values: string[]) =>
      values.reduce((before: MinCoverage, value) => collectMinCoverage(value, before), new Map());
    expect([...read('80', 'responses=75.5', 'enum-values=10%', '90')]).toEqual([
      ['operations', 90],
      ['responses', 75.5],
      ['enumValues', 10],
    ]);
  });

  it.each(['', 'all', '101', '-1', 'responses', 'responses=', 'response=80', 'operations=80=90'])(
    'refuses %j',
    (value) => {
      expect(() => collectMinCoverage(value, new Map())).toThrow(InvalidArgumentError);
    },
  );

  it('fails a run that covers less, and says of what', async () => {
    const { code, err } = await probe('--min-coverage', '99', '--min-coverage', 'responses=98');
    expect(code).toBe(1);
    expect(err).toMatch(/^apicheck: \d+ of \d+ operations are covered, fewer than 99%\n/);
    expect(err).toMatch(/\napicheck: \d+ of \d+ responses are covered, fewer than 98%\n$/);
  });

  it('lets a run pass that covers as much', async () => {
    expect(await probe('--min-coverage', '1', '--min-coverage', 'media-types=1')).toMatchObject({
      code: 0,
      err: '',
    });
  });
});
