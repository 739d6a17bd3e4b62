import type { Node } from '../../document/document.ts';
import { members, objectChild, stringChild, valueIn } from '../../document/node.ts';
import { plainWords } from '../texts.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'description-repeats-name',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say in a description more than the name says.',
  why: 'It costs the reader the time of looking, and checks for missing descriptions take it for one.',
  fix: 'Say what the value means: its unit, its source, what it does. Or leave the description out.',
  section: 'https://spec.openapis.org/oas/v3.1.1#rich-text-formatting',
  messages: {
    name: 'the description of "{name}" only repeats its name',
    summary: 'the description only repeats the summary',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: page_size, in: query, description: The page size., schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: page_size, in: query, description: How many titles to give., schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  create(report) {
    const check = (name: unknown, node: Node) => {
      const at = stringChild(node, 'description');
      if (at && typeof name === 'string' && at.value.length < 200 && says(at.value) === says(name))
        report({ message: 'name', params: { name }, at });
    };
    return {
      objectsOf: ['parameter', 'tag', 'response', 'encoding', 'schema', 'operation'],
      object(node, kind) {
        if (kind === 'parameter' || kind === 'tag') check(valueIn(node, 'name'), node);
        if (kind === 'response' || kind === 'encoding')
          for (const [name, header] of members(objectChild(node, 'headers'))) check(name, header);
        if (kind === 'schema')
          for (const [name, property] of members(objectChild(node, 'properties'))) check(name, property);
        if (kind !== 'operation') return;
        const summary = stringChild(node, 'summary');
        const at = stringChild(node, 'description');
        if (summary && at && at.value.trim() !== '' && says(summary.value) === says(at.value))
          report({ message: 'summary', at });
      },
    };
  },
});

/** The words of a text but for an article before them. */
function says(text: string): string {
  return plainWords(text).replace(/^(?:the|an?) /, '');
}
