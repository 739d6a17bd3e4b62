import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseCriterion, holds } from '../../src/probe/criteria.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = `openapi: 3.1.0
info: { title: Shelf, version: 1.0.0 }
servers: [{ url: /v1 }]
paths:
  /login:
    post:
      operationId: logIn
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '200': { description: In., content: { application/json: { schema: { type: object } } } }
        '401': { description: Out. }
  /books:
    get:
      operationId: listBooks
      parameters:
        - { name: tag, in: query, schema: { type: array, items: { type: string } } }
        - { name: X-Token, in: header, schema: { type: string } }
      responses:
        '200': { description: All., content: { application/json: { schema: { type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } } } } }
  /books/{id}:
    get:
      operationId: getBook
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200': { description: One., content: { application/json: { schema: { type: object, properties: { title: { type: string } } } } } }
`;

const workflows = `arazzo: 1.0.1
info: { title: Reading, version: 1.0.0 }
sourceDescriptions: [{ name: shelf, url: openapi.yaml, type: openapi }]
workflows:
  - workflowId: read
    inputs:
      type: object
      properties: { user: { type: string, default: ada }, password: { type: string, format: password } }
    steps:
      - stepId: in
        operationId: logIn
        requestBody:
          contentType: application/json
          payload: { name: $inputs.user, password: none, note: 'for {$inputs.user} and {braces}' }
          replacements: [{ target: /password, value: $inputs.password }]
        successCriteria: [{ condition: $statusCode == 200 }]
        outputs: { token: $response.body#/token }
      - stepId: all
        operationPath: '{$sourceDescriptions.shelf.url}#/paths/~1books/get'
        parameters:
          - { name: X-Token, in: header, value: $steps.in.outputs.token }
          - { reference: $components.parameters.tags }
        successCriteria:
          - condition: $statusCode == 200 && $response.body#/0/id > 0
        outputs: { first: $response.body#/0/id }
      - stepId: one
        operationId: $sourceDescriptions.shelf.getBook
        parameters: [{ name: id, in: path, value: $steps.all.outputs.first }]
        successCriteria:
          - condition: $response.body#/title == 'dune'
components:
  parameters:
    tags: { name: tag, in: query, value: [old, 'new & good'] }
`;

interface Provider {
  readonly url: string;
  readonly seen: string[];
}

async function provider(title = 'Dune'): Promise<Provider> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const token = request.headers['x-token'] ?? '';
      seen.push(
        `${request.method} ${request.url} ${String(token)} ${Buffer.concat(chunks).toString()}`.trim(),
      );
      const bodies: Readonly<Record<string, unknown>> = {
        '/v1/login': { token: 't-1' },
        '/v1/books/7': { title },
      };
      const body = bodies[request.url ?? ''] ?? [{ id: 7 }];
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function probe(text: string, ...args: string[]): Promise<RunReport & { readonly told: string[] }> {
  const folder = await folderOf({ 'openapi.yaml': contract, 'flow.arazzo.yaml': text });
  const { out, err } = await runCli(['probe', 'flow.arazzo.yaml', ...args, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  const report = JSON.parse(out) as RunReport;
  const told = report.findings.map(
    ({ code, message, location }) => `${location.range.start.line} ${code}: ${message}`,
  );
  return { ...report, told };
}

const live = ({ url }: Provider): string[] => ['--target', url, '--var', 'password=hunter-2-secret'];

describe('workflows of Arazzo', () => {
  it('are sent step by step, with inputs, outputs, replacements and parameters', async () => {
    const server = await provider();
    const { told, probe: section } = await probe(workflows, ...live(server));
    expect(told).toEqual([]);
    expect(server.seen).toEqual([
      'POST /v1/login  {"name":"ada","password":"hunter-2-secret","note":"for ada and {braces}"}',
      'GET /v1/books?tag=old&tag=new%20%26%20good t-1',
      'GET /v1/books/7',
    ]);
    expect(section?.exchanges.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['read: in', 'pass'],
      ['read: all', 'pass'],
      ['read: one', 'pass'],
    ]);
  });

  it('end where a criterion does not hold, which is a finding at it', async () => {
    const unmet = workflows.replace('$response.body#/0/id > 0', '$response.body#/0/id > 10');
    const server = await provider();
    const { told, probe: section } = await probe(unmet, ...live(server));
    expect(told).toEqual([
      '24 criterion-unmet: $statusCode == 200 && $response.body#/0/id > 10 does not hold: $statusCode is 200, $response.body#/0/id is 7',
    ]);
    expect(section?.exchanges.map(({ outcome }) => outcome)).toEqual(['pass', 'fail', 'skip']);
    const { told: one } = await probe(workflows, ...live(await provider('Emma')));
    expect(one).toEqual([`30 criterion-unmet: $response.body#/title == 'dune' does not hold: it is "Emma"`]);
  });

  it('have criteria that are not understood, which is said', async () => {
    const odd = workflows.replace(
      "- condition: $response.body#/title == 'dune'",
      '- { condition: nope(//title), type: xpath, context: $response.body }',
    );
    const { told, probe: section } = await probe(odd, ...live(await provider()));
    expect(told).toEqual([
      '30 exchange-unjudged: not judged: the XPath nope(//title) is not understood: Function nope with arity of 1 not registered',
    ]);
    expect(section?.exchanges.at(-1)?.outcome).toBe('error');
  });

  it('are told of as left out where there is no provider', async () => {
    const { told, probe: section } = await probe(workflows);
    expect(told).toEqual([
      '10 exchanges-left-out: 3 exchanges are left out: steps of workflows have no responses until they are sent (--target): read: in (1), read: all (1), read: one (1)',
    ]);
    expect(section?.counts.total).toBe(0);
  });

  it('run behind those that they depend on, with their outputs', async () => {
    const two = `${workflows
      .replace(/components:[^]*/, '')
      .replace('          - { reference: $components.parameters.tags }\n', '')
      .replace(
        'workflows:\n',
        `workflows:
  - workflowId: again
    dependsOn: [read]
    steps:
      - stepId: book
        operationId: getBook
        parameters: [{ name: id, in: path, value: $workflows.read.outputs.book }]
      - { stepId: other, workflowId: read }
`,
      )}    outputs: { book: $steps.all.outputs.first }\n`;
    const server = await provider();
    const { told } = await probe(two, ...live(server));
    expect(told).toEqual([]);
    const once = ['/v1/login', '/v1/books', '/v1/books/7'];
    expect(server.seen.map((line) => line.split(' ')[1])).toEqual([...once, '/v1/books/7', ...once]);
  });

  it('have mistakes, each told at its place', async () => {
    const wrong = workflows
      .replace('operationId: logIn', 'operationId: logOn')
      .replace('name: X-Token, in: header', 'name: X-Token, in: headers')
      .replace('$response.body#/0/id }', '$response.id }')
      .replace('arazzo: 1.0.1', 'arazzo: 2.0.0');
    const { told } = await probe(wrong, ...live(await provider()));
    expect(told).toEqual([
      '1 recording-invalid: version 2.0.0 of Arazzo is not known here, 1.0 and 1.1 are',
      '11 recording-invalid: the contract has no operation logOn; did you mean logIn?',
      '21 recording-invalid: where X-Token goes must be path, query, header or cookie',
      expect.stringContaining('25 recording-invalid: $response.id is no runtime expression'),
    ]);
  });

  it('that call what has no name are told of in words', async () => {
    const wrong = workflows.replace('operationId: logIn', 'operationId: { logIn: 1 }');
    const { told } = await probe(wrong, ...live(await provider()));
    expect(told[0]).toBe('11 recording-invalid: an operation is called by its name, a text');
  });

  it('show no secret input', async () => {
    const folder = await folderOf({ 'openapi.yaml': contract, 'flow.yaml': workflows });
    const server = await provider('Emma');
    const { out, err } = await runCli(['probe', 'flow.yaml', ...live(server)], folder);
    expect(out).toContain('criterion-unmet');
    expect(out + err).not.toContain('hunter-2-secret');
  });
});

