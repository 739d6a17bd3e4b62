import type { OperationName } from '../../findings/finding.ts';
import type { DiffSection, ProbeSection, RunReport } from '../../findings/run-report.ts';
import { sharedBy } from '../change-groups.ts';
import { createLines, type Lines, type Source } from '../frame.ts';
import { printable } from '../printable.ts';
import { placeName } from '../text-findings.ts';
import { changeBlocks, findingBlocks } from './blocks.ts';
import type { Block, Fact, Item, Level, View } from './data.ts';

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
    ...(report.probe ? [exchangesView(report, report.probe)] : []),
    findingsView(report, lines),
    ...(report.probe ? [unseenView(report.probe)] : []),
  ];
}

function findingsView({ findings, command }: RunReport, lines: Lines): View {
  const items = findings.map((finding): Item => {
    const { code, severity, message, location, operation } = finding;
    const facts: Fact[] = [['place', placeName(location)], ...operationFact(operation)];
    if (location.pointer !== '') facts.push(['pointer', printable(location.pointer)]);
    return {
      level: severity,
      code,
      // Of one version, whoever reads a finding has the lines around it.
      ...(command === 'diff' && operationOf(operation)),
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

function exchangesView({ findings }: RunReport, { exchanges }: ProbeSection): View {
  const items = exchanges.map((exchange): Item => {
    const { name, source, operation, request, response, outcome, durationMs, reproduce } = exchange;
    const facts: Fact[] = [];
    if (request) facts.push(['request', printable(`${request.method} ${request.url}`)]);
    if (response) facts.push(['status', String(response.status)]);
    facts.push(...operationFact(operation));
    if (source) facts.push(['recorded in', printable(`${source.uri}#${source.pointer}`)]);
    if (durationMs !== undefined) facts.push(['took', `${Math.round(durationMs * 10) / 10} ms`]);
    const found = exchange.findings.flatMap((index) => findings[index] ?? []);
    const blocks: Block[] = [];
    if (found.length > 0) {
      const told = found.map(({ severity, code, message }) => `${severity} ${code}: ${printable(message)}`);
      blocks.push({ kind: 'list', label: 'Found', items: told });
    }
    if (reproduce !== undefined)
      blocks.push({ kind: 'code', label: 'Send it again', text: printable(reproduce) });
    return { level: outcome, title: printable(name), facts, blocks };
  });
  return {
    id: 'exchanges',
    title: 'Exchanges',
    facet: 'outcome',
    levels: outcomes,
    items: worstFirst(items, outcomes),
  };
}

function unseenView({ coverage }: ProbeSection): View {
  const items = coverage.uncovered.map((name): Item => ({ title: printable(name) }));
  return { id: 'unseen', title: 'Not seen', facet: 'level', levels: [], items };
}

/** Within a level, the report's order holds. */
function worstFirst(items: readonly Item[], levels: readonly Level[]): Item[] {
  return levels.flatMap(({ id }) => items.filter(({ level }) => level === id));
}

/** What a list is filtered by. */
function operationOf(operation: OperationName | undefined): Pick<Item, 'operation'> {
  if (operation === undefined) return {};
  return { operation: printable(`${operation.method.toUpperCase()} ${operation.path}`) };
}

function operationFact(operation: OperationName | undefined): Fact[] {
  if (operation === undefined) return [];
  const { method, path, operationId } = operation;
  const id = operationId === undefined ? '' : ` (${operationId})`;
  return [['operation', printable(`${method.toUpperCase()} ${path}${id}`)]];
}
