import { numeral } from '../../document/numerals.ts';
import type { Finding, OperationName } from '../../findings/finding.ts';
import type { DiffSection, ProbeSection, ResponseCoverage, RunReport } from '../../findings/run-report.ts';
import { isGap, operationTitle, statusColumns } from '../coverage-matrix.ts';
import { coverageRows } from '../coverage-words.ts';
import { sharedBy } from '../change-groups.ts';
import { createLines, type Lines, type Source } from '../frame.ts';
import { printable } from '../printable.ts';
import { placeName } from '../text-findings.ts';
import { shortened } from '../../document/shortened.ts';
import { changeBlocks, disagreementBlocks, findingBlocks, inOneLine } from './blocks.ts';
import type { Block, Cell, Fact, Item, Level, View } from './data.ts';
import { createMessageBlocks } from './messages.ts';

/** As much of the address of a request is shown, in UTF-16 units: servers take about as many. */
const longestUrl = 8_000;

/** So many findings of one exchange are shown with their lines. */
const shownWhole = 10;

const severities: readonly Level[] = [
  { id: 'error', label: 'error', tone: 'bad' },
  { id: 'warning', label: 'warning', tone: 'doubtful' },
  { id: 'info', label: 'info', tone: 'note' },
];

const verdicts: readonly Level[] = [
  { id: 'breaking', label: 'breaking', tone: 'bad' },
  { id: 'unproven', label: 'not proven', tone: 'doubtful' },
  { id: 'accepted', label: 'accepted', tone: 'dim' },
  { id: 'compatible', label: 'compatible', tone: 'good' },
];

const outcomes: readonly Level[] = [
  { id: 'fail', label: 'failed', tone: 'bad' },
  { id: 'error', label: 'not judged', tone: 'doubtful' },
  { id: 'pass', label: 'passed', tone: 'good' },
  { id: 'skip', label: 'skipped', tone: 'dim' },
];

/** Takes a report and the texts that it speaks of; gives the lists of its page, the most telling one first. */
export function viewsOf(report: RunReport, source: Source): View[] {
  const lines = createLines(source);
  return [
    ...(report.diff ? [changesView(report.diff, lines)] : []),
    ...(report.probe ? [exchangesView(report, report.probe, lines)] : []),
    findingsView(report, lines),
    ...(report.probe ? [matrixView(report.probe), unseenView(report.probe)] : []),
  ];
}

function findingsView({ findings }: RunReport, lines: Lines): View {
  const items = findings.map((finding): Item => {
    const { code, severity, message, location, operation } = finding;
    const facts: Fact[] = [['place', placeName(location)], ...operationFact(operation)];
    if (location.pointer !== '') facts.push(['pointer', printable(shortened(location.pointer, longestUrl))]);
    return {
      level: severity,
      code,
      ...operationOf(operation),
      title: printable(message),
      facts,
      blocks: findingBlocks(finding, lines),
    };
  });
  return {
    id: 'findings',
    title: 'Findings',
    facet: 'severity',
    levels: severities,
    items: worstFirst(items, severities),
  };
}

function changesView({ changes }: DiffSection, lines: Lines): View {
  const items = changes.map((change): Item => {
    const { code, message, breaking, operation, accepted } = change;
    const level = accepted
      ? 'accepted'
      : breaking === true
        ? 'breaking'
        : breaking === 'unproven'
          ? 'unproven'
          : 'compatible';
    const shared = sharedBy(change);
    const facts: Fact[] = shared
      ? [['shared by', `${printable(shared.name)} ${shared.others}`]]
      : operationFact(operation);
    return {
      level,
      code,
      ...(shared ? {} : operationOf(operation)),
      title: printable(message),
      facts,
      blocks: changeBlocks(change, lines),
    };
  });
  return { id: 'changes', title: 'Changes', facet: 'verdict', levels: verdicts, items };
}

