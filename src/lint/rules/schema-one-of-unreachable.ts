import type { Node } from '../../document/document.ts';
import { valueIn } from '../../document/node.ts';
import type { Solver } from '../../schema/solver/solver.ts';
import { createGlance } from '../apart.ts';
import { createPairs, shownInstance, type Alternative } from '../alternatives.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-one-of-unreachable',
  severity: 'warning',
  summary: 'Let no alternative of oneOf be contained in another.',
  why: 'Whatever fits the narrower one fits the wider one too, and oneOf refuses what fits two: the narrower one can never be used.',
  fix: 'Use anyOf, or exclude from the wider alternative what the narrower one is for.',
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.3',
  messages: {
    contained: 'whatever fits {inner} fits {outer} too, so oneOf refuses it: {instance}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Price:
      oneOf:
        - { type: integer }
        - { type: number }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Price:
      oneOf:
        - { type: number }
        - { type: string, enum: [free] }
`,
  create(report, { api, solver }) {
    const glance = createGlance(api.documents);
    const pairsOf = createPairs(glance);
    const isWithin = (solver: Solver, inner: Alternative, outer: Alternative) =>
      glance.mayBeWithin(inner.node, outer.node, inner.site.dialect) && solver.within(inner.site, outer.site);
    return {
      schemasWith: ['oneOf'],
      schema(visit) {
        if (!solver) return;
        const contained = new Map<Alternative, Alternative>();
        for (const [first, second] of pairsOf(visit)) {
          // One and the same alternative twice leaves nothing at all, which is another rule's.
          if (isSame(first.node, second.node)) continue;
          // Of two that say the same, the later one is too much.
          if (!contained.has(second) && isWithin(solver, second, first)) contained.set(second, first);
          else if (!contained.has(first) && isWithin(solver, first, second)) contained.set(first, second);
        }
        for (const [inner, outer] of contained) {
          const common = solver.overlap(inner.site, outer.site);
          if (common.kind !== 'witness') continue;
          report({
            message: 'contained',
            params: { inner: inner.name, outer: outer.name, instance: shownInstance(common.value) },
            at: inner.at,
            related: [{ message: 'the wider one', at: outer.at }],
            evidence: { kind: 'violation', keyword: 'oneOf', actual: common.value },
          });
        }
      },
    };
  },
});

function isSame(a: Node, b: Node): boolean {
  const reference = valueIn(a, '$ref');
  return reference !== undefined && reference === valueIn(b, '$ref');
}
