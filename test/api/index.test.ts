import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createCollector,
  createDocumentStore,
  createSchemas,
  createSolver,
  defineLintRule,
  diffApis,
  diffChecks,
  lintLoaded,
  lintRules,
  loadApi,
  type LoadedApi,
} from '../../src/index.ts';

const before = `openapi: 3.0.3
info: { title: Books, version: '1' }
paths:
  /books:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { title: { type: string, maxLength: 5 } } }
      responses:
        '201': { description: Created }
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-api-'));
  await writeFile(join(folder, 'before.yaml'), before);
  await writeFile(join(folder, 'after.yaml'), before.replace('maxLength: 5', 'maxLength: 4'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(name: string): Promise<LoadedApi> {
  const store = createDocumentStore({ cwd: folder, offline: true });
  const opened = await store.open(name);
  if (opened.kind === 'failed') throw new Error(opened.reason);
  const [first] = opened.opened;
  if (!first) throw new Error('nothing there');
  const loaded = await loadApi(first.document, first.problems, store);
  if (loaded.kind === 'not-openapi') throw new Error(loaded.reason);
  return loaded;
}

describe('what the programming interface is made of', () => {
  it('lints, with rules of one’s own beside the built-in ones', async () => {
    const loaded = await load('before.yaml');
    const shout = defineLintRule({
      code: 'title-shouted',
      severity: 'warning',
      summary: 'Shout the title.',
      why: 'It is heard.',
      fix: 'Write it in capitals.',
      messages: { quiet: '"{title}" is too quiet' },
      create: (report, { api }) => ({
        end() {
          if (api.title !== undefined)
            report({ message: 'quiet', params: { title: api.title }, at: api.node });
        },
      }),
    });
    const collector = createCollector();
    await lintLoaded(loaded, [...lintRules, shout], createSchemas(loaded.api.documents), collector);
    expect(collector.findings().map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'title-shouted: "Books" is too quiet',
    ]);
  });

  it('compares two versions, with a witness', async () => {
    const [old, fresh] = [await load('before.yaml'), await load('after.yaml')];
    const schemas = {
      before: createSchemas(old.api.documents),
      after: createSchemas(fresh.api.documents),
    };
    const solver = createSolver({ before: old.api.documents, after: fresh.api.documents, schemas });
    const collector = createCollector();
    const section = diffApis(
      { before: old.api, after: fresh.api },
      {
        checks: diffChecks,
        collector,
        severityOf: (meta) => meta.severity,
        schemas,
        decisions: {
          contains: solver.contains,
          containsText: solver.containsText,
          isSame: () => false,
        },
      },
    );
    expect(section).toMatchObject({ breaking: true, semver: 'major', pairs: { compared: 1, proven: 1 } });
    expect(collector.findings()).toMatchObject([
      { code: 'schema-bound-changed', evidence: { kind: 'witness', direction: 'request', at: '/title' } },
    ]);
  });
});
