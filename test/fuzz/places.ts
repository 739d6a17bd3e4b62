import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, Location, Part } from '../../src/document/document.ts';
import { fencedSources, isMarkdown } from '../../src/document/markdown.ts';
import { defaultLimits } from '../../src/document/limits.ts';
import { nodeAt } from '../../src/document/node.ts';
import { formatOf, parseSource, parseText } from '../../src/document/parse.ts';
import { decodeText } from '../../src/document/read.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { hold } from './broken.ts';

/** A file that findings point into. */
interface Shown {
  readonly lines: readonly string[];
  readonly documents: readonly Document[];
}

/** What is said of texts and comments, which no value has to stand at. */
const ofText = /^(document-|ignore-|recording-invalid|exchange-unjudged)/;

/** Takes a report and the folder that it was made in; throws where a finding does not point into a file. */
export function placed(report: RunReport, folder: string): void {
  const shown = new Map<string, Shown>();
  const fileOf = (uri: string): Shown | undefined => {
    // What came over the wire is no file.
    if (/^(live|delivery):/.test(uri)) return undefined;
    let file = shown.get(uri);
    if (!file) shown.set(uri, (file = read(uri, folder)));
    return file;
  };
  for (const finding of report.findings) {
    const { code, message, location, related = [], fix } = finding;
    const what = () => `${code}: ${message} ${JSON.stringify(location)}`;
    const [odd] = /\S*(?:undefined|\[object|NaN)\S*/.exec(template(message)) ?? [];
    // What the file says, a message may say too.
    const isQuoted = odd !== undefined && fileOf(location.uri)?.lines.some((line) => line.includes(odd));
    hold(
      message.trim() !== '' && (odd === undefined || isQuoted === true),
      () => `a message says nothing: ${what()}`,
    );
    for (const place of [location, ...related.map((one) => one.location)]) {
      const file = fileOf(place.uri);
      if (!file) continue;
      inFile(place, file, what);
      if (ofText.test(code)) continue;
      // What a parser made of a broken text is a guess.
      const documents = file.documents.filter(({ sound }) => sound);
      if (documents.length === 0 || documents.length < file.documents.length) continue;
      const holders = documents.filter((document) => nodeAt(document, place.pointer) !== undefined);
      hold(holders.length > 0, () => `a pointer leads nowhere: ${what()} ${JSON.stringify(place)}`);
      hold(
        holders.some((document) => isWithin(place, document)),
        () => `a place is not where its pointer leads: ${what()} ${JSON.stringify(place)}`,
      );
    }
    for (const { uri, start, end } of fix?.edits ?? []) {
      const length = (fileOf(uri)?.lines ?? []).reduce((sum, line) => sum + line.length, 0);
      hold(start >= 0 && start <= end && end <= length, () => `an edit is outside of its file: ${what()}`);
    }
  }
}

/** A message without what it quotes of the input. */
function template(message: string): string {
  // What stands in a text without quotes is quoted as it stands.
  return message.length > 300 || / is not a JSON value|must be a finite number, not NaN$/.test(message)
    ? ''
    : message.replace(/\\?["'`“”‘’].*["'`“”‘’]/gs, '');
}

function read(uri: string, folder: string): Shown {
  const bytes = readFileSync(join(folder, uri.replace(/^\.\//, '')));
  const found = decodeText(uri, bytes);
  // Streams of exchanges are read for what is in them, whatever else is.
  if (found.kind === 'failed') return { lines: linesOf(bytes.toString()), documents: [] };
  const { text } = found;
  const fences = isMarkdown(uri) ? fencedSources(uri, text) : [];
  // Of exchanges in a stream, pointers begin with which one it is: no document has them.
  if (uri.endsWith('.ndjson')) return { lines: linesOf(text), documents: [] };
  const parsed =
    fences.length > 0
      ? fences.map(({ source, format }) => parseSource(source, format, defaultLimits))
      : [parseText(uri, text, formatOf(uri))];
  return { lines: linesOf(text), documents: parsed.map(({ document }) => document) };
}

/** The lines of a text with their ends, so that together they are the text. */
function linesOf(text: string): string[] {
  const lines = text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  if (lines.length === 0 || /[\r\n]$/.test(text)) lines.push('');
  return lines;
}

function inFile({ range: { start, end } }: Location, { lines }: Shown, what: () => string): void {
  for (const { line, column } of [start, end]) {
    const text = lines[line - 1];
    hold(text !== undefined, () => `line ${line} is none of the ${lines.length} of its file: ${what()}`);
    const mark = line === 1 && text.startsWith('\uFEFF') ? 1 : 0;
    hold(
      Number.isInteger(column) && column >= 1 && column <= text.length + 1 - mark,
      () => `column ${column} is none of the ${text.length} of its line: ${what()}`,
    );
  }
  hold(
    start.line < end.line || (start.line === end.line && start.column <= end.column),
    () => `a range ends before it begins: ${what()}`,
  );
}

/** Whether a range is between the begin of a member's key and the end of its value. */
function isWithin({ pointer, range }: Location, document: Document): boolean {
  const places = (['key', 'value'] as const).map((part: Part) => document.locate(pointer, part).range);
  const before = (a: Location['range']['start'], b: Location['range']['start']): boolean =>
    a.line < b.line || (a.line === b.line && a.column <= b.column);
  const [key, value] = places;
  if (!key || !value) return false;
  const inside = (outer: Location['range']): boolean =>
    before(outer.start, range.start) && before(range.end, outer.end);
  return inside(value) || inside(key) || inside({ start: key.start, end: value.end });
}
