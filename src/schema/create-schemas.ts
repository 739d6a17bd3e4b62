import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { SchemaSite } from '../openapi/model.ts';
import { findFault } from './check.ts';
import type { Engine, Unit } from './converted.ts';
import { createEngine } from './engine.ts';
import { holdsExact } from './exact.ts';
import { explain } from './explain.ts';
import type { Schemas } from './schemas.ts';
import { isTooLarge } from './size.ts';
import { Unjudgeable } from './unjudgeable.ts';
import { createUnits } from './units.ts';
import type { Judgement, Uncompilable } from './violation.ts';

const valid: Judgement = { kind: 'valid' };

/** Values nested more deeply than this are what exhausted the stack; in a shallower one it was the schema. */
const deep = 300;

/**
 * Takes the texts of a description; gives its schemas, of which nothing is compiled yet. Ajv is loaded when the first
 * of them has judged so much that compiling it is worth while: so many parts of values as `compileFrom` says. With
 * `partial`, a value is a part of what it stands for: nothing that it lacks is missing.
 */
export function createSchemas(documents: Documents, compileFrom?: number, partial?: boolean): Schemas {
  const units = createUnits(documents, partial);
  let made: Engine | undefined;
  const sound = new Set<Unit>();
  const faulty = new Map<Unit, Uncompilable>();

  const bySite = new WeakMap<SchemaSite, Unit>();
  const unitOf = (site: SchemaSite): Unit => {
    let unit = bySite.get(site);
    if (!unit) bySite.set(site, (unit = units.unit(site.node, site.dialect, site.direction)));
    return unit;
  };

  const judge = (site: SchemaSite, value: unknown): Judgement => {
    try {
      const engine = (made ??= createEngine(documents, units, compileFrom));
      engine.frame = undefined;
      engine.exact = holdsExact(value);
      const unit = unitOf(site);
      const errors = engine.run(unit, value);
      if (!errors) return valid;
      return {
        kind: 'invalid',
        violations: explain(engine, errors, { unit, data: value, parent: undefined }),
      };
    } catch (error) {
      return { kind: 'unjudged', uncompilable: whyNot(error, site.node, value) };
    }
  };

  const accepts = (site: SchemaSite, value: unknown): boolean | Uncompilable => {
    try {
      const engine = (made ??= createEngine(documents, units, compileFrom));
      engine.frame = undefined;
      engine.exact = holdsExact(value);
      return engine.run(unitOf(site), value) === undefined;
    } catch (error) {
      return whyNot(error, site.node, value);
    }
  };

  return {
    judge,
    accepts,
    check(site) {
      const unit = units.unit(site.node, site.dialect, site.direction);
      if (sound.has(unit)) return undefined;
      const fault = faulty.get(unit) ?? findFault(unit, units, sound);
      if (fault) faulty.set(unit, fault);
      return fault;
    },
  };
}

function whyNot(error: unknown, node: Node, value: unknown): Uncompilable {
  if (error instanceof Unjudgeable) return error.uncompilable;
  if (error instanceof RangeError) {
    const reason = isDeep(value)
      ? 'the value is nested too deeply to be judged'
      : isTooLarge(value)
        ? 'the value is too large to be judged'
        : 'the schema refers to itself for the same value, without end';
    return { node, reason };
  }
  return { node, reason: error instanceof Error ? error.message : String(error) };
}

function isDeep(value: unknown): boolean {
  // A set: through YAML aliases the same part may be there a billion times over.
  let level = new Set<unknown>([value]);
  for (let depth = 0; depth < deep && level.size > 0; depth += 1) {
    const parts = [...level].filter((item) => typeof item === 'object' && item !== null);
    level = new Set(parts.flatMap((item) => Object.values(item as object)));
  }
  return level.size > 0;
}
