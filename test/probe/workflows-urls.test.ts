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
paths:
  /payments:
    post:
      operationId: pay
      responses: { '200': { description: Paid., content: { application/json: { schema: { type: object } } } } }
`;
const auth = `arazzo: 1.0.1
info: { title: Entering, version: 1.0.0 }
sourceDescriptions: [{ name: shop, url: ../shop.yaml, type: openapi }]
workflows:
  - workflowId: begin
    steps: [{ stepId: first, operationId: order, outputs: { id: $response.body#/id } }]
    outputs: { id: $steps.first.outputs.id }
`;
const flowOf = (at: string): string => `arazzo: 1.0.1
info: { title: Flows, version: 1.0.0 }
sourceDescriptions:
  - { name: shop, url: '${at}shop.yaml', type: openapi }
  - { name: bank, url: '${at}bank.yaml', type: openapi }
  - { name: enter, url: '${at}flows/enter.arazzo.yaml', type: arazzo }
workflows:
  - workflowId: buy
    steps:
      - stepId: begin
        workflowId: $sourceDescriptions.enter.begin
      - stepId: pay
        operationId: $sourceDescriptions.bank.pay
`;

interface World {
  /** Where the descriptions are. */
  readonly docs: string;
  readonly provider: string;
  readonly fetched: string[];
  readonly asked: string[];
}

async function world(): Promise<World> {
  const fetched: string[] = [];
  const asked: string[] = [];
  const texts: Readonly<Record<string, string>> = {
    '/shop.yaml': shop,
    '/bank.yaml': bank,
    '/flows/enter.arazzo.yaml': auth,
    '/flow.yaml': flowOf('./'),
  };
  const docs = await serverOf((request, response) => {
    fetched.push(request.url ?? '');
    const text = texts[request.url ?? ''];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/yaml' }).end(text);
  });
  const provider = await serverOf((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const status = request.url === '/orders' ? 201 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":"o-1"}');
  });
  return { docs: docs.url, provider: provider.url, fetched, asked };
}

async function probe(
  { provider }: World,
  flow: string,
  ...args: string[]
): Promise<{ report: RunReport | undefined; told: string[]; err: string }> {
  const folder = await folderOf({ 'flow.yaml': flow, 'shop.yaml': shop, 'bank.yaml': bank });
  const named = args[0]?.startsWith('http') ? [] : ['flow.yaml'];
  const { out, err } = await runCli(
    ['probe', ...named, '--target', provider, '--source', `bank=${provider}`, '-f', 'json', ...args],
    folder,
  );
  const report = out === '' ? undefined : (JSON.parse(out) as RunReport);
  const told = (report?.findings ?? []).map(
    ({ code, location, message }) => `${location.uri}:${location.range.start.line} ${code}: ${message}`,
  );
  return { report, told, err };
}

const host = (url: string): string => new URL(url).host;

describe('descriptions at URLs', () => {
  it('are fetched from hosts that are allowed, each once', async () => {
    const one = await world();
    const { report, told, err } = await probe(one, flowOf(`${one.docs}/`), '--allow-host', host(one.docs));
    expect(err).toBe('');
    expect(told).toEqual([]);
    expect(one.fetched.toSorted()).toEqual(['/bank.yaml', '/flows/enter.arazzo.yaml', '/shop.yaml']);
    expect(one.asked).toEqual(['POST /orders', 'POST /payments']);
    expect(report?.specs.map(({ uri }) => uri)).toEqual([`${one.docs}/shop.yaml`, `${one.docs}/bank.yaml`]);
  });

  it('are fetched from where the workflows were', async () => {
    const one = await world();
    const { told, err } = await probe(one, '', `${one.docs}/flow.yaml`);
    expect(err).toBe('');
    expect(told).toEqual([]);
    expect(one.asked).toEqual(['POST /orders', 'POST /payments']);
  });

  it('are not fetched from hosts that nobody allowed', async () => {
    const one = await world();
    const mine = flowOf('./').replace('./flows/enter', `${one.docs}/flows/enter`);
    const { told } = await probe(one, mine);
    expect(told).toEqual([
      `flow.yaml:6 recording-invalid: ${one.docs}/flows/enter.arazzo.yaml is not fetched, as ${host(one.docs)} is not an allowed host; --allow-host ${host(one.docs)} allows it`,
    ]);
    const contract = flowOf('./').replace('./shop', `${one.docs}/shop`);
    expect((await probe(one, contract)).err).toContain(`--allow-host ${host(one.docs)} allows it`);
    const beside = flowOf('./').replace('./bank', `${one.docs}/bank`);
    expect((await probe(one, beside)).err).toContain(`--allow-host ${host(one.docs)} allows it`);
    expect(one.fetched).toEqual([]);
    expect(one.asked).toEqual([]);
  });

  it('lead to no file', async () => {
    const one = await world();
    const remote = auth.replace('../shop.yaml', 'file:///etc/hostname');
    const leading = await serverOf((_, response) => void response.end(remote));
    expect((await probe(one, '', `${leading.url}/flow.arazzo.yaml`)).err).toContain(
      'a document from the network may not reach files',
    );
    expect(one.asked).toEqual([]);
  });
});
