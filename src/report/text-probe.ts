import { numeral } from '../document/numerals.ts';
import type { ProbedExchange, ProbeSection } from '../findings/run-report.ts';
import { clip, wrap } from './columns.ts';
import { printable } from './printable.ts';
import { coverageLines } from './text-coverage.ts';
import type { Theme } from './theme.ts';

/** Takes what was replayed, a theme and whether all is shown; gives how many exchanges came to what, and the coverage. */
export function probeLines(probe: ProbeSection, theme: Theme, whole: boolean): string[] {
  const { counts } = probe;
  const told = (['pass', 'fail', 'error', 'skip'] as const)
    .map((outcome) => [outcome, counts[outcome]] as const)
    .filter(([outcome, number]) => number > 0 || outcome === 'pass')
    .map(([outcome, number]) => `${numeral(number)} ${outcomeWords[outcome]}`);
  const where = probe.mode === 'live' ? `live on ${printable(probe.target ?? '')}` : 'offline';
  const [head = '', ...rest] = wrap(
    `${numeral(counts.total)} ${counts.total === 1 ? 'exchange' : 'exchanges'} ${where}: ${told.join(', ')}`,
    theme.width,
    '  ',
  );
  return [
    head.trimStart(),
    ...rest,
    ...skippedLines(probe, theme),
    ...untriedLines(probe, theme),
    ...leftLines(probe, theme),
    ...coverageLines(probe.coverage, theme, whole),
    '',
  ];
}

const outcomeWords: Readonly<Record<ProbedExchange['outcome'], string>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'not judged',
  skip: 'skipped',
};

/** As many reasons are told; there may be one for each variable. */
const mostReasons = 8;

function skippedLines({ skipped = [] }: ProbeSection, { color, width }: Theme): string[] {
  const told = skipped.slice(0, mostReasons).flatMap(({ reason, exchanges }) => {
    return wrap(`${numeral(exchanges)} skipped: ${printable(reason)}`, width, '  ');
  });
  const rest = skipped.slice(mostReasons).reduce((sum, { exchanges }) => sum + exchanges, 0);
  const more = rest > 0 ? [`  ${numeral(rest)} skipped for other reasons`] : [];
  return [...told, ...more].map((line) => color.dim(line));
}

function untriedLines({ untried = [] }: ProbeSection, { color, width }: Theme): string[] {
  return untried.slice(0, mostReasons).flatMap(({ reason, operations }) => {
    const number = `${numeral(operations.length)} ${operations.length === 1 ? 'operation' : 'operations'}`;
    return [
      ...wrap(`no requests made up for ${number}, as ${printable(reason)}`, width, '  '),
      clip(`    ${operations.map(printable).join(', ')}`, width),
    ].map((line) => color.dim(line));
  });
}

function leftLines({ left = [] }: ProbeSection, { color, width }: Theme): string[] {
  return left
    .slice(0, mostReasons)
    .flatMap(({ reason, things }) =>
      [
        ...wrap(`not as it was before the run, as ${printable(reason)}:`, width, '  '),
        clip(`    ${things.map(printable).join(', ')}`, width),
      ].map((line) => color.dim(line)),
    );
}
