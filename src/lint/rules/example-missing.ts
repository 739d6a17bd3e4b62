import type { Node } from '../../document/document.ts';
import { child, items, members, objectChild, valueIn } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'example-missing',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Show an example of every body.',
  why: 'It is what users copy first, and what mock servers answer with.',
  fix: 'Add `example` or `examples` to the media type, to its schema, or to the properties of that.',
  aliases: ['oas3-missing-example', 'ibm-success-response-example'],
  section: 'https://spec.openapis.org/oas/v3.1.1#media-type-object',
  messages: { missing: 'the {what} in {range} has no example' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: string } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { type: string, example: The Great Novel } }
`,
  create(report, { api }) {
    const known = new Map<unknown, boolean>();
    const told = new Set<unknown>();

    /** Whether an example of a schema can be put together from those within it. */
    function isShown(node: Node, depth = 0): boolean {
      const schema = followed(api.documents, node);
      // What cannot be found is another mistake; what goes on for ever is shown by what it begins with.
      if (schema === undefined || depth > deepest) return true;
      const before = known.get(schema.value);
      if (before !== undefined) return before;
      known.set(schema.value, true);
      const shown = judge(schema, depth + 1);
      known.set(schema.value, shown);
      return shown;
    }

    function judge(schema: Node, depth: number): boolean {
      if (keywords.some((keyword) => child(schema, keyword) !== undefined)) return true;
      for (const keyword of ['oneOf', 'anyOf'])
        if (items(child(schema, keyword)).some((branch) => isShown(branch, depth))) return true;
      const parts = [
        ...members(objectChild(schema, 'properties')).map(([, property]) => property),
        ...items(child(schema, 'allOf')),
        ...[child(schema, 'items')].filter((each) => each !== undefined),
      ];
      return parts.length > 0 && parts.every((part) => isShown(part, depth));
    }

    return {
      mediaType({ node, range, schema, itemSchema, examples }, owner) {
        const what = whats.get(owner);
        if (
          what === undefined ||
          examples.length > 0 ||
          told.has(node.value) ||
          /^(?:\*|image|audio|video)\//.test(range)
        )
          return;
        told.add(node.value);
        const judged = schema ?? itemSchema;
        // Without a schema there is nothing to show, and of bytes nothing can be shown.
        if (judged === undefined || valueIn(judged.node, 'format') === 'binary' || isShown(judged.node))
          return;
        report({ message: 'missing', params: { what, range }, at: node, part: 'key' });
      },
    };
  },
});

const whats: ReadonlyMap<string, string> = new Map([
  ['request', 'request body'],
  ['response', 'response body'],
]);
const keywords = ['example', 'examples', 'x-example', 'default', 'enum', 'const'];
const deepest = 50;
