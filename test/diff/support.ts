import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';

/** The files of one version by name; `openapi.json` is where reading begins. */
export type Files = Readonly<Record<string, unknown>>;

/** Takes two versions; gives the report of comparing them, as the command line makes it. */
export async function diffReport(before: Files, after: Files): Promise<RunReport> {
  const folder = await mkdtemp(join(tmpdir(), 'apicheck-diff-'));
  try {
    for (const [side, files] of [
      ['before', before],
      ['after', after],
    ] as const)
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, side, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
      }
    const run = await runCli(
      ['diff', 'before/openapi.json', 'after/openapi.json', '--format', 'json'],
      folder,
    );
    return JSON.parse(run.out) as RunReport;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Version = '2.0' | '3.0.3' | '3.1.0' | '3.2.0';

/** The least description of a version with what is given in place. */
export function api(version: Version, fields: object): object {
  const opening = version === '2.0' ? { swagger: version } : { openapi: version };
  return { ...opening, info: { title: 'Books', version: '1' }, paths: {}, ...fields };
}

/** A description in which one schema is both what `POST /books` takes and what it answers. */
export function withBody(version: Version, schema: unknown, components: object = {}): object {
  const content = { 'application/json': { schema } };
  return api(version, {
    paths: {
      '/books': {
        post: {
          requestBody: { required: true, content },
          responses: { 201: { description: 'Created', content } },
        },
      },
    },
    ...(Object.keys(components).length > 0 && { components: { schemas: components } }),
  });
}

/** The same for a query parameter `q`, and for a header of the answer. */
export function withText(version: Version, schema: unknown): object {
  return api(version, {
    paths: {
      '/books': {
        get: {
          parameters: [{ name: 'q', in: 'query', schema }],
          responses: { 200: { description: 'Found', headers: { 'X-Q': { schema } } } },
        },
      },
    },
  });
}
