import type { Node } from '../../document/document.ts';
import { defineLintRule } from '../rule.ts';

interface Use {
  readonly name: string;
  readonly at: Node;
  readonly path: string;
}

export default defineLintRule({
  code: 'path-parameter-name-outlier',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Call a path parameter alike in all paths below one resource.',
  why: 'Readers take two names for two things, and generated clients have two arguments for one.',
  fix: 'Use one name in all paths with that beginning.',
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: {
    outlier: '"{prefix}" is followed by "{name}" here, and by "{norm}" in {count} other {paths}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { description: OK } }
  /titles/{id}/editions:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { description: OK } }
  /titles/{titleId}/sales:
    parameters: [{ name: titleId, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { description: OK } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { description: OK } }
  /titles/{id}/editions:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { description: OK } }
  /titles/{id}/sales:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { description: OK } }
`,
  create(report) {
    const places = new Map<string, Use[]>();
    return {
      pathItem({ use, name: path, kind }) {
        if (kind !== 'path') return;
        const segments = path.split('/');
        let prefix = '';
        for (const segment of segments.slice(1)) {
          const [, name] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
          // Without a word before it, a parameter is of no resource in particular.
          if (name !== undefined && /[a-z]{2}/i.test(prefix)) {
            const uses = places.get(prefix) ?? [];
            places.set(prefix, uses);
            uses.push({ name, at: use, path });
          }
          prefix += `/${shapeOf(segment)}`;
        }
      },
      end() {
        for (const [prefix, uses] of places) {
          const counts = new Map<string, number>();
          for (const { name } of uses) counts.set(name, (counts.get(name) ?? 0) + 1);
          if (counts.size < 2) continue;
          const [norm, count] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best));
          // Where each is as common as the other, neither is the odd one out: the later differs from the first.
          const told = new Set<unknown>();
          const usual = new Set(uses.flatMap(({ name, path }) => (name === norm ? [shapeOf(path)] : [])));
          for (const { name, at, path } of uses) {
            // Two paths that differ in nothing else are one mistake, and another rule's.
            if (name === norm || told.has(at) || usual.has(shapeOf(path))) continue;
            told.add(at);
            report({
              message: 'outlier',
              params: {
                prefix: prefix || '/',
                name: `{${name}}`,
                norm: `{${norm}}`,
                count,
                paths: count === 1 ? 'path' : 'paths',
              },
              at,
              part: 'key',
            });
          }
        }
      },
    };
  },
});

function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}
