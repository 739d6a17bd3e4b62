import { numeral } from '../document/numerals.ts';
import { shortened } from '../document/shortened.ts';
import type { Finding } from '../findings/finding.ts';
import type { ProbedExchange, RunReport } from '../findings/run-report.ts';
import { foldAlikeExchanges } from './alike-exchanges.ts';
import { codeFrame, type Lines } from './frame.ts';
import { clip, columnsOf, wrap } from './columns.ts';
import { printable } from './printable.ts';
import { detailLines, foldedBlocks, placeName } from './text-findings.ts';
import { severityName, type Theme } from './theme.ts';

/** As much of the address of a request is shown, in UTF-16 units: servers take about as many. */
const longestUrl = 8_000;

/** So many failing exchanges are shown with all that is wrong in them. */
const shownExchanges = 40;

/**
 * Takes a report of exchanges; gives those that failed, and of a live run then those with warnings, each with what is
 * wrong in it that none before had, and the findings that are told so.
 */
export function exchangeLines(
  { findings, probe }: RunReport,
  lines: Lines,
  theme: Theme,
  whole: boolean,
): { readonly lines: readonly string[]; readonly told: ReadonlySet<Finding> } {
  const told = new Set<Finding>();
  const printed: string[] = [];
  const same: ProbedExchange[] = [];
  const all = probe?.exchanges ?? [];
  const failing = all.filter(hasFailed);
  // What a live run has found stands in no file that it could be shown in.
  const warned = probe?.mode === 'live' ? all.filter((one) => one.outcome === 'pass') : [];
  const alike = foldAlikeExchanges(theme);
  let shown = 0;
  let shownWarned = 0;
  let folded = 0;
  for (const exchange of [...failing, ...warned]) {
    const failed = hasFailed(exchange);
    const found = exchange.findings.flatMap((index) => findings[index] ?? []);
    // What is worth a note is listed with other notes.
    const serious = found.filter(({ severity }) => severity !== 'info');
    const fresh = serious.filter((finding) => !told.has(finding));
    if (fresh.length === 0 && (serious.length > 0 || !failed)) {
      if (failed) same.push(exchange);
      continue;
    }
    if (!whole && fresh.length > 0 && alike.isFolded(fresh)) {
      if (failed) folded += 1;
      for (const finding of fresh) told.add(finding);
      continue;
    }
    if (!whole && shown + shownWarned >= shownExchanges) continue;
    if (failed) shown += 1;
    else shownWarned += 1;
    for (const finding of fresh) told.add(finding);
    const known = serious.length - fresh.length;
    const there = withoutOrigin(exchange, probe?.target);
    printed.push(...exchangeBlock(there, fresh, known, lines, theme, whole), '');
  }
  printed.push(...alike.lines());
  const left = (probe ? probe.counts.fail + probe.counts.error : 0) - shown - folded;
  if (printed.length > 0 && left > 0) printed.push(...othersLines(same, left, theme), '');
  return { lines: printed, told };
}

function hasFailed({ outcome }: ProbedExchange): boolean {
  return outcome === 'fail' || outcome === 'error';
}

/** The host of a live run is named once for all, and in the commands. */
function withoutOrigin(exchange: ProbedExchange, target: string | undefined): ProbedExchange {
  const { request } = exchange;
  if (!request || target === undefined || !URL.canParse(target)) return exchange;
  const { origin } = new URL(target);
  if (!request.url.startsWith(`${origin}/`)) return exchange;
  return { ...exchange, request: { ...request, url: request.url.slice(origin.length) } };
}

function exchangeBlock(
  exchange: ProbedExchange,
  fresh: readonly Finding[],
  known: number,
  lines: Lines,
  theme: Theme,
  whole: boolean,
): string[] {
  const { name, request, response, reproduce, prepare } = exchange;
  const { color, width } = theme;
  const mark = hasFailed(exchange) ? color.red('✗') : color.yellow('!');
  const asked = request ? printable(`${request.method} ${shortened(request.url, longestUrl)}`) : '';
  const named = printable(shortened(name, longestUrl));
  const answered = response ? ` → ${response.status}` : '';
  const block = [
    // A recording without names calls exchanges by their requests.
    ...(named === asked || named.startsWith(`${asked} (`)
      ? [`${mark} ${color.bold(named)}${color.cyan(answered)}`]
      : [
          `${mark} ${color.bold(named)}`,
          ...wrap(`${asked}${answered}`, width, '  ').map((line) => color.cyan(line)),
        ]),
  ];
  const blockOf = (finding: Finding): string[] => findingBlock(finding, lines, theme);
  for (const one of foldedBlocks(fresh, blockOf, theme, whole)) block.push('', ...one);
  if (known > 0)
    block.push('', color.dim(`  and ${known} ${known === 1 ? 'finding' : 'findings'} told above`));
  if (reproduce !== undefined) {
    block.push('', ...commandLines(reproduce, prepare).map((line) => color.dim(`  ${line}`)));
  }
  return block;
}

/** Takes a command and what is to be sent before; gives both in order, with what has to be changed by hand. */
export function commandLines(reproduce: string, prepare: ProbedExchange['prepare']): string[] {
  if (!prepare) return [printable(reproduce)];
  const ids = prepare.ids.length > 0 ? `, with what comes back in place of ${prepare.ids.join(', ')}` : '';
  return ['first:', ...prepare.commands, `then${ids}:`, reproduce].map(printable);
}

/** What is wrong, the recorded line, and the line of the contract. */
function findingBlock(finding: Finding, lines: Lines, theme: Theme): string[] {
  const { color, width } = theme;
  const { code, severity, message, location, related = [] } = finding;
  const [contract, ...others] = related;
  const frameAt = (at: Finding['location']): string[] => {
    const frame = codeFrame(lines, at, width - 4);
    return frame ? [`    ${frame[0]}`, `    ${color.red(frame[1])}`] : [];
  };
  const inContract = contract !== undefined && contract.location.uri !== location.uri;
  return [
    `  ${severityName(theme, severity)}  ${color.dim(code)}`,
    ...wrap(printable(message), width, '  '),
    `  ${color.dim(placeName(location))}`,
    ...frameAt(location),
    ...(inContract
      ? [...placeLines(contract, width).map((line) => `  ${color.dim(line)}`), ...frameAt(contract.location)]
      : []),
    ...detailLines({ ...finding, related: inContract ? others : related }, theme, '  '),
  ];
}

/** A place and what is there, in one line where that fits: neither is of use without its end. */
function placeLines({ location, message }: NonNullable<Finding['related']>[number], width: number): string[] {
  const [place, words] = [placeName(location), printable(message)];
  const whole = `${place}  ${words}`;
  return columnsOf(whole) <= width - 2 ? [whole] : [place, words];
}

function othersLines(same: readonly ProbedExchange[], left: number, { color, width }: Theme): string[] {
  const names: string[] = [];
  let room = width - 6;
  // Two of them fit into a line however long they are; one has it for itself.
  const longest = Math.max(10, left === 1 ? room - 2 : Math.floor(width / 2) - 6);
  for (const { name } of same) {
    const shown = clip(printable(name), longest);
    room -= columnsOf(shown) + 2;
    if (room < 0) break;
    names.push(shown);
  }
  const more = left > names.length ? ', …' : '';
  const number = numeral(left);
  return [
    `${color.red('✗')} ${number} more ${left === 1 ? 'exchange' : 'exchanges'} failed${same.length === left ? ` by what is told above` : ''}`,
    ...(names.length > 0 ? [color.dim(`  ${names.join(', ')}${more}`)] : []),
  ];
}
