import { defineLintRule } from '../rule.ts';
import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import { templateShape } from '../../openapi/template.ts';

interface Path {
  readonly name: string;
  readonly segments: readonly string[];
  readonly node: Node;
  readonly use: Node;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
/** Comparing is quadratic among paths of one length that start alike: beyond this, nobody reads the answer. */
const mostAlike = 2_000;

export default defineLintRule({
  code: 'path-ambiguous',
  severity: 'off',
  presets: { strict: 'warning' },
  summary: 'Write no two paths that both fit one request, with neither more exact than the other.',
  why: 'Which one is taken is up to each router: what works with one server or gateway fails with the next.',
  fix: 'Give one of them another fixed segment.',
  aliases: ['no-ambiguous-paths'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating-matching',
  messages: { ambiguous: '{path} and {other} both match {example}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}/reviews:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
  /titles/drafts/{part}:
    get:
      parameters:
        - { name: part, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}/reviews:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
  /titles/drafts/reviews:
    get:
      responses:
        '200': { description: OK }
`,
  create(report) {
    const alike = new Map<number, Path[]>();
    return {
      pathItem({ name, kind, node, use }) {
        if (kind !== 'path' || /[?#]/.test(name)) return;
        const segments = templateShape(name).split('/');
        const group = alike.get(segments.length) ?? [];
        alike.set(segments.length, group);
        if (group.length < mostAlike) group.push({ name, segments, node, use });
      },
      end() {
        for (const group of alike.values()) {
          for (const [index, path] of group.entries()) {
            const other = group.slice(0, index).find((each) => isAmbiguous(each, path));
            if (!other) continue;
            report({
              message: 'ambiguous',
              params: { path: path.name, other: other.name, example: exampleOf(path, other) },
              at: path.use,
              part: 'key',
              related: [{ message: 'the other one', at: other.use, part: 'key' }],
            });
          }
        }
      },
    };
  },
});

/** Whether both fit some request, and each is the more exact one in some segment. */
function isAmbiguous(a: Path, b: Path): boolean {
  let first = false;
  let second = false;
  for (const [index, left] of a.segments.entries()) {
    const right = b.segments[index] ?? '';
    if (left === right) continue;
    if (left !== '{}' && right !== '{}') return false;
    if (left === '{}') second = true;
    else first = true;
  }
  return first && second && methods.some((method) => child(a.node, method) && child(b.node, method));
}

function exampleOf(a: Path, b: Path): string {
  return a.segments
    .map((segment, index) => (segment === '{}' ? (b.segments[index] ?? '') : segment))
    .map((segment) => segment.replaceAll('{}', '1'))
    .join('/');
}
