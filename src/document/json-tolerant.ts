import { tooDeep } from './limits.ts';
import { scanString, scanWord } from './json-scalars.ts';
import { noMembers, type Entry, type Parsed, type ParseProblem } from './entry.ts';
import { appendKey, rootPointer, type Pointer } from './pointer.ts';

/** More mistakes than this in one text are not worth reading: it is not JSON. */
const mostProblems = 200;

/**
 * Takes a text that JSON.parse refuses or that gives a key twice; gives what value can be made out, and all that is
 * wrong. After a mistake it goes on where a person would: as if the comma or the quote were there.
 */
export function readTolerantly(content: string, start: number, depthLimit: number): Parsed {
  const { value, entry, problems } = read(content, start, depthLimit);
  return { value, entries: () => entry, problems };
}

/** A collection of a text that has mistakes. */
export interface TolerantCollection {
  readonly value: unknown;
  readonly entry: Entry;
  readonly problems: readonly ParseProblem[];
}

/** Where a collection stands in the whole. */
export interface Surroundings {
  readonly pointer: Pointer;
  /** How many objects are around it. */
  readonly objects: number;
}

/**
 * Takes a text, where a collection of it opens, and what is around that; gives what `readTolerantly` makes of that
 * collection if nothing is wrong before it.
 */
export function readCollectionTolerantly(
  content: string,
  open: number,
  around: Surroundings,
  depthLimit: number,
): TolerantCollection {
  return read(content, open, depthLimit, around);
}

