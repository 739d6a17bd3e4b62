import type { Ajv, FuncKeywordDefinition, ValidateFunction } from 'ajv';
import type { Documents } from '../document/documents.ts';
import { loadAjv } from './ajv.ts';
import type { Converted, Engine, Frame } from './converted.ts';
import { formats } from './formats.ts';
import { addArrayKeywords } from './keywords/arrays.ts';
import { addDiscriminate } from './keywords/discriminate.ts';
import type { AddKeyword } from './keywords/keyword.ts';
import { addPlainKeywords } from './keywords/plain.ts';
import { addReferences } from './keywords/references.ts';
import { addUnevaluated } from './keywords/unevaluated.ts';
import { isTooLarge, mostParts } from './size.ts';
import { Unjudgeable } from './unjudgeable.ts';
import type { Units } from './units.ts';

/** After so many references, the value is measured: YAML aliases make small texts into values without measure. */
const unmeasuredSteps = 10_000;
/** Errors of one judgement that are kept whole. */
const mostErrors = 20_000;

/** Takes the texts and units of a description; gives what compiles and runs them. */
export function createEngine(documents: Documents, units: Units): Engine {
  const ajv = createAjv(units);
  const compiled = new WeakMap<Converted, ValidateFunction>();

  const validator = (schema: Converted): ValidateFunction => {
    let found = compiled.get(schema);
    if (!found) compiled.set(schema, (found = ajv.compile(schema)));
    return found;
  };

  let steps = 0;
  let kept = 0;
  const engine: Engine = {
    frame: undefined,
    errorsOf(schema, data) {
      const validate = validator(schema);
      if (validate(data) === true) return undefined;
      return validate.errors ?? [];
    },
    run(unit, data) {
      const parent = engine.frame;
      if (!parent) steps = kept = 0;
      steps += 1;
      if (steps === unmeasuredSteps && isTooLarge(outermostData(parent, data))) steps = mostParts;
      if (steps >= mostParts) throw new Unjudgeable(unit.node, 'the value is too large to be judged');
      engine.frame = { unit, data, parent };
      const errors = engine.errorsOf(unit.conversion().schema, data);
      engine.frame = parent;
      kept += errors?.length ?? 0;
      return parent && kept > mostErrors ? errors?.slice(0, 1) : errors;
    },
    target: (link) => units.target(link, engine.frame),
    unitAt: (node, from) => units.unit(node, from.dialect, from.direction),
  };

  const add: AddKeyword = (keyword, type, compile) => {
    const definition: FuncKeywordDefinition = {
      keyword,
      ...(type && { type }),
      errors: true,
      compile(value, parentSchema) {
        const parent = parentSchema as Converted;
        const find = compile(value, parent);
        const validate: ReturnType<NonNullable<FuncKeywordDefinition['compile']>> = (
          data: unknown,
        ): boolean => {
          const errors = find(data);
          if (errors) validate.errors = errors.map((error) => ({ ...error, parentSchema: parent }));
          return !errors;
        };
        return validate;
      },
    };
    ajv.addKeyword(definition);
  };
  addPlainKeywords(add, ajv);
  addArrayKeywords(add, engine);
  addReferences(add, engine);
  addUnevaluated(add, engine, units.patterns);
  addDiscriminate(add, engine, documents);
  return engine;
}

function outermostData(frame: Frame | undefined, data: unknown): unknown {
  let outermost = data;
  for (let at = frame; at; at = at.parent) outermost = at.data;
  return outermost;
}

function createAjv({ patterns }: Units): Ajv {
  const { Ajv } = loadAjv();
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    // Names such as `toString` are members only where a value has them itself.
    ownProperties: true,
    logger: false,
    code: {
      optimize: false,
      regExp: Object.assign((pattern: string) => patterns.get(pattern), { code: 'pattern' }),
    },
  });
  for (const keyword of ['contains', 'uniqueItems', 'multipleOf']) ajv.removeKeyword(keyword);
  for (const [name, { types, accepts }] of formats) {
    if (!accepts) continue;
    const type = types.length === 1 ? types[0] : undefined;
    if (type === 'number') ajv.addFormat(name, { type: 'number', validate: accepts });
    else ajv.addFormat(name, { type: 'string', validate: accepts });
  }
  return ajv;
}
