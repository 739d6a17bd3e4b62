import type { Node } from '../../document/document.ts';
import { child, members, textOf, valueIn } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'deprecation-unexplained',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say of what is deprecated what to use instead, or until when it stays.',
  why: 'Users see that they should move, and not where to, nor how much time they have.',
  fix: 'Add to the `description` what replaces it, or when it goes away; a `Sunset` header or an extension such as `x-sunset` will do too.',
  section: 'https://www.rfc-editor.org/rfc/rfc8594',
  messages: { unexplained: '{what} is deprecated, and nothing says what to use instead' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /books:
    get:
      deprecated: true
      description: Lists all books.
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /books:
    get:
      deprecated: true
      description: Lists all books. Use /titles instead.
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      object(node, kind) {
        const what = kinds.get(kind);
        const at = child(node, 'deprecated');
        if (what === undefined || at?.value !== true || isExplained(node)) return;
        const keys = pointerKeys(node.pointer);
        const called = kind === 'schema' && keys.at(-2) === 'properties' ? 'property' : what;
        const name = valueIn(node, 'name') ?? keys.at(-1);
        report({
          message: 'unexplained',
          params: { what: kind === 'operation' ? called : `${called} "${textOf(name)}"` },
          at,
        });
      },
    };
  },
});

const kinds: ReadonlyMap<string, string> = new Map([
  ['operation', 'the operation'],
  ['parameter', 'parameter'],
  ['header', 'header'],
  ['schema', 'schema'],
  ['securityScheme', 'security scheme'],
]);

/** Whether any text says more than that it is deprecated, or a field of its own does. */
function isExplained(node: Node): boolean {
  return members(node).some(([key, { value }]) => {
    if (key.startsWith('x-')) return /sunset|deprecat|replac|remov/i.test(key);
    if (key === 'responses') return members(child(node, key)).some(([, response]) => hasSunset(response));
    return (
      (key === 'description' || key === 'summary') &&
      typeof value === 'string' &&
      /instead|replac|superse|succe(?:ed|ss)|sunset|remov|no longer|\buse\b|retire|until|since|\bsee\b|prefer|migrat|favou?r|moved|renamed|alias|obsolete|no effect|ignored/i.test(
        value,
      )
    );
  });
}

function hasSunset(response: Node): boolean {
  return members(child(response, 'headers')).some(([name]) => /^(?:sunset|deprecation)$/i.test(name));
}
