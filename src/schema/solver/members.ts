import { isAdditional } from './evaluate.ts';
import type { AtomLiteral, Literal, SchemaLiteral } from './literals.ts';
import { matches } from './regex/language.ts';
import { canonical } from './values.ts';

/** A member that has to be there under a name to be chosen. */
export interface Demand {
  /** What its value has to be. */
  readonly literals: readonly Literal[];
  /** What its name has to be. */
  readonly nameLiterals: readonly Literal[];
  /** The names that it may not have, where it is one that `additionalProperties` speaks of. */
  readonly additional:
    { readonly names: ReadonlySet<string>; readonly patterns: readonly string[] } | undefined;
  /** The pattern that its name has to match. */
  readonly pattern: string | undefined;
}

/** What a goal says of an object's members. */
export interface Frame {
  /** The names that have to be there, with what is asked of their values beside `goalOf`. */
  readonly present: ReadonlyMap<string, readonly Literal[]>;
  readonly absent: ReadonlySet<string>;
  readonly min: number;
  readonly max: number;
  readonly demands: readonly Demand[];
  /** What every name has to be. */
  readonly nameRules: readonly SchemaLiteral[];
  /** Every name that is mentioned. */
  readonly names: ReadonlySet<string>;
  /** Every pattern of names that decides what a value has to be. */
  readonly patterns: readonly string[];
  /** Texts of objects that may not be taken. */
  readonly excluded: ReadonlySet<string>;
  /** Gives what a member's value has to be; undefined where a pattern of names could not be judged. */
  readonly goalOf: (name: string) => readonly Literal[] | undefined;
}

/** Takes the atoms of a goal on objects; gives them by what they speak of. */
export function memberFrame(units: readonly AtomLiteral[]): Frame {
  let [min, max] = [0, Infinity];
  const present = new Map<string, readonly Literal[]>();
  const absent = new Set<string>();
  const demands: Demand[] = [];
  const nameRules: SchemaLiteral[] = [];
  const names = new Set<string>();
  const patterns = new Set<string>();
  const excluded = new Set<string>();
  const properties = new Map<string, Literal[]>();
  const matched: { pattern: string; literal: Literal }[] = [];
  const additional: { names: ReadonlySet<string>; patterns: readonly string[]; literal: Literal }[] = [];
  const require = (name: string, more: readonly Literal[]): void => {
    present.set(name, [...(present.get(name) ?? []), ...more]);
    names.add(name);
  };

  for (const { atom, sign, origin } of units) {
    const { shape } = atom;
    switch (shape.kind) {
      case 'required':
        if (sign) require(shape.name, []);
        else absent.add(shape.name);
        names.add(shape.name);
        break;
      case 'property': {
        const literal: SchemaLiteral = { schema: shape.child, sign, origin };
        names.add(shape.name);
        if (!sign) require(shape.name, [literal]);
        else properties.set(shape.name, [...(properties.get(shape.name) ?? []), literal]);
        break;
      }
      case 'patternProperty': {
        const literal: SchemaLiteral = { schema: shape.child, sign, origin };
        const { pattern } = shape;
        patterns.add(pattern);
        if (sign) matched.push({ pattern, literal });
        else demands.push({ literals: [literal], nameLiterals: [], additional: undefined, pattern });
        break;
      }
      case 'additional': {
        const literal: SchemaLiteral = { schema: shape.child, sign, origin };
        for (const name of shape.names) names.add(name);
        for (const pattern of shape.patterns) patterns.add(pattern);
        if (sign) additional.push({ names: shape.names, patterns: shape.patterns, literal });
        else demands.push({ literals: [literal], nameLiterals: [], additional: shape, pattern: undefined });
        break;
      }
      case 'propertyNames': {
        const literal: SchemaLiteral = { schema: shape.child, sign, origin };
        if (sign) nameRules.push(literal);
        else
          demands.push({ literals: [], nameLiterals: [literal], additional: undefined, pattern: undefined });
        break;
      }
      case 'propertyCount':
        if ((shape.side === 'lower') === sign) min = Math.max(min, sign ? shape.limit : shape.limit + 1);
        else max = Math.min(max, sign ? shape.limit : shape.limit - 1);
        break;
      case 'enum':
        if (!sign) for (const value of shape.values) excluded.add(canonical(value));
        break;
      default:
    }
  }

  const goalOf = (name: string): readonly Literal[] | undefined => {
    const goal: Literal[] = [...(properties.get(name) ?? [])];
    for (const { pattern, literal } of matched) {
      const truth = matches(pattern, name);
      if (truth === undefined) return undefined;
      if (truth) goal.push(literal);
    }
    for (const { names: own, patterns: sources, literal } of additional) {
      const truth = isAdditional(name, own, sources);
      if (truth === undefined) return undefined;
      if (truth) goal.push(literal);
    }
    return goal;
  };
  return {
    present,
    absent,
    min,
    max,
    demands,
    nameRules,
    names,
    patterns: [...patterns],
    excluded,
    goalOf,
  };
}
