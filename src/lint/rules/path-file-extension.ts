import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-file-extension',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Leave the format out of paths.',
  why: 'HTTP has the Accept header for it: with `.json` in the path, another format is another resource.',
  fix: 'Remove the extension, and let the response name its media type.',
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-12',
  messages: { extension: 'the path ends in {extension}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles.json:
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
`,
  create(report) {
    return {
      pathItem({ name: path, kind, use }) {
        const [, extension] = (kind === 'path' && /(\.(?:json|xml|ya?ml|csv|html?|txt))$/i.exec(path)) || [];
        // What is known by the name of its file has that name: `/robots.txt`, `/openapi.yaml`.
        if (extension === undefined || wellKnown.test(path)) return;
        report({ message: 'extension', params: { extension }, at: use, part: 'key' });
      },
    };
  },
});

const wellKnown =
  /\/(?:openapi|swagger|robots|security|index|sitemap|manifest|api-docs|jwks|schema)\.\w+$|\/\.well-known\//i;
