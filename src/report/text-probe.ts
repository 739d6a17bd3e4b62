import type { Covered, ProbedExchange, ProbeSection } from '../findings/run-report.ts';
import { printable } from './printable.ts';
import type { Theme } from './theme.ts';

/** Uncovered statuses named in the text; `json` has them all. */
const namedUncovered = 8;

/** Failing exchanges named in the text. */
const namedFailing = 40;

/** Takes what was replayed; gives the failing exchanges, their number by outcome and the coverage. */
export function probeLines(probe: ProbeSection, theme: Theme): string[] {
  const { color } = theme;
  const { counts } = probe;
  const lines: string[] = [];
  const failing = probe.exchanges.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
  if (failing.length > 0) {
    lines.push(color.bold(`Exchanges that failed (${(counts.fail + counts.error).toLocaleString('en')})`));
    for (const exchange of failing.slice(0, namedFailing)) lines.push(...exchangeLines(exchange, theme));
    const more = counts.fail + counts.error - Math.min(failing.length, namedFailing);
    if (more > 0) lines.push(color.dim(`  … and ${more.toLocaleString('en')} more`));
    lines.push('');
  }
  const told = (['pass', 'fail', 'error', 'skip'] as const)
    .map((outcome) => [outcome, counts[outcome]] as const)
    .filter(([outcome, number]) => number > 0 || outcome === 'pass')
    .map(([outcome, number]) => `${number.toLocaleString('en')} ${outcomeWords[outcome]}`);
  const where = probe.mode === 'live' ? `live on ${printable(probe.target ?? '')}` : 'offline';
  lines.push(
    `${counts.total.toLocaleString('en')} ${counts.total === 1 ? 'exchange' : 'exchanges'} ${where}: ${told.join(', ')}`,
  );

  const { operations, responses, parameters, uncovered } = probe.coverage;
  lines.push(
    `coverage: operations ${share(operations)}, responses ${share(responses)}, parameters ${share(parameters)}`,
  );
  for (const name of uncovered.slice(0, namedUncovered))
    lines.push(color.dim(`  not seen: ${printable(name)}`));
  if (uncovered.length > namedUncovered) {
    lines.push(color.dim(`  … and ${uncovered.length - namedUncovered} more not seen`));
  }
  lines.push('');
  return lines;
}

const outcomeWords: Readonly<Record<ProbedExchange['outcome'], string>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'not judged',
  skip: 'skipped',
};

function exchangeLines({ name, request, response, reproduce }: ProbedExchange, { color }: Theme): string[] {
  const line = request ? `${request.method} ${printable(request.url)}` : '';
  const status = response ? ` → ${response.status}` : '';
  const lines = [`  ${color.red('✗')} ${printable(name)}`, color.dim(`      ${line}${status}`)];
  if (reproduce) lines.push(color.dim(`      ${printable(reproduce)}`));
  return lines;
}

function share({ covered, total }: Covered): string {
  return total === 0 ? '0/0' : `${covered}/${total} (${Math.floor((covered / total) * 100)}%)`;
}
