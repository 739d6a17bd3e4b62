import { templateNames } from '../../openapi/template.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-template-malformed',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Close every brace of a path template, and use each name in it once.',
  why: 'Tools take the rest for text, or one value for two places: the requests that they send match nothing.',
  fix: 'Close the brace, remove the stray one, or give the second parameter a name of its own.',
  aliases: [
    'path-declarations-must-exist',
    'path-declaration-must-exist',
    'PathParameterRule',
    'ibm-valid-path-segments',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: {
    empty: '{path} has braces without a name in them',
    slashes: '{path} has two slashes in a row, which most servers and proxies make one',
    unclosed: '{path} has a "{brace}" without its counterpart',
    nested: '{path} has braces within braces',
    twice: '{path} has the parameter "{name}" twice',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id/sales:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/{id}/sales:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report) {
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        const stray = path.replace(/\{[^{}]*\}/g, '').replace(/[^{}]/g, '');
        const [brace] = stray;
        if (brace !== undefined) {
          if (/^\{+\}+$/.test(stray)) report({ message: 'nested', params: { path }, at: use, part: 'key' });
          else report({ message: 'unclosed', params: { path, brace }, at: use, part: 'key' });
          return;
        }
        if (path.includes('//'))
          report({ message: 'slashes', params: { path }, at: use, part: 'key', severity: 'warning' });
        if (/\{\s*\}/.test(path)) report({ message: 'empty', params: { path }, at: use, part: 'key' });
        const names = templateNames(path).filter((each) => each.trim() !== '');
        const name = names.find((each, index) => names.indexOf(each) !== index);
        if (name !== undefined) report({ message: 'twice', params: { path, name }, at: use, part: 'key' });
      },
    };
  },
});
