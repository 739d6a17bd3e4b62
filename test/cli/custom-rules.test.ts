import { describe, expect, it } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { allMetas } from '../../src/cli/codes.ts';
import { configSchema } from '../../src/config/schema.ts';
import { parseText } from '../../src/document/parse.ts';
import { runCli } from '../run-cli.ts';
import { folderOf, linted } from './folder.ts';

const api = `openapi: 3.0.3
info: { title: A, version: '1' }
tags: [{ name: all }]
paths:
  /things:
    get:
      operationId: listThings
      responses: { '200': { $ref: '#/components/responses/Things' } }
    post:
      operationId: addThing
      x-owner: nobody
      responses: { '200': { $ref: '#/components/responses/Things' } }
    put:
      responses: { '200': { description: None } }
components:
  responses:
    Things:
      description: Things
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Things' }
  schemas:
    Things:
      type: array
`;

describe('customRules', () => {
  it('are known to editors', async () => {
    const validate = new Ajv2020({ strict: false }).compile(configSchema(await allMetas()));
    const judge = (text: string) => validate(parseText('apicheck.yaml', text).document.value);
    expect(
      judge(
        'customRules: { a: { for: [info, tag], must: { required: [x] }, message: m } }\nrulesets: a.yaml',
      ),
    ).toBe(true);
    for (const rule of [
      '{ for: info }',
      '{ for: infos, must: {} }',
      '{ for: info, must: { type: strin } }',
      '{ for: info, must: 1 }',
    ])
      expect([rule, judge(`customRules: { a: ${rule} }`)]).toEqual([rule, false]);
  });

  it('say what objects must be, at the exact place, through references', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'apicheck.yaml': `extends: spec
customRules:
  operation-has-owner:
    severity: error
    for: operation
    where: { required: [operationId] }
    must: { required: [x-owner], properties: { x-owner: { pattern: ^team- } } }
    message: '{name}: {problem}'
  list-is-bounded:
    for: response
    must: { properties: { content: { additionalProperties: { properties: { schema: { required: [maxItems] } } } } } }
  tags-are-described: { for: tag, must: { required: [description] }, message: 'tag {name}' }
  info-is-short: { for: [info, contact], must: { properties: { title: { minLength: 2 } } } }
rules: { info-is-short: info }
`,
    });
    expect((await linted(folder, 'api.yaml')).filter((each) => !each.includes('field-missing'))).toEqual([
      'api.yaml:2 info info-is-short "title" must have at least 2 characters, has 1',
      'api.yaml:3 warning tags-are-described tag all',
      'api.yaml:6 error operation-has-owner GET /things: must have property x-owner',
      'api.yaml:11 error operation-has-owner POST /things: must match ^team-, is "nobody"',
      'api.yaml:23 warning list-is-bounded "Things" must have property maxItems',
    ]);
    expect((await linted(folder, 'api.yaml', '--rule', 'operation-has-owner=off')).join()).not.toContain(
      'x-owner',
    );
  });

  it('have every mistake in them told at its line', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'apicheck.yaml': `customRules:
  Bad_code: { for: operation, must: true }
  mistaken:
    for: [operatoin]
    musst: {}
    must: { requird: [a], type: strin, properties: { a: { pattern: '(' } } }
  ref-unresolved: { for: info, must: { $ref: '#/nowhere' } }
  none: { for: info }
`,
    });
    const { err, code } = await runCli(['lint', 'api.yaml'], folder);
    expect(code).toBe(2);
    for (const said of [
      'apicheck.yaml:2:3 the code of a rule must be in kebab-case, not "Bad_code"',
      'apicheck.yaml:4:11 must be one of root, ',
      'apicheck.yaml:5:5 unknown name "musst"; did you mean "must"?',
      'apicheck.yaml:6:13 "requird" is no keyword of JSON Schema; did you mean required?',
      'apicheck.yaml:6:33 "type" must be one of ',
      'apicheck.yaml:8:3 "must" is missing here',
    ])
      expect(err).toContain(said);
  });
});
