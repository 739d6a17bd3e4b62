import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
 * (`output.txt`). `arguments.txt` has more arguments. Where there is a `fixed.EXTENSION`, it is what `--fix` makes of
 * the input, byte for byte. UPDATE_CASES=1 writes the outputs again: read them.
 */
const root = resolve(import.meta.dirname, 'cases');
const update = process.env['UPDATE_CASES'] === '1';
const own = new Set(['output.txt', 'markers.txt', 'arguments.txt']);
const isFixed = (file: string) => /^fixed\.\w+$/.test(file);

/** Codes with findings that are mended safely, and those with a case that shows how. */
const mended = new Set<string>();
const shown = new Set<string>();

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

it('each kind of finding that is mended has a case that shows how', () => {
  expect([...mended].filter((code) => !shown.has(code))).toEqual([]);
});

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
  if (command === 'lint') await fixCase(code, folder, files, args, report);
}

/** Mends a copy of the case: what comes of it is what the case says, has no new error, and is not mended again. */
async function fixCase(
  code: string,
  folder: string,
  files: readonly string[],
  args: readonly string[],
  { findings, specs }: RunReport,
): Promise<void> {
  const safe = findings.filter(({ fix }) => fix?.safe === true);
  for (const { code: each } of safe) mended.add(each);
  const expected = files.find(isFixed);
  if (safe.length === 0) return expect(expected).toBe(undefined);
  const copy = await mkdtemp(join(tmpdir(), 'apicheck-case-'));
  try {
    await cp(folder, copy, { recursive: true });
    const told = await runCli([...args, '--fix', '--format', 'json'], copy);
    const after = JSON.parse(told.out) as RunReport;
    // Rules may find more in what they could not see before; that the document is invalid in a new way is the fix's doing.
    const before = new Set(findings.map(({ message }) => message));
    const made = after.findings.filter(
      ({ severity, code: each, message }) =>
        severity === 'error' && /^(?:document|field|ref)-/.test(each) && !before.has(message),
    );
    expect(made.map(({ message }) => message)).toEqual([]);
    expect(await runCli([...args, '--fix-dry-run'], copy)).toMatchObject({ out: '', err: '' });
    if (expected === undefined) return;
    const text = await readFile(join(copy, specs[0]?.uri ?? ''), 'utf8');
    if (update) await writeFile(join(folder, expected), text);
    expect(text).toBe(await readFile(join(folder, expected), 'utf8'));
    expect(safe.some((finding) => finding.code === code)).toBe(true);
    shown.add(code);
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function markers(folder: string, files: readonly string[]): Promise<string[]> {
  const listed = ((await readIfThere(join(folder, 'markers.txt'))) ?? '').split('\n').filter(Boolean);
  for (const file of files) {
    if (own.has(file) || isFixed(file)) continue;
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
