import { child, textOf } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'stability-changed',
  severity: 'error',
  summary: 'Never call less stable what consumers were told they can build on.',
  why: 'Consumers built on the promise that came with the old level.',
  fix: 'Write the old level again; add what is unfinished as an operation of its own.',
  aliases: [
    'api-stability-decreased',
    'api-stability-increased',
    'api-invalid-stability-level',
    'request-property-stability-decreased',
    'request-property-stability-increased',
    'response-property-stability-decreased',
    'response-property-stability-increased',
  ],
  messages: {
    decreased: '{where} was {was}, is now only {is}',
    increased: '{where} was {was}, is now {is}',
    unknown: '{where}: "{is}" is no level of stability (draft, alpha, beta, stable)',
  },
  create(report) {
    return {
      part({ where, before, after, site, wordless }) {
        if (wordless) return;
        const old = child(before, 'x-stability-level');
        const fresh = child(after, 'x-stability-level');
        if (!old && !fresh) return;
        // What says nothing is as stable as can be.
        const was = textOf(old?.value ?? 'stable');
        const is = textOf(fresh?.value ?? 'stable');
        if (was === is) return;
        const place = {
          before: old ?? before,
          after: fresh ?? after,
          ...(site && { site }),
        } as const;
        if (!levels.includes(is))
          report({ message: 'unknown', params: { where, is }, ...place, effect: 'policy' });
        else {
          const decreased = levels.indexOf(is) < levels.indexOf(was);
          report({
            message: decreased ? 'decreased' : 'increased',
            params: { where, was, is },
            ...place,
            effect: decreased ? 'policy' : 'none',
          });
        }
      },
    };
  },
});

const levels = ['draft', 'alpha', 'beta', 'stable'];
