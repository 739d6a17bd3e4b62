import type { ReferenceProblem } from './model.ts';
import type { ReferenceVisit, Visit } from './visits.ts';

/**
 * Takes what the crawl came upon; gives one problem for each ring of `$ref`s that lead only to each other, at the
 * first of them in the text, with the whole ring in its message.
 */
export function circularReferences(visits: readonly Visit[]): ReferenceProblem[] {
  const byUse = new Map<unknown, ReferenceVisit>();
  visits.forEach((visit) => {
    if (visit.type === 'reference' && visit.via === '$ref') byUse.set(visit.use.value, visit);
  });
  const problems: ReferenceProblem[] = [];
  const done = new Set<ReferenceVisit>();
  for (const start of byUse.values()) {
    const path = new Set<ReferenceVisit>();
    let at: ReferenceVisit | undefined = start;
    while (at !== undefined && !done.has(at) && !path.has(at)) {
      path.add(at);
      at = at.target && byUse.get(at.target.value);
    }
    if (at !== undefined && path.has(at)) {
      const steps = [...path];
      problems.push(ring(steps.slice(steps.indexOf(at))));
    }
    for (const each of path) done.add(each);
  }
  return problems;
}

function ring(members: readonly ReferenceVisit[]): ReferenceProblem {
  const [first] = members as readonly [ReferenceVisit, ...ReferenceVisit[]];
  const chain = members.map((member) => member.node.value);
  const message =
    members.length === 1
      ? `${JSON.stringify(first.node.value)} leads back to itself`
      : `the $ref leads only back to itself: ${chain.join(' -> ')}`;
  return { code: 'ref-circular', node: first.node, message };
}
