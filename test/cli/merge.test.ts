import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunReport } from '../../src/findings/run-report.ts';
import reportSchema from '../../src/report/report.schema.json' with { type: 'json' };
import { root } from '../probe/support.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

const isReport = new Ajv2020({ strict: false }).compile(reportSchema);

const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /items/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200':
          description: An item.
          content:
            application/json:
              schema: { type: object, properties: { price: { type: number }, note: { type: string } } }
        '404': { description: None. }
  /health:
    get:
      responses: { '204': { description: Well. } }
`;

const exchange = (name: string, path: string, status: number, body?: string): string =>
  `  - name: ${name}\n    request: { method: GET, path: ${path} }\n    response: { status: ${status}${body === undefined ? '' : `, headers: { content-type: application/json }, body: ${body}`} }\n`;

const recording = (...exchanges: readonly string[]): string =>
  `apicheck: 1\nspec: openapi.yaml\nexchanges:\n${exchanges.join('')}`;

const shop = () =>
  folderOf({
    'openapi.yaml': contract,
    'a.yaml': recording(
      exchange('dear', '/items/1', 200, '{ price: much }'),
      exchange('dearer', '/items/2', 200, '{ price: more }'),
      exchange('well', '/health', 204),
    ),
    'b.yaml': recording(
      exchange('gone', '/items/3', 404),
      exchange('dearest', '/items/4', 200, '{ price: most }'),
    ),
  });

async function json(args: readonly string[], folder: string): Promise<RunReport> {
  const { out, err } = await runCli([...args, '--format', 'json'], folder);
  if (out === '') throw new Error(err);
  const report = JSON.parse(out) as RunReport;
  expect(isReport(report) ? [] : isReport.errors).toEqual([]);
  return report;
}

/** Runs what is shared among machines, and merges. */
async function inParts(args: readonly string[], parts: number, folder: string): Promise<RunReport> {
  const names: string[] = [];
  for (let index = 1; index <= parts; index += 1) {
    const { out } = await runCli([...args, '--shard', `${index}/${parts}`, '--format', 'json'], folder);
    names.push(`part-${index}.json`);
    await writeFile(join(folder, `part-${index}.json`), out);
  }
  return json(['merge', ...names], folder);
}

describe('apicheck merge', () => {
  it('makes of the parts of a run what the run would have been', async () => {
    const folder = await shop();
    const args = ['probe', 'a.yaml', 'b.yaml', '--spec', 'openapi.yaml'];
    const whole = await json(args, folder);
    const merged = await inParts(args, 2, folder);
    expect(merged.probe?.counts).toEqual(whole.probe?.counts);
    expect(merged.probe?.counts).toMatchObject({ total: 5, pass: 2, fail: 3 });
    expect(merged.probe?.coverage).toEqual(whole.probe?.coverage);
    expect(merged.specs).toEqual(whole.specs);
    expect(merged.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      whole.findings.map(({ fingerprint }) => fingerprint),
    );
    expect(merged.probe?.exchanges.map(({ name, outcome, findings }) => [name, outcome, findings])).toEqual(
      whole.probe?.exchanges.map(({ name, outcome, findings }) => [name, outcome, findings]),
    );
  });

  it('tells a finding of several reports once, with how often it was found in all', async () => {
    const { findings } = await inParts(['probe', 'a.yaml', 'b.yaml'], 2, await shop());
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'response-body-invalid',
      occurrences: { exchanges: 3, places: 3 },
    });
    expect(findings[0]?.message).toMatch(/, in 3 exchanges$/);
  });

  it('covers what the parts cover, of contracts that have names in common too', async () => {
    const folder = await shop();
    const configs = ['portal', 'deployer', 'salina'].map((name) => `fixtures/${name}/*.yaml`);
    const whole = await json(['probe', ...configs], root);
    const parts: string[] = [];
    for (const index of [1, 2, 3]) {
      const { out } = await runCli(['probe', ...configs, '--shard', `${index}/3`, '-f', 'json'], root);
      parts.push(join(folder, `${index}.json`));
      await writeFile(join(folder, `${index}.json`), out);
    }
    const merged = await json(['merge', ...parts], root);
    const { unseen = [], ...counted } = merged.probe?.coverage ?? {};
    const { unseen: left = [], ...wholly } = whole.probe?.coverage ?? {};
    expect(counted).toEqual(wholly);
    const names = (all: typeof left) => all.map((one) => JSON.stringify(one)).sort();
    expect(names(unseen)).toEqual(names(left));
  });

  it('says of every contract what no part has seen, though a part has none of its recordings', async () => {
    const folder = await shop();
    const { probe, specs } = await json(
      ['probe', 'a.yaml', 'b.yaml', '--spec', 'openapi.yaml', '--shard', '3/3'],
      folder,
    );
    expect(specs.map(({ uri }) => uri)).toEqual(['openapi.yaml']);
    expect(probe?.coverage.operations).toEqual({ covered: 0, total: 2 });
  });

  it('counts a report once that is named twice', async () => {
    const folder = await shop();
    const { out } = await runCli(['probe', 'a.yaml', '-f', 'json'], folder);
    await writeFile(join(folder, 'one.json'), out);
    await writeFile(join(folder, 'copy.json'), out);
    const { probe } = await json(['merge', 'one.json', '*.json'], folder);
    expect(probe?.counts.total).toBe(3);
  });

  it('adds up what is of different contracts', async () => {
    const folder = await shop();
    await writeFile(join(folder, 'other.yaml'), contract.replaceAll('/health', '/ready'));
    const one = await runCli(['probe', 'a.yaml', '-f', 'json=one.json'], folder);
    expect(one.code).toBe(1);
    await runCli(['probe', 'b.yaml', '--spec', 'other.yaml', '-f', 'json=two.json'], folder);
    const { probe, specs } = await json(['merge', 'one.json', 'two.json'], folder);
    expect(specs.map(({ uri }) => uri)).toEqual(['openapi.yaml', 'other.yaml']);
    expect(probe?.coverage.operations).toEqual({ covered: 3, total: 4 });
    expect(probe?.coverage.byOperation.map(({ spec }) => spec)).toEqual([
      'openapi.yaml',
      'openapi.yaml',
      'other.yaml',
      'other.yaml',
    ]);
  });

  it('judges as a run does: exit code, coverage, baseline', async () => {
    const folder = await shop();
    await inParts(['probe', 'a.yaml', 'b.yaml'], 2, folder);
    const merge = (...args: string[]) => runCli(['merge', 'part-1.json', 'part-2.json', ...args], folder);
    expect((await merge()).code).toBe(1);
    expect((await merge('--fail-on', 'never')).code).toBe(0);
    expect((await merge('--baseline', 'known.json', '--update-baseline')).code).toBe(0);
    const accepted = await merge('--baseline', 'known.json');
    expect(accepted).toMatchObject({ code: 0 });
    expect(accepted.out).toContain('5 exchanges offline: 5 passed');
    const covered = await merge('--baseline', 'known.json', '--min-coverage', 'response-properties=100');
    expect(covered.code).toBe(1);
    expect(covered.err).toContain('1 of 2 response properties are covered, fewer than 100%');
  });

  it('writes every format', async () => {
    const folder = await shop();
    await inParts(['probe', 'a.yaml', 'b.yaml'], 2, folder);
    for (const format of ['text', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html']) {
      const { out, err } = await runCli(['merge', 'part-*.json', '-f', format], folder);
      expect(err).toBe('');
      expect(out).toContain('response-body-invalid');
    }
  });

  it('shows lines of contracts, but not of recordings, which may hold secrets', async () => {
    const folder = await shop();
    await writeFile(
      join(folder, 'secret.yaml'),
      recording(exchange('odd', '/items/1', 200, '{ price: much, note: s3cr3t-value }')),
    );
    await runCli(['probe', 'secret.yaml', '-f', 'json=one.json'], folder);
    const { out } = await runCli(['merge', 'one.json', '--no-fold'], folder);
    expect(out).toContain('response-body-invalid');
    expect(out).not.toContain('s3cr3t-value');
  });

  it('shows no line of a file outside of the project, whatever a report says', async () => {
    const folder = await shop();
    await runCli(['probe', 'a.yaml', '-f', 'json=one.json'], folder);
    const hidden = await folderOf({ 'hidden.yaml': 'password: hunter2\n' });
    const text = (await readFile(join(folder, 'one.json'), 'utf8')).replaceAll(
      /"uri": "[^"]*"/g,
      `"uri": ${JSON.stringify(join(hidden, 'hidden.yaml'))}`,
    );
    await writeFile(join(folder, 'one.json'), text.replaceAll(/"line": \d+/g, '"line": 1'));
    for (const format of ['text', 'html', 'sarif'])
      expect((await runCli(['merge', 'one.json', '-f', format], folder)).out).not.toContain('hunter2');
  });

  it('merges reports of lint, and of diff with the greatest step', async () => {
    const folder = await shop();
    const next = contract.replace(
      "  /health:\n    get:\n      responses: { '204': { description: Well. } }\n",
      '',
    );
    await writeFile(join(folder, 'next.yaml'), next);
    await writeFile(join(folder, 'words.yaml'), contract.replace('Well.', 'All is well.'));
    await runCli(['diff', 'openapi.yaml', 'words.yaml', '-f', 'json=one.json'], folder);
    await runCli(['diff', 'openapi.yaml', 'next.yaml', '-f', 'json=two.json'], folder);
    const { diff, findings } = await json(['merge', 'one.json', 'two.json'], folder);
    expect(diff).toMatchObject({ breaking: true, semver: 'major' });
    expect(findings.map(({ code }) => code)).toContain('operation-removed');
    expect((await runCli(['merge', 'two.json', '-f', 'changelog'], folder)).out).toContain('# API changes');

    const linted = await json(['lint', 'openapi.yaml', 'next.yaml', '--preset', 'strict'], folder);
    await runCli(['lint', 'openapi.yaml', '--preset', 'strict', '-f', 'json=l1.json'], folder);
    await runCli(['lint', 'next.yaml', 'openapi.yaml', '--preset', 'strict', '-f', 'json=l2.json'], folder);
    const merged = await json(['merge', 'l1.json', 'l2.json'], folder);
    expect(merged.findings).toEqual(linted.findings);
    expect(merged.summary).toMatchObject({ warning: linted.summary.warning, error: linted.summary.error });
  });

  it('refuses what is no report, or none that goes with the others, and says why', async () => {
    const folder = await shop();
    await runCli(['probe', 'a.yaml', '-f', 'json=probe.json'], folder);
    await runCli(['lint', 'openapi.yaml', '-f', 'json=lint.json'], folder);
    const text = await readFile(join(folder, 'probe.json'), 'utf8');
    const other = JSON.parse(text) as { tool: { version: string } };
    other.tool.version = '0.0.9';
    await writeFile(join(folder, 'old.json'), JSON.stringify(other));
    await writeFile(join(folder, 'half.json'), text.slice(0, 400));
    await writeFile(join(folder, 'none.json'), '{ "findings": [] }');
    await writeFile(join(folder, 'later.json'), text.replace(/"reportVersion": ?1/, '"reportVersion":2'));
    await writeFile(
      join(folder, 'left.json'),
      text.replace('"coverage":', '"left":[{"reason":"none"}],"coverage":'),
    );
    await writeFile(
      join(folder, 'endless.json'),
      text.replace(/"durationMs": ?[\d.]+/, '"durationMs":1e400'),
    );
    await writeFile(join(folder, 'openapi.yaml'), contract.replace('/health', '/ready'));
    await runCli(['probe', 'a.yaml', '-f', 'json=changed.json'], folder);
    const refused = async (...args: string[]) => {
      const { code, out, err } = await runCli(['merge', ...args], folder);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await refused('probe.json', 'lint.json')).toContain(
      'probe.json is a report of probe and lint.json one of lint: only reports of one command can be merged',
    );
    expect(await refused('old.json')).toContain('old.json was written by apicheck 0.0.9');
    expect(await refused('half.json')).toContain('half.json is not a report: it is not JSON');
    expect(await refused('none.json')).toContain(
      'none.json is not a report of apicheck: it has no reportVersion',
    );
    expect(await refused('later.json')).toContain(
      'later.json is a report of version 2, and this reads version 1',
    );
    expect(await refused('left.json')).toMatch(
      /left\.json is not a report of apicheck: .*must have required property 'things'/,
    );
    expect(await refused('endless.json')).toMatch(
      /endless\.json is not a report of apicheck: .*must be number/,
    );
    expect(await refused('missing.json')).toContain('missing.json');
    expect(await refused('probe.json', 'changed.json')).toContain('different versions of the same contract');
    expect(await refused('lint.json', '--min-coverage', '50')).toContain(
      '--min-coverage is of reports of probe',
    );
    expect(await refused('lint.json', '-f', 'changelog')).toContain('a changelog is made of reports of diff');
  });
});
