import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { Converted, Frame, SchemaError } from './converted.ts';
import { violationOf, type Explanation } from './explanation.ts';
import type { Violation } from './violation.ts';
import { either, withoutActual } from './words.ts';

/** One branch that rejects, and how far the value is from it. */
interface Branch {
  readonly violations: readonly Violation[];
  /** Compared in order; less is nearer. */
  readonly distance: readonly number[];
}

/**
 * Takes the error of an `anyOf` or `oneOf`; gives what to say of it: the violations of the branch that the value
 * comes nearest to, or one that none is near, or that too many accept. Never what every branch has to object.
 */
export function explainUnion(
  explanation: Explanation,
  error: SchemaError,
  frame: Frame | undefined,
  at: Pointer,
): Violation[] {
  const schemas = (Array.isArray(error.schema) ? error.schema : []) as readonly Converted[];
  const passing = error.params['passingSchemas'];
  if (Array.isArray(passing)) {
    const numbers = passing.map((index) => Number(index) + 1).join(' and ');
    return [violationOf(error, at, `matches alternatives ${numbers}, must match exactly one`)];
  }
  const branches = schemas.flatMap((schema): Branch[] => {
    const violations = explanation.trial(schema, error.data, frame, at);
    return violations ? [{ violations, distance: distanceOf(violations, at) }] : [];
  });
  const [nearest, second] = [...branches].sort((a, b) => compare(a.distance, b.distance));
  if (nearest && schemas.length === 1) return [...nearest.violations];
  const others = branches.filter((branch) => branch.distance[0] === 0);
  if (nearest && nearest.distance[0] === 0 && (!second || compare(nearest.distance, second.distance) < 0)) {
    // Where the others are for values of another type, there is nothing to choose between.
    if (others.length === 1) return [...nearest.violations];
    const note = ` (of ${schemas.length} alternatives, the nearest)`;
    return nearest.violations.map((violation) => ({ ...violation, message: violation.message + note }));
  }
  return [violationOf(error, at, noneOf(schemas.length, branches))];
}

function noneOf(count: number, branches: readonly Branch[]): string {
  const reasons = new Set(branches.map(({ violations }) => violations[0]?.message ?? ''));
  const shown = [...reasons].slice(0, 3).map(withoutActual);
  const more = reasons.size > shown.length ? ', …' : '';
  const why = shown.length > 0 && branches.length === count ? `: ${either(shown)}${more}` : '';
  return `matches none of the ${count} alternatives${why}`;
}

/** Another type first, then a tag that says otherwise, then how many violations, then how deep the deepest lies. */
function distanceOf(violations: readonly Violation[], at: Pointer): readonly number[] {
  const depthAt = pointerKeys(at).length;
  const depths = violations.map(({ instance }) => pointerKeys(instance).length - depthAt);
  const otherType = violations.some(({ keyword, instance }) => keyword === 'type' && instance === at);
  const otherTag = violations.filter(
    ({ keyword }, index) =>
      (keyword === 'const' || keyword === 'enum' || keyword === 'discriminator') && depths[index] === 1,
  );
  return [Number(otherType), otherTag.length, violations.length, -Math.max(0, ...depths)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
