import { members } from '../../document/node.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';
import { defineLintRule } from '../rule.ts';

const usual = ['get', 'head', 'options', 'trace', 'post', 'put', 'patch', 'delete'];

export default defineLintRule({
  code: 'operation-order',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Write the operations of a path in one order.',
  why: 'Who reads or reviews the file finds each of them where it is in every other path.',
  fix: 'Move the operation to its place, or set the option `order`.',
  aliases: ['path-http-verbs-order'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-item-object',
  messages: { order: '{method} comes after {previous}' },
  options: { order: optional(listOrOne(text), `The methods in order: by default ${usual.join(', ')}.`) },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      responses:
        '201': { description: Created }
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
    post:
      responses:
        '201': { description: Created }
`,
  create(report, _, { order = usual }) {
    return {
      objectsOf: ['pathItem'],
      object(node) {
        const found = members(node).filter(([method]) => order.includes(method));
        for (const [index, [method, at]] of found.entries()) {
          const previous = found[index - 1]?.[0];
          if (previous !== undefined && order.indexOf(previous) > order.indexOf(method))
            report({ message: 'order', params: { method, previous }, at, part: 'key' });
        }
      },
    };
  },
});
