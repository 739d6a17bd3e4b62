import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`;
const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /jobs:
    post:
      operationId: startJob
      requestBody: { ${json('{ type: object }')} }
      responses:
        '202': { description: Started., ${json('{ type: object, properties: { id: { type: string } } }')} }
        '401': { description: Who. }
  /jobs/{id}:
    get:
      operationId: getJob
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: One., ${json('{ type: object, properties: { state: { type: string } } }')} }
        '503': { description: Busy. }
  /tokens:
    post:
      operationId: getToken
      responses: { '200': { description: In., ${json('{ type: object, properties: { token: { type: string } } }')} } }
  /things/{ids}:
    get:
      operationId: listThings
      parameters:
        - { name: ids, in: path, required: true, style: label, explode: true, schema: { type: array, items: { type: integer } } }
        - { name: tag, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object } }
        - { name: x-range, in: header, explode: true, schema: { type: object } }
        - { name: seen, in: cookie, explode: false, schema: { type: array, items: { type: string } } }
        - { name: page, in: query, schema: { type: integer } }
      responses:
        '200': { description: All., ${json('{ type: array, items: { type: object } }')} }
`;

type Answer = readonly [status: number, body?: unknown, headers?: Record<string, string>];
type Answers = (line: string, times: number, headers: Record<string, unknown>) => Answer;

interface Provider {
  readonly url: string;
  readonly seen: string[];
  readonly headers: Record<string, unknown>[];
}

async function provider(answers: Answers): Promise<Provider> {
  const seen: string[] = [];
  const headers: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = `${request.method} ${request.url}`;
      const times = seen.filter((one) => one.startsWith(line)).length + 1;
      seen.push(`${line} ${Buffer.concat(chunks).toString()}`.trim());
      headers.push(request.headers);
      const [status, body, more] = answers(line, times, request.headers);
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, headers };
}

interface Ran {
  readonly told: string[];
  readonly outcomes: string[];
  readonly out: string;
}

async function run(files: Record<string, string>, server: Provider, ...args: string[]): Promise<Ran> {
  const folder = await folderOf({ 'openapi.yaml': contract, ...files });
  const { out, err } = await runCli(
    ['probe', 'flow.yaml', '--target', server.url, ...args, '-f', 'json'],
    folder,
  );
  if (out === '') throw new Error(err);
  const report = JSON.parse(out) as RunReport;
  return {
    out,
    told: report.findings.map(
      ({ code, message, location: { uri, range } }) =>
        `${uri === 'flow.yaml' ? '' : `${uri}:`}${range.start.line} ${code}: ${message}`,
    ),
    outcomes: (report.probe?.exchanges ?? []).map(({ name, outcome }) => `${name} ${outcome}`),
  };
}

const head = `arazzo: 1.0.1
info: { title: Flows, version: 1.0.0 }
sourceDescriptions: [{ name: shop, url: openapi.yaml, type: openapi }]
`;

const polling = `${head}workflows:
  - workflowId: work
    steps:
      - stepId: start
        operationId: startJob
        requestBody: { payload: { kind: copy } }
        successCriteria: [{ condition: $statusCode == 202 }]
        outputs: { id: $response.body.id }
      - stepId: wait
        operationId: getJob
        parameters: [{ name: id, in: path, value: $steps.start.outputs.id }]
        successCriteria:
          - { context: $response.body, condition: "$[?@ == 'done']", type: jsonpath }
        onFailure:
          - { name: busy, type: retry, retryAfter: 0.01, retryLimit: 3, criteria: [{ condition: $statusCode == 200 }] }
`;

const job = (until: number): Answers => {
  return (line, times) => {
    if (line === 'POST /jobs') return [202, { id: 'j 1' }];
    return [200, { state: times < until ? 'running' : 'done' }];
  };
};

