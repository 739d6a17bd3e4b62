import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const spec = `openapi: 3.1.0
info: { title: Numbers, version: '1' }
paths:
  /numbers/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      responses:
        '200': { description: One., content: { application/json: { schema: { type: integer } } } }
`;
const line = (id: number, body: unknown): string =>
  JSON.stringify({
    request: { method: 'GET', path: `/numbers/${id}`, headers: { authorization: `Bearer token-${id}` } },
    response: { status: 200, headers: { 'content-type': 'application/json' }, body },
  });

async function probed(file: string, content: string | Buffer, ...args: string[]): Promise<RunReport> {
  const folder = await folderOf({ 'openapi.yaml': spec });
  await writeFile(join(folder, file), content);
  const { out, err } = await runCli(
    ['probe', file, '--spec', 'openapi.yaml', '--format', 'json', ...args],
    folder,
  );
  if (out === '') throw new Error(err);
  return JSON.parse(out) as RunReport;
}

const places = ({ findings }: RunReport): string[] =>
  findings.map(({ code, location: { range } }) => `${range.start.line}:${range.start.column} ${code}`);

describe('traffic by the thousand', () => {
  it('is counted, and listed as far as a report is read', async () => {
    const lines = Array.from({ length: 6_000 }, (_, id) => line(id, id === 5_999 ? 'x' : id));
    const { probe, findings } = await probed('traffic.ndjson', `${lines.join('\n')}\n`);
    expect(probe?.counts).toEqual({ total: 6_000, pass: 5_999, fail: 1, error: 0, skip: 0 });
    expect(probe?.exchanges.length).toBe(5_001);
    expect(probe?.exchanges.at(-1)).toMatchObject({
      source: { uri: 'traffic.ndjson', pointer: '/5999' },
      outcome: 'fail',
    });
    expect(findings[0]?.location).toMatchObject({
      pointer: '/5999/response/body',
      range: { start: { line: 6_000 } },
    });
    expect(JSON.stringify({ probe, findings })).not.toContain('token-');
  });

  it('with the same slip of the pen throughout does not fill the report', async () => {
    const lines = Array.from({ length: 1_000 }, () => '{"request": {"method": "GET"}}');
    const { findings } = await probed('traffic.ndjson', lines.join('\n'));
    expect(findings).toHaveLength(201);
    expect(findings.at(-1)?.message).toBe('there are 800 more mistakes in this recording from here on');
  });
});

describe('a file that is not what it should be', () => {
  it('says which line has bytes that are not UTF-8, and judges the others', async () => {
    const bad = Buffer.from(line(1, 'caf\u00e9'), 'latin1');
    const content = Buffer.concat([
      Buffer.from(`${line(0, '\uFFFD')}\n`),
      bad,
      Buffer.from(`\n${line(2, 2)}\n`),
    ]);
    const report = await probed('traffic.ndjson', content);
    expect(report.findings.filter(({ code }) => code === 'recording-invalid').length).toBeGreaterThan(0);
    expect(places(report)).toContain('2:1 recording-invalid');
    expect(report.probe?.counts.total).toBe(3);
  });

  it('is read in UTF-16 where its mark says so', async () => {
    const entry = { request: { method: 'GET', url: 'http://a/numbers/1', httpVersion: '' } };
    const text = JSON.stringify({ log: { entries: [{ ...entry, response: { status: 200, content: {} } }] } });
    const { probe } = await probed('traffic.har', Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(probe?.counts.total).toBe(1);
  });

  it('is no recording where it is a description, with what to do', async () => {
    const folder = await folderOf({ 'openapi.yaml': spec });
    const { code, err } = await runCli(['probe', 'openapi.yaml'], folder);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'apicheck: openapi.yaml is the description of an API and no recording: name it with --spec; this makes requests up from it: apicheck probe --spec openapi.yaml --target URL --generate\n',
    });
  });

  it('is no recording, in so many words', async () => {
    const folder = await folderOf({ 'openapi.yaml': spec, 'a.json': '{"a": 1}' });
    const { code, err } = await runCli(['probe', 'a.json', '--spec', 'openapi.yaml'], folder);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'apicheck: a.json is not a recording in a format that can be read\n',
    });
  });
});
