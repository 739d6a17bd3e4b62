import { defineLintRule } from '../rule.ts';
import type { Node } from '../../document/document.ts';
import { child, type JsonObject } from '../../document/node.ts';
import type { Parameter } from '../../openapi/model.ts';
import { templateShape } from '../../openapi/template.ts';
import { partsOf, singleType } from '../consistency/schema-parts.ts';

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
  aliases: ['no-ambiguous-paths', 'ibm-no-ambiguous-paths'],
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
  create(report, { api }) {
    /** What each path says of its parameters, once for each operation. */
    const declared = new Map<string, Parameter[]>();
    const alike = new Map<number, Path[]>();
    /** Whether a segment that is a parameter alone may be a text, by what its schema says. */
    const mayBe = (path: Path, index: number, text: string): boolean => {
      const name = /^\{([^{}]+)\}$/.exec(path.name.split('/')[index] ?? '')?.[1];
      const schemas = (declared.get(path.name) ?? []).flatMap((parameter) =>
        parameter.name === name && parameter.schema ? [parameter.schema] : [],
      );
      return schemas.length === 0 || schemas.some((schema) => fits(text, partsOf(api.documents, schema)));
    };
    return {
      operation({ kind, path, parameters }) {
        if (kind !== 'path') return;
        const known = declared.get(path) ?? [];
        declared.set(path, known);
        known.push(...parameters.filter((parameter) => parameter.in === 'path'));
      },
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
            const other = group.slice(0, index).find((each) => isAmbiguous(each, path, mayBe));
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
function isAmbiguous(a: Path, b: Path, mayBe: (path: Path, index: number, text: string) => boolean): boolean {
  let first = false;
  let second = false;
  for (const [index, left] of a.segments.entries()) {
    const right = b.segments[index] ?? '';
    if (left === right) continue;
    if (left !== '{}' && right !== '{}') return false;
    const [template, text] = left === '{}' ? [a, right] : [b, left];
    if (!text.includes('{}') && !mayBe(template, index, text)) return false;
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

/** Whether a text can be what a schema of a parameter says, as far as its type and list of values tell. */
function fits(text: string, parts: readonly Node<JsonObject>[]): boolean {
  const type = singleType(parts);
  if (type === 'integer' && !/^-?\d+$/.test(text)) return false;
  if (type === 'number' && !Number.isFinite(Number(text))) return false;
  if (type === 'boolean' && text !== 'true' && text !== 'false') return false;
  if (parts.some((part) => part.value['format'] === 'uuid') && !/^[\da-f-]{36}$/i.test(text)) return false;
  return parts.every(
    ({ value }) => !Array.isArray(value['enum']) || value['enum'].map(String).includes(text),
  );
}
