import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'callback-nested',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Describe no callbacks of callbacks or webhooks.',
  why: 'No tool follows them, and few people do.',
  fix: 'Describe what is called next as a webhook of its own, or in words.',
  aliases: ['oas3-callbacks-in-callbacks', 'oas3_1-callbacks-in-webhook'],
  section: 'https://spec.openapis.org/oas/v3.1.1#callback-object',
  messages: { nested: 'a {kind} has callbacks of its own' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      callbacks:
        changed:
          '{$request.query.url}':
            post:
              callbacks:
                seen:
                  '{$request.query.url}':
                    post:
                      parameters:
                        - { name: url, in: query, schema: { type: string } }
                      responses:
                        '200': { description: OK }
              parameters:
                - { name: url, in: query, schema: { type: string } }
              responses:
                '200': { description: OK }
      parameters:
        - { name: url, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /subscriptions:
    post:
      callbacks:
        changed:
          '{$request.query.url}':
            post:
              responses:
                '200': { description: OK }
      parameters:
        - { name: url, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      operation({ kind, node, callbacks }) {
        const at = child(node, 'callbacks');
        if (kind === 'path' || callbacks.size === 0 || !at || told.has(at.value)) return;
        told.add(at.value);
        report({ message: 'nested', params: { kind }, at, part: 'key' });
      },
    };
  },
});
