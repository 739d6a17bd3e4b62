import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, valueIn } from '../document/node.ts';
import { dialectOf } from '../openapi/dialect.ts';
import type { Dialect, Direction } from '../openapi/model.ts';
import { convert } from './convert.ts';
import type { Conversion, Frame, Link, Unit } from './converted.ts';
import { dialectRules, isJsonSchema } from './dialects.ts';
import { createPatterns, type Patterns } from './patterns.ts';
import { declaredDialect, dynamicAnchors, resourceOf } from './resources.ts';
import { Unjudgeable } from './unjudgeable.ts';
import { createVisibility } from './visibility.ts';

/** The units of one description: one for each schema, direction, dialect and set of hidden names. */
export interface Units {
  readonly patterns: Patterns;
  unit(node: Node, dialect: Dialect, direction: Direction, hidden?: ReadonlySet<string>): Unit;
  /** Takes a link and the dynamic scope; gives where it leads. Throws `Unjudgeable` where that is nowhere. */
  target(link: Link, frame: Frame | undefined): Unit;
}

const none: ReadonlySet<string> = new Set();

/**
 * Takes the texts of a description, and whether values are parts of what they stand for; gives its units, none made yet.
 */
export function createUnits(documents: Documents, partial = false): Units {
  const patterns = createPatterns(documents.limits);
  const visibility = createVisibility(documents);
  const known = new WeakMap<object, Map<string, Unit>>();

  const make = (node: Node, dialect: Dialect, direction: Direction, hidden: ReadonlySet<string>): Unit => {
    let outcome: Conversion | Unjudgeable | undefined;
    const unit: Unit = {
      node,
      dialect,
      direction,
      hidden,
      conversion() {
        if (!outcome) {
          try {
            outcome = convert(unit, patterns, visibility, partial);
          } catch (error) {
            if (!(error instanceof Unjudgeable)) throw error;
            outcome = error;
          }
        }
        if (outcome instanceof Unjudgeable) throw outcome;
        return outcome;
      },
    };
    return unit;
  };

  const unit: Units['unit'] = (node, dialect, direction, around = none) => {
    const { value } = node;
    if (typeof value !== 'object' || value === null) return make(node, dialect, direction, none);
    const hidden = around.size === 0 ? none : relevant(node, dialect, around);
    const key = [direction, dialect, ...hidden].join('\n');
    let units = known.get(value);
    if (!units) known.set(value, (units = new Map<string, Unit>()));
    let found = units.get(key);
    if (!found) units.set(key, (found = make(node, dialect, direction, hidden)));
    return found;
  };

  /** Only names that the target requires make another schema of it. */
  const relevant = (node: Node, dialect: Dialect, around: ReadonlySet<string>): ReadonlySet<string> => {
    const required = visibility.required(node, dialectRules(dialect)?.refSiblings ?? true);
    return new Set([...around].filter((name) => required.has(name)).sort());
  };

  const resolve = (link: Link): Node => {
    const resolution = documents.resolve(link.reference, link.node);
    if (resolution.kind === 'found') return resolution.node;
    const keyword = { reference: '$ref', dynamic: '$dynamicRef', recursive: '$recursiveRef', self: '' }[
      link.kind
    ];
    throw new Unjudgeable(child(link.node, keyword) ?? link.node, resolution.reason);
  };

  const dialectAt = (node: Node, from: Dialect): Dialect => {
    if (!isJsonSchema(from)) return from;
    const declared = declaredDialect(node);
    return declared === undefined ? from : dialectOf(declared);
  };

  return {
    patterns,
    unit,
    target(link, frame) {
      const { owner } = link;
      const node = link.kind === 'self' ? link.node : dynamicTarget(link, resolve(link), frame);
      return unit(node, dialectAt(node, owner.dialect), owner.direction, link.hidden);
    },
  };
}

/**
 * JSON Schema 2020-12 section 8.2.3.2 (`$dynamicRef`) and 2019-09 section 8.2.4.2.2 (`$recursiveRef`): where the
 * first target allows it, the outermost resource entered on the way here decides.
 */
function dynamicTarget(link: Link, first: Node, innermost: Frame | undefined): Node {
  let found = first;
  if (link.kind === 'dynamic') {
    const name = link.reference.slice(link.reference.indexOf('#') + 1);
    if (valueIn(first, '$dynamicAnchor') !== name) return first;
    for (let frame = innermost; frame; frame = frame.parent) {
      found = dynamicAnchors(resourceOf(frame.unit.node)).get(name) ?? found;
    }
  } else if (link.kind === 'recursive' && valueIn(first, '$recursiveAnchor') === true) {
    for (let frame = innermost; frame; frame = frame.parent) {
      const resource = resourceOf(frame.unit.node);
      if (valueIn(resource, '$recursiveAnchor') === true) found = resource;
    }
  }
  return found;
}
