import type { Converted, SchemaError } from '../converted.ts';
import type { OwnKeyword } from '../keywords/keyword.ts';
import type { Patterns } from '../patterns.ts';
import { Unjudgeable } from '../unjudgeable.ts';
import { arrayKeywords, numberKeywords, objectKeywords, stringKeywords } from './assertions.ts';
import type { Check, Judge, KeywordTable } from './keyword.ts';
import { anyKeywords, type Accepts } from './combinations.ts';
import { fail, isOfType, pointerOf, type Part } from './part.ts';

/** Judges values by schemas as they are converted, compiling nothing. */
export interface Interpreter {
  /** Takes a schema and a value; gives its errors, undefined if none. */
  errorsOf(schema: Converted, data: unknown): readonly SchemaError[] | undefined;
  /** Takes a schema; gives how many parts of values it has judged so far, those behind its references apart. */
  effort(schema: Converted): number;
  /** How many schemas within one another are judging right now: each takes its part of the stack. */
  depth(): number;
}

/** What one schema asks, in the order in which Ajv tells its errors. */
interface Plan {
  /** The types, where they are asked for before all else. */
  readonly types: readonly unknown[] | undefined;
  readonly groups: readonly {
    readonly type: OwnKeyword['type'];
    /** Whether to say so where the value is not of that type. */
    readonly tells: boolean;
    readonly checks: readonly Check[];
  }[];
}

/**
 * Takes the keywords of our own and the patterns; gives what judges values without compiling. It finds what the
 * compiled schema would, error for error, at a fraction of what compiling takes: right for a schema that judges few
 * values, as nearly all do of a description that is linted.
 */
export function createInterpreter(own: readonly OwnKeyword[], patterns: Patterns): Interpreter {
  const plans = new WeakMap<Converted, Plan>();
  const efforts = new WeakMap<Converted, number>();
  let judged = 0;
  let depth = 0;

  const judge: Judge = (schema, data, place, errors) => {
    judged += 1;
    depth += 1;
    let plan = plans.get(schema);
    if (!plan) plans.set(schema, (plan = planOf(schema)));
    const part: Part = { schema, data, place, errors };
    if (plan.types && !plan.types.some((type) => isOfType(type, data))) mistyped(part);
    for (const { type, tells, checks } of plan.groups) {
      if (type === undefined || isOfType(type, data)) for (const check of checks) check(part);
      else if (tells) mistyped(part);
    }
    depth -= 1;
  };

  // What cannot be judged does not matter any more where something is refused.
  const acceptsAtOnce: Accepts = (schema, { data, place }) => {
    const errors: SchemaError[] = [];
    const outer = depth;
    try {
      judge(schema, data, place, errors);
    } catch (error) {
      if (!(error instanceof Unjudgeable) || errors.length === 0) throw error;
      depth = outer;
    }
    return errors.length === 0;
  };

  const table = (type: OwnKeyword['type'], keywords: KeywordTable) => ({
    type,
    keywords: new Map([
      ...Object.entries(keywords),
      ...own
        .filter((keyword) => keyword.type === type)
        .map((keyword) => [keyword.name, checkOf(keyword)] as const),
    ]),
  });
  const groups = [
    table(undefined, anyKeywords(judge, acceptsAtOnce)),
    table('number', numberKeywords),
    table('string', stringKeywords(patterns)),
    table('array', arrayKeywords(judge)),
    table('object', objectKeywords(judge, patterns)),
  ];

  function planOf(schema: Converted): Plan {
    const types = schema['type'] === undefined ? undefined : [schema['type']].flat();
    const used = groups.flatMap(({ type, keywords }) => {
      const checks = [...keywords].flatMap(([name, make]) =>
        schema[name] === undefined ? [] : (make(schema[name] as never, schema) ?? []),
      );
      if (![...keywords.keys()].some((name) => schema[name] !== undefined)) return [];
      return [{ type, tells: type !== undefined && types?.length === 1 && types[0] === type, checks }];
    });
    return { types: used.some(({ tells }) => tells) ? undefined : types, groups: used };
  }

  return {
    errorsOf(schema, data) {
      const around = { judged, depth };
      judged = 0;
      const errors: SchemaError[] = [];
      try {
        judge(schema, data, undefined, errors);
      } finally {
        efforts.set(schema, (efforts.get(schema) ?? 0) + judged);
        ({ judged, depth } = around);
      }
      return errors.length > 0 ? errors : undefined;
    },
    effort: (schema) => efforts.get(schema) ?? 0,
    depth: () => depth,
  };
}

function mistyped(part: Part): void {
  fail(part, 'type', { type: part.schema['type'] });
}

/** A keyword of our own finds its errors itself; where the value stands, and in which schema, is added. */
function checkOf({ compile }: OwnKeyword): KeywordTable[string] {
  return (argument, holder) => {
    const find = compile(argument, holder);
    return ({ schema, data, place, errors }) => {
      for (const error of find(data) ?? []) {
        errors.push({
          instancePath: pointerOf(place),
          ...error,
          schema: argument,
          parentSchema: schema,
          data,
        });
      }
    };
  };
}
