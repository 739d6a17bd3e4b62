import type { Node } from '../document/document.ts';
import type { ChangePlacement, DiffContext, DiffVisitor, Site } from './check.ts';
import { isPair, type Pair } from './pair.ts';
import { sunsetProblem, type SunsetProblem } from './policy-sunset.ts';

/**
 * Takes what checks may know, and what is called with each thing whose end is announced wrongly; gives the visitor
 * that looks for them: operations, parameters, headers and properties.
 */
export function sunsetVisitor(
  { documents, policy }: DiffContext,
  found: (problem: SunsetProblem, params: { readonly what: string }, placement: ChangePlacement) => void,
): DiffVisitor {
  const look = (pair: Pair<Node>, site: Site, what: string): void => {
    const one = sunsetProblem(pair, site.operation, documents, policy);
    if (one === undefined) return;
    const { problem, before, after } = one;
    found(problem, { what }, { before, after, effect: 'policy', site });
  };
  const uses = ({ before, after }: Pair<{ readonly use: Node }>) => ({
    before: before.use,
    after: after.use,
  });
  return {
    operation(side, site) {
      if (isPair(side)) look({ before: side.before.node, after: side.after.node }, site, side.after.key);
    },
    parameter(side, site) {
      if (isPair(side)) look(uses(side), site, site.where);
    },
    header(side, site) {
      if (isPair(side)) look(uses(side), site, site.where);
    },
    subschema(pair, site, property) {
      if (property !== undefined) look(pair, site, `property "${property}" (${site.where})`);
    },
  };
}
