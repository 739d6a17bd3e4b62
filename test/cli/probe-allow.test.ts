import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { readIfThere, runCli } from '../run-cli.ts';

const contract = `openapi: 3.0.3
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get: { operationId: listThings, responses: { '200': { description: Things } } }
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { operationId: getThing, responses: { '200': { description: A thing } } }
`;

const exchange = (path: string, status: number) =>
  `  - { name: ${path}, request: { method: GET, path: ${path} }, response: { status: ${status} } }\n`;

const recording = `apicheck: 1\nexchanges:\n${exchange('/things', 503)}${exchange('/things/x', 200)}${exchange('/debug/vars', 200)}`;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-allow-'));
  await writeFile(join(folder, 'openapi.yaml'), contract);
  await writeFile(join(folder, 'recording.yaml'), recording);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Takes the allow-lists of all APIs and of the API; runs probe; gives what it found, what exchanges came to, and more. */
async function probe({ all = '', own = '', args = [] as string[], today = '2026-11-24' }) {
  const config = `apis:\n  things:\n    spec: openapi.yaml\n    recordings: recording.yaml\n${own && `    allow:\n${own}`}${all && `probe:\n  allow:\n${all}`}`;
  await writeFile(join(folder, 'apicheck.yaml'), config);
  const run = await runCli(['probe', ...args, '-f', 'json'], folder, { today });
  const report = run.out === '' ? undefined : (JSON.parse(run.out) as RunReport);
  return {
    code: run.code,
    err: run.err,
    found: report?.findings.map(
      ({ code, location }) => `${location.uri}:${location.range.start.line} ${code}`,
    ),
    outcomes: report?.probe?.exchanges.map(({ outcome }) => outcome),
    suppressed: report?.summary.suppressed,
    messages: report?.findings.map(({ message }) => message),
  };
}

const all = [
  'recording.yaml:3 status-undocumented',
  'recording.yaml:4 parameter-invalid',
  'recording.yaml:5 operation-unmatched',
];

describe('what a config allows', () => {
  it('is found without it', async () => {
    expect(await probe({})).toMatchObject({ found: all, outcomes: ['fail', 'fail', 'fail'], suppressed: 0 });
  });

  it.each([
    [
      'an operationId and a status',
      '      - { code: status-undocumented, operation: listThings, status: 503, reason: an outage }\n',
      0,
    ],
    ['a range of statuses', '      - { code: status-undocumented, status: 5XX, reason: an outage }\n', 0],
    [
      'a method and a path',
      "      - { code: parameter-invalid, operation: 'GET /things/{id}', reason: old clients }\n",
      1,
    ],
    [
      'a path of any method that the contract lacks',
      '      - { code: operation-unmatched, operation: /debug/*, reason: not public }\n',
      2,
    ],
  ])('is left out: %s', async (_, own, index) => {
    const { found, outcomes, suppressed, code } = await probe({ own });
    expect(found).toEqual(all.filter((__, at) => at !== index));
    expect(outcomes).toEqual(
      ['fail', 'fail', 'fail'].map((outcome, at) => (at === index ? 'pass' : outcome)),
    );
    expect({ suppressed, code }).toEqual({ suppressed: 1, code: 1 });
  });

  it('may be several codes, for every API, and make a run pass', async () => {
    const entry =
      '    - { code: [status-undocumented, parameter-invalid, operation-unmatched], reason: known }\n';
    expect(await probe({ all: entry })).toMatchObject({
      code: 0,
      found: [],
      outcomes: ['pass', 'pass', 'pass'],
      suppressed: 3,
    });
  });

  it('is told of where it has ended, and where it allows nothing', async () => {
    const own = `      - { code: status-undocumented, reason: an outage, until: 2026-11-23 }
      - code: parameter-invalid
        operation: listThings
        reason: old clients
      - { code: status-unexpected, reason: only a live run can find it }
`;
    const { found, messages } = await probe({ own });
    expect(found).toEqual(['apicheck.yaml:6 ignore-expired', 'apicheck.yaml:7 ignore-unused', ...all]);
    expect(messages?.slice(0, 2)).toEqual([
      '"status-undocumented" was allowed until 2026-11-23',
      '"parameter-invalid" is allowed in listThings and not found there',
    ]);
    expect((await probe({ own, today: '2026-11-23' })).found).not.toContain('apicheck.yaml:6 ignore-expired');
  });

  it.each([['--operation', 'getThing'], ['recording.yaml'], ['--bail']])(
    'is not called unused by a run of a part: %s',
    async (...args) => {
      const own = '      - { code: body-malformed, reason: some }\n';
      const { found } = await probe({
        own,
        args: [...args, ...(args[0] === 'recording.yaml' ? ['--spec', 'things'] : [])],
      });
      expect(found?.filter((one) => one.includes('ignore'))).toEqual([]);
    },
  );

  it.each([
    [
      '{ code: status-undocumentd, reason: x }',
      'apicheck.yaml:6:17 unknown name "status-undocumentd"; did you mean "status-undocumented"?',
    ],
    ['{ code: status-undocumented }', 'apicheck.yaml:6:9 "reason" is missing here'],
    ["{ code: status-undocumented, reason: ' ' }", 'apicheck.yaml:6:46 must say why'],
    [
      '{ code: status-undocumented, reason: x, until: soon }',
      'apicheck.yaml:6:56 must be a date such as 2027-01-31',
    ],
    [
      '{ code: status-undocumented, reason: x, status: 99 }',
      'apicheck.yaml:6:57 must be a status such as 404, or a range such as 4XX',
    ],
  ])('has its mistakes at their lines: %s', async (entry, message) => {
    const { code, err } = await probe({ own: `      - ${entry}\n` });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('shows no other line of the config', async () => {
    const config = `apis:
  things:
    spec: openapi.yaml
    recordings: recording.yaml
    targets: { local: { url: 'http://127.0.0.1', auth: { key: { type: bearer, token: very-secret } } } }
    allow:
      - { code: body-malformed, reason: some }
`;
    await writeFile(join(folder, 'apicheck.yaml'), config);
    const { out } = await runCli(['probe', '-f', 'html'], folder);
    expect(out).toContain('- { code: ');
    expect(out).not.toContain('very-secret');
  });
});

describe('a baseline of probe', () => {
  it('leaves out what it lists, wherever it is found, and its exchanges have not failed', async () => {
    const update = await probe({ args: ['--baseline', 'known.json', '--update-baseline'] });
    expect(update).toMatchObject({ code: 0, found: [], outcomes: ['pass', 'pass', 'pass'] });
    await writeFile(
      join(folder, 'recording.yaml'),
      recording + exchange('/things', 503) + exchange('/things', 502),
    );
    const { found, outcomes, suppressed } = await probe({ args: ['--baseline', 'known.json'] });
    expect(found).toEqual(['recording.yaml:7 status-undocumented']);
    expect(outcomes).toEqual(['pass', 'pass', 'pass', 'pass', 'fail']);
    expect(suppressed).toBe(3);
    await probe({ args: ['--baseline', 'known.json', '--update-baseline', '--accept-new'] });
    expect(await readIfThere(join(folder, 'known.json'))).not.toContain(' of 3 exchanges');
  });

  it('keeps what a run of a part did not look at', async () => {
    await probe({ args: ['--baseline', 'known.json', '--update-baseline'] });
    const part = await probe({ args: ['--baseline', 'known.json', '--operation', 'getThing'] });
    expect(part).toMatchObject({ err: '', found: [] });
  });
});
