import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../src/findings/run-report.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import reportSchema from '../src/report/report.schema.json' with { type: 'json' };
import { readIfThere, runCli } from './run-cli.ts';

const isReport = new Ajv2020({ strict: false }).compile(reportSchema);

/**
 * Each folder test/cases/COMMAND/CODE/CASE holds the input, with a marker on every line where a finding is expected
 * (`# ! code`; for JSON, which has no comments, a line `FILE:LINE code` in `markers.txt`), and what the user reads
 * (`output.txt`). `arguments.txt` has more arguments. UPDATE_CASES=1 writes the outputs again: read them.
 */
const root = resolve(import.meta.dirname, 'cases');
const update = process.env['UPDATE_CASES'] === '1';
const own = new Set(['output.txt', 'markers.txt', 'arguments.txt']);

const inputs: Readonly<Record<string, (files: readonly string[]) => string[]>> = {
  lint: (files) => [files.find((file) => /^openapi\./.test(file)) ?? 'openapi.yaml'],
  diff: (files) => [find(files, 'before'), find(files, 'after')],
  probe: (files) => [find(files, 'recording'), '--spec', find(files, 'openapi')],
};

function find(files: readonly string[], stem: string): string {
  return files.find((file) => file.startsWith(`${stem}.`)) ?? `${stem}.yaml`;
}

for (const command of Object.keys(inputs)) {
  if (!existsSync(join(root, command))) continue;
  describe(`apicheck ${command}`, () => {
    for (const code of readdirSync(join(root, command)).sort()) {
      for (const name of readdirSync(join(root, command, code)).sort()) {
        it(`${code}: ${name}`, () => runCase(command, code, join(root, command, code, name)));
      }
    }
  });
}

async function runCase(command: string, code: string, folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.\w+$/.test(file),
  );
  const more = ((await readIfThere(join(folder, 'arguments.txt'))) ?? '').split(/\s+/).filter(Boolean);
  const args = [command, ...(inputs[command]?.(files) ?? []), ...more];

  const json = await runCli([...args, '--format', 'json'], folder);
  expect(json.err).toBe('');
  const report = JSON.parse(json.out) as RunReport;
  expect(isReport(report) ? [] : isReport.errors).toEqual([]);
  const found = new Set(
    report.findings.map(
      (finding) => `${finding.location.uri}:${finding.location.range.start.line} ${finding.code}`,
    ),
  );
  const expected = new Set(await markers(folder, files));
  expect([...found].sort()).toEqual([...expected].sort());
  // A case stands under the code that it is about: it has it, or shows where it must not be.
  expect(expected.size === 0 || [...expected].some((marker) => marker.endsWith(` ${code}`))).toBe(true);

  const text = (await runCli(args, folder)).out.replace(/\(\d+ ms\)/g, '(… ms)');
  const path = join(folder, 'output.txt');
  if (update) await writeFile(path, text);
  expect(text).toBe(await readFile(path, 'utf8'));
}

async function markers(folder: string, files: readonly string[]): Promise<string[]> {
  const listed = ((await readIfThere(join(folder, 'markers.txt'))) ?? '').split('\n').filter(Boolean);
  for (const file of files) {
    if (own.has(file)) continue;
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      const codes =
        /# ! (.+)$/
          .exec(line)?.[1]
          ?.trim()
          .split(/[\s,]+/) ?? [];
      listed.push(...codes.map((code) => `${file}:${index + 1} ${code}`));
    }
  }
  return listed;
}
