import { appendKey, type Pointer } from '../document/pointer.ts';
import { holderOf, type Converted, type Engine, type Frame, type SchemaError } from './converted.ts';
import { violationOf, type Explanation } from './explanation.ts';
import { primaryViolations } from './primary.ts';
import { Unjudgeable } from './unjudgeable.ts';
import { explainUnion } from './unions.ts';
import type { Violation } from './violation.ts';
import { describe, list, show, suggestion, withoutActual } from './words.ts';

/** As many violations as are told of one value. */
export const mostViolations = 100;
/** As many parts as are validated again to find what to say. */
const mostTrials = 2_000;

/** Takes what judging a value left; gives what there is to say of it, each fact once. */
export function explain(
  engine: Engine,
  errors: readonly SchemaError[],
  frame: Frame | undefined,
): readonly Violation[] {
  let trials = mostTrials;
  const explanation: Explanation = {
    trial(schema, data, from, at) {
      if (trials-- <= 0) return undefined;
      const before = engine.frame;
      try {
        engine.frame = from;
        const found = engine.errorsOf(schema, data);
        engine.frame = before;
        return found && violationsOf(explanation, found, from, at);
      } catch (error) {
        // That the value is invalid is known already; what cannot be tried again is told with fewer words.
        if (!(error instanceof Unjudgeable || error instanceof RangeError)) throw error;
        engine.frame = before;
        trials = 0;
        return undefined;
      }
    },
  };
  const all = distinct(violationsOf(explanation, errors, frame, '' as Pointer));
  return primaryViolations(all).slice(0, mostViolations);
}

/** Takes errors and the frame they arose in; gives their violations, below a place in the value. */
function violationsOf(
  explanation: Explanation,
  errors: readonly SchemaError[],
  frame: Frame | undefined,
  base: Pointer,
): Violation[] {
  const found: Violation[] = [];
  for (const error of outermost(errors)) {
    if (found.length >= mostViolations) break;
    const at = (base + (error.instancePath ?? '')) as Pointer;
    if (error.nested) {
      const { nested } = error;
      for (const one of violationsOf(explanation, nested.errors, nested.frame, (at + nested.at) as Pointer))
        found.push(one);
    } else if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      for (const one of explainUnion(explanation, error, frame, at)) found.push(one);
    } else {
      found.push(violation(explanation, error, frame, at));
    }
  }
  return found;
}

const absorbing = new Set(['anyOf', 'oneOf', 'not', 'propertyNames']);

/** Leaves out what Ajv reports from inside a keyword that it then reports as a whole, just after. */
function outermost(errors: readonly SchemaError[]): readonly SchemaError[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    const { keyword, schemaPath = '', instancePath = '' } = error;
    // `if` only says that `then` or `else` failed, which has spoken for itself.
    if (keyword === 'if') continue;
    if (absorbing.has(keyword)) {
      for (let last = kept.at(-1); last?.schemaPath?.startsWith(`${schemaPath}/`); last = kept.at(-1)) {
        if (!last.instancePath?.startsWith(instancePath)) break;
        kept.pop();
      }
    }
    kept.push(error);
  }
  return kept;
}

function violation(
  explanation: Explanation,
  error: SchemaError,
  frame: Frame | undefined,
  at: Pointer,
): Violation {
  const { params } = error;
  const holder = holderOf(error);
  switch (error.keyword) {
    case 'required': {
      const property = String(params['missingProperty']);
      const cause = holder?.origin().names.get('cause');
      return violationOf(
        error,
        at,
        describe(error) + (cause === undefined ? '' : `, because it has ${cause}`),
        property,
      );
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const property = String(params['additionalProperty'] ?? params['key']);
      const known = Object.keys((holder?.['properties'] ?? {}) as object);
      return violationOf(error, at, `unknown property ${property}${suggestion(property, known)}`, property);
    }
    case 'propertyNames': {
      const property = String(params['propertyName']);
      const schema = holder?.['propertyNames'] as Converted;
      const [first] = explanation.trial(schema, property, frame, at) ?? [];
      const reason = first && withoutActual(first.message);
      return violationOf(
        error,
        at,
        `property name ${show(property)} ${reason ?? 'is not allowed'}`,
        property,
      );
    }
    case 'discriminator': {
      const property = String(params['property']);
      const listed = list(params['listed'] as readonly unknown[]);
      if (params['missing'] === true)
        return violationOf(error, at, `must have property ${property}, one of ${listed}`, property);
      const tag = params['tag'];
      const near = typeof tag === 'string' ? suggestion(tag, params['listed'] as readonly string[]) : '';
      const message = `must be one of ${listed}, is ${show(tag)}${near}`;
      return { ...violationOf(error, appendKey(at, property), message, property), actual: tag };
    }
    default:
      return violationOf(error, at, describe(error));
  }
}

/** One fact once: several parts of an `allOf` may say it, and a missing tag is missing as a property too. */
function distinct(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>();
  const missingTags = new Set(
    violations.flatMap(({ keyword, instance, property }) =>
      keyword === 'discriminator' ? [`${instance} ${property}`] : [],
    ),
  );
  return violations.filter(({ keyword, instance, message, property }) => {
    if (keyword === 'required' && missingTags.has(`${instance} ${property}`)) return false;
    const key = JSON.stringify([keyword, instance, message]);
    return !seen.has(key) && seen.add(key);
  });
}
