import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf, serverOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const shop = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      operationId: order
      responses: { '201': { description: Made., content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } } } } } }
`;
const bank = `openapi: 3.1.0
info: { title: Bank, version: '1' }
security: [{ key: [] }]
paths:
  /payments/{order}:
    parameters: [{ name: order, in: path, required: true, schema: { type: string } }]
    put:
      operationId: pay
      responses: { '200': { description: Paid., content: { application/json: { schema: { type: object, required: [paid], properties: { paid: { type: boolean } } } } } } }
    get:
      operationId: payment
      responses: { '200': { description: It., content: { application/json: {} } }, '404': { description: None. } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Bank-Key } } }
`;
const flow = `arazzo: 1.0.1
info: { title: Flows, version: 1.0.0 }
sourceDescriptions:
  - { name: shop, url: shop.yaml, type: openapi }
  - { name: bank, url: apis/bank.yaml, type: openapi }
workflows:
  - workflowId: buy
    steps:
      - stepId: order
        operationId: $sourceDescriptions.shop.order
        successCriteria: [{ condition: $statusCode == 201 }]
        outputs: { id: $response.body#/id }
      - stepId: pay
        operationId: $sourceDescriptions.bank.pay
        parameters: [{ name: order, in: path, value: $steps.order.outputs.id }]
        successCriteria: [{ condition: $response.body#/paid == true }]
      - stepId: look
        operationPath: '{$sourceDescriptions.bank.url}#/paths/~1payments~1{order}/get'
        parameters: [{ name: order, in: path, value: $steps.order.outputs.id }]
        successCriteria: [{ condition: $statusCode == 200 }]
`;

interface Ran {
  readonly told: readonly string[];
  readonly exchanges: readonly string[];
  readonly report: RunReport;
  readonly out: string;
  readonly asked: readonly string[];
}

/** Takes what the bank answers to a payment, and arguments, in which `BANK` is its address; gives what was sent and found. */
async function buy(paid: unknown, ...args: string[]): Promise<Ran> {
  const asked: string[] = [];
  const at = (name: string, status: number, body: unknown) =>
    serverOf((request, response) => {
      const key = request.headers['x-bank-key'] ?? '';
      asked.push(`${name} ${request.method} ${request.url} ${String(key)}`.trim());
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  const shopServer = await at('shop', 201, { id: 'o-1' });
  const bankServer = await at('bank', 200, paid);
  const config = `apis:
  shop: { spec: shop.yaml, targets: { local: { url: '${shopServer.url}' } } }
  bank: { spec: apis/bank.yaml, targets: { local: { url: '${bankServer.url}', auth: { key: { type: api-key, value: very-secret-key } } } } }
`;
  const folder = await folderOf({
    'shop.yaml': shop,
    'apis/bank.yaml': bank,
    'flow.yaml': flow,
    'apicheck.yaml': config,
    'plain.yaml': '{}',
  });
  const written = args.map((one) => one.replace('BANK', bankServer.url).replace('SHOP', shopServer.url));
  const { out, err } = await runCli(['probe', 'flow.yaml', ...written, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  const report = JSON.parse(out) as RunReport;
  return {
    report,
    out,
    asked,
    told: report.findings.map(({ code, location }) => `${location.uri}:${location.range.start.line} ${code}`),
    exchanges: (report.probe?.exchanges ?? []).map(
      ({ name, outcome, operation }) => `${name} ${operation?.operationId} ${outcome}`,
    ),
  };
}

describe('steps of another description', () => {
  it('go to the target that the config has for it, with its credentials, and are judged by it', async () => {
    const { told, exchanges, asked, report, out } = await buy({ paid: true }, '--target', 'local');
    expect(told).toEqual([]);
    expect(exchanges).toEqual(['buy: order order pass', 'buy: pay pay pass', 'buy: look payment pass']);
    expect(asked).toEqual([
      'shop POST /orders',
      'bank PUT /payments/o-1 very-secret-key',
      'bank GET /payments/o-1 very-secret-key',
    ]);
    expect(out).not.toContain('very-secret-key');
    expect(report.specs.map(({ uri }) => uri)).toEqual(['shop.yaml', 'apis/bank.yaml']);
    expect(report.probe?.coverage.operations).toEqual({ covered: 3, total: 3 });
  });

  it('are told of where the answer is not as their contract says', async () => {
    const { told, report } = await buy({ paid: 'yes' }, '--target', 'local');
    expect(told).toEqual(['flow.yaml:16 criterion-unmet', 'live:buy: pay:8 response-body-invalid']);
    const [found] = report.findings.filter(({ code }) => code === 'response-body-invalid');
    expect(found?.related?.[0]?.location.uri).toBe('apis/bank.yaml');
    expect(found?.operation?.path).toBe('/payments/{order}');
  });

  it('go to the target that an option names', async () => {
    const { told, asked } = await buy(
      { paid: true },
      ...['--target', 'SHOP', '--source', 'bank=BANK', '-c', 'plain.yaml'],
    );
    expect(told).toEqual([]);
    expect(asked).toEqual(['shop POST /orders', 'bank PUT /payments/o-1', 'bank GET /payments/o-1']);
  });

  it('are left out where nobody says where their provider is', async () => {
    const { told, asked } = await buy({ paid: true }, '--target', 'SHOP', '-c', 'plain.yaml');
    expect(told).toEqual(['flow.yaml:13 exchanges-left-out']);
    expect(asked).toEqual(['shop POST /orders']);
  });

  it('have requests made up for them and their credentials tried, where that is asked for', async () => {
    const { told, asked, report } = await buy(
      { paid: true },
      '--target',
      'local',
      '--check-auth',
      '--generate',
    );
    // The bank takes anybody, whatever key is sent; and answers 200 to any order.
    expect([...new Set(told.map((one) => one.replace(/^.* /, '')))]).toEqual(['security-not-enforced']);
    expect(asked).toContain('bank PUT /payments/o-1 very-secret-key');
    expect(asked).toContain('bank GET /payments/o-1');
    // Made up for GET alone, with what the workflow has shown to exist.
    const [, , , ...more] = asked;
    expect(more.length).toBeGreaterThan(3);
    expect(more.filter((one) => /^(?:shop|bank P)/.test(one))).toEqual([]);
    expect(report.probe?.untried).toEqual([
      {
        reason: 'they change something (--unsafe tries them)',
        operations: ['POST /orders', 'PUT /payments/{order}'],
      },
    ]);
  });

  it('have no requests made up where their provider is not named', async () => {
    const { asked } = await buy({ paid: true }, '--target', 'SHOP', '-c', 'plain.yaml', '--generate');
    expect(asked).toEqual(['shop POST /orders']);
  });

  it('are covered by the parts of a run that is shared', async () => {
    const { url } = await serverOf((_, response) => void response.end());
    const folder = await folderOf({
      'shop.yaml': shop,
      'apis/bank.yaml': bank,
      'flow.yaml': flow,
      'other.yaml': `apicheck: 1\nexchanges: [{ name: order, request: { method: POST, path: /orders } }]\n`,
      'apicheck.yaml': `apis:
  shop: { spec: shop.yaml, recordings: [flow.yaml, other.yaml], targets: { local: { url: '${url}' } } }
  bank: { spec: apis/bank.yaml, targets: { local: { url: '${url}' } } }
`,
    });
    for (const part of ['1', '2'])
      await runCli(['probe', '--target', 'local', '--shard', `${part}/2`, '-f', `json=${part}.json`], folder);
    const { out, err } = await runCli(['merge', '1.json', '2.json', '-f', 'json'], folder);
    expect(err).toBe('');
    const { specs, probe } = JSON.parse(out) as RunReport;
    expect(specs.map(({ uri }) => uri)).toEqual(['shop.yaml', 'apis/bank.yaml']);
    expect(probe?.coverage.operations.total).toBe(3);
  });

  it('have names that the description knows', async () => {
    await expect(buy({}, '--target', 'SHOP', '--source', 'bnk=BANK', '-c', 'plain.yaml')).rejects.toThrow(
      '--source bnk: no description of workflows has a source of this name beside the contract',
    );
  });
});
