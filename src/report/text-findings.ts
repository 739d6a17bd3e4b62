import type { Location } from '../document/document.ts';
import { numeral } from '../document/numerals.ts';
import { shortened } from '../document/shortened.ts';
import type { Evidence, Finding, Related } from '../findings/finding.ts';
import { groupBy } from './alike.ts';
import { faultWords } from './fault-words.ts';
import { fold, type Shown } from './fold.ts';
import { codeFrame, type Lines } from './frame.ts';
import { namedPlaces, placeBeside } from './places.ts';
import { clip, columnsOf, wrap } from './columns.ts';
import { printable } from './printable.ts';
import { severityName, type Theme } from './theme.ts';
import { describeWitness } from './witness.ts';

/** As many notes in one file are shown as other findings are. */
const fewNotes = 5;

/** Of errors that fold, this many are named. */
const namedErrors = 20;

/** Of notes of one kind, more than these fit in no line. */
const namedNotes = 40;

/** In fewer columns than these, no places are listed beside their code: they stand below it. */
const fewestColumns = 20;

/** How findings are told. */
export interface Telling {
  /** Whether those that say the same of other places are told one by one. */
  readonly whole?: boolean;
  /** Whether the operation of each is named: of two versions, neither need be at hand. */
  readonly operations?: boolean;
  /** The command that shows a finding once more, as lines. */
  readonly commandOf?: (finding: Finding) => readonly string[];
}

/**
 * Takes findings in the order of a report; gives them as lines grouped by file, each with its code frame. Those that
 * say the same of other places fold to one line, unless told otherwise.
 */
export function findingLines(
  findings: readonly Finding[],
  lines: Lines,
  theme: Theme,
  telling: Telling = {},
): string[] {
  const { whole = false } = telling;
  const printed: string[] = [];
  for (const [file, found] of groupBy(findings, ({ location }) => location.uri)) {
    const notes = found.filter(({ severity }) => severity === 'info');
    const listed = !whole && notes.length > fewNotes;
    const told = listed ? found.filter(({ severity }) => severity !== 'info') : found;
    printed.push(theme.color.underline(printable(file)), '');
    const blockOf = (finding: Finding): string[] => findingBlock(finding, lines, theme, telling);
    for (const block of foldedBlocks(told, blockOf, theme, whole)) printed.push(...block, '');
    if (listed) printed.push(...noteLines(notes, theme), '');
  }
  return printed;
}

/**
 * Takes findings, what makes the block of one, a theme and whether all are shown; gives the blocks of those that are
 * shown whole, each with those that fold below it.
 */
export function foldedBlocks(
  findings: readonly Finding[],
  blockOf: (finding: Finding) => string[],
  theme: Theme,
  whole: boolean,
): string[][] {
  return (whole ? findings.map(alone) : fold(findings)).map(({ finding, folded }) => [
    ...blockOf(finding),
    ...(folded.length > 0 ? foldedLines(finding, folded, theme) : []),
  ]);
}

/** Where there are many notes, each kind takes a line: how many, and where the first ones are. */
function noteLines(notes: readonly Finding[], { color, width }: Theme): string[] {
  const kinds = [...groupBy(notes, ({ code }) => code)];
  const longest = Math.max(...kinds.map(([code]) => code.length));
  const digits = Math.max(...kinds.map(([, found]) => String(found.length).length));
  return [
    `  ${color.blue.bold('info')}, each whole with --no-fold`,
    ...kinds.map(([code, found]) => {
      const head = `    ${code.padEnd(longest)}  ${String(found.length).padStart(digits)}  `;
      const { noun, names } = namedPlaces(found.slice(0, namedNotes).map(({ location }) => location));
      const beside = width - head.length;
      return beside >= fewestColumns
        ? head + color.dim(listed(noun, names, found.length, beside))
        : `${head.trimEnd()}\n      ${color.dim(listed(noun, names, found.length, width - 6))}`;
    }),
  ];
}

/** As many of some texts as fit in a width, with a mark where there are more. */
function listed(noun: string, texts: readonly string[], total: number, width: number): string {
  let line = '';
  for (const [index, text] of texts.entries()) {
    const next = index === 0 ? `${noun === 'lines' ? 'line' : noun} ${text}` : `${line}, ${text}`;
    if (next.length > width - (index < total - 1 ? 3 : 0)) return `${line}, …`;
    line = next;
  }
  return texts.length < total ? `${line}, …` : line;
}

function alone(finding: Finding): Shown {
  return { finding, folded: [] };
}

/** Errors are named one by one, as each has to be mended; of the rest, some places are enough to go by. */
function foldedLines(shown: Finding, folded: readonly Finding[], { color, width }: Theme): string[] {
  const said = `… and ${numeral(folded.length)} more ${shown.code} like this`;
  if (shown.severity === 'error') {
    const named = folded.slice(0, namedErrors).flatMap(({ message, location }) => {
      const { line, column } = location.range.start;
      return clip(`    ${line}:${column}  ${printable(message)}`, width);
    });
    const more = folded.length > named.length ? [`    … and ${folded.length - named.length} more`] : [];
    return [`  ${said}:`, ...[...named, ...more].map((line) => color.dim(line))];
  }
  const { noun, names } = namedPlaces(
    folded.slice(0, 6).map(({ location }) => location),
    shown.location,
  );
  const more = folded.length > names.length ? ', …' : '';
  return wrap(`${said} (${noun} ${names.join(', ')}${more})`, width, '  ').map((line) => color.dim(line));
}

