import { expect, test } from 'vitest';
import { expandSources } from '../../src/document/sources.ts';
import { directory } from './directory.ts';

const cwd = directory({
  'api.yaml': 'openapi: 3.0.0\n',
  'apis/b.json': '{"swagger": "2.0"}',
  'apis/a.yml': 'openapi: 3.1.0\n',
  'apis/schemas/pet.yaml': 'type: object\n',
  'apis/readme.md': '```yaml\nopenapi: 3.0.0\n```\n',
  'apis/notes.md': 'openapi: in prose\n',
  'apis/node_modules/x/openapi.yaml': 'openapi: 3.0.0\n',
  'apis/.hidden/openapi.yaml': 'openapi: 3.0.0\n',
  'empty/x.txt': 'nothing\n',
  'odd:name.yaml': 'openapi: 3.0.0\n',
});

test.each([
  [['api.yaml'], ['api.yaml']],
  [['apis'], ['apis/a.yml', 'apis/b.json', 'apis/readme.md']],
  [['./apis/'], ['apis/a.yml', 'apis/b.json', 'apis/readme.md']],
  [['apis/**/*.{yml,yaml}'], ['apis/a.yml']],
  [
    ['apis/?.json', 'api.yaml', 'apis/b.json'],
    ['apis/b.json', 'api.yaml'],
  ],
  [
    ['-', 'https://example.com/api.yaml', 'main:api.yaml'],
    ['-', 'https://example.com/api.yaml', 'main:api.yaml'],
  ],
  [['odd:name.yaml'], ['./odd:name.yaml']],
])('%j', async (args, sources) => {
  expect(await expandSources(args, { cwd })).toEqual({ sources, failures: [] });
});

test.each([
  ['absent.yaml', 'absent.yaml is not found'],
  ['empty', 'no OpenAPI description is found in empty'],
  ['nothing/*.yaml', 'no file matches nothing/*.yaml'],
  ['apis/schemas/*.yaml', 'the file that matches apis/schemas/*.yaml is no OpenAPI description'],
])('%s is a failure, and the rest is found', async (source, reason) => {
  expect(await expandSources([source, 'api.yaml'], { cwd })).toEqual({
    sources: ['api.yaml'],
    failures: [{ source, reason }],
  });
});