describe('a criterion', () => {
  const values: Readonly<Record<string, unknown>> = {
    $statusCode: 201,
    '$response.body#/a/b': 'Some Text',
    '$response.body#/n': 5,
    '$response.header.X-Count': '10',
    '$response.body#/yes': true,
    '$response.body.list[0].name': 'X',
  };
  const judge = (text: string): boolean | undefined => {
    const criterion = parseCriterion(text);
    return criterion && holds(criterion, (expression) => values[expression]);
  };

  it.each([
    ['$statusCode == 201', true],
    ['$statusCode==200', false],
    ['$statusCode >= 200 && $statusCode < 300', true],
    ["$response.body#/a/b == 'some text'", true],
    ["$response.body#/a/b != 'it''s'", true],
    ['$response.header.X-Count > 9', true],
    ['$response.body#/n <= -5 || ($response.body#/yes && !($statusCode == 404))', true],
    ['$response.body#/none == null', true],
    ['$response.body#/n != null', true],
    ['{$statusCode == 201}', true],
    ['{$statusCode} == 201', true],
    ["$response.body.list[0].name == 'x'", true],
    ["$response.body.list['a b'] == 1", false],
    ['$response.body#/yes', true],
    ['!$response.body#/yes', false],
  ])('%s', (text, expected) => {
    expect(judge(text)).toBe(expected);
  });

  it.each([
    '',
    '$statusCode ==',
    '$statusCode = 200',
    '(($statusCode == 200)',
    "'open",
    '200 201',
    '$statusCode == 200 &&',
    `${'('.repeat(5_000)}1`,
  ])('is not read from %j', (text) => {
    expect(parseCriterion(text)).toBe(undefined);
  });
});
