import { isObject } from '../../document/node.ts';
import { formats } from '../formats.ts';
import type { Atom, Schema, Shape } from './algebra.ts';
import { kindOf } from './kinds.ts';
import { isWaived, strictLens, type Lens } from './lens.ts';
import { isSchemaLiteral, type Literal } from './literals.ts';
import { isMultiple } from '../numbers.ts';
import { matches } from './regex/language.ts';
import { every, negate, some, type Truth } from './truth.ts';
import { canonical, codePoints } from './values.ts';

/** A schema that applies itself to the same value again and again says nothing more from here on. */
const deepest = 400;

/**
 * What has been found out about values, which are never changed, by how the schema was read. Schemas know their
 * documents, and values may be those of many documents, or of none: kept by the value, a schema would be kept as long
 * as that, which for a text is for ever.
 */
const known = new WeakMap<Lens, WeakMap<Schema, Findings>>();
interface Findings {
  readonly scalars: Map<unknown, Truth>;
  parts?: WeakMap<object, Truth>;
}
/** How many different scalars are remembered of one schema. */
const mostScalars = 500;

function findingsOf(schema: Schema, lens: Lens): Findings {
  let bySchema = known.get(lens);
  if (bySchema === undefined) known.set(lens, (bySchema = new WeakMap()));
  let findings = bySchema.get(schema);
  if (findings === undefined) bySchema.set(schema, (findings = { scalars: new Map() }));
  return findings;
}

/** Takes a schema, a value and how the schema is read; gives whether the value is one of the schema's. */
export function evaluate(schema: Schema, value: unknown, lens: Lens = strictLens, depth = 0): Truth {
  if (depth > deepest) return undefined;
  const findings = findingsOf(schema, lens);
  if (typeof value === 'object' && value !== null) {
    const parts = (findings.parts ??= new WeakMap<object, Truth>());
    if (parts.has(value)) return parts.get(value);
    const truth = judge(schema, value, lens, depth);
    parts.set(value, truth);
    return truth;
  }
  const { scalars } = findings;
  if (scalars.has(value)) return scalars.get(value);
  const truth = judge(schema, value, lens, depth);
  if (scalars.size >= mostScalars) scalars.clear();
  scalars.set(value, truth);
  return truth;
}

function judge(schema: Schema, value: unknown, lens: Lens, depth: number): Truth {
  const kind = kindOf(value);
  if (lens.ignored.size > 0 && failsIgnoredType(schema, kind, lens)) return true;
  return every(schema.atoms, (atom) =>
    (atom.domain & kind) === 0 || isWaived(atom, lens) ? true : holds(atom.shape, value, lens, depth + 1),
  );
}

/** Once a wrong type has been reported, nothing else about a value of that type is worth a report. */
export function failsIgnoredType(schema: Schema, kind: number, lens: Lens): boolean {
  return schema.atoms.some(
    (atom) => atom.shape.kind === 'types' && (atom.shape.kinds & kind) === 0 && lens.ignored.has(atom),
  );
}

/** Takes an atom and a value of its domain; gives whether the atom holds. */
export function evaluateAtom(atom: Atom, value: unknown, lens: Lens = strictLens): Truth {
  return (atom.domain & kindOf(value)) === 0 || isWaived(atom, lens)
    ? true
    : holds(atom.shape, value, lens, 0);
}

/** Takes a literal and a value; gives whether the literal holds of it. `lens` is how the receiver reads. */
export function evaluateLiteral(literal: Literal, value: unknown, lens: Lens): Truth {
  const { sign, origin } = literal;
  const own = origin === 'receiver' ? lens : strictLens;
  const truth = isSchemaLiteral(literal)
    ? evaluate(literal.schema, value, own)
    : evaluateAtom(literal.atom, value, own);
  return sign ? truth : negate(truth);
}

