import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf, serverOf } from './folder.ts';

const contract = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things: { get: { operationId: things, responses: { '200': { description: All. } } } }
`;

describe('probe --generate without recordings', () => {
  it('makes requests up from the contracts that have the target', async () => {
    const { url } = await serverOf((_, response) => void response.end());
    const config = `apis:
  things: { spec: openapi.yaml, targets: { local: { url: '${url}' } } }
  others: { spec: missing.yaml, targets: { elsewhere: { url: 'http://127.0.0.1:1' } } }
`;
    const folder = await folderOf({ 'openapi.yaml': contract, 'apicheck.yaml': config });
    for (const target of ['local', url]) {
      const { code, out } = await runCli(['probe', '--target', target, '--generate'], folder);
      expect(out).toContain('1 passed');
      expect(code).toBe(0);
    }
  });

  it('says where no contract has it', async () => {
    const folder = await folderOf({ 'openapi.yaml': contract });
    const { code, err } = await runCli(['probe', '--target', 'http://127.0.0.1:1', '--generate'], folder);
    expect(err).toContain('--generate makes requests up from a contract: name it with --spec');
    expect(code).toBe(2);
  });
});
