import { functions, type Comparable, type Condition, type FunctionName, type Operator } from './query.ts';
import type { Query, Segment, Selector } from './query.ts';

/** Queries and conditions within one another are read as deep. */
const deepest = 50;

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Takes a JSONPath as it is written (RFC 9535; parentheses around a filter, as older dialects have them, are read
 * too); gives it taken apart. Throws SyntaxError.
 */
export function parseQuery(text: string): Query {
  const reader = createReader(text.trim());
  const query = reader.query(0);
  if (!query.absolute) throw new SyntaxError('a path begins with $');
  reader.end();
  return query;
}

/** As `parseQuery`, of a condition such as stands in a filter, about `$`. */
export function parseCondition(text: string): Condition {
  const reader = createReader(text.trim());
  const condition = reader.condition(0);
  reader.end();
  return condition;
}

interface Reader {
  query(depth: number): Query;
  condition(depth: number): Condition;
  end(): void;
}

function createReader(text: string): Reader {
  let at = 0;

  const fail = (): never => {
    throw new SyntaxError(`it cannot be read from ${JSON.stringify(text.slice(at, at + 20))} on`);
  };
  const blank = (): void => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const sign = (...signs: readonly string[]): string | undefined => {
    blank();
    const found = signs.find((one) => text.startsWith(one, at));
    if (found !== undefined) at += found.length;
    return found;
  };
  const must = (one: string): void => void (sign(one) ?? fail());

  const quoted = (): string | undefined => {
    const whole = take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy);
    return whole
      ?.slice(1, -1)
      .replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/gs, (_, hex: string | undefined, char: string) =>
        hex === undefined ? (escapes[char] ?? char) : String.fromCharCode(parseInt(hex, 16)),
      );
  };
  const whole = (): number | undefined => {
    const digits = take(/-?\d{1,15}/y);
    return digits === undefined ? undefined : Number(digits);
  };

  const selector = (depth: number): Selector => {
    blank();
    const name = quoted();
    if (name !== undefined) return { is: 'name', name };
    if (sign('*')) return { is: 'any' };
    if (sign('?')) return { is: 'filter', condition: condition(depth + 1) };
    const start = whole();
    if (!sign(':')) return start === undefined ? fail() : { is: 'index', index: start };
    blank();
    const end = whole();
    if (!sign(':')) return { is: 'slice', start, end, step: 1 };
    blank();
    return { is: 'slice', start, end, step: whole() ?? 1 };
  };
  const brackets = (depth: number): Selector[] => {
    const found: Selector[] = [];
    do found.push(selector(depth));
    while (sign(','));
    must(']');
    return found;
  };
  const segment = (depth: number): Segment | undefined => {
    const before = at;
    blank();
    const deep = text.startsWith('..', at);
    if (deep) at += 2;
    else if (text[at] === '.') at += 1;
    else if (text[at] === '[') {
      at += 1;
      return { deep: false, selectors: brackets(depth) };
    } else {
      at = before;
      return undefined;
    }
    if (deep && text[at] === '[') {
      at += 1;
      return { deep, selectors: brackets(depth) };
    }
    if (text[at] === '*') {
      at += 1;
      return { deep, selectors: [{ is: 'any' }] };
    }
    const name = take(/[\p{L}_\u0080-\u{10FFFF}][\p{L}\p{N}_\u0080-\u{10FFFF}-]*/uy);
    return name === undefined ? fail() : { deep, selectors: [{ is: 'name', name }] };
  };
  const query = (depth: number): Query => {
    if (depth > deepest) fail();
    const root = sign('$', '@') ?? fail();
    const segments: Segment[] = [];
    for (let next = segment(depth); next !== undefined; next = segment(depth)) segments.push(next);
    return { absolute: root === '$', segments };
  };

  const comparable = (depth: number): Comparable => {
    blank();
    const text = quoted();
    if (text !== undefined) return { is: 'literal', value: text };
    const number = take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { is: 'literal', value: Number(number) };
    const word = take(/[a-z]+(?:_[a-z]+)*/y);
    if (word === 'true' || word === 'false' || word === 'null')
      return { is: 'literal', value: JSON.parse(word) as unknown };
    if (word === undefined) return { is: 'query', query: query(depth + 1) };
    if (!Object.hasOwn(functions, word)) throw new SyntaxError(`there is no function ${word}`);
    const name = word as FunctionName;
    must('(');
    const given = [comparable(depth + 1)];
    while (sign(',')) given.push(comparable(depth + 1));
    must(')');
    if (given.length !== functions[name])
      throw new SyntaxError(`${name}() takes ${functions[name]} arguments`);
    return { is: 'call', name, given };
  };
  const one = (depth: number): Condition => {
    if (depth > deepest) fail();
    if (sign('!')) return { is: 'not', part: one(depth + 1) };
    if (sign('(')) {
      const inner = condition(depth + 1);
      must(')');
      return inner;
    }
    const left = comparable(depth);
    const operator = sign('==', '!=', '<=', '>=', '<', '>') as Operator | undefined;
    if (operator !== undefined) return { is: 'compare', left, operator, right: comparable(depth) };
    return left.is === 'literal' ? fail() : { is: 'test', what: left };
  };
  const chain = (is: 'and' | 'or', mark: string, next: () => Condition): Condition => {
    const parts = [next()];
    while (sign(mark)) parts.push(next());
    return parts.length === 1 ? (parts[0] as Condition) : { is, parts };
  };
  const condition = (depth: number): Condition =>
    chain('or', '||', () => chain('and', '&&', () => one(depth)));

  return {
    query,
    condition,
    end: () => {
      blank();
      if (at < text.length) fail();
    },
  };
}