describe('actions of a workflow', () => {
  it('try a step again, which is no failure as long as it comes right', async () => {
    const server = await provider(job(3));
    const { told, outcomes } = await run({ 'flow.yaml': polling }, server);
    expect(told).toEqual([]);
    expect(outcomes).toEqual([
      'work: start pass',
      'work: wait pass',
      'work: wait (2) pass',
      'work: wait (3) pass',
    ]);
    expect(server.seen.at(-1)).toBe('GET /jobs/j%201');
  });

  it('say where a JSONPath is meant otherwise than the standard has it', async () => {
    const server = await provider(job(1));
    const conditions = ['$[?count(@.state) > 0]', '$.state.length == 4'];
    const written = conditions.map(
      (condition) => `{ context: $response.body, condition: '${condition}', type: jsonpath }`,
    );
    const draft = `{ context: $response.body, condition: '$[?(@.length > 1)]', type: { type: jsonpath, version: draft-goessner-dispatch-jsonpath-00 } }`;
    const flow = (criteria: string): string => `${head}workflows:
  - workflowId: work
    steps:
      - { stepId: get, operationId: getJob, parameters: [{ name: id, in: path, value: 1 }], successCriteria: [${criteria}] }
`;
    expect((await run({ 'flow.yaml': flow(written.join(', ')) }, server)).told).toEqual([
      expect.stringContaining(
        '{"state":"done"}; behind $, a filter looks at each member of the object by itself: write length($.list) > 0 for one of its lists',
      ),
      expect.stringContaining('{"state":"done"}; how long a list is, RFC 9535 tells by length($.list)'),
    ]);
    expect((await run({ 'flow.yaml': flow(draft) }, server)).told).toEqual([
      '7 exchange-unjudged: not judged: JSONPath of draft-goessner-dispatch-jsonpath-00 is not judged, that of RFC 9535 is',
    ]);
  });

  it('try no more often than they say, and then fail', async () => {
    const server = await provider(job(10));
    const { told, outcomes } = await run({ 'flow.yaml': polling }, server);
    expect(told).toEqual([
      `16 criterion-unmet: $[?@ == 'done'] does not hold in $response.body: it is {"state":"running"}`,
    ]);
    expect(outcomes.length).toBe(5);
    expect(outcomes.at(-1)).toBe('work: wait (4) fail');
  });

  it('do a step or a workflow before they try again', async () => {
    const flow = `${head}workflows:
  - workflowId: guarded
    inputs: { type: object, properties: { token: { type: string, default: old } } }
    steps:
      - stepId: start
        operationId: startJob
        parameters: [{ name: x-token, in: header, value: '{$workflows.renew.outputs.token}{$inputs.token}' }]
        successCriteria: [{ condition: $statusCode == 202 }]
        onFailure: [{ reference: $components.failureActions.renew }]
  - workflowId: renew
    steps:
      - { stepId: token, operationId: getToken, outputs: { token: $response.body#/token } }
    outputs: { token: $steps.token.outputs.token }
components:
  failureActions:
    renew: { name: renew, type: retry, workflowId: renew, criteria: [{ condition: $statusCode == 401 }] }
`.replace('{$workflows.renew.outputs.token}{$inputs.token}', '{$inputs.token}');
    const server = await provider((line, times) => {
      if (line === 'POST /tokens') return [200, { token: 'fresh-token-1' }];
      return times === 1 ? [401] : [202, { id: '1' }];
    });
    const { told, outcomes } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual([]);
    expect(outcomes).toEqual([
      'guarded: start pass',
      'guarded: start > renew: token pass',
      'guarded: start (2) pass',
    ]);
    expect(server.headers[0]?.['x-token']).toBe('old');
  });

  it('lead to other steps and end a workflow', async () => {
    const flow = `${head}workflows:
  - workflowId: choose
    steps:
      - stepId: look
        operationId: getJob
        parameters: [{ name: id, in: path, value: a }]
        onSuccess:
          - { name: far, type: goto, stepId: last, criteria: [{ condition: "$response.body.state == 'DONE'" }] }
          - { name: never, type: end }
      - { stepId: skipped, operationId: getToken }
      - stepId: last
        operationId: startJob
        onSuccess: [{ name: over, type: end }]
      - { stepId: behind, operationId: getToken }
`;
    const server = await provider((line) =>
      line.startsWith('GET') ? [200, { state: 'done' }] : [202, { id: '1' }],
    );
    const { told, outcomes } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual([]);
    expect(outcomes).toEqual(['choose: look pass', 'choose: last pass']);
  });

  it('are those of the workflow where a step has none of the name', async () => {
    const flow = `${head}workflows:
  - workflowId: shared
    failureActions: [{ name: fail, type: goto, stepId: token }]
    steps:
      - { stepId: one, operationId: startJob, successCriteria: [{ condition: $statusCode == 202 }] }
      - { stepId: two, operationId: startJob }
      - stepId: token
        operationId: getToken
        successCriteria: [{ condition: $statusCode == 299 }]
        onFailure: [{ name: fail, type: end }]
`;
    const server = await provider((line) => (line === 'POST /jobs' ? [401] : [200, { token: 'a' }]));
    const { told, outcomes } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual(['12 criterion-unmet: $statusCode == 299 does not hold: it is 200']);
    expect(outcomes).toEqual(['shared: one pass', 'shared: token fail']);
  });

  it('that lead round in circles are ended', async () => {
    const flow = `${head}workflows:
  - workflowId: round
    steps:
      - stepId: one
        operationId: getToken
        onSuccess: [{ name: again, type: goto, stepId: one }]
`;
    const server = await provider(() => [200, { token: 'a' }]);
    const { told } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual(['7 workflow-unended: round has gone on for 1,000 steps and was ended at one']);
    expect(server.seen.length).toBe(1_000);
  });

  it('of workflows that call themselves end too', async () => {
    const flow = `${head}workflows:
  - workflowId: inner
    steps:
      - { stepId: token, operationId: getToken }
      - { stepId: deeper, workflowId: inner }
`;
    const server = await provider(() => [200, { token: 'a' }]);
    const { told } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual([
      '5 workflow-unended: inner is entered by workflows within one another, 30 deep, and was not run once more',
    ]);
  });

  it('follow an answer that did not come', async () => {
    const flow = `${head}workflows:
  - workflowId: broken
    steps:
      - { stepId: one, operationId: getToken }
      - stepId: two
        operationId: startJob
        onFailure: [{ name: retry, type: retry, retryLimit: 1 }]
`;
    let times = 0;
    const server = createServer((request, response) => {
      if (request.url === '/jobs' && ++times === 1) request.socket.destroy();
      else
        response
          .writeHead(request.url === '/jobs' ? 202 : 200, { 'content-type': 'application/json' })
          .end('{}');
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { told, outcomes } = await run({ 'flow.yaml': flow }, { url, seen: [], headers: [] });
    expect(told).toEqual([expect.stringContaining('exchange-failed: no whole response came back')]);
    expect(outcomes).toEqual(['broken: one pass', 'broken: two error', 'broken: two (2) pass']);
  });
});

describe('a workflow of which only some operations are chosen', () => {
  it('does without the others, and says nothing of what needs them', async () => {
    const server = await provider(job(1));
    const { told, outcomes } = await run({ 'flow.yaml': polling }, server, '--operation', 'getJob');
    expect([told, outcomes, server.seen]).toEqual([[], ['work: wait skip'], []]);
    const both = ['--operation', 'getJob', '--operation', 'startJob'];
    expect((await run({ 'flow.yaml': polling }, server, ...both)).outcomes).toHaveLength(2);
  });
});

describe('a description that has no API of its own', () => {
  it('takes that of another, wherever that is', async () => {
    const server = await provider(job(1));
    const other = polling.replace('url: openapi.yaml', 'url: ../openapi.yaml');
    const flow = `arazzo: 1.0.1
info: { title: All, version: 1.0.0 }
sourceDescriptions: [{ name: jobs, url: flows/jobs.arazzo.yaml, type: arazzo }]
workflows:
  - workflowId: all
    steps: [{ stepId: work, workflowId: $sourceDescriptions.jobs.work }]
`;
    const { told, outcomes } = await run({ 'flow.yaml': flow, 'flows/jobs.arazzo.yaml': other }, server);
    expect(told).toEqual([]);
    expect(outcomes).toEqual(['all: work > work: start pass', 'all: work > work: wait pass']);
  });
});

describe('steps that call workflows', () => {
  const flow = `${head.replace(' }]', ' }, { name: auth, url: lib/auth.arazzo.yaml, type: arazzo }]')}workflows:
  - workflowId: buy
    steps:
      - stepId: enter
        workflowId: $sourceDescriptions.auth.logIn
        parameters: [{ name: user, value: ada }]
        successCriteria: [{ condition: $statusCode == 200 }]
        outputs: { mine: $outputs.token }
      - stepId: start
        operationId: $sourceDescriptions.shop.startJob
        requestBody:
          contentType: application/json
          payload: '{ "who": "{$steps.enter.outputs.mine}", "also": "{$steps.enter.outputs.token}" }'
          replacements: [{ target: /limit, value: $components.parameters.limit }]
components: { parameters: { limit: { name: limit, in: query, value: 5 } } }
`;
  const auth = `arazzo: 1.0.0
info: { title: Auth, version: 1.0.0 }
sourceDescriptions: [{ name: api, url: ../openapi.yaml, type: openapi }]
workflows:
  - workflowId: logIn
    inputs: { $ref: '#/components/inputs/user' }
    steps:
      - stepId: token
        operationId: getToken
        parameters: [{ name: x-user, in: header, value: $inputs.user }]
        outputs: { token: $response.body#/token }
    outputs: { token: $steps.token.outputs.token }
components: { inputs: { user: { type: object, required: [user], properties: { user: { type: string, minLength: 3 } } } } }
`;
  const answers: Answers = (line) =>
    line === 'POST /tokens' ? [200, { token: 'a "quoted" one' }] : [202, { id: '1' }];

  it('pass inputs and take outputs, over files', async () => {
    const server = await provider(answers);
    const files = { 'flow.yaml': flow, 'lib/auth.arazzo.yaml': auth };
    const { told, outcomes } = await run(files, server);
    expect(told).toEqual([]);
    expect(outcomes).toEqual(['buy: enter > logIn: token pass', 'buy: start pass']);
    expect(server.headers[0]?.['x-user']).toBe('ada');
    expect(server.seen[1]).toBe(
      `POST /jobs ${JSON.stringify({ who: 'a "quoted" one', also: 'a "quoted" one', limit: 5 })}`,
    );
  });

  it('fail with them, at the place in the file of the other', async () => {
    const server = await provider(answers);
    const failing = auth.replace(
      'outputs: { token: $resp',
      'successCriteria: [{ condition: $statusCode == 201 }]\n        outputs: { token: $resp',
    );
    const { told, outcomes } = await run({ 'flow.yaml': flow, 'lib/auth.arazzo.yaml': failing }, server);
    expect(told).toEqual([
      'lib/auth.arazzo.yaml:11 criterion-unmet: $statusCode == 201 does not hold: it is 200',
    ]);
    expect(outcomes).toEqual(['buy: enter > logIn: token fail', 'buy: start skip']);
  });

  it('judge what is passed by the schema of the inputs', async () => {
    const server = await provider(answers);
    const { told } = await run(
      { 'flow.yaml': flow.replace('ada', 'a'), 'lib/auth.arazzo.yaml': auth },
      server,
    );
    expect(told).toEqual([
      expect.stringMatching(/^lib\/auth\.arazzo\.yaml:6 variable-unresolved: the input user of logIn .*3/),
    ]);
    expect(server.seen).toEqual([]);
  });

  it('need the file of the other', async () => {
    const server = await provider(answers);
    const { told } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual(['3 recording-invalid: lib/auth.arazzo.yaml is not found']);
  });
});

describe('parameters of a step', () => {
  const flow = `${head}workflows:
  - workflowId: find
    inputs:
      type: object
      required: [ids]
      properties:
        ids: { type: array, items: { type: integer } }
        page: { type: integer }
    parameters: [{ name: x-range, in: header, value: { from: 1, to: 9 } }]
    steps:
      - stepId: list
        operationId: listThings
        parameters:
          - { name: ids, in: path, value: $inputs.ids }
          - { name: tag, in: query, value: [a b, c] }
          - { name: filter, in: query, value: { state: open, by: '{$inputs.ids[0]}' } }
          - { name: seen, in: cookie, value: [x, y] }
          - { name: page, in: query, value: $inputs.page }
`;

  it('are written as the operation declares them, and left out where no input is given', async () => {
    const server = await provider(() => [200, []]);
    const { told } = await run({ 'flow.yaml': flow }, server, '--var', 'ids=[3,4]');
    expect(told).toEqual([]);
    expect(server.seen).toEqual(['GET /things/.3.4?tag=a%20b%7Cc&filter%5Bstate%5D=open&filter%5Bby%5D=3']);
    expect(server.headers[0]).toMatchObject({ 'x-range': 'from=1,to=9', cookie: 'seen=x,y' });
  });

  it('take inputs as lists and numbers, of one workflow alone where it is named', async () => {
    const server = await provider(() => [200, []]);
    const { told } = await run({ 'flow.yaml': flow }, server, '--var', 'find.ids=7, 8', '--var', 'page=2');
    expect(told).toEqual(['6 variable-unresolved: the input ids/0 of find must be an integer, is a string']);
    const { told: none } = await run(
      { 'flow.yaml': flow },
      server,
      '--var',
      'find.ids=[7]',
      '--var',
      'page=2',
    );
    expect(none).toEqual([]);
    expect(server.seen.at(-1)).toContain('&page=2');
  });

  it('need the inputs that are required', async () => {
    const server = await provider(() => [200, []]);
    const { told } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual([
      '10 variable-unresolved: the input ids of find has no value: give it one with --var ids=…',
    ]);
    expect(server.seen).toEqual([]);
  });
});

describe('what a workflow names and there is not', () => {
  it('is told where it stands, with what was likely meant', async () => {
    const flow = `${head}workflows:
  - workflowId: wrong
    inputs: { type: object, properties: { user: { type: string } } }
    steps:
      - stepId: start
        operationId: startJob
        parameters:
          - { name: a, in: header, value: $inputs.usr }
          - { reference: $components.parameters.none }
        requestBody: { payload: { of: '{$steps.strt.outputs.id}', at: $workflows.other.outputs.x } }
        successCriteria: [{ condition: $statusCode == 202 && $steps.lsst.outputs.x != null }]
        onSuccess: [{ name: on, type: goto, stepId: lst }]
        onFailure: [{ name: off, type: jump }, { name: w, type: goto, workflowId: wrng }]
        outputs: { id: $response.bdy }
      - { stepId: last, operationId: getJb, parameters: [{ name: id, in: path, value: $steps.start.outputs.di }] }
      - { stepId: last }
`;
    const server = await provider(() => [202, { id: '1' }]);
    const { told } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual([
      '11 recording-invalid: workflow wrong has no input usr; did you mean user?',
      '12 recording-invalid: $components.parameters.none leads to nothing',
      '13 recording-invalid: workflow wrong has no step strt; did you mean start?',
      '13 recording-invalid: there is no workflow other',
      '14 recording-invalid: workflow wrong has no step lsst; did you mean last?',
      '15 recording-invalid: there is no step lst; did you mean last?',
      '16 recording-invalid: the type of an action after failure must be end, goto, retry',
      '16 recording-invalid: there is no workflow wrng; did you mean wrong?',
      '17 recording-invalid: $response.bdy is no runtime expression such as $response.body#/data/id or $response.header.Location',
      '18 recording-invalid: the contract has no operation getJb; did you mean getJob?',
      '18 recording-invalid: step start has no output di; did you mean id?',
      '19 recording-invalid: a step must have an "operationId", an "operationPath" or a "workflowId"',
      '19 recording-invalid: there is another step last',
    ]);
    expect(server.seen).toEqual([]);
  });

  it('and a value that did not come is told where it is needed', async () => {
    const flow = `${head}workflows:
  - workflowId: late
    steps:
      - { stepId: start, operationId: startJob, outputs: { id: $response.body#/id } }
      - { stepId: look, operationId: getJob, parameters: [{ name: id, in: path, value: $steps.start.outputs.id }] }
`;
    const server = await provider(() => [202, {}]);
    const { told, outcomes } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual([
      '8 variable-unresolved: $steps.start.outputs.id has no value: the body of the response has nothing at /id',
    ]);
    expect(outcomes).toEqual(['late: start pass', 'late: look error']);
  });

  it.each([
    [
      '{ name: key, in: path, value: 1 }',
      '7 recording-invalid: GET /jobs/{id} has no path parameter key; did you mean id?',
    ],
    [
      '{ name: x-id, in: header, value: 1 }',
      '7 recording-invalid: the path parameter id of GET /jobs/{id} is given no value',
    ],
    ['{ name: id, in: path, value: $inputs.id }', '7 recording-invalid: the path parameter id needs a value'],
  ])('or that a path needs: %s', async (parameter, expected) => {
    const flow = `${head}workflows:
  - workflowId: odd
    steps:
      - { stepId: look, operationId: getJob, parameters: [${parameter}] }
    inputs: { type: object, properties: { id: { type: string } } }
`;
    const server = await provider(() => [200, {}]);
    const { told, outcomes } = await run({ 'flow.yaml': flow }, server);
    expect([told, outcomes, server.seen]).toEqual([[expected], ['odd: look skip'], []]);
  });

  it('or that would be another path', async () => {
    const flow = `${head}workflows:
  - workflowId: odd
    steps:
      - { stepId: look, operationId: getJob, parameters: [{ name: id, in: path, value: '..' }] }
`;
    const server = await provider(() => [200, {}]);
    const { told } = await run({ 'flow.yaml': flow }, server);
    expect(told).toEqual(['7 recording-invalid: the path parameter id cannot be ".."']);
    expect(server.seen).toEqual([]);
  });
});

describe('criteria with patterns', () => {
  const flow = (condition: string): string => `${head}workflows:
  - workflowId: match
    steps:
      - stepId: token
        operationId: getToken
        successCriteria: [{ context: $response.body#/state, type: regex, condition: '${condition}' }]
`;

  it.each([
    ['^[a-z]+-\\d+$', []],
    ['^x', ['9 criterion-unmet: ^x does not hold in $response.body#/state: it is "abc-12"']],
    ['(', [expect.stringContaining('9 exchange-unjudged: not judged: Invalid regular expression')]],
  ])('%s', async (condition, expected) => {
    const server = await provider(() => [200, { state: 'abc-12' }]);
    const { told } = await run({ 'flow.yaml': flow(condition) }, server);
    expect(told).toEqual(expected);
  });

  it('are given a time limit', async () => {
    const server = await provider(() => [200, { state: `${'a'.repeat(200)}!` }]);
    const { told } = await run({ 'flow.yaml': flow('^(a+)+$') }, server);
    expect(told).toEqual([expect.stringContaining('takes too long')]);
  });
});
