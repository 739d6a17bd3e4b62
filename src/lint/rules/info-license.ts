import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'info-license',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Say under which licence the API is offered.',
  why: 'Without one, users have to ask whether they may use the API, and its description.',
  fix: 'Add `license` to `info`.',
  section: 'https://spec.openapis.org/oas/v3.1.1#license-object',
  messages: { missing: 'info has no license' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
`,
  good: `openapi: 3.0.3
info:
  title: Titles
  version: 1.0.0
  license: { name: Apache 2.0, url: 'https://www.apache.org/licenses/LICENSE-2.0' }
paths: {}
`,
  create(report) {
    return {
      objectsOf: ['info'],
      object(node) {
        if (child(node, 'license') === undefined) report({ message: 'missing', at: node, part: 'key' });
      },
    };
  },
});
