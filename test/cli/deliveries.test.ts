import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';
import { folderOf, serverOf } from './folder.ts';

const contract = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    post:
      operationId: order
      responses: { '202': { description: Taken } }
webhooks:
  shipped:
    post:
      operationId: shipped
      requestBody:
        content: { application/json: { schema: { type: object, required: [order], properties: { order: { type: integer } } } } }
      responses: { '200': { description: Taken } }
`;
const recording = (count: number) => `apicheck: 1
spec: openapi.yaml
listen: { variable: receiver, signature: { scheme: timestamped, secret: key } }
exchanges:
  - name: order
    request: { method: POST, path: /orders, headers: { x-receiver: '{receiver}' } }
    response: { status: 202 }
    deliveries: [{ count: ${count}, within: 30000 }]
`;
const body = '{"order":1}';

/** A delivery as a provider sends it that signs as Stripe does; `age` in seconds. */
function signed(age: number, id: string): RequestInit {
  const at = Math.floor(Date.now() / 1_000) - age;
  const signature = createHmac('sha256', 'key').update(`${at}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-webhook-signature': `t=${at},v1=${signature}`,
    'x-webhook-id': id,
  };
  return { method: 'POST', body, headers };
}

/** Takes what a provider sends to the receiver of an order, one after the other; gives what probe tells of it. */
async function told(sent: readonly RequestInit[]): Promise<RunReport['findings']> {
  const { url } = await serverOf((request, response) => {
    response.writeHead(202).end();
    void (async () => {
      for (const one of sent) await fetch(String(request.headers['x-receiver']), one);
    })();
  });
  const folder = await folderOf({ 'openapi.yaml': contract, 'recording.yaml': recording(sent.length) });
  const { out, err } = await runCli(['probe', 'recording.yaml', '--target', url, '-f', 'json'], folder);
  expect(err).toBe('');
  return (JSON.parse(out) as RunReport).findings;
}

describe('a delivery', () => {
  it('that is signed in time, once and as the contract says is right', async () => {
    expect(await told([signed(0, randomUUID()), signed(200, randomUUID())])).toEqual([]);
  });

  it('that was signed long ago is told of, at its signature', async () => {
    const [first, ...rest] = await told([signed(400, 'a')]);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      code: 'delivery-expired',
      severity: 'error',
      operation: { operationId: 'shipped' },
      location: { pointer: expect.stringMatching(/^\/headers\/\d+$/) as string },
    });
    expect(first?.message).toMatch(/\b(?:399|40\d) seconds/);
  });

  it('that comes again after it was taken is told of, and no other', async () => {
    const found = await told([signed(0, 'a'), signed(0, 'b'), signed(0, 'a')]);
    expect(found.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['delivery-repeated', 'warning', 'it was answered 2xx before, under the same x-webhook-id a'],
    ]);
  });

  it('may be signed with any of the secrets that the config has', async () => {
    const { url } = await serverOf((request, response) => {
      response.writeHead(202).end();
      void fetch(String(request.headers['x-receiver']), signed(0, 'a'));
    });
    const unsigned = recording(1).replace(/, signature: \{.*?\}/, '');
    const run = async (secret: string): Promise<readonly [found: readonly string[], err: string]> => {
      const folder = await folderOf({
        'apicheck.yaml': `apis:
  orders:
    spec: openapi.yaml
    recordings: recording.yaml
    targets: { local: { url: '${url}', listen: { signature: { secret: ${secret} } } } }
`,
        'openapi.yaml': contract,
        'recording.yaml': unsigned,
      });
      const { out, err } = await runCli(['probe', '--target', 'local', '-f', 'json'], folder);
      return [out === '' ? [] : (JSON.parse(out) as RunReport).findings.map(({ code }) => code), err];
    };
    expect(await run('[old, key]')).toEqual([[], '']);
    expect(await run('[old, older]')).toEqual([['delivery-signature-invalid'], '']);
    const [, err] = await run("[key, '$response.body#/secret']");
    expect(err).toContain('"secret" must be one, or several that are no expressions');
  });

  it('by a method that the contract has nowhere is told of', async () => {
    const found = await told([{ ...signed(0, 'a'), method: 'PUT' }]);
    expect(found.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['delivery-undocumented', 'error', 'the contract has no PUT under webhooks or callbacks'],
    ]);
  });
});

describe('an exchange that was sent again', () => {
  const plain = {
    'openapi.yaml': contract.replace(
      '    post:\n      operationId: order',
      '    get:\n      operationId: order',
    ),
    'recording.yaml': `apicheck: 1
spec: openapi.yaml
exchanges:
  - { name: orders, request: { method: GET, path: /orders }, response: { status: 202 } }
`,
  };

  it('is judged by its last answer, and told of with why', async () => {
    let asked = 0;
    const { url, requests } = await serverOf((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 202).end();
    });
    const folder = await folderOf(plain);
    const args = ['probe', 'recording.yaml', '--target', url, '-f', 'json'];
    const { code, out } = await runCli([...args, '--retries', '3'], folder);
    expect({ code, requests: requests() }).toEqual({ code: 0, requests: 3 });
    const { findings } = JSON.parse(out) as RunReport;
    expect(findings).toMatchObject([
      { code: 'exchange-retried', severity: 'info', operation: { operationId: 'order' } },
    ]);
    expect(findings[0]?.message).toMatch(/^it was sent 3 times: .*503/);
    expect(findings[0]?.location).toMatchObject({ uri: 'recording.yaml', range: { start: { line: 4 } } });
  });

  it('is none where nobody asked for it, nor where the first answer was right', async () => {
    const codes = async (status: number, ...more: readonly string[]) => {
      const { url } = await serverOf((_, response) => response.writeHead(status).end());
      const args = ['probe', 'recording.yaml', '--target', url, '-f', 'json', ...more];
      const { out } = await runCli(args, await folderOf(plain));
      return (JSON.parse(out) as RunReport).findings.map(({ code }) => code);
    };
    expect(await codes(202, '--retries', '3')).toEqual([]);
    expect(await codes(503)).not.toContain('exchange-retried');
  });
});
