import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { compareValues } from './compared.ts';
import { to30, to31, to32 } from './upgrade.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(import.meta.dirname, 'versions');

function read(path: string): Record<string, unknown> {
  return parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

/** One description in each version, written by hand to say the same in the words of that version. */
const versions = ['2.0', '3.0', '3.1', '3.2'];
const written = new Map(versions.map((version) => [version, read(join(folder, `${version}.yaml`))]));

describe('one description in four versions', () => {
  for (const before of versions) {
    for (const after of versions) {
      it(`${before} says what ${after} says`, async () => {
        const { told } = await compareValues(written.get(before), written.get(after));
        expect(told).toEqual([]);
      });
    }
  }
});

describe('a contract upgraded by a script says the same', () => {
  const contracts = ['contracts/salina.yaml', 'contracts/portal.yaml', 'contracts/deployer.json'];
  const next = contracts.map((path) => path.replace('contracts/', 'contracts/next/'));
  for (const path of [...contracts, ...next]) {
    it(`${path}: 3.0 to 3.1 to 3.2, and back`, async () => {
      const old = read(join(root, path));
      const modern = to31(old);
      expect((await compareValues(old, modern)).told).toEqual([]);
      expect((await compareValues(modern, old)).told).toEqual([]);
      expect((await compareValues(modern, to32(modern))).told).toEqual([]);
    });
  }

  for (const path of ['contracts/device-gateway.yaml', 'contracts/next/deployment.yaml']) {
    it(`${path}: 3.1 to 3.2`, async () => {
      const old = read(join(root, path));
      expect((await compareValues(old, to32(old))).told).toEqual([]);
    });
  }

  it('2.0 to 3.0', async () => {
    const old = written.get('2.0') ?? {};
    expect((await compareValues(old, to30(old))).told).toEqual([]);
    expect((await compareValues(to30(old), old)).told).toEqual([]);
  });
});
