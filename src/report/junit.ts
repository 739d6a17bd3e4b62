import type { Finding, Severity } from '../findings/finding.ts';
import type { ProbedExchange, ProbeSection, RunReport } from '../findings/run-report.ts';
import { groupBy } from './alike.ts';
import { createLines, type Lines, type Source } from './frame.ts';
import { printable } from './printable.ts';
import { findingBlock, saidOf } from './text-findings.ts';
import { createTheme } from './theme.ts';
import { xmlElement, xmlText } from './xml.ts';

interface TestCase {
  readonly suite: string;
  readonly classname: string;
  readonly name: string;
  readonly seconds: number;
  readonly result: 'pass' | 'failure' | 'error' | 'skipped';
  /** One line; of what passed, none. */
  readonly message: string;
  readonly type: string;
  readonly body: string;
}

const ranks: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/**
 * Takes a report, the texts that it speaks of, and the severity from which a finding fails the run; gives JUnit XML.
 * Of lint and diff, each finding is a test case, in a suite for its file, and a file without any has one that passes;
 * of probe, each exchange is one. What does not fail the run is shown as skipped, so that a dashboard's verdict is
 * the exit code's.
 */
export function junitReport(report: RunReport, source: Source, failsFrom: Severity): string {
  const lines = createLines(source);
  const cases = report.probe
    ? [
        ...exchangeCases(report, report.probe, lines, failsFrom),
        ...looseCases(report, report.probe, lines, failsFrom),
      ]
    : findingCases(report, lines, failsFrom);
  const suites = [...groupBy(cases, ({ suite }) => suite)].map(([name, members]) =>
    xmlElement('testsuite', { name, ...counts(members) }, `\n${members.map(caseXml).join('')}  `),
  );
  const totals = counts(cases, report.summary.durationMs / 1000);
  const root = xmlElement(
    'testsuites',
    { name: `apicheck ${report.command}`, ...totals },
    `\n${suites.map((suite) => `  ${suite}\n`).join('')}`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function findingCases(report: RunReport, lines: Lines, failsFrom: Severity): TestCase[] {
  const operations = report.command === 'diff';
  const cases = report.findings.map((finding) => findingCase(finding, lines, failsFrom, operations));
  const withFindings = new Set(report.findings.map(({ location }) => location.uri));
  const clean = report.specs.filter(({ uri }) => !withFindings.has(uri));
  // A comparison is one test of two files: it passes, at the newer one, where nothing was found in either.
  const tested =
    report.command === 'diff'
      ? clean.filter(({ role }) => role === 'after' && report.findings.length === 0)
      : clean;
  return [...cases, ...tested.map(({ uri }) => passing(uri, report.command))];
}

function passing(uri: string, command: string): TestCase {
  const suite = printable(uri);
  return { ...passed, suite, classname: suite, name: `${command}: no findings` };
}

const passed = { seconds: 0, result: 'pass', message: '', type: '', body: '' } as const;

function findingCase(finding: Finding, lines: Lines, failsFrom: Severity, operations = false): TestCase {
  const { code, severity, location } = finding;
  const message = saidOf(finding, operations);
  const { line, column } = location.range.start;
  const fails = ranks[severity] >= ranks[failsFrom];
  return {
    suite: printable(location.uri),
    classname: printable(location.uri),
    name: `${code} at ${line}:${column}`,
    seconds: 0,
    result: fails ? 'failure' : 'skipped',
    message: fails ? printable(message) : `${severity}: ${printable(message)}`,
    type: severity,
    body: findingText(finding, lines, operations),
  };
}

function findingText(finding: Finding, lines: Lines, operations = false): string {
  const place = `${printable(finding.location.uri)}${printable(finding.location.pointer === '' ? '' : `#${finding.location.pointer}`)}`;
  return [place, ...findingBlock(finding, lines, createTheme(false, 100), { operations })].join('\n');
}

function exchangeCases(
  { findings }: RunReport,
  { exchanges }: ProbeSection,
  lines: Lines,
  failsFrom: Severity,
): TestCase[] {
  return exchanges.map((exchange) => {
    const own = exchange.findings.flatMap((index) => findings[index] ?? []);
    const worst = own.toSorted((a, b) => ranks[b.severity] - ranks[a.severity])[0];
    const fails = worst !== undefined && ranks[worst.severity] >= ranks[failsFrom];
    const result = resultOf(exchange.outcome, fails);
    return {
      suite: printable(exchange.source?.uri ?? 'exchanges'),
      classname: exchange.operation
        ? `${exchange.operation.method.toUpperCase()} ${printable(exchange.operation.path)}`
        : 'no operation',
      name: printable(exchange.name),
      seconds: (exchange.durationMs ?? 0) / 1000,
      result,
      message: worst ? printable(worst.message) : wordsFor(exchange),
      type: worst?.code ?? exchange.outcome,
      body: [...exchangeLines(exchange), ...own.flatMap((finding) => ['', findingText(finding, lines)])].join(
        '\n',
      ),
    };
  });
}

const outcomeWords: Readonly<Record<ProbedExchange['outcome'], string>> = {
  pass: 'passed',
  fail: 'the exchange and the contract disagree',
  error: 'could not be judged',
  skip: 'not replayed',
};

function wordsFor({ outcome, skipped }: ProbedExchange): string {
  const words = outcomeWords[outcome];
  return skipped === undefined ? words : `${words}: ${printable(skipped)}`;
}

function resultOf(outcome: ProbedExchange['outcome'], fails: boolean): TestCase['result'] {
  if (outcome === 'error') return 'error';
  if (outcome === 'skip') return 'skipped';
  return outcome === 'fail' || fails ? 'failure' : 'pass';
}

function exchangeLines({ request, response, reproduce, prepare }: ProbedExchange): string[] {
  const asked = request ? `${printable(request.method)} ${printable(request.url)}` : '';
  const answered = response ? ` -> ${response.status}` : '';
  return [
    `${asked}${answered}`,
    ...[...(prepare?.commands ?? []), ...(reproduce === undefined ? [] : [reproduce])].map(printable),
  ];
}

/** What was found outside of all exchanges: a recording that can't be read, a contract that is broken. */
function looseCases(
  { findings }: RunReport,
  { exchanges }: ProbeSection,
  lines: Lines,
  failsFrom: Severity,
): TestCase[] {
  const owned = new Set(exchanges.flatMap((exchange) => exchange.findings));
  return findings
    .filter((_, index) => !owned.has(index))
    .map((finding) => findingCase(finding, lines, failsFrom));
}

function counts(cases: readonly TestCase[], seconds?: number): Record<string, string | number> {
  const number = (result: TestCase['result']) => cases.filter((one) => one.result === result).length;
  const time = seconds ?? cases.reduce((sum, one) => sum + one.seconds, 0);
  return {
    tests: cases.length,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
    time: time.toFixed(3),
  };
}

function caseXml({ classname, name, seconds, result, message, type, body }: TestCase): string {
  const attributes = { classname, name, time: seconds.toFixed(3) };
  const content =
    result === 'pass'
      ? body === ''
        ? ''
        : xmlElement('system-out', {}, xmlText(body))
      : result === 'skipped'
        ? xmlElement('skipped', { message }) + xmlElement('system-out', {}, xmlText(body))
        : xmlElement(result, { message, type }, xmlText(body));
  return `    ${xmlElement('testcase', attributes, content)}\n`;
}
