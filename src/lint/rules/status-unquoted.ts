import type { Node } from '../../document/document.ts';
import { quoteKey } from '../../document/edit.ts';
import { members } from '../../document/node.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'status-unquoted',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Write status codes in quotes in YAML.',
  why: 'YAML reads 200 as a number, and JSON has no keys that are: tools that hold to the specification refuse the response.',
  fix: "Write `'200':` in place of `200:`.",
  section: 'https://spec.openapis.org/oas/v3.1.1#responses-object',
  messages: {
    number: 'status {statuses} is a number in YAML: put it in quotes',
    numbers: 'statuses {statuses} are numbers in YAML: put them in quotes',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        200: { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create: (report, { api }) => ({
    objectsOf: ['responses'],
    object(node) {
      // 2.0 asks for no quotes, and in JSON no key is without.
      if (api.version === '2.0' || node.document.format !== 'yaml') return;
      const numbers = members(node).filter(([status, at]) => /^\d{3}$/.test(status) && isNumber(at));
      const first = numbers[0]?.[1];
      const last = numbers.at(-1)?.[0] ?? '';
      if (first === undefined) return;
      const before = numbers.slice(0, -1).map(([status]) => status);
      report({
        message: numbers.length === 1 ? 'number' : 'numbers',
        params: { statuses: before.length === 0 ? last : `${before.join(', ')} and ${last}` },
        at: first,
        part: 'key',
        fix: () => safeFix('put quotes around each', ...numbers.map(([, at]) => quoteKey(at))),
      });
    },
  }),
});

function isNumber({ document, pointer }: Node): boolean {
  const { start, end } = document.span(pointer, 'key');
  return /^\d+$/.test(document.text.slice(start, end));
}
