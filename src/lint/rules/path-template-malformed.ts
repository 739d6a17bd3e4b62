import { defineLintRule } from '../rule.ts';
import { templateNames } from '../../openapi/template.ts';

export default defineLintRule({
  code: 'path-template-malformed',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Write path templates that can be filled in.',
  why: 'No tool can tell what to put in: generated clients and servers fail on such a path, or take it as it is.',
  fix: 'Give every pair of braces a name, each name once, and close every brace.',
  aliases: ['path-declarations-must-exist', 'path-declaration-must-exist', 'PathParameterRule'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: {
    empty: 'the path has braces without a name in them',
    twice: 'the path has "{name}" twice, so the two can never differ',
    unbalanced: 'the braces of the path do not match',
    slashes: 'the path has two slashes in a row, which most servers and proxies make one',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{}:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    pathItem({ name: path, kind, use: at }) {
      if (kind !== 'path') return;
      const names = templateNames(path);
      const twice = names.find((name, index) => names.indexOf(name) !== index && name !== '');
      if (names.some((name) => name.trim() === '')) report({ message: 'empty', at, part: 'key' });
      else if (/[{}]/.test(path.replace(/\{[^{}]*\}/g, '')))
        report({ message: 'unbalanced', at, part: 'key' });
      if (twice !== undefined) report({ message: 'twice', params: { name: twice }, at, part: 'key' });
      if (/\/\//.test(path)) report({ message: 'slashes', at, part: 'key', severity: 'warning' });
    },
  }),
});
