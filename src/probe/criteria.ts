/** A value that a criterion compares: written in it, or what an expression comes to. */
type Operand = { readonly value: unknown } | { readonly expression: string };

/** A condition of Arazzo 1.0 (section 4.6.11), of type `simple`. */
export type Criterion =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Criterion[] }
  | { readonly kind: 'not'; readonly part: Criterion }
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: Operator; readonly right: Operand }
  | { readonly kind: 'truth'; readonly operand: Operand };

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Gives what an expression comes to, undefined for nothing. */
export type ValueOf = (expression: string) => unknown;

/** Conditions within one another are read as deep. */
const deepest = 50;

const tokens =
  /\s*(?:(&&|\|\||[=!<>]=|[<>!()])|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(true|false|null)(?!\w)|(\{\$[^{}\s<>=!&|]+\}|\$(?:\[(?:\d+|'[^']*')\]|[^\s<>=!&|()[\]])+))/y;

/**
 * Takes a condition as it is written; gives what it says, or undefined where it cannot be read. Braces around an
 * expression, or around all of it, as the specification's own examples have them, are read too.
 */
export function parseCriterion(text: string): Criterion | undefined {
  const read = tokenize(text) ?? tokenize(/^\{(.*)\}$/s.exec(text.trim())?.[1] ?? '');
  if (read === undefined) return undefined;
  let at = 0;
  const operator = (...wanted: readonly string[]): string | undefined => {
    const token = read[at];
    if (typeof token !== 'string' || !wanted.includes(token)) return undefined;
    at += 1;
    return token;
  };
  const chain = (
    kind: 'and' | 'or',
    sign: string,
    next: (depth: number) => Criterion | undefined,
    depth: number,
  ): Criterion | undefined => {
    const parts: Criterion[] = [];
    do {
      const part = next(depth);
      if (part === undefined) return undefined;
      parts.push(part);
    } while (operator(sign) !== undefined);
    return parts.length === 1 ? parts[0] : { kind, parts };
  };
  const either = (depth: number): Criterion | undefined => chain('or', '||', both, depth);
  const both = (depth: number): Criterion | undefined => chain('and', '&&', one, depth);
  const one = (depth: number): Criterion | undefined => {
    if (depth > deepest) return undefined;
    if (operator('!') !== undefined) {
      const part = one(depth + 1);
      return part && { kind: 'not', part };
    }
    if (operator('(') !== undefined) {
      const inner = either(depth + 1);
      return operator(')') === undefined ? undefined : inner;
    }
    const left = operand();
    if (left === undefined) return undefined;
    const sign = operator('==', '!=', '<', '<=', '>', '>=') as Operator | undefined;
    if (sign === undefined) return { kind: 'truth', operand: left };
    const right = operand();
    return right && { kind: 'compare', left, operator: sign, right };
  };
  const operand = (): Operand | undefined => {
    const token = read[at];
    if (token === undefined || typeof token === 'string') return undefined;
    at += 1;
    return token;
  };
  const whole = either(0);
  return at === read.length ? whole : undefined;
}

function tokenize(text: string): (string | Operand)[] | undefined {
  const found: (string | Operand)[] = [];
  const source = text.trim();
  tokens.lastIndex = 0;
  while (tokens.lastIndex < source.length) {
    const match = tokens.exec(source);
    if (match === null) return undefined;
    const [, sign, quoted, number, word, expression] = match;
    if (sign !== undefined) found.push(sign);
    else if (quoted !== undefined) found.push({ value: quoted.replaceAll("''", "'") });
    else if (number !== undefined) found.push({ value: Number(number) });
    else if (word !== undefined) found.push({ value: JSON.parse(word) as unknown });
    else if (expression !== undefined) found.push({ expression: expression.replace(/^\{|\}$/g, '') });
  }
  return found;
}

/** Takes a criterion; gives the expressions in it. */
export function expressionsOf(criterion: Criterion): string[] {
  const of = (operand: Operand): string[] => ('expression' in operand ? [operand.expression] : []);
  switch (criterion.kind) {
    case 'and':
    case 'or':
      return criterion.parts.flatMap(expressionsOf);
    case 'not':
      return expressionsOf(criterion.part);
    case 'truth':
      return of(criterion.operand);
    case 'compare':
      return [...of(criterion.left), ...of(criterion.right)];
  }
}

/** Takes a criterion, and what expressions come to; gives whether it holds. Texts are compared without case. */
export function holds(criterion: Criterion, valueOf: ValueOf): boolean {
  const value = (operand: Operand): unknown =>
    'expression' in operand ? valueOf(operand.expression) : operand.value;
  switch (criterion.kind) {
    case 'and':
      return criterion.parts.every((part) => holds(part, valueOf));
    case 'or':
      return criterion.parts.some((part) => holds(part, valueOf));
    case 'not':
      return !holds(criterion.part, valueOf);
    case 'truth':
      return Boolean(value(criterion.operand));
    case 'compare':
      return compare(value(criterion.left), criterion.operator, value(criterion.right));
  }
}

function compare(left: unknown, operator: Operator, right: unknown): boolean {
  // Loose comparisons (Arazzo 1.0.1 section 4.6.11): what is not there is null.
  const [a, b] = alike(left ?? null, right ?? null);
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const [x, y] = [a, b as typeof a];
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
  }
}

/** A header is a text and a status a number: where only one is a number, both are read as one if they can be. */
function alike(left: unknown, right: unknown): [unknown, unknown] {
  if (typeof left === 'number' && typeof right === 'string') return [left, asNumber(right)];
  if (typeof left === 'string' && typeof right === 'number') return [asNumber(left), right];
  return [plain(left), plain(right)];
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function asNumber(text: string): unknown {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
