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
import { mostParts, unfoldedSize } from './size.ts';
import { Unjudgeable } from './unjudgeable.ts';
import type { Units } from './units.ts';

/** After so many references, the value is measured: YAML aliases make small texts into values without measure. */
const unmeasuredSteps = 10_000;
/** The same once a description has used up its excess. */
const unmeasuredStepsLeft = 1_000;
/** References that it is fair to follow for each part of a value. More are for a value that many unions take apart. */
const fairSteps = 50;
/** As many more as that are followed for all values of one description together. */
const mostExcess = 300_000;
/** Errors of one judgement that are kept whole. */
const mostErrors = 20_000;
/** Compiling a schema takes about as long as judging so many parts of values without. */
const worthCompiling = 20_000;
/** Beyond so many schemas within one another, what is compiled is used: it takes less of the stack. */
const deepestInterpreted = 500;

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
  let fair = Infinity;
  let excess = 0;
  const engine: Engine = {
    frame: undefined,
    exact: false,
    errorsOf(schema, data) {
      const few = interpreter.depth() < deepestInterpreted && interpreter.effort(schema) < compileFrom;
      if (engine.exact || few) return interpreter.errorsOf(schema, data);
      const validate = (compiler ??= createCompiler(own, units.patterns))(schema);
      if (validate(data) === true) return undefined;
      return validate.errors ?? [];
    },
    run(unit, data) {
      const parent = engine.frame;
      if (!parent) {
        steps = kept = 0;
        fair = Infinity;
      }
      steps += 1;
      if (steps === (excess > mostExcess ? unmeasuredStepsLeft : unmeasuredSteps)) {
        const size = unfoldedSize(outermostData(parent, data));
        if (size > mostParts) throw new Unjudgeable(unit.node, 'the value is too large to be judged');
        fair = steps + size * fairSteps;
      }
      if (steps > fair && ++excess > mostExcess)
        throw new Unjudgeable(unit.node, 'judging a value takes too long');
      engine.frame = { unit, data, parent };
      const errors = engine.errorsOf(unit.conversion().schema, data);
      engine.frame = parent;
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
