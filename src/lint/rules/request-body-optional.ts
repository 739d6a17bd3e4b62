import { items, valueIn, child } from '../../document/node.ts';
import { dialectRules } from '../../schema/dialects.ts';
import { inPlace } from '../../schema/in-place.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'request-body-optional',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Require a request body in which something is required.',
  why: 'A request body may be left out unless `required: true` is said, so that what its schema requires need not be sent.',
  fix: 'Add `required: true`; or, where the body may be left out, say in the description what happens then.',
  aliases: ['ibm-no-required-properties-in-optional-body'],
  section: 'https://spec.openapis.org/oas/v3.1.1#request-body-object',
  messages: { optional: 'the request body may be left out, but requires {names} where it is sent' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string } } }
      responses:
        '201': { description: Created }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string } } }
      responses:
        '201': { description: Created }
`,
  create: (report, { api }) => ({
    requestBody({ node, content, required }) {
      // That it may be left out was said, and meant.
      if (required || child(node, 'required') || content.size === 0) return;
      const names = new Set<string>();
      for (const { schema } of content.values()) {
        if (!schema) return;
        const parts = inPlace(api.documents, schema.node, dialectRules(schema.dialect)?.refSiblings ?? true);
        const needed = parts.flatMap((part) => items(child(part, 'required')));
        if (needed.length === 0 || parts.some((part) => valueIn(part, 'nullable') === true)) return;
        for (const { value } of needed) if (typeof value === 'string') names.add(value);
      }
      report({ message: 'optional', params: { names: shown([...names]) }, at: node, part: 'key' });
    },
  }),
});

/** `"a"`, `"a" and "b"`, `"a", "b" and 3 more`. */
function shown(names: readonly string[]): string {
  const quoted = names.slice(0, names.length > 3 ? 2 : 3).map((name) => `"${name}"`);
  if (quoted.length < names.length) quoted.push(`${names.length - quoted.length} more`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
