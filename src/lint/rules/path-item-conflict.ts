import { child, isObjectNode } from '../../document/node.ts';
import { follow } from '../../openapi/follow.ts';
import { defineLintRule } from '../rule.ts';

/** Beside the reference itself, what is meant for readers: the text that stands nearer is the one they see. */
const texts: ReadonlySet<string> = new Set(['$ref', 'summary', 'description']);

export default defineLintRule({
  code: 'path-item-conflict',
  severity: 'warning',
  presets: { spec: 'warning' },
  summary: 'Write no field beside the `$ref` of a path item that the path item behind it has too.',
  why: 'The specification leaves open which of the two holds, so one tool shows and calls the one, another tool the other.',
  fix: 'Remove the field from one of the two places.',
  section: 'https://spec.openapis.org/oas/v3.1.1#path-item-object',
  messages: { both: '"{name}" stands here and behind the $ref: which of the two holds is left open' },
  bad: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    $ref: '#/components/pathItems/Titles'
    get:
      responses:
        '200': { description: Titles }
components:
  pathItems:
    Titles:
      get:
        responses:
          '200': { description: OK }
`,
  good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    $ref: '#/components/pathItems/Titles'
    post:
      responses:
        '201': { description: Created }
components:
  pathItems:
    Titles:
      get:
        responses:
          '200': { description: OK }
`,
  create(report, { api }) {
    return {
      objectsOf: ['pathItem'],
      object(node) {
        if (!isObjectNode(node) || !Object.hasOwn(node.value, '$ref')) return;
        const names = Object.keys(node.value).filter((name) => !texts.has(name) && !name.startsWith('x-'));
        if (names.length === 0) return;
        const followed = follow(api.documents, node);
        if (followed.kind !== 'found') return;
        for (const name of names) {
          const [here, there] = [child(node, name), child(followed.node, name)];
          if (!here || !there) continue;
          const related = [{ message: 'the other one', at: there, part: 'key' as const }];
          report({ message: 'both', params: { name }, at: here, part: 'key', related });
        }
      },
    };
  },
});
