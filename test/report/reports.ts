import type { Location } from '../../src/document/document.ts';
import { toPointer, type Pointer } from '../../src/document/pointer.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { summarize, type DiffChange, type RunReport } from '../../src/findings/run-report.ts';
import type { FindingMeta } from '../../src/findings/meta.ts';

/** Fixed reports that every format is tested with. */

export function pointer(text: string): Pointer {
  const typed = toPointer(text);
  if (typed === undefined) throw new Error(`${text} is no pointer`);
  return typed;
}

/** A place in one line: `at('a.yaml', '/paths', 3, 5, 9)` is from column 5 up to 9 of line 3. */
export function at(uri: string, path: string, line: number, column: number, end: number): Location {
  return {
    uri,
    pointer: pointer(path),
    range: { start: { line, column }, end: { line, column: end } },
  };
}

function run(
  command: RunReport['command'],
  specs: RunReport['specs'],
  findings: readonly Finding[],
  sections: Pick<RunReport, 'diff' | 'probe'> = {},
): RunReport {
  return {
    reportVersion: 1,
    tool: { name: 'apicheck', version: '1.2.3' },
    command,
    specs,
    summary: summarize(findings, 0, 12.5),
    findings,
    ...sections,
  };
}

const titlesText = `openapi: 3.0.3
info: { title: Titles, version: '1' }
paths:
  /titles/{id}:
    get:
      operationId: getTitle
      responses: { '200': { description: ok } }
`;

/** The texts that the reports point into. */
export const texts: ReadonlyMap<string, string> = new Map([
  ['api/titles.yaml', titlesText],
  ['api/next.yaml', titlesText.replace('getTitle', 'readTitle')],
]);
export const source = (uri: string): string | undefined => texts.get(uri);

const undeclared: Finding = {
  code: 'path-parameter-undeclared',
  severity: 'error',
  message: 'GET /titles/{id} declares no path parameter "id"',
  location: at('api/titles.yaml', '/paths/~1titles~1{id}/get', 5, 5, 8),
  related: [{ message: 'the path', location: at('api/titles.yaml', '/paths/~1titles~1{id}', 4, 3, 15) }],
  operation: { method: 'get', path: '/titles/{id}', operationId: 'getTitle' },
  fix: {
    description: 'declare it',
    edits: [
      { uri: 'api/titles.yaml', start: 80, end: 83, text: 'get' },
      { uri: 'api/titles.yaml', start: 85, end: 85, text: '\n      parameters: []' },
    ],
    safe: false,
  },
  fingerprint: '0123456789abcdef',
};

const unsummarized: Finding = {
  code: 'operation-summary',
  severity: 'warning',
  message: 'GET /titles/{id} has no summary',
  location: at('api/titles.yaml', '/paths/~1titles~1{id}/get', 5, 5, 8),
  fingerprint: '123456789abcdef0',
};

const untagged: Finding = {
  code: 'operation-tag',
  severity: 'info',
  message: 'GET /titles/{id} has no tag',
  location: at('api/titles.yaml', '/paths/~1titles~1{id}/get', 5, 5, 8),
  fingerprint: '23456789abcdef01',
};

export const lintReport = run(
  'lint',
  [
    { uri: 'api/titles.yaml', role: 'spec', openapi: '3.0.3' },
    { uri: 'api/clean.yaml', role: 'spec', api: 'clean', openapi: '3.1.0' },
  ],
  [undeclared, unsummarized, untagged],
);

export const cleanReport = run('lint', [{ uri: 'api/clean.yaml', role: 'spec', openapi: '3.1.0' }], []);

const narrowed: DiffChange = {
  code: 'enum-value-removed',
  message: '"status" lost "archived" (request body application/json)',
  breaking: true,
  operation: { method: 'post', path: '/titles' },
  before: at('api/titles.yaml', '/paths/~1titles~1{id}/get', 5, 5, 8),
  after: at('api/next.yaml', '/paths/~1titles~1{id}/get', 5, 5, 8),
  evidence: {
    kind: 'witness',
    direction: 'request',
    instance: { status: 'archived' },
    at: pointer('/status'),
    before: { uri: 'api/titles.yaml', pointer: pointer('/a'), valid: true },
    after: {
      uri: 'api/next.yaml',
      pointer: pointer('/a'),
      valid: false,
      errors: ['/status must be "live", is "archived"'],
    },
  },
};

const removed: DiffChange = {
  code: 'operation-removed',
  message: 'DELETE /titles/{id} was removed',
  breaking: true,
  operation: { method: 'delete', path: '/titles/{id}' },
  before: at('v1:api/titles.yaml', '/paths/~1titles~1{id}/delete', 9, 5, 11),
};

const unproven: DiffChange = {
  code: 'schema-changed',
  message: 'allOf changed (response 200 application/json)',
  breaking: 'unproven',
  operation: { method: 'get', path: '/titles/{id}' },
  after: at('api/next.yaml', '/paths/~1titles~1{id}', 4, 3, 15),
  evidence: { kind: 'unproven', reason: 'the budget of 10,000 steps was spent' },
};