/** Exchanges that bring nothing new name what they have in common with others. */
function exchangesView({ findings }: RunReport, { exchanges }: ProbeSection, lines: Lines): View {
  const told = new Set<Finding>();
  const shown = createMessageBlocks();
  const items = exchanges.map((exchange): Item => {
    const { messages } = exchange;
    const { name, source, operation, request, response, outcome, skipped, durationMs, reproduce, prepare } =
      exchange;
    const facts: Fact[] = [];
    const answered = response ? ` → ${response.status}` : '';
    if (request)
      facts.push([
        'request',
        printable(`${request.method} ${shortened(request.url, longestUrl)}${answered}`),
      ]);
    else if (response) facts.push(['status', String(response.status)]);
    facts.push(...operationFact(operation));
    if (source) facts.push(['recorded in', printable(`${source.uri}#${source.pointer}`)]);
    if (durationMs !== undefined) facts.push(['took', `${Math.round(durationMs * 10) / 10} ms`]);
    const found = exchange.findings.flatMap((index) => findings[index] ?? []);
    const fresh = found.filter((finding) => !told.has(finding)).slice(0, shownWhole);
    const others = found.filter((finding) => !fresh.includes(finding));
    const blocks: Block[] = fresh.flatMap((finding) => {
      told.add(finding);
      return disagreementBlocks(finding, lines);
    });
    if (others.length > 0) {
      const label = fresh.length > 0 ? 'Found too' : 'Found';
      blocks.push({ kind: 'list', label, items: others.map(inOneLine) });
    }
    if (messages) blocks.push(shown.of(messages, outcome === 'fail' || outcome === 'error'));
    if (reproduce !== undefined)
      blocks.push({
        kind: 'code',
        label: 'Send it again',
        text: [...(prepare?.commands ?? []), reproduce].map(printable).join('\n'),
      });
    return {
      level: outcome,
      ...operationOf(operation),
      title: printable(shortened(name)),
      facts,
      ...glanceOf(skipped, found),
      blocks,
    };
  });
  return {
    id: 'exchanges',
    title: 'Exchanges',
    facet: 'outcome',
    levels: outcomes,
    items: worstFirst(items, outcomes),
  };
}

/** Takes why an exchange was skipped, and what was found in it; gives that in a line. */
function glanceOf(skipped: string | undefined, found: readonly Finding[]): Pick<Item, 'glance'> {
  if (skipped !== undefined) return { glance: printable(skipped) };
  const [first] = severities.flatMap(({ id }) => found.filter(({ severity }) => severity === id));
  if (!first) return {};
  const more = found.length === 1 ? '' : ` (and ${found.length - 1} more)`;
  return { glance: printable(`${shortened(first.message)}${more}`) };
}

const matrixLevels: readonly Level[] = [
  { id: 'gaps', label: 'not all seen', tone: 'doubtful' },
  { id: 'uncalled', label: 'never called', tone: 'dim' },
  { id: 'whole', label: 'all seen', tone: 'good' },
];

function matrixView({ coverage }: ProbeSection): View {
  const columns = statusColumns(coverage.byOperation);
  const items = coverage.byOperation.map((one): Item => {
    const gaps = one.responses.some((response) => isGap(response) || !response.documented);
    const cells = columns.map((status) => cellOf(one.responses.find((each) => each.status === status)));
    const level = one.exchanges === 0 ? 'uncalled' : gaps ? 'gaps' : 'whole';
    return { level, title: operationTitle(one), cells };
  });
  return { id: 'matrix', title: 'Coverage', facet: 'coverage', levels: matrixLevels, columns, items };
}

function cellOf(response: ResponseCoverage | undefined): Cell {
  if (response === undefined) return ['', '', ''];
  const times = numeral(response.exchanges);
  if (isGap(response)) return ['·', 'doubtful', 'documented, not seen'];
  if (!response.documented) return [`${times}!`, 'bad', `seen ${times} times, not documented`];
  return [times, 'good', `seen ${times} times`];
}

function unseenView({ coverage }: ProbeSection): View {
  const rows = coverageRows(coverage);
  const levels = rows.map(({ kind, name }): Level => ({ id: kind, label: name, tone: 'dim' }));
  const items = [
    ...coverage.uncovered.map((name): Item => ({ level: 'responses', title: printable(name) })),
    ...coverage.unseen.map(({ kind, name }): Item => ({ level: kind, title: printable(name) })),
  ];
  return { id: 'unseen', title: 'Not seen', facet: 'kind', levels, items };
}

/** Within a level, the report's order holds. */
function worstFirst(items: readonly Item[], levels: readonly Level[]): Item[] {
  return levels.flatMap(({ id }) => items.filter(({ level }) => level === id));
}

/** What a list is filtered by. */
function operationOf(operation: OperationName | undefined): Pick<Item, 'operation'> {
  if (operation === undefined) return {};
  return { operation: printable(`${operation.method.toUpperCase()} ${shortened(operation.path)}`) };
}

function operationFact(operation: OperationName | undefined): Fact[] {
  if (operation === undefined) return [];
  const { method, path, operationId } = operation;
  const id = operationId === undefined ? '' : ` (${operationId})`;
  return [['operation', printable(`${method.toUpperCase()} ${shortened(path)}${shortened(id)}`)]];
}