function holds(shape: Shape, value: unknown, lens: Lens, depth: number): Truth {
  const inner = (schema: Schema, part: unknown): Truth => evaluate(schema, part, lens, depth);
  switch (shape.kind) {
    case 'types':
      return (shape.kinds & kindOf(value)) !== 0;
    case 'enum':
      return shape.texts.has(canonical(value));
    case 'anyOf':
      return some(shape.children, (one) => inner(one, value));
    case 'oneOf':
      return lens.overlaps
        ? exactlyOne(shape.children, (one) => inner(one, value))
        : some(shape.children, (one) => inner(one, value));
    case 'not':
      return negate(evaluate(shape.child, value, strictLens, depth));
    case 'if': {
      const test = evaluate(shape.test, value, strictLens, depth);
      if (test !== undefined) return inner(test ? shape.then : shape.else, value);
      const branches = [inner(shape.then, value), inner(shape.else, value)];
      return branches[0] === branches[1] ? branches[0] : undefined;
    }
    case 'opaque':
      return undefined;
    default:
      if (typeof value === 'number') return numberHolds(shape, value);
      if (typeof value === 'string') return stringHolds(shape, value);
      if (Array.isArray(value)) return arrayHolds(shape, value, inner);
      return isObject(value) ? objectHolds(shape, value, inner) : true;
  }
}

function exactlyOne<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  const truths = items.map(test);
  const certain = truths.filter((one) => one === true).length;
  if (certain > 1) return false;
  return truths.includes(undefined) ? undefined : certain === 1;
}

const within = (size: number, shape: { side: 'lower' | 'upper'; limit: number }): boolean =>
  shape.side === 'lower' ? size >= shape.limit : size <= shape.limit;

function numberHolds(shape: Shape, value: number): Truth {
  switch (shape.kind) {
    case 'bound':
      if (value === shape.limit) return !shape.exclusive;
      return shape.side === 'lower' ? value > shape.limit : value < shape.limit;
    case 'multipleOf':
      return isMultiple(value, shape.divisor);
    case 'format':
      return formats.get(shape.name)?.accepts?.(value) ?? true;
    default:
      return true;
  }
}

function stringHolds(shape: Shape, value: string): Truth {
  switch (shape.kind) {
    case 'length':
      return within(codePoints(value), shape);
    case 'pattern':
      return matches(shape.source, value);
    case 'format':
      return formats.get(shape.name)?.accepts?.(value) ?? true;
    default:
      return true;
  }
}

type Inner = (schema: Schema, part: unknown) => Truth;

function arrayHolds(shape: Shape, value: readonly unknown[], inner: Inner): Truth {
  switch (shape.kind) {
    case 'itemCount':
      return within(value.length, shape);
    case 'uniqueItems':
      return new Set(value.map(canonical)).size === value.length;
    case 'prefixItem':
      return shape.index >= value.length || inner(shape.child, value[shape.index]);
    case 'restItems':
      return every(value.slice(shape.from), (item) => inner(shape.child, item));
    case 'contains': {
      const truths = value.map((item) => inner(shape.child, item));
      const least = truths.filter((one) => one === true).length;
      const most = least + truths.filter((one) => one === undefined).length;
      if (least > shape.max || most < shape.min) return false;
      return least >= shape.min && most <= shape.max ? true : undefined;
    }
    default:
      return true;
  }
}

function objectHolds(shape: Shape, value: Readonly<Record<string, unknown>>, inner: Inner): Truth {
  const has = (name: string): boolean => Object.hasOwn(value, name);
  switch (shape.kind) {
    case 'required':
      return has(shape.name);
    case 'property':
      return !has(shape.name) || inner(shape.child, value[shape.name]);
    case 'patternProperty':
      return every(Object.keys(value), (name) =>
        implies(matches(shape.pattern, name), inner(shape.child, value[name])),
      );
    case 'additional':
      return every(Object.keys(value), (name) =>
        implies(isAdditional(name, shape.names, shape.patterns), inner(shape.child, value[name])),
      );
    case 'propertyNames':
      return every(Object.keys(value), (name) => inner(shape.child, name));
    case 'propertyCount':
      return within(Object.keys(value).length, shape);
    case 'dependentRequired':
      return !has(shape.name) || has(shape.needed);
    case 'dependentSchema':
      return !has(shape.name) || inner(shape.child, value);
    default:
      return true;
  }
}

function implies(condition: Truth, consequence: Truth): Truth {
  return some([negate(condition), consequence], (truth) => truth);
}

/** Whether a name is one that `additionalProperties` speaks of: neither named nor matched beside it. */
export function isAdditional(name: string, names: ReadonlySet<string>, patterns: readonly string[]): Truth {
  if (names.has(name)) return false;
  return negate(some(patterns, (pattern) => matches(pattern, name)));
}