const added: DiffChange = {
  code: 'operation-added',
  message: 'GET /authors was added',
  breaking: false,
  operation: { method: 'get', path: '/authors' },
  after: at('api/next.yaml', '/paths', 3, 1, 6),
};

const retitled: DiffChange = {
  code: 'security-changed',
  message: 'may be called with apiKey too',
  breaking: false,
  after: at('api/next.yaml', '', 1, 1, 2),
  evidence: { kind: 'change', before: 1, after: 2 },
};

export const diffReport = run(
  'diff',
  [
    { uri: 'v1:api/titles.yaml', role: 'before', openapi: '3.0.3' },
    { uri: 'api/next.yaml', role: 'after', openapi: '3.0.3' },
  ],
  [
    {
      ...pick(narrowed),
      severity: 'error',
      location: at('api/next.yaml', '/paths/~1titles~1{id}/get', 5, 5, 8),
      fingerprint: 'aaaaaaaaaaaaaaa1',
    },
    {
      ...pick(unproven),
      severity: 'warning',
      location: at('api/next.yaml', '/paths/~1titles~1{id}', 4, 3, 15),
      fingerprint: 'aaaaaaaaaaaaaaa2',
    },
    {
      ...pick(removed),
      severity: 'error',
      location: at('v1:api/titles.yaml', '/paths/~1titles~1{id}/delete', 9, 5, 11),
      fingerprint: 'aaaaaaaaaaaaaaa3',
    },
  ],
  {
    diff: {
      changes: [narrowed, removed, unproven, added, retitled],
      breaking: true,
      semver: 'major',
      operations: {
        added: [{ method: 'get', path: '/authors' }],
        removed: [{ method: 'delete', path: '/titles/{id}' }],
        changed: [
          { method: 'get', path: '/titles/{id}' },
          { method: 'post', path: '/titles' },
        ],
      },
      pairs: { compared: 4, equivalent: 2, proven: 1, unproven: 1 },
    },
  },
);

function pick({ code, message, operation, evidence }: DiffChange): Pick<Finding, 'code' | 'message'> {
  return { code, message, ...(operation && { operation }), ...(evidence && { evidence }) };
}

export const probeReport = run(
  'probe',
  [{ uri: 'api/titles.yaml', role: 'spec', openapi: '3.0.3' }],
  [
    {
      code: 'status-undocumented',
      severity: 'error',
      message: 'status 500 is not documented for GET /titles/{id}, only 200',
      location: at('rec/a.yaml', '/exchanges/1/response/status', 20, 15, 18),
      evidence: { kind: 'exchange', exchange: 1 },
      fault: { side: 'response', party: 'provider' },
      fingerprint: 'bbbbbbbbbbbbbbb1',
    },
    {
      code: 'parameter-undeclared',
      severity: 'warning',
      message: 'query parameter "x" is not declared, in 7 of 7 exchanges',
      location: at('rec/a.yaml', '/exchanges/0/request', 8, 5, 12),
      fault: { side: 'request', party: 'contract' },
      occurrences: { exchanges: 7, of: 7, places: 8 },
      proposal: {
        description: 'describe query parameter x',
        uri: 'api/titles.yaml',
        actions: [
          { target: "$.paths['/titles'].get.parameters", update: { name: 'x', in: 'query', schema: {} } },
        ],
      },
      fingerprint: 'bbbbbbbbbbbbbbb2',
    },
    {
      code: 'recording-invalid',
      severity: 'error',
      message: 'this is no exchange',
      location: at('rec/b.yaml', '/exchanges/0', 3, 5, 6),
      fingerprint: 'bbbbbbbbbbbbbbb3',
    },
  ],
  {
    probe: {
      mode: 'live',
      target: 'http://127.0.0.1:4010',
      counts: { total: 4, pass: 1, fail: 1, error: 1, skip: 1 },
      exchanges: [
        {
          name: 'a title is read',
          source: { uri: 'rec/a.yaml', pointer: pointer('/exchanges/0') },
          operation: { method: 'get', path: '/titles/{id}', operationId: 'getTitle' },
          request: { method: 'GET', url: 'http://127.0.0.1:4010/titles/1?x=1' },
          response: { status: 200 },
          outcome: 'pass',
          durationMs: 3.25,
          findings: [1],
        },
        {
          name: 'a title that breaks it',
          source: { uri: 'rec/a.yaml', pointer: pointer('/exchanges/1') },
          operation: { method: 'get', path: '/titles/{id}', operationId: 'getTitle' },
          request: { method: 'GET', url: 'http://127.0.0.1:4010/titles/0' },
          response: { status: 500 },
          outcome: 'fail',
          durationMs: 10,
          findings: [0],
          reproduce: 'curl http://127.0.0.1:4010/titles/0',
        },
        { name: 'nobody answers', outcome: 'error', findings: [] },
        { name: 'left out', outcome: 'skip', findings: [] },
      ],
      coverage: {
        operations: { covered: 1, total: 2 },
        responses: { covered: 1, total: 3 },
        parameters: { covered: 0, total: 0 },
        mediaTypes: { covered: 1, total: 1 },
        requestProperties: { covered: 0, total: 0 },
        responseProperties: { covered: 2, total: 3 },
        enumValues: { covered: 1, total: 2 },
        alternatives: { covered: 0, total: 0 },
        uncovered: ['GET /titles/{id} 404', 'DELETE /titles/{id} 204'],
        unseen: [
          { kind: 'responseProperties', name: 'Title.note' },
          { kind: 'enumValues', name: 'Title.status "draft"' },
        ],
        byOperation: [
          {
            operation: { method: 'get', path: '/titles/{id}', operationId: 'getTitle' },
            exchanges: 2,
            responses: [
              { status: '200', documented: true, exchanges: 1 },
              { status: '404', documented: true, exchanges: 0 },
              { status: '418', documented: false, exchanges: 1 },
            ],
          },
          {
            operation: { method: 'delete', path: '/titles/{id}' },
            exchanges: 0,
            responses: [{ status: '204', documented: true, exchanges: 0 }],
          },
        ],
      },
    },
  },
);

