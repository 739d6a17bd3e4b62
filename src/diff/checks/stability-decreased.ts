import { defineDiffCheck } from '../check.ts';
import { isPair } from '../pair.ts';
import { writtenLevel } from '../policy-lifecycle.ts';
import { stabilityLevels } from '../policy.ts';

export default defineDiffCheck({
  code: 'stability-decreased',
  severity: 'error',
  summary: 'Do not take back how stable an operation is.',
  why: 'Consumers built on a promise; a level below it allows changes that they were told would not come.',
  fix: 'Write the old x-stability-level again: draft, alpha, beta or stable. Without one, an operation is stable.',
  aliases: ['api-stability-decreased', 'api-invalid-stability-level'],
  messages: {
    decreased: '{key} was {was} and is now {is}',
    unknown: 'x-stability-level of {key} is none of {levels}',
  },
  create(report) {
    return {
      operation(side, site) {
        if (!isPair(side)) return;
        const old = writtenLevel(side.before);
        const fresh = writtenLevel(side.after);
        const { key } = side.after;
        const nodes = { before: old?.node ?? side.before.node, after: fresh?.node ?? side.after.node };
        if (fresh && fresh.level === undefined) {
          if (old?.node.value === fresh.node.value) return;
          const levels = stabilityLevels.join(', ');
          report({ message: 'unknown', params: { key, levels }, ...nodes, effect: 'policy', site });
          return;
        }
        const was = old ? old.level : 'stable';
        const is = fresh?.level ?? 'stable';
        if (was === undefined || stabilityLevels.indexOf(is) >= stabilityLevels.indexOf(was)) return;
        report({ message: 'decreased', params: { key, was, is }, ...nodes, effect: 'policy', site });
      },
    };
  },
});