/** Takes a finding; gives its head, its message, the lines that it points at, and its details. */
export function findingBlock(
  finding: Finding,
  lines: Lines,
  theme: Theme,
  { operations = false, commandOf }: Pick<Telling, 'operations' | 'commandOf'> = {},
): string[] {
  const { color, width } = theme;
  const { start } = finding.location.range;
  const place = `${start.line}:${start.column}`;
  const head = `  ${color.dim(place)}  ${severityName(theme, finding.severity)}  ${color.dim(finding.code)}`;
  const operation = operations ? printable(unsaidOperation(finding) ?? '') : '';
  const fits = columnsOf(`  ${place}  ${finding.severity}  ${finding.code}  ${operation}`) <= width;
  const block = [operation !== '' && fits ? `${head}  ${operation}` : head];
  if (operation !== '' && !fits) block.push(...wrap(operation, width, '  '));
  block.push(...wrap(printable(finding.message), width, '  '));
  const frame = codeFrame(lines, finding.location, width - 4);
  if (frame) block.push(`    ${frame[0]}`, `    ${color.red(frame[1])}`);
  // What stood there belongs to what stands there now.
  const before = finding.related?.filter(({ message }) => message === beforeIt) ?? [];
  for (const { location } of before) {
    block.push(
      ...wrap(`before: ${placeFrom(location, finding.location)}`, width, '    ').map((line) =>
        color.dim(line),
      ),
    );
    const was = codeFrame(lines, location, width - 4);
    if (was) block.push(color.dim(`    ${was[0]}`));
  }
  const rest = finding.related?.filter(({ message }) => message !== beforeIt) ?? [];
  const command = (commandOf?.(finding) ?? []).map((line) => color.dim(`    ${line}`));
  return [...block, ...detailLines({ ...finding, related: rest }, theme), ...command];
}

/** How a comparison calls the place of a finding in the old version. */
const beforeIt = 'before';

/** Takes a finding; gives the operation that it is in, undefined for none and where its message says it. */
export function unsaidOperation({ operation, message }: Finding): string | undefined {
  if (operation === undefined) return undefined;
  const name = `${operation.method.toUpperCase()} ${shortened(operation.path)}`;
  return message.includes(name) ? undefined : name;
}

/** Takes a finding, and whether its operation is named; gives its message, with that before it where it is unsaid. */
export function saidOf(finding: Finding, operations: boolean): string {
  const operation = operations ? unsaidOperation(finding) : undefined;
  return operation === undefined ? finding.message : `${operation}: ${finding.message}`;
}

/** Takes a finding; gives what it says beside its message: evidence, related places, whose fault, how to mend it. */
export function detailLines(finding: Finding, theme: Theme, indent = '    '): string[] {
  const { location, evidence, related = [], fix } = finding;
  const { color, width } = theme;
  const block = evidence ? evidenceLines(evidence, theme) : [];
  for (const [message, places] of groupBy(related, (each) => each.message)) {
    const answers = places.filter((each) => isAnswer(each.location));
    const named = places
      .filter((each) => !answers.includes(each))
      .map((each) => placeFrom(each.location, location));
    const said = printable(message);
    if (named.length > 0)
      block.push(...wrap(`${said}: ${named.join(', ')}`, width, indent).map((line) => color.dim(line)));
    if (answers.length > 0)
      block.push(color.dim(answersLine(`${indent}${said}: `, answers, location, width)));
  }
  const fault = faultWords(finding);
  if (fault !== undefined) block.push(...wrap(printable(fault), width, indent));
  if (fix) block.push(...wrap(`fix: ${printable(fix.description)}`, width, indent));
  return block;
}

/** Answers of a live run are nowhere to be looked at: the first few say enough of the others. */
function answersLine(head: string, answers: readonly Related[], told: Location, width: number): string {
  const exchange = exchangeOf(told.uri);
  const colon = exchange.indexOf(': ');
  const common = colon === -1 ? '' : exchange.slice(0, colon + 2);
  const names = answers.map(({ location: { uri } }) => {
    const name = exchangeOf(uri);
    return printable(common !== '' && name.startsWith(common) ? name.slice(common.length) : name);
  });
  return clip(head + [...new Set(names)].join('; '), width);
}

/** What came in a live run, and is in no file. */
const answer = /^(?:live|delivery):/;

function isAnswer({ uri }: Location): boolean {
  return answer.test(uri);
}

function exchangeOf(uri: string): string {
  return uri.replace(answer, '');
}

function evidenceLines(evidence: Evidence, { color, width }: Theme): string[] {
  if (evidence.kind === 'unproven') return wrap(`not proven: ${printable(evidence.reason)}`, width, '    ');
  if (evidence.kind !== 'witness') return [];
  const { opening, instance, reason } = describeWitness(evidence, width - 6);
  const block = [`    ${opening}:`, `      ${color.cyan(instance)}`];
  if (reason !== undefined) block.push(...wrap(`because ${reason}`, width, '    '));
  return block;
}

/** Takes a place and the one that is being told of; gives the first without its file where both are in one. */
function placeFrom(place: Location, told: Location): string {
  return place.uri === told.uri ? placeBeside(place, told) : placeName(place);
}

/** Takes a place; gives it as editors and terminals link it. */
export function placeName({ uri, range }: Location): string {
  return `${printable(uri)}:${range.start.line}:${range.start.column}`;
}