/** What a document may hold to do harm in a terminal, a page, a log or a viewer. */
export const hostileText = [
  '</script><script>alert(1)</script>',
  '<!-- --><img src=x onerror=alert(2)>',
  ']]>',
  '&amp; 100%0A::error::injected',
  '::error file=x::injected\n::warning::second line\r\n##[error]third',
  '\u001b[31mred\u001b[0m\u0000\u0007\u0085',
  '\u202etxet\u202c\u2066isolated\u2069\u200f',
  '\u2028\u2029\ufeff\ufffe\ud800',
  '`code` ```fence``` **bold** _it_ [link](javascript:alert(3)) ![x](y) | cell | ~~s~~ $m$',
  '@everyone #1 https://evil.example www.evil.example',
  '{0} {1} {id} [a](1)',
  `"quotes" 'single'`,
].join(' ');

const hostilePath = `/a,b:c%2C/${hostileText}`;
const hostileUri = './api/we ird,%:(ü)\u202e\n<b>.yaml';

export const hostileReport = run(
  'lint',
  [{ uri: hostileUri, role: 'spec', api: hostileText, openapi: hostileText }],
  ['error', 'warning', 'info'].map((severity): Finding => ({
    code: 'example-invalid',
    severity: severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'info',
    message: hostileText,
    location: {
      uri: hostileUri,
      pointer: pointer(`/paths/${hostilePath.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      range: { start: { line: 1, column: 1 }, end: { line: 2, column: 3 } },
    },
    related: [{ message: hostileText, location: at(hostileUri, '', 1, 1, 2) }],
    operation: { method: 'get', path: hostilePath, operationId: hostileText },
    evidence: {
      kind: 'witness',
      direction: 'response',
      instance: { [hostileText]: hostileText, __proto__: 1 },
      before: { uri: hostileUri, pointer: pointer(''), valid: false, errors: [hostileText] },
      after: { uri: hostileUri, pointer: pointer(''), valid: true },
    },
    fix: {
      description: hostileText,
      edits: [{ uri: hostileUri, start: 0, end: 3, text: hostileText }],
      safe: true,
    },
    fingerprint: `ccccccccccccccc${severity.length}`,
  })),
);

/** The text of the hostile document. */
export const hostileSource = (uri: string): string | undefined =>
  uri === hostileUri ? `${hostileText}\n${hostileText}` : undefined;

/** A report with many findings alike, as a lint of a big description has. */
export function bigReport(number: number): RunReport {
  const codes = ['schema-type', 'example-invalid', 'operation-tag', 'path-casing'];
  const findings = Array.from({ length: number }, (_, index): Finding => {
    const line = index + 1;
    return {
      code: codes[index % 97 === 0 ? 1 : index % 89 === 0 ? 2 : index % 83 === 0 ? 3 : 0] ?? 'schema-type',
      severity: index % 10 === 0 ? 'error' : index % 3 === 0 ? 'warning' : 'info',
      message: `"property${index}" has no type`,
      location: at('api/big.yaml', `/components/schemas/S${index}`, line, 1, 4),
      fingerprint: `d${String(index).padStart(15, '0')}`,
    };
  });
  return run('lint', [{ uri: 'api/big.yaml', role: 'spec' }], findings);
}

export const reports: ReadonlyMap<string, RunReport> = new Map([
  ['lint', lintReport],
  ['clean', cleanReport],
  ['diff', diffReport],
  ['probe', probeReport],
  ['hostile', hostileReport],
  ['big', bigReport(300)],
]);

export const metas: ReadonlyMap<string, FindingMeta> = new Map([
  [
    'path-parameter-undeclared',
    {
      code: 'path-parameter-undeclared',
      severity: 'error',
      summary: 'Declare every parameter that a path names.',
      why: 'Nobody knows what may stand there.',
      fix: 'Declare it.',
      messages: {},
      section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
      bad: 'paths: {}\n',
      good: 'paths: {}\n',
    },
  ],
  [
    'operation-tag',
    {
      code: 'operation-tag',
      severity: 'off',
      summary: 'Give every operation a tag.',
      why: 'Docs are grouped by tag.',
      fix: 'Add one.',
      messages: {},
    },
  ],
]);
