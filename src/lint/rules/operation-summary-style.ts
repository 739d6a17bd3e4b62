import { stringChild } from '../../document/node.ts';
import { count, flag, optional } from '../../document/reader.ts';
import { operationName } from '../../openapi/names.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'operation-summary-style',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Write summaries as headings: one short line without a full stop.',
  why: 'Documentation shows them in menus and headings, where a long one is cut off.',
  fix: 'Shorten it, and move the rest to `description`.',
  aliases: ['ibm-operation-summary-length', 'ibm-summary-sentence-style'],
  section: 'https://spec.openapis.org/oas/v3.1.1#operation-object',
  messages: {
    long: 'the summary has {length} characters, more than {max}',
    lines: 'the summary has several lines',
    stop: 'the summary ends with a full stop',
  },
  options: {
    maxLength: optional(count, 'How many characters it may have: 120 by default.'),
    fullStop: optional(flag, 'Whether a full stop at its end is allowed: not by default.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: Lists titles.
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: List titles
      responses:
        '200': { description: OK }
`,
  create(report, _, { maxLength = 120, fullStop = false }) {
    const told = new Set<unknown>();
    return {
      operation(operation) {
        const at = stringChild(operation.node, 'summary');
        if (!at || told.has(operation.node.value)) return;
        told.add(operation.node.value);
        const text = at.value.trim();
        const place = { at, operation: operationName(operation) };
        if (text.includes('\n')) report({ message: 'lines', ...place });
        else if (text.length > maxLength)
          report({ message: 'long', params: { length: text.length, max: maxLength }, ...place });
        // An ellipsis or an abbreviation is no full stop.
        else if (!fullStop && /[^.]\.$/.test(text) && !/\b(?:etc|e\.g|i\.e)\.$/i.test(text))
          report({ message: 'stop', ...place });
      },
    };
  },
});
