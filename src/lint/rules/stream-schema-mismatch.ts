import { defineLintRule } from '../rule.ts';
import { typesOf } from '../../schema/types.ts';

const sequential =
  /^(?:text\/event-stream|application\/(?:jsonl|x-ndjson|ndjson|json-seq|[\w.+-]+\+json-seq|jsonlines|x-jsonlines)|multipart\/)/i;

export default defineLintRule({
  code: 'stream-schema-mismatch',
  severity: 'warning',
  summary: 'Describe the items of a stream by `itemSchema`.',
  why: '`schema` stands for the whole stream, which is a sequence: no stream fits a schema of one item.',
  fix: 'Move the schema of an item to `itemSchema`; for server-sent events, an object with `data` and `event`.',
  section: 'https://spec.openapis.org/oas/v3.2.0#sequential-media-types',
  messages: {
    whole: 'schema stands for the whole {range} stream, which is no {type}; write itemSchema for its items',
    item: '{range} is no stream, so itemSchema says nothing of it',
    event: 'each server-sent event is an object with `data` and `event`, never a {type}',
  },
  bad: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/changes:
    get:
      responses:
        '200':
          description: OK
          content:
            application/jsonl:
              schema: { type: object }
`,
  good: `openapi: 3.2.0
info: { title: Titles, version: 1.0.0 }
paths:
  /titles/changes:
    get:
      responses:
        '200':
          description: OK
          content:
            application/jsonl:
              itemSchema: { type: object }
`,
  create: (report, { api }) => ({
    mediaType({ range, schema, itemSchema }) {
      // Before 3.2 there is no other place to write it.
      if (api.version !== '3.2') return;
      const typesBut = (site: NonNullable<typeof schema>, ...fitting: readonly string[]) => {
        const types = [...typesOf(api.documents, site)].filter((type) => type !== 'null');
        return types.some((type) => fitting.includes(type)) ? undefined : types[0];
      };
      if (
        itemSchema &&
        /^(?:application\/(?:json|xml|pdf|octet-stream|x-www-form-urlencoded)|image\/|text\/(?:plain|html))\s*(?:;|$)/i.test(
          range,
        )
      )
        report({ message: 'item', params: { range }, at: itemSchema.node, part: 'key' });
      if (!sequential.test(range) || /^multipart\//i.test(range)) return;
      const whole = schema && typesBut(schema, 'array', 'string');
      if (schema && whole !== undefined)
        report({ message: 'whole', params: { range, type: whole }, at: schema.node, part: 'key' });
      const item = itemSchema && /event-stream/i.test(range) ? typesBut(itemSchema, 'object') : undefined;
      if (itemSchema && item !== undefined)
        report({ message: 'event', params: { type: item }, at: itemSchema.node, part: 'key' });
    },
  }),
});
