import { expect, test } from 'vitest';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { createStore } from '../../src/document/store.ts';
import { parseText } from '../../src/document/parse.ts';
import { createCollector } from '../../src/findings/collect.ts';
import { lint } from '../../src/lint/run.ts';
import { lintRules } from '../../src/lint/registry.ts';
import { loadApi } from '../../src/openapi/load.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';

type Members = Readonly<Record<string, unknown>>;

/** Each has findings of its own: misspelt formats, dangling references, unknown fields, no success, wrong examples. */
const parameters: readonly Members[] = [
  { name: 'since', in: 'query', schema: { type: 'string', format: 'datetime' } },
  { name: 'since', in: 'header', schema: { type: 'string', format: 'datetime' } },
  { name: 'limit', in: 'query', schema: { type: 'integer', minLength: 1, default: 'many' } },
  { name: 'sort', in: 'query', schema: { type: 'string', enum: ['a', 'b', 'a'] }, exemple: 'a' },
  { $ref: '#/components/parameters/Gone' },
];
const operation = (own: Members): Members => ({
  parameters,
  responses: { '404': { description: 'None' } },
  ...own,
});
const paths: Members = {
  '/titles': { get: operation({ tags: ['a', 'b'] }), post: operation({ deprecatd: true }) },
  '/titles/{id}': { get: operation({}) },
  '/others': { $ref: 'gone.yaml' },
  '/all': { get: operation({ security: [{ key: [] }, { token: [] }] }) },
};
const spec: Members = {
  openapi: '3.0.3',
  info: { title: 'Titles', version: '1.0.0' },
  servers: [{ url: 'http://a.example' }, { url: 'http://b.example/{x}' }],
  tags: [
    { name: 'a', colour: 'red' },
    { name: 'b', colour: 'blue' },
  ],
  paths,
};

async function fingerprints(text: string): Promise<string[]> {
  const { document, problems } = parseText('openapi.yaml', text);
  const loaded = await loadApi(document, problems, createStore({ cwd: '/nowhere', offline: true }));
  if (loaded.kind !== 'api') throw new Error(loaded.reason);
  const collector = createCollector();
  await lint(loaded, lintRules, createSchemas(loaded.api.documents), collector);
  return collector.findings().map(({ fingerprint }) => fingerprint);
}

/** Takes numbers from 0 to 1 as they are drawn; gives the value with members, and the lists that may be, reordered. */
function shuffled(value: unknown, draw: () => number, key = ''): unknown {
  const order = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: draw() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, draw));
    return ['parameters', 'tags', 'servers'].includes(key) ? order(items) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    order(Object.entries(value)).map(([name, member]) => [name, shuffled(member, draw, name)]),
  );
}

test('fingerprints stay when lines move, and when paths, fields and parameters change places', async () => {
  const before = await fingerprints(stringify(spec, { aliasDuplicateObjects: false }));
  expect(before.length).toBeGreaterThan(20);
  expect(new Set(before).size).toBe(before.length);
  const numbers = fc.infiniteStream(fc.nat(9_999).map((part) => part / 10_000));
  const lines = fc.array(fc.nat(200), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(numbers, lines, fc.boolean(), async (stream, inserted, json) => {
      const value = shuffled(spec, () => stream.next().value ?? 0);
      const text = json ? JSON.stringify(value, null, 2) : stringify(value, { aliasDuplicateObjects: false });
      const moved = text.split('\n');
      for (const line of inserted) moved.splice(line % moved.length, 0, json ? '' : '# a line more');
      expect((await fingerprints(moved.join('\n'))).sort()).toEqual([...before].sort());
    }),
    { numRuns: 60 },
  );
});

test('fingerprints differ where findings do', async () => {
  const one = await fingerprints(stringify({ ...spec, paths: { '/a': paths['/titles'] } }));
  const other = await fingerprints(stringify({ ...spec, paths: { '/b': paths['/titles'] } }));
  const shared = one.filter((each) => other.includes(each));
  expect(shared.length).toBeLessThan(one.length / 2);
});
