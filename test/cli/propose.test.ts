import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Overlay } from '../../src/probe/propose/overlay.ts';
import { applyOverlay } from '../probe/apply-overlay.ts';
import { runCli } from '../run-cli.ts';

/** The parts of the schema of Overlay 1.0 that a writer can get wrong. */
const isOverlay = new Ajv2020().compile({
  type: 'object',
  required: ['overlay', 'info', 'actions'],
  additionalProperties: false,
  properties: {
    overlay: { type: 'string', pattern: '^1\\.0\\.\\d+$' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      additionalProperties: false,
      properties: { title: { type: 'string' }, version: { type: 'string' } },
    },
    extends: { type: 'string' },
    actions: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        type: 'object',
        required: ['target'],
        additionalProperties: false,
        properties: {
          target: { type: 'string', pattern: '^\\$' },
          description: { type: 'string' },
          update: {},
          remove: { type: 'boolean' },
        },
      },
    },
  },
});

const contract = `openapi: 3.0.3
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      responses:
        '200': { description: Things, content: { application/json: { schema: { $ref: parts/thing.yaml } } } }
`;
const part = 'type: object\nrequired: [a, b, c]\nproperties: { d: { type: string } }\n';

const recording = (body: string, status = 200) =>
  `apicheck: 1\nexchanges:\n${`  - { name: x, request: { method: GET, path: /things }, response: { status: ${status}, headers: { content-type: application/json }, body: ${body} } }\n`.repeat(5)}`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-propose-'));
  await mkdir(join(folder, 'parts'));
  await mkdir(join(folder, 'out'));
  await writeFile(join(folder, 'openapi.yaml'), contract);
  await writeFile(join(folder, 'parts/thing.yaml'), part);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const probe = async (recorded: string, file: string) => {
  await writeFile(join(folder, 'recording.yaml'), recorded);
  return runCli(['probe', 'recording.yaml', '--spec', 'openapi.yaml', '--propose', file], folder);
};
const read = async (file: string): Promise<Overlay> => {
  const overlay = parse(await readFile(join(folder, file), 'utf8')) as Overlay;
  expect([isOverlay(overlay), isOverlay.errors]).toEqual([true, null]);
  return overlay;
};

describe('--propose', () => {
  it('writes an overlay that mends the document that is wrong, with a way to it from there', async () => {
    const recorded = recording('{ a: 1, d: null }');
    const { code, err } = await probe(recorded, 'out/overlay.yaml');
    expect(code).toBe(1);
    expect(err).toBe('apicheck: out/overlay.yaml has 3 changes for ../parts/thing.yaml\n');
    const overlay = await read('out/overlay.yaml');
    expect(overlay.extends).toBe('../parts/thing.yaml');
    await writeFile(join(folder, 'parts/thing.yaml'), stringify(applyOverlay(parse(part), overlay.actions)));
    expect(await probe(recorded, 'out/again.yaml')).toMatchObject({
      code: 0,
      err: 'apicheck: there is nothing to propose; out/again.yaml is not written\n',
    });
    expect(await readdir(join(folder, 'out'))).toEqual(['overlay.yaml']);
  });

  it('writes one for each document, as JSON where the name says so', async () => {
    const { err } = await probe(
      recording('{}') + recording('{}', 202).replace(/^.*\n.*\n/, ''),
      'out/overlay.json',
    );
    expect(err.split('\n').filter(Boolean)).toHaveLength(2);
    const texts = await Promise.all(
      ['overlay.json', 'overlay-2.json'].map((name) => readFile(join(folder, 'out', name), 'utf8')),
    );
    expect(texts.map((text) => (JSON.parse(text) as Overlay).extends).sort()).toEqual([
      '../openapi.yaml',
      '../parts/thing.yaml',
    ]);
  });

  it('says why it could not be written', async () => {
    const { code, err } = await probe(recording('{}'), 'nowhere/overlay.yaml');
    expect(code).toBe(2);
    expect(err).toContain('nowhere/overlay.yaml could not be written');
  });
});
