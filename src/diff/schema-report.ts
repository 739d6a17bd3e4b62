import type { Evidence } from '../findings/finding.ts';
import type { ChangePlacement, Site } from './check.ts';
import type { SchemaFinding } from './schema-edit.ts';

/**
 * Takes what came out of comparing two schemas; gives what all schema checks report alike: the places, the effect,
 * and how much it weighs. What hurts only a strict reader is a warning, and only one of undeclared names less.
 */
export function schemaChange(
  { edit, found, unproven }: SchemaFinding,
  site: Site,
  evidence: Evidence | undefined,
): ChangePlacement {
  const places = {
    before: edit.before,
    after: edit.after,
    site,
    ...(edit.owner && { owner: edit.owner }),
  };
  if (unproven !== undefined) {
    return { ...places, effect: 'unproven', evidence: { kind: 'unproven', reason: unproven } };
  }
  if (!found) {
    return { ...places, effect: 'none', evidence: { kind: 'change', before: edit.was, after: edit.is } };
  }
  return {
    ...places,
    effect: 'replaces',
    ...(evidence && { evidence }),
    ...(found.reading === 2 && { severity: 'warning' }),
    // To close what took other names is meant to refuse them; that a name means something now is not.
    ...(found.reading === 3 && { severity: edit.code === 'object-closed' ? 'warning' : 'info' }),
  };
}
