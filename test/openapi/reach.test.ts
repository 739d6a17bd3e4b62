import { expect, it } from 'vitest';
import { toPointer } from '../../src/document/pointer.ts';
import { createReach } from '../../src/openapi/reach.ts';
import { description, load } from './support.ts';

const ref = ($ref: string) => ({ $ref });
const answers = (schema: unknown) => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});

/** `COUNT NEAREST through REFERENCES` of a place. */
async function reached(value: unknown, pointer: string, uri = 'api.yaml', others = {}): Promise<string> {
  const at = toPointer(pointer);
  if (at === undefined) throw new Error(`${pointer} is no pointer`);
  const reach = createReach(await load(value, others))({ uri, pointer: at });
  if (reach === undefined) return 'nobody';
  const through = reach.through.map((node) => `${node.document.uri}#${node.pointer}`);
  return [reach.count, reach.nearest.key, ...through].join(' ');
}

const api = description('3.1.1', {
  paths: {
    '/a': {
      parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
      get: answers(ref('#/components/schemas/A')),
      post: {
        ...answers({ type: 'string' }),
        callbacks: { done: { '{$url}': { put: answers(ref('#/components/schemas/C')) } } },
      },
    },
    '/b': { get: answers(ref('#/components/schemas/B')) },
  },
  webhooks: { w: { post: answers(ref('#/components/schemas/B')) } },
  components: {
    schemas: {
      A: { properties: { b: ref('#/components/schemas/B') } },
      B: { properties: { b: ref('#/components/schemas/B'), name: { type: 'string' } } },
      C: { allOf: [ref('other.yaml#/D')] },
      Unused: { properties: { u: ref('#/components/schemas/Unused') } },
    },
  },
});
const others = { 'other.yaml': { D: { properties: { d: { type: 'string' } } } } };

it.each([
  ['/paths/~1a/get/responses/200/description', '1 GET /a'],
  ['/paths/~1a/parameters/0/name', '2 GET /a'],
  [
    '/components/schemas/A/properties/b',
    '1 GET /a api.yaml#/paths/~1a/get/responses/200/content/application~1json/schema/$ref',
  ],
  [
    '/components/schemas/B/properties/name/type',
    '3 GET /b api.yaml#/paths/~1b/get/responses/200/content/application~1json/schema/$ref',
  ],
  ['/components/schemas/Unused', 'nobody'],
  ['/info/title', 'nobody'],
])('finds the operations of %s', async (pointer, expected) => {
  expect(await reached(api, pointer, 'api.yaml', others)).toBe(expected);
});

it('goes through callbacks and files', async () => {
  expect(await reached(api, '/D/properties/d', 'other.yaml', others)).toBe(
    '1 PUT {$url} api.yaml#/paths/~1a/post/callbacks/done/{$url}/put/responses/200/content/application~1json/schema/$ref api.yaml#/components/schemas/C/allOf/0/$ref',
  );
  expect(await reached(api, '', 'unread.yaml', others)).toBe('nobody');
});
