import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf, serverOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.2.0
info: { title: Stock, version: '1' }
paths:
  /items:
    get:
      operationId: list
      parameters: [{ name: all, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object } } } }]
      responses: { '200': { description: All., content: { application/json: { schema: { type: object } } } } }
    post:
      operationId: add
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: Made., content: { application/xml: { schema: { type: object } } } } }
  /items/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: one
      responses: { '200': { description: One., content: { application/json: { schema: { type: object } } } } }
`;
const flow = `arazzo: 1.1.0
$self: flows/stock.arazzo.yaml
info: { title: Flows, version: 1.0.0 }
sourceDescriptions:
  - { name: stock, url: ../stock.yaml, type: openapi }
  - { name: queue, url: queue.yaml, type: asyncapi }
workflows:
  - workflowId: stock
    inputs: { type: object, properties: { sku: { type: string, default: b-2 } } }
    steps:
      - stepId: list
        operationId: $sourceDescriptions.stock.list
        parameters: [{ name: all, in: querystring, value: 'sku={$inputs.sku}&open=true&of=ü' }]
        successCriteria:
          - { context: $response.body, condition: '$.items[?@.sku == "{$inputs.sku}"]', type: jsonpath }
          - { context: $response.body#/items/1/sku, condition: '^{$inputs.sku}$', type: regex }
        outputs:
          second: { context: $response.body, selector: '$.items[?@.sku == "b-2"].id', type: jsonpath }
          every: { context: $response.body, selector: '$.items[*].id', type: jsonpath }
          first: { context: $response.body, selector: /items/0/id, type: jsonpointer }
      - stepId: add
        operationId: $sourceDescriptions.stock.add
        dependsOn: [list]
        requestBody:
          payload:
            of: { context: $steps.list.outputs.every, selector: '$[1]', type: jsonpath }
            lines: [{ sku: a-1, count: 1 }, { sku: b-2, count: 1 }]
          replacements:
            - { target: '$.lines[?@.sku == "b-2"].count', targetSelectorType: jsonpath, value: 7 }
            - { target: /by, value: $self }
        successCriteria:
          - { context: $response.body, condition: /item/id, type: { type: xpath, version: xpath-31 } }
        outputs:
          id: { context: $response.body, selector: /item/id, type: xpath }
          count: { context: $response.body, selector: number(/item/count), type: xpath }
        onSuccess:
          - name: look
            type: goto
            workflowId: look
            parameters: [{ name: id, value: $steps.add.outputs.id }]
            criteria: [{ condition: $response.header.x-look == 'yes' }]
      - stepId: announce
        operationId: $sourceDescriptions.queue.announce
        action: send
  - workflowId: look
    inputs: { type: object, required: [id], properties: { id: { type: string } } }
    steps:
      - stepId: look
        operationId: $sourceDescriptions.stock.one
        parameters: [{ name: id, in: path, value: $inputs.id }]
`;

interface Ran {
  readonly asked: readonly string[];
  readonly told: readonly string[];
  readonly outcomes: readonly string[];
}

async function run(described = flow, look = 'yes'): Promise<Ran> {
  const asked: string[] = [];
  const { url } = await serverOf((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`.trim());
      if (request.method === 'POST' && look === 'never') return;
      if (request.method === 'POST')
        response
          .writeHead(201, { 'content-type': 'application/xml', 'x-look': look })
          .end('<item><id>i-9</id><count>7</count></item>');
      else
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"items":[{"id":"i-1","sku":"a-1"},{"id":"i-2","sku":"b-2"}]}');
    });
  });
  const folder = await folderOf({ 'stock.yaml': contract, 'flow.yaml': described });
  const { out, err } = await runCli(['probe', 'flow.yaml', '--target', url, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  const { findings, probe } = JSON.parse(out) as RunReport;
  return {
    asked,
    told: findings.map(({ code, location, message }) => `${location.range.start.line} ${code}: ${message}`),
    outcomes: (probe?.exchanges ?? []).map(({ name, outcome }) => `${name} ${outcome}`),
  };
}

describe('workflows of Arazzo 1.1', () => {
  it('select from what came back, put where selectors say, and pass on to workflows', async () => {
    const { asked, told, outcomes } = await run();
    expect(told).toEqual([]);
    expect(asked).toEqual([
      'GET /items?sku=b-2&open=true&of=%C3%BC',
      'POST /items {"of":"i-2","lines":[{"sku":"a-1","count":1},{"sku":"b-2","count":7}],"by":"flows/stock.arazzo.yaml"}',
      'GET /items/i-9',
    ]);
    expect(outcomes).toEqual(['stock: list pass', 'stock: add pass', 'stock: add > look: look pass']);
  });

  it('leave out steps over channels', async () => {
    const { told } = await run(flow, 'no');
    expect(told).toEqual([
      '42 exchanges-left-out: 1 exchange is left out: steps over channels of AsyncAPI documents: stock: announce (1)',
      '48 exchanges-left-out: 1 exchange is left out: steps of workflows that only others lead to, which none did: look: look (1)',
    ]);
  });

  it('are told of what does not hold as it was filled in', async () => {
    const { told } = await run(flow.replace('default: b-2', 'default: c-3'));
    expect(told.slice(0, 2)).toEqual([
      expect.stringContaining(
        '15 criterion-unmet: $.items[?@.sku == "{$inputs.sku}"] does not hold as $.items[?@.sku == "c-3"] in $response.body: it is {',
      ),
      '16 criterion-unmet: ^{$inputs.sku}$ does not hold as ^c-3$ in $response.body#/items/1/sku: it is "b-2"',
    ]);
  });

  it('give up steps that take longer than they may', async () => {
    const { told, outcomes } = await run(
      flow.replace('dependsOn: [list]', 'timeout: 50\n        dependsOn: [list]'),
      'never',
    );
    expect(told[0]).toMatch(/exchange-failed: .*it took longer than 50 ms/);
    expect(outcomes).toEqual(['stock: list pass', 'stock: add error']);
  });

  it.each([
    [
      "selector: '$.items[*].id'",
      "selector: '$.items['",
      '19 recording-invalid: the JSONPath $.items[ is not',
    ],
    [
      'selector: /items/0/id, type: jsonpointer',
      'selector: items, type: jsonpointer',
      '20 recording-invalid: items is no JSON Pointer',
    ],
    [
      '/item/id, type: xpath }',
      'nope(), type: xpath }',
      '34 recording-invalid: the XPath nope() is not understood',
    ],
    [
      'type: xpath }\n          count',
      'type: css }\n          count',
      '34 recording-invalid: there is no type css of selector',
    ],
    [
      'dependsOn: [list]',
      'dependsOn: [announce]',
      '23 recording-invalid: step announce does not come before this one',
    ],
    [
      'dependsOn: [list]',
      'dependsOn: [lst]',
      '23 recording-invalid: there is no step lst; did you mean list?',
    ],
    [
      'dependsOn: [list]',
      'dependsOn: [$workflows.look.steps.find]',
      '23 recording-invalid: workflow look has no step find',
    ],
    ['[{ name: id, value: $steps.add', '[{ name: ids, value: $steps.add', 'workflow look has no input ids'],
    ["condition: '^{$inputs.sku}$'", "condition: '^{$inputs.skew}$'", 'workflow stock has no input skew'],
    ['targetSelectorType: jsonpath', 'targetSelectorType: css', 'there is no type css of selector'],
    ['context: $steps.list.outputs.every', 'context: $steps.list.outputs.all', 'step list has no output all'],
  ])('are told of %s written as %s', async (written, mistaken, problem) => {
    const { told } = await run(flow.replace(written, () => mistaken));
    expect(told.join('\n')).toContain(problem);
  });

  it('are another matter than objects that look like selectors in 1.0', async () => {
    const { asked } = await run(
      flow
        .replace('1.1.0', '1.0.1')
        .replace('../stock.yaml', 'stock.yaml')
        .replace(/^.*(?:asyncapi|jsonpath, value|selector: .*(?:items|item\/)).*\n/gm, '')
        .replace('context: $steps.list.outputs.every', 'context: $inputs.sku')
        .replace(/ {8}outputs:\n/g, '')
        .replace(/ {8}onSuccess:[^]*?(?= {2}- workflowId)/, ''),
    );
    expect(asked[1]).toContain('"of":{"context":"b-2","selector":"$[1]","type":"jsonpath"}');
  });
});
