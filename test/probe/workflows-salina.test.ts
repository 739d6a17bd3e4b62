import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { salina } from '../providers/salina.ts';
import { runCli } from '../run-cli.ts';

const contract = readFileSync(resolve(import.meta.dirname, '../../contracts/salina.yaml'), 'utf8');
const secret = 'secret_admin_5f8d2c7b1e';

const auth = `arazzo: 1.0.1
info: { title: How to get in, version: 1.0.0 }
sourceDescriptions: [{ name: erp, url: ./salina.yaml, type: openapi }]
workflows:
  - workflowId: logIn
    inputs:
      type: object
      required: [clientId, clientSecret]
      properties:
        clientId: { type: string, pattern: ^sk_ }
        clientSecret: { type: string, format: password }
    steps:
      - stepId: token
        operationId: exchangeToken
        requestBody:
          contentType: application/x-www-form-urlencoded
          payload: { client_id: $inputs.clientId, client_secret: $inputs.clientSecret, grant_type: client_credentials }
        successCriteria:
          - { context: $response.header.cache-control, condition: no-store, type: regex }
        outputs: { accessToken: $response.body#/access_token }
    outputs: { bearer: 'Bearer {$steps.token.outputs.accessToken}' }
`;

const flow = `arazzo: 1.0.1
info: { title: Publish a title, version: 1.0.0 }
sourceDescriptions:
  - { name: erp, url: salina.yaml, type: openapi }
  - { name: auth, url: auth.arazzo.yaml, type: arazzo }
workflows:
  - workflowId: publish
    inputs:
      type: object
      properties:
        clientId: { type: string, default: sk_test_admin }
        clientSecret: { type: string, format: password }
        isbn: { type: string, default: '9781234567897' }
    parameters: [{ name: Authorization, in: header, value: $steps.enter.outputs.bearer }]
    steps:
      - stepId: enter
        workflowId: $sourceDescriptions.auth.logIn
        parameters:
          - { name: clientId, value: $inputs.clientId }
          - { name: clientSecret, value: $inputs.clientSecret }
      - stepId: find
        operationId: listContacts
        parameters: [{ name: role, in: query, value: author }]
        successCriteria: [{ condition: $statusCode == 200 }]
        onSuccess:
          - name: known
            type: goto
            stepId: title
            criteria: [{ context: $response.body, condition: "$.data[?@.last_name == 'Rivers']", type: jsonpath }]
      - stepId: author
        operationPath: '{$sourceDescriptions.erp.url}#/paths/~1contacts/post'
        requestBody: { payload: { first_name: Ada, last_name: Rivers, roles: [author] } }
        successCriteria: [{ condition: $statusCode == 201 }]
        onSuccess: [{ name: again, type: goto, stepId: find }]
        outputs: { id: $response.body#/data/id }
      - stepId: title
        operationId: createTitle
        requestBody:
          payload: { title: The Great Novel, isbn: $inputs.isbn, format: paperback, list_price: 19.99, publication_date: '2025-03-01' }
          replacements: [{ target: /contact_id, value: $steps.author.outputs.id }]
        successCriteria: [{ condition: $statusCode == 201 }]
        outputs: { id: $response.body.data.id }
      - stepId: read
        operationId: getTitle
        parameters: [{ name: id, in: path, value: $steps.title.outputs.id }]
        successCriteria:
          - condition: $statusCode == 200 && $response.body.data.isbn == $inputs.isbn
          - condition: $response.body#/data/authors/0/contactId == $steps.author.outputs.id
    outputs: { title: $steps.title.outputs.id }
  - workflowId: sell
    dependsOn: [publish]
    steps:
      - stepId: again
        operationId: getTitle
        parameters:
          - { name: id, in: path, value: $workflows.publish.outputs.title }
`;

async function run(faults: readonly string[], ...more: readonly string[]) {
  const running = await salina.start({ faults });
  onTestFinished(() => running.close());
  const files = { 'salina.yaml': contract, 'auth.arazzo.yaml': auth, 'publish.yaml': flow };
  const folder = await folderOf(files);
  const args = ['probe', 'publish.yaml', '--target', running.url, '--var', `clientSecret=${secret}`, ...more];
  const { out, err } = await runCli([...args, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  return { report: JSON.parse(out) as RunReport, out, folder, args };
}

const outcomes = ({ probe }: RunReport): string[] =>
  (probe?.exchanges ?? []).map(({ name, outcome }) => `${name} ${outcome}`);

describe('workflows of an ERP', () => {
  const passed = [
    'publish: enter > logIn: token pass',
    'publish: find pass',
    'publish: author pass',
    'publish: find (2) pass',
    'publish: title pass',
    'publish: read pass',
  ];

  it('run over two files, and are recorded without secrets', async () => {
    const { report, out, folder } = await run([], '--record', 'recorded.yaml', '-f', 'junit=junit.xml');
    expect(report.findings.map(({ message }) => message)).toEqual([]);
    // The last one has no credentials, and is refused.
    expect(outcomes(report)).toEqual([...passed, 'sell: again pass']);
    expect(report.probe?.exchanges.map(({ response }) => response?.status)).toEqual([
      200, 200, 201, 200, 201, 200, 401,
    ]);
    const recorded = await readFile(join(folder, 'recorded.yaml'), 'utf8');
    expect(recorded).toContain('name: "publish: enter > logIn: token"');
    expect(out + recorded).not.toContain(secret);
    const replayed = await runCli(['probe', 'recorded.yaml', '--spec', 'salina.yaml', '-f', 'json'], folder);
    expect((JSON.parse(replayed.out) as RunReport).probe?.counts).toMatchObject({ total: 7, fail: 0 });
    const junit = await readFile(join(folder, 'junit.xml'), 'utf8');
    expect(junit).toContain('name="publish: find (2)"');
  });

  it('find what a provider does wrong, at the step that shows it', async () => {
    const { report } = await run(['title-authors-null', 'contact-location-missing']);
    expect(report.findings.map(({ code }) => code).sort()).toEqual([
      'criterion-unmet',
      'exchanges-left-out',
      'response-body-invalid',
      'response-header-missing',
    ]);
    expect(outcomes(report).filter((one) => one.endsWith('fail'))).toEqual([
      'publish: author fail',
      'publish: read fail',
    ]);
  });

  it('end where the secret is wrong', async () => {
    const { report } = await run([], '--var', 'clientSecret=another-secret-1');
    expect(report.findings.map(({ code, location: { uri } }) => [code, uri])).toEqual([
      ['criterion-unmet', 'auth.arazzo.yaml'],
      ['exchanges-left-out', 'publish.yaml'],
    ]);
  });
});
