import type { Comment, Document, Location, Node } from '../document/document.ts';
import { isObject, items, nodeAt, textOf } from '../document/node.ts';
import { numeral } from '../document/numerals.ts';
import { appendKey, rootPointer, type Pointer } from '../document/pointer.ts';
import { dateFlaw, readIgnoreText } from './ignore-text.ts';

const word = 'apicheck-ignore';
const member = 'x-apicheck-ignore';
/** As many comments and as many members are read of a document; of more it is said that they are not. */
const most = 100_000;

/** One code that is to be left out of a report at some place. */
export interface Ignore {
  /** The code, or its name in another tool. */
  readonly name: string;
  /** Of the name, where it is written. */
  readonly location: Location;
  readonly reason: string | undefined;
  /** The last day that it holds, as `2027-01-31`. */
  readonly until: string | undefined;
  /** What it is about: all that it covers is at this pointer or below it. */
  readonly about: Pointer;
  /** In words: "on this line". */
  readonly where: string;
  /** Of a comment behind something on a line: that line, which is what it is about. */
  readonly line?: number;
  /** Takes where a finding is; gives whether it is meant. */
  readonly covers: (location: Location) => boolean;
}

/** An ignore that cannot be read. */
export interface MalformedIgnore {
  readonly message: string;
  readonly location: Location;
}

/**
 * Takes documents; gives what their comments (`# apicheck-ignore CODE -- reason`) and members (`x-apicheck-ignore`)
 * leave out. A text without the word costs a search for it.
 */
export function gatherIgnores(documents: Iterable<Document>): {
  readonly ignores: readonly Ignore[];
  readonly malformed: readonly MalformedIgnore[];
} {
  const ignores: Ignore[] = [];
  const malformed: MalformedIgnore[] = [];
  for (const document of new Set(documents)) {
    if (!document.text.includes(word)) continue;
    const beyond = (location: Location): void =>
      void malformed.push({ message: `${tooMany} from here on, the others are not read`, location });
    const comments = document.comments?.(word, most + 1) ?? [];
    for (const comment of comments.slice(0, most)) readComment(comment, document, ignores, malformed);
    if (comments[most] !== undefined) beyond(comments[most].location);
    const pointers = holders(document);
    for (const pointer of pointers.slice(0, most)) readMember(document, pointer, ignores, malformed);
    if (pointers[most] !== undefined) beyond(document.locate(appendKey(pointers[most], member), 'key'));
  }
  return { ignores, malformed };
}

const tooMany = `a file has at most ${numeral(most)} ignores:`;

function readComment(
  { text, location, trailing, next }: Comment,
  document: Document,
  ignores: Ignore[],
  malformed: MalformedIgnore[],
): void {
  const command = /^apicheck-ignore(-file)?(?::|(?=[\s,]|$))/.exec(text);
  if (command === null) {
    const wrong = /^apicheck-ignore-[\w-]+/.exec(text)?.[0];
    // A word that only begins so is prose.
    if (wrong !== undefined)
      malformed.push({ message: `"${wrong}" is neither ${word} nor ${word}-file`, location });
    return;
  }
  const { names, reason, until, flaw } = readIgnoreText(text.slice(command[0].length));
  const wholeFile = command[1] !== undefined;
  const missing = !wholeFile && !trailing && next === undefined ? 'there is nothing below it' : undefined;
  const wrong = flaw ?? missing;
  if (wrong !== undefined) {
    malformed.push({ message: `this ignores nothing: ${wrong}`, location });
    return;
  }
  const { uri, range } = location;
  const scope = wholeFile
    ? { where: 'in this file', about: rootPointer, covers: (at: Location) => at.uri === uri }
    : trailing
      ? {
          where: 'on this line',
          line: range.start.line,
          about: location.pointer,
          covers: (at: Location) => at.uri === uri && at.range.start.line === range.start.line,
        }
      : {
          where: 'in what follows',
          about: location.pointer,
          covers: below(document, next ?? rootPointer),
        };
  for (const { name, at } of names) {
    const { line, column } = range.start;
    const start = { line, column: column + command[0].length + at };
    const end = { line, column: start.column + name.length };
    ignores.push({ name, reason, until, ...scope, location: { ...location, range: { start, end } } });
  }
}

