import type { Node } from '../../document/document.ts';
import { child, members, valueIn } from '../../document/node.ts';
import { numeral } from '../../document/numerals.ts';
import { slowTextFor, type SlowText } from '../../schema/backtracking.ts';
import { mayBacktrack } from '../../schema/patterns.ts';
import { shownInstance } from '../alternatives.ts';
import { defineLintRule } from '../rule.ts';

/** How many different patterns are tried out; a search takes a few milliseconds. */
const most = 100;
/** Texts no longer than this are matched at once, whatever the pattern. */
const short = 20;

export default defineLintRule({
  code: 'schema-pattern-slow',
  severity: 'warning',
  summary: 'Write patterns that no text can make slow.',
  why: 'Whoever may send the text can stop a server that checks it with a usual engine: a few dozen characters take minutes.',
  fix: 'Let repetitions that follow or hold each other begin with different characters, or drop the inner one; a maxLength of about 20 helps too.',
  section: 'https://json-schema.org/draft/2020-12/json-schema-core#section-6.4',
  messages: {
    exponential:
      'this pattern takes {factor} times as long with each further {pump}: {steps} steps for {text}',
    polynomial:
      'the time that this pattern takes grows with the length to the power of about {degree}: {steps} steps for {text}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Slug: { type: string, pattern: '^([a-z0-9]+-?)+$' }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Slug: { type: string, pattern: '^[a-z0-9]+(-[a-z0-9]+)*-?$' }
`,
  create(report) {
    const known = new Map<string, SlowText | undefined>();
    const judge = (pattern: string, at: Node, part: 'key' | 'value', longest: number) => {
      if (longest <= short || !mayBacktrack(pattern)) return;
      if (!known.has(pattern)) {
        if (known.size >= most) return;
        known.set(pattern, slowTextFor(pattern));
      }
      const slow = known.get(pattern);
      if (!slow) return;
      const { prefix, pump, suffix, repeats, factor, degree } = slow;
      const text = shownInstance(prefix + pump.repeat(repeats) + suffix);
      const steps = numeral(slow.steps);
      if (factor !== undefined) {
        const params = { factor, pump: JSON.stringify(pump), steps, text };
        report({ message: 'exponential', params, at, part });
      } else if (degree !== undefined && longest > 200) {
        // Slow for long texts only, which others may refuse before.
        report({ message: 'polynomial', params: { degree, steps, text }, at, part, severity: 'info' });
      }
    };
    return {
      schemasWith: ['pattern', 'patternProperties'],
      schema({ node }) {
        const pattern = child(node, 'pattern');
        const longest = valueIn(node, 'maxLength');
        if (typeof pattern?.value === 'string')
          judge(pattern.value, pattern, 'value', typeof longest === 'number' ? longest : Infinity);
        for (const [name, each] of members(child(node, 'patternProperties')))
          judge(name, each, 'key', Infinity);
      },
    };
  },
});
