import type { Documents } from '../document/documents.ts';
import { createCompiler } from './compiler.ts';
import type { Engine, Frame } from './converted.ts';
import { createInterpreter } from './interpreter/interpreter.ts';
import { addArrayKeywords } from './keywords/arrays.ts';
import { addDiscriminate } from './keywords/discriminate.ts';
import type { AddKeyword, OwnKeyword } from './keywords/keyword.ts';
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
/** Compiling a schema takes about as long as judging so many parts of values without. */
const worthCompiling = 20_000;
/** Beyond so many references within one another, what is compiled is used: it takes less of the stack. */
const deepestInterpreted = 30;

/**
 * Takes the texts and units of a description; gives what judges values: by interpreting schemas at first, and those
 * that go on being used by compiling them.
 */
export function createEngine(documents: Documents, units: Units, compileFrom = worthCompiling): Engine {
  const own: OwnKeyword[] = [];
  const add: AddKeyword = (name, type, compile) => void own.push({ name, type, compile });
  let compiler: ReturnType<typeof createCompiler> | undefined;

  let steps = 0;
  let kept = 0;
  let depth = 0;
  const engine: Engine = {
    frame: undefined,
    errorsOf(schema, data) {
      if (depth < deepestInterpreted && interpreter.effort(schema) < compileFrom)
        return interpreter.errorsOf(schema, data);
      const validate = (compiler ??= createCompiler(own, units.patterns))(schema);
      if (validate(data) === true) return undefined;
      return validate.errors ?? [];
    },
    run(unit, data) {
      const parent = engine.frame;
      if (!parent) steps = kept = depth = 0;
      steps += 1;
      depth += 1;
      if (steps === unmeasuredSteps && isTooLarge(outermostData(parent, data))) steps = mostParts;
      if (steps >= mostParts) throw new Unjudgeable(unit.node, 'the value is too large to be judged');
      engine.frame = { unit, data, parent };
      const errors = engine.errorsOf(unit.conversion().schema, data);
      engine.frame = parent;
      depth -= 1;
      kept += errors?.length ?? 0;
      return parent && kept > mostErrors ? errors?.slice(0, 1) : errors;
    },
    target: (link) => units.target(link, engine.frame),
    unitAt: (node, from) => units.unit(node, from.dialect, from.direction),
  };

  addPlainKeywords(add);
  addArrayKeywords(add, engine);
  addReferences(add, engine);
  addUnevaluated(add, engine, units.patterns);
  addDiscriminate(add, engine, documents);
  const interpreter = createInterpreter(own, units.patterns);
  return engine;
}

function outermostData(frame: Frame | undefined, data: unknown): unknown {
  let outermost = data;
  for (let at = frame; at; at = at.parent) outermost = at.data;
  return outermost;
}