function readMember(
  document: Document,
  holder: Pointer,
  ignores: Ignore[],
  malformed: MalformedIgnore[],
): void {
  const node = nodeAt(document, appendKey(holder, member));
  if (node === undefined) return;
  const where = holder === rootPointer ? 'in this file' : 'in this object';
  const scope = { where, about: holder, covers: below(document, holder) };
  for (const item of Array.isArray(node.value) ? items(node) : [node]) {
    const read = readEntry(item);
    const at = read.at ?? item;
    const location = document.locate(at.pointer, isObject(at.value) ? 'key' : 'value');
    if (read.flaw !== undefined) malformed.push({ message: `this ignores nothing: ${read.flaw}`, location });
    else for (const name of read.names) ignores.push({ ...read, name, ...scope, location });
  }
}

interface ReadEntry {
  readonly names: readonly string[];
  readonly reason: string | undefined;
  readonly until: string | undefined;
  readonly flaw: string | undefined;
  /** What of it a finding is to point at, where that is not all of it. */
  readonly at?: Node;
}

/** One code, as a text as in a comment or as an object. */
function readEntry(node: Node): ReadEntry {
  const { value, document, pointer } = node;
  if (typeof value === 'string') {
    const { names, ...rest } = readIgnoreText(value);
    return { names: names.map(({ name }) => name), ...rest };
  }
  const nothing = { names: [], reason: undefined, until: undefined };
  if (!isObject(value)) return { ...nothing, flaw: 'it must be a code, an object with a code, or a list' };
  const text = (key: string) =>
    Object.hasOwn(value, key) && typeof value[key] === 'string' ? value[key].trim() : undefined;
  const code = text('code');
  if (code === undefined || code === '') return { ...nothing, flaw: 'it has no "code"' };
  const other = Object.keys(value).find((key) => !['code', 'reason', 'until'].includes(key));
  const until = Object.hasOwn(value, 'until') ? textOf(value['until']) : undefined;
  const flaw =
    other !== undefined
      ? `"${other}" is none of "code", "reason" and "until"`
      : until === undefined
        ? undefined
        : dateFlaw(until);
  const wrong = other ?? (flaw === undefined ? 'code' : 'until');
  const at = nodeAt(document, appendKey(pointer, wrong));
  const reason = text('reason');
  return { names: [code], reason: reason === '' ? undefined : reason, until, flaw, ...(at && { at }) };
}

/** The objects of a document with an own `x-apicheck-ignore`, each once, by whatever aliases it is reached. */
function holders({ value, text }: Document): Pointer[] {
  if (!text.includes(member)) return [];
  const found: Pointer[] = [];
  const seen = new Set<unknown>();
  const left: { readonly value: unknown; readonly pointer: Pointer }[] = [{ value, pointer: rootPointer }];
  for (let next = left.pop(); next !== undefined && found.length <= most; next = left.pop()) {
    const { value: holder, pointer } = next;
    if (typeof holder !== 'object' || holder === null || seen.has(holder)) continue;
    seen.add(holder);
    if (isObject(holder) && Object.hasOwn(holder, member)) found.push(pointer);
    for (const [key, inner] of Object.entries(holder).reverse())
      if (typeof inner === 'object' && inner !== null)
        left.push({ value: inner, pointer: appendKey(pointer, key) });
  }
  return found;
}

/** What has this pointer or one below it, or begins within its text: what is not YAML has no pointer of its own. */
function below(document: Document, pointer: Pointer): Ignore['covers'] {
  const { range, uri } = document.locate(pointer, 'value');
  const { start } = document.locate(pointer, 'key').range;
  const whole = document.locate(rootPointer).range;
  // Several descriptions in one Markdown file have the same pointers.
  const inDocument = ({ range: at }: Location): boolean =>
    pointer === rootPointer || (at.start.line >= whole.start.line && at.start.line <= whole.end.line);
  const prefix = `${pointer}/`;
  return (at) =>
    at.uri === uri &&
    (((at.pointer === pointer || at.pointer.startsWith(prefix)) && inDocument(at)) ||
      (!isBefore(at.range.start, start) && isBefore(at.range.start, range.end)));
}

function isBefore(a: Location['range']['start'], b: Location['range']['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