/** Of a whole text from `start`, or of the collection there, where it is told what is around. */
function read(content: string, start: number, depthLimit: number, around?: Surroundings): TolerantCollection {
  const problems: ParseProblem[] = [];
  let at = start;
  let given = false;
  let ended = false;
  /** How many objects are open. */
  let objects = around?.objects ?? 0;
  /** Whether an array ended without its bracket, behind a comma. */
  let unclosed = false;

  function report(message: string, from: number, to: number, more?: Partial<ParseProblem>): void {
    if (given) return;
    const span = { start: from, end: Math.min(to, content.length) };
    problems.push({ code: 'document-syntax', message, span, ...more });
    if (problems.length >= mostProblems) stop();
  }
  function stop(): void {
    given = true;
    at = content.length;
  }

  function skip(): void {
    while (at < content.length) {
      const unit = content.charCodeAt(at);
      if (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) at++;
      else if (unit === 0x2f && (content[at + 1] === '/' || content[at + 1] === '*')) skipComment();
      else return;
    }
  }
  function skipComment(): void {
    const block = content[at + 1] === '*';
    const end = block ? content.indexOf('*/', at + 2) : lineBreak(content, at + 2);
    const to = end === -1 ? content.length : end + (block ? 2 : 0);
    report('JSON has no comments', at, to);
    at = to;
  }

  function scalar(): { value: unknown; start: number; end: number } {
    const first = content[at];
    const scanned =
      first === '"' || first === "'" ? scanString(content, at, report) : scanWord(content, at, report);
    const from = at;
    at = scanned.end;
    return { value: scanned.value, start: from, end: scanned.end };
  }

  function value(pointer: Pointer, depth: number, key?: Entry['key']): { value: unknown; entry: Entry } {
    const keyPart = key && { key };
    const first = content[at];
    if (first !== '{' && first !== '[') {
      const { value: parsed, start: from, end } = scalar();
      return { value: parsed, entry: { ...keyPart, value: { start: from, end }, members: () => noMembers } };
    }
    const open = at;
    if (depth >= depthLimit) {
      report(tooDeep({ depth: depthLimit }), at, at + 1, {
        code: 'document-limit',
      });
      stop();
      return {
        value: null,
        entry: { ...keyPart, value: { start: open, end: open + 1 }, members: () => noMembers },
      };
    }
    at++;
    const members = new Map<string, Entry>();
    const collected =
      first === '{' ? object(open, pointer, depth + 1, members) : array(open, pointer, depth + 1, members);
    return {
      value: collected,
      // Where reading was given up, it goes on a little behind the end.
      entry: {
        ...keyPart,
        value: { start: open, end: Math.min(at, content.length) },
        members: () => members,
      },
    };
  }

  /** Behind a value or at the start of a collection: whether there is another member. */
  function another(open: number, close: '}' | ']', empty: boolean): boolean {
    skip();
    if (at >= content.length) {
      if (!ended) {
        const related = [{ message: 'opened here', span: { start: open, end: open + 1 } }];
        report(
          `the text ends before its last ${content[open]} is closed with ${close}`,
          content.length,
          content.length,
          {
            related,
          },
        );
      }
      ended = true;
      return false;
    }
    if (content[at] === close) {
      at++;
      return false;
    }
    if (content[at] === (close === '}' ? ']' : '}')) {
      report(
        `expected ${empty ? close : `a comma or ${close} after the value`}, found ${content[at]}`,
        at,
        at + 1,
      );
      // Taken for the wrong bracket in the right place.
      at++;
      return false;
    }
    if (empty) return true;
    if (unclosed) {
      unclosed = false;
      return true;
    }
    if (content[at] !== ',') {
      report(`expected a comma or ${close} after the value`, at, at + 1);
      return true;
    }
    const comma = at++;
    skip();
    while (content[at] === ',') {
      report('expected a value between two commas', at, at + 1);
      at++;
      skip();
    }
    if (content[at] === close) {
      report(`a comma may not stand before ${close}`, comma, comma + 1);
      at++;
      return false;
    }
    if (at < content.length) return true;
    return another(open, close, true);
  }

  function array(open: number, pointer: Pointer, depth: number, members: Map<string, Entry>): unknown[] {
    const result: unknown[] = [];
    for (let empty = true; another(open, ']', empty) && !given; empty = false) {
      const before = at;
      if (objects > 0 && result.length > 0 && isKey()) {
        const related = [{ message: 'opened here', span: { start: open, end: open + 1 } }];
        report('expected ] before this key', at, scanString(content, at, () => {}).end, { related });
        unclosed = true;
        return result;
      }
      const item = value(appendKey(pointer, result.length), depth);
      members.set(String(result.length), item.entry);
      result.push(item.value);
      if (at === before) at++;
    }
    return result;
  }

  /** Whether a string with a colon behind it comes next, which is no item. */
  function isKey(): boolean {
    if (content[at] !== '"') return false;
    let behind = scanString(content, at, () => {}).end;
    while (/\s/.test(content.charAt(behind))) behind++;
    return content[behind] === ':';
  }

  function object(open: number, pointer: Pointer, depth: number, members: Map<string, Entry>): object {
    objects++;
    const result = {};
    for (let empty = true; another(open, '}', empty) && !given; empty = false) {
      const before = at;
      if (content[at] === '{' || content[at] === '[') report('expected a key in double quotes', at, at + 1);
      const key = scalarKey();
      const name = key.name;
      const earlier = members.get(name);
      const memberPointer = appendKey(pointer, name);
      if (earlier?.key !== undefined) {
        report(`the key ${JSON.stringify(name)} is given twice`, key.start, key.end, {
          code: 'document-duplicate-key',
          pointer: memberPointer,
          related: [{ message: 'first given here', span: earlier.key, pointer: memberPointer }],
        });
      }
      skip();
      if (content[at] === ':') {
        at++;
        skip();
      } else if (content[at] === '=') {
        report('expected a colon after the key', at, at + 1);
        at++;
        skip();
      } else {
        report('expected a colon after the key', at, at + 1);
      }
      let member: { value: unknown; entry: Entry };
      const next = content[at];
      if (next === undefined || next === ',' || next === '}' || next === ']') {
        if (content[at - 1] === ':' || next !== undefined)
          report('expected a value after the colon', at, at + 1);
        member = {
          value: null,
          entry: {
            key: { start: key.start, end: key.end },
            value: { start: at, end: at },
            members: () => noMembers,
          },
        };
      } else {
        member = value(memberPointer, depth, { start: key.start, end: key.end });
      }
      members.set(name, member.entry);
      Object.defineProperty(result, name, {
        value: member.value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      if (at === before) at++;
    }
    objects--;
    return result;
  }

  function scalarKey(): { name: string; start: number; end: number } {
    const from = at;
    if (content[at] === '"' || content[at] === "'") {
      const scanned = scanString(content, at, report);
      at = scanned.end;
      return { name: scanned.value, start: from, end: at };
    }
    while (at < content.length && !/[\s:,{}[\]"]/.test(content[at] ?? '')) at++;
    if (at > from) report('a key needs double quotes', from, at);
    else if (content[at] !== '{' && content[at] !== '[' && content[at] !== ':') at++;
    return { name: content.slice(from, at), start: from, end: at };
  }

  if (around !== undefined) return { ...value(around.pointer, 0), problems };
  skip();
  if (at >= content.length) {
    report('the text is empty', 0, 0);
    return { value: null, entry: { value: { start: at, end: at }, members: () => noMembers }, problems };
  }
  const root = value(rootPointer, 0);
  skip();
  if (at < content.length) report('expected nothing more after the end of the value', at, at + 1);
  return { ...root, problems };
}

/** Where the line ends that an offset is on, or -1 on the last. */
function lineBreak(content: string, from: number): number {
  const ends = /[\r\n]/g;
  ends.lastIndex = from;
  return ends.exec(content)?.index ?? -1;
}
