import { count, optional } from '../../document/reader.ts';
import { templateNames } from '../../openapi/template.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-depth',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Nest resources only a few levels deep.',
  why: 'A client has to know every id on the way, though the last one alone often tells which resource is meant.',
  fix: 'Give the resource a path of its own, or set the option `max`.',
  aliases: ['zally:147'],
  section: 'https://spec.openapis.org/oas/v3.1.1#path-templating',
  messages: { deep: 'the path has {count} parameters, more than {max}' },
  options: { max: optional(count, 'How many parameters a path may have: 3 by default.') },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /authors/{author}/titles/{title}/editions/{edition}/copies/{copy}:
    parameters:
      - { name: author, in: path, required: true, schema: { type: string } }
      - { name: title, in: path, required: true, schema: { type: string } }
      - { name: edition, in: path, required: true, schema: { type: string } }
      - { name: copy, in: path, required: true, schema: { type: string } }
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /editions/{edition}/copies/{copy}:
    parameters:
      - { name: edition, in: path, required: true, schema: { type: string } }
      - { name: copy, in: path, required: true, schema: { type: string } }
    get:
      responses:
        '200': { description: OK }
`,
  create(report, _, { max = 3 }) {
    return {
      pathItem({ name: path, kind, use }) {
        const names = kind === 'path' ? templateNames(path).length : 0;
        if (names > max) report({ message: 'deep', params: { count: names, max }, at: use, part: 'key' });
      },
    };
  },
});
