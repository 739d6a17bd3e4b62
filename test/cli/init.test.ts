import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../src/document/node.ts';
import { parseText } from '../../src/document/parse.ts';
import { runCli } from '../run-cli.ts';
import { folderOf, linted } from './folder.ts';

const api = `openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      responses: { '404': { description: None } }
components:
  schemas:
    Unused: { type: string }
`;
const recording = `apicheck: 1
spec: ../apis/pets/openapi.yaml
exchanges:
  - name: one
    request: { method: GET, path: /things }
    response: { status: 404 }
`;

/** Takes files; gives what \`apicheck init\` prints and writes, the folder, and whether lint runs with it. */
async function init(files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const folder = await folderOf(files);
  const { code, out, err } = await runCli(['init', ...more], folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const text = await readFile(join(folder, 'apicheck.yaml'), 'utf8');
  const { document, problems } = parseText('apicheck.yaml', text);
  expect(problems).toEqual([]);
  if (!isObject(document.value)) throw new Error('the config is no object');
  const run = await runCli(['lint', 'apis/pets/openapi.yaml'], folder);
  expect(run.err).toBe('');
  expect([0, 1]).toContain(run.code);
  return { folder, out, text, config: document.value };
}

describe('apicheck init', () => {
  it('lists the descriptions and recordings that are here', async () => {
    const { config, out, folder } = await init({
      'apis/pets/openapi.yaml': api,
      'apis/stores.openapi.json':
        '{ "swagger": "2.0", "info": { "title": "A", "version": "1" }, "paths": {} }',
      'other/pets.yaml': api,
      'apis/part.yaml': 'components: {}\n',
      'node_modules/x/openapi.yaml': api,
      'dist/openapi.yaml': api,
      '.hidden/openapi.yaml': api,
      'recordings/a.yaml': recording,
      'recordings/b.yaml': recording.replace('spec: ../apis/pets/openapi.yaml\n', ''),
      'recordings/c.har': '{ "log": {} }',
    });
    expect(config['apis']).toEqual({
      pets: { spec: 'apis/pets/openapi.yaml', recordings: 'recordings/a.yaml' },
      stores: { spec: 'apis/stores.openapi.json' },
      'pets-2': { spec: 'other/pets.yaml' },
    });
    expect(out).toContain('apicheck.yaml is written: 3 APIs\n');
    expect(out).toContain('  - recording recordings/b.yaml: which API it is of is not said in it\n');
    expect(out).toContain('  - recording recordings/c.har: ');
    expect((await runCli(['lint'], folder)).code).toBe(0);
  });

  it('never writes over a config unless told to', async () => {
    const folder = await folderOf({ 'apicheck.yaml': '# mine\n', 'openapi.yaml': api });
    const refused = await runCli(['init'], folder);
    expect(refused).toMatchObject({
      code: 2,
      out: '',
      err: 'apicheck: apicheck.yaml is here already; --force writes apicheck.yaml anew\n',
    });
    expect(await readFile(join(folder, 'apicheck.yaml'), 'utf8')).toBe('# mine\n');
    expect((await runCli(['init', '--force'], folder)).code).toBe(0);
    expect(await readFile(join(folder, 'apicheck.yaml'), 'utf8')).toContain('spec: openapi.yaml');
  });

  it('says so where nothing is here', async () => {
    const folder = await folderOf({});
    const { out } = await runCli(['init'], folder);
    expect(out).toBe(
      'apicheck.yaml is written: nothing was found to put in it\n\nNext: name your API in it, then apicheck lint\n',
    );
    expect((await runCli(['lint'], folder)).err).toContain('nothing to read');
  });

  it('carries over what Redocly is told', async () => {
    const { config, out, text, folder } = await init({
      'apis/pets/openapi.yaml': api,
      'redocly.yaml': `extends: [recommended-strict, ./team.yaml]
apis:
  pets@v1:
    root: ./apis/pets/openapi.yaml
    rules: { no-unused-components: off }
plugins: [./mine.js]
rules:
  operation-2xx-response: warn
  no-such-rule: error
  operation-operationId-unique: { severity: warn, mode: x }
  rule/operation-summary:
    subject: { type: Operation, property: summary }
    assertions: { defined: true, maxLength: 40, pattern: '/^[A-Z]/' }
    message: 'summary: {{ problems }}'
    severity: warn
  rule/query-casing:
    where: [{ subject: { type: Parameter, property: in }, assertions: { const: query } }]
    subject: { type: Parameter, property: name }
    assertions: { casing: camelCase }
  rule/one-combinator: { subject: { type: Schema }, assertions: { mutuallyExclusive: [oneOf, anyOf, allOf] } }
  rule/order: { subject: { type: Operation, property: tags }, assertions: { sortOrder: asc } }
theme: {}
`,
      '.redocly.lint-ignore.yaml': `apis/pets/openapi.yaml:
  operation-2xx-response: ['#/paths/~1things/get/responses']
  rule/operation-summary: ['#/paths/~1things/get']
  no-such-rule: ['#/']
`,
    });
    expect(config).toMatchObject({
      extends: 'recommended',
      failOn: 'warning',
      apis: { pets: { spec: 'apis/pets/openapi.yaml' } },
      rules: { 'operation-success-response': 'warning', 'operation-id-unique': 'warning' },
      customRules: {
        'own-operation-summary': {
          severity: 'warning',
          for: 'operation',
          must: {
            allOf: [
              { required: ['summary'] },
              { properties: { summary: { maxLength: 40, maxItems: 40 } } },
              { properties: { summary: { pattern: '^[A-Z]' } } },
            ],
          },
          message: 'summary: {problem}',
        },
        'own-query-casing': { for: 'parameter', where: { properties: { in: { const: 'query' } } } },
        'own-one-combinator': {
          must: {
            not: {
              anyOf: [
                { required: ['oneOf', 'anyOf'] },
                { required: ['oneOf', 'allOf'] },
                { required: ['anyOf', 'allOf'] },
              ],
            },
          },
        },
      },
      overrides: [
        { files: ['apis/pets/openapi.yaml'], rules: { 'component-unused': 'off' } },
        {
          files: ['apis/pets/openapi.yaml'],
          pointers: ['/paths/~1things/get/responses'],
          rules: { 'operation-success-response': 'off' },
        },
        {
          files: ['apis/pets/openapi.yaml'],
          pointers: ['/paths/~1things/get'],
          rules: { 'own-operation-summary': 'off' },
        },
      ],
    });
    const left = [
      'extends ./team.yaml: only the sets of Redocly itself have counterparts',
      'rule no-such-rule: apicheck has none of that kind',
      'rule operation-operationId-unique: its options (mode); see apicheck explain operation-id-unique',
      'rule rule/order: its assertion "sortOrder" has no counterpart',
      'plugins: write them as modules with defineLintRule and name them in "plugins"',
      'theme: this section is not about linting',
      'ignored findings of no-such-rule in apis/pets/openapi.yaml: apicheck has no rule of that kind',
    ];
    for (const each of left) {
      expect(out).toContain(`  - ${each}\n`);
      expect(text).toContain(`# - ${each}\n`);
    }
    expect(await linted(folder, 'apis/pets/openapi.yaml')).toEqual([]);
  });

  it('carries over options of Redocly that ours have by another name', async () => {
    const { config, out, folder } = await init({
      'apis/pets/openapi.yaml': api,
      'redocly.yaml': `extends: [minimal]
rules:
  response-mime-type: { severity: error, allowedValues: [application/json, image/*] }
  path-segment-plural: { severity: warn, ignoreLastPathSegment: true, exceptions: [auth] }
  response-contains-header: { severity: error, names: { '404': [X-Request-Id] } }
  no-http-verbs-in-paths: { severity: warn, splitIntoWords: true, exceptions: getaways }
  paths-kebab-case: error
  boolean-parameter-prefixes: { severity: off, prefixes: [is] }
apis: { pets: { root: apis/pets/openapi.yaml, rules: { paths-kebab-case: warn } } }
`,
    });
    expect(config).toMatchObject({
      rules: {
        'media-type-disallowed': {
          severity: 'error',
          request: ['*'],
          response: ['application/json', 'image/*'],
        },
        'path-segment-plural': { severity: 'warning', ignore: ['auth'] },
        'response-header-required': { severity: 'error', headers: { '404': ['X-Request-Id'] } },
        'path-verb': 'warning',
        'path-casing': { severity: 'error', casing: 'kebab' },
        'parameter-boolean-prefix': 'off',
      },
      overrides: [{ files: ['apis/pets/openapi.yaml'], rules: { 'path-casing': 'warning' } }],
    });
    expect(out.match(/ {2}- .*\n/g)).toEqual([
      '  - rule no-http-verbs-in-paths: its options (exceptions); see apicheck explain path-verb\n',
      '  - rule path-casing of pets: options hold for all APIs here, see "rules"\n',
    ]);
    expect(await linted(folder, 'apis/pets/openapi.yaml')).toEqual([
      'apis/pets/openapi.yaml:7 error response-header-required response 404 does not describe X-Request-Id',
    ]);
  });

  it('finds the rulesets and ignore files that jobs name', async () => {
    const { config, out } = await init({
      'apis/pets/openapi.yaml': api,
      'package.json': '{ "scripts": { "lint": "spectral lint apis -r ./style/team.yaml" } }',
      '.github/workflows/lint.yml': `jobs:
  lint:
    steps:
      - run: |
          vacuum lint --ruleset=style/vacuum.yaml \\
            --ignore-file style/known.yaml -d apis
      - run: vacuum report -r https://example.com/rules.yaml
      - uses: stoplightio/spectral-action@latest
        with: { file_glob: 'apis/**' }
      - uses: stoplightio/spectral-action@latest
        with:
          spectral_ruleset: style/gone.yaml
`,
      'vacuum-ruleset.yaml':
        'rules: { titled: { given: $.info, then: { field: title, function: truthy } } }\n',
      'style/team.yaml': 'extends: spectral:oas\n',
      'style/vacuum.yaml': 'extends: [[vacuum:owasp, all]]\nrules: { paths-kebab-case: error }\n',
      'style/known.yaml': 'owasp-string-limit: ["$.components"]\n',
    });
    expect(config).toMatchObject({
      rulesets: ['vacuum-ruleset.yaml', 'style/team.yaml', 'style/vacuum.yaml'],
      overrides: [{ pointers: ['/components'], rules: { 'schema-string-unlimited': 'off' } }],
    });
    expect(out.match(/ {2}- .*\n/g)).toEqual([
      '  - https://example.com/rules.yaml, which a job names: it is not fetched; keep a copy here\n',
      '  - style/gone.yaml, which a job names: it is not here\n',
    ]);
  });

  it('names the rulesets of Spectral and vacuum, and carries over what vacuum ignores', async () => {
    const { config, out, folder } = await init({
      'apis/pets/openapi.yaml': api,
      '.spectral.yaml': `extends: spectral:asyncapi
rules: { has-tags: { given: '$.paths[*][*]', severity: error, message: no tags, then: { field: tags, function: truthy } } }
`,
      'vacuum.conf.yaml':
        'ruleset: ./rules/vacuum.yaml\nignore-file: ignored.yaml\nfail-severity: warn\nmin-score: 80\n',
      'rules/vacuum.yaml':
        'extends: [[vacuum:oas, recommended]]\nrules: { operation-success-response: info }\n',
      'ignored.yaml': `has-tags: ["$.paths['/things'].get", '$..x', '$..[?(@.y)]']\nno-such: ['$']\n`,
    });
    expect(config).toMatchObject({
      rulesets: ['.spectral.yaml', 'rules/vacuum.yaml'],
      failOn: 'warning',
      overrides: [{ pointers: ['/paths/~1things/get', '/**/x'], rules: { 'has-tags': 'off' } }],
    });
    for (const each of [
      '.spectral.yaml:1: spectral:asyncapi has no rules for OpenAPI, and is left out',
      "vacuum's min-score: it has no counterpart in apicheck.yaml",
      'ignored findings of has-tags at $..[?(@.y)]: it names no single place',
      'ignored findings of no-such: apicheck has no rule of that kind',
    ])
      expect(out).toContain(`  - ${each}\n`);
    const found = (await linted(folder, 'apis/pets/openapi.yaml')).join('\n');
    expect(found).toContain('info operation-success-response');
    expect(found).not.toContain('has-tags');
  });

  it('says where a config of another tool cannot be read', async () => {
    const { out, text } = await init({
      'apis/pets/openapi.yaml': api,
      'redocly.yaml': 'rules: {\n',
      '.spectral.yaml': '- 1\n',
    });
    expect(out).toMatch(/- redocly\.yaml:\d+: not all of it could be read: /);
    expect(out).toContain('- .spectral.yaml is no Spectral ruleset');
    expect(text).not.toContain('rulesets:');
  });
});

describe('apicheck init beside oasdiff', () => {
  const pets = (paths: string): string => `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
${paths}`;
  const before = pets(`  /pets:
    get:
      operationId: listPets
      responses: { '200': { description: All. }, '201': { description: None. } }
    post:
      operationId: addPet
      parameters: [{ name: dry, in: query, schema: { type: boolean } }]
      responses: { '201': { description: Added. } }
`);
  const after = pets(`  /pets:
    get:
      operationId: listPets
      responses: { '200': { description: All. } }
    post:
      operationId: addPet
      responses: { '201': { description: Added. } }
`);
  const files = {
    'apis/pets/openapi.yaml': before,
    '.oasdiff.yaml': `format: githubactions
color: never
flatten-allof: true
attributes: [x-team]
exclude-elements: [examples, endpoints]
match-path: ^/pets
strip-prefix-base: /v1
prefix-base: /api
fail-on: WARN
lang: en
deprecation-days-beta: 31
deprecation-days-stable: 180
severity-levels: ci/levels.txt
err-ignore: ./ci/ignore.md
new-flag: true
`,
    'ci/levels.txt': `# what we care about
request-parameter-removed    err
api-tag-removed none
api-tag-added   none
response-success-status-removed  warn
response-property-became-nullable info
nothing-of-ours  err
api-security-removed
`,
    'ci/ignore.md': `# Changes that we know of
- 12.01.2026 In GET /pets we removed the success response with the status '201'
- Removed the schema 'Rules' from components
- GET /pets/{id} removed the enum value 'sold' of the request property 'data/items/state'
- GET /pets/{id} something of the third kind
`,
    '.github/workflows/api.yml': `jobs:
  breaking:
    steps:
      - uses: oasdiff/oasdiff-action/breaking@main
        with: { warn-ignore: ci/warn.txt }
`,
    'ci/warn.txt': 'POST /pets deleted the query request parameter dry\n',
  };

  it('carries over what has a counterpart, and names the rest', async () => {
    const { config, out, folder } = await init(files);
    const days = new Date().getFullYear() + 1;
    const until = expect.stringMatching(new RegExp(`^${days}-\\d\\d-\\d\\d$`)) as string;
    expect(config['failOn']).toBe('warning');
    expect(config['rules']).toEqual({ 'tags-changed': 'off' });
    expect(config['diff']).toEqual({
      deprecationDays: { beta: 31, stable: 180 },
      parameterRemoved: 'error',
      accept: [
        {
          code: 'response-removed',
          operation: 'GET /pets',
          pointer: '/**/responses/201',
          reason: "12.01.2026 In GET /pets we removed the success response with the status '201'",
          until,
        },
        {
          code: 'component-removed',
          pointer: '/components/schemas/Rules',
          reason: "Removed the schema 'Rules' from components",
          until,
        },
        {
          code: 'enum-value-removed',
          operation: 'GET /pets/{id}',
          pointer: '/**/properties/state',
          reason: "GET /pets/{id} removed the enum value 'sold' of the request property 'data/items/state'",
          until,
        },
        {
          code: 'parameter-removed',
          operation: 'POST /pets',
          reason: 'POST /pets deleted the query request parameter dry',
          until,
        },
      ],
    });
    expect(out).toContain('made from .oasdiff.yaml, ci/levels.txt, ci/ignore.md, ci/warn.txt');
    const left = out.split('\n').filter((line) => line.startsWith('  - '));
    expect(left).toEqual([
      "  - oasdiff's format: name it with --format: text, json, sarif, junit, github, gitlab, markdown, html or changelog",
      "  - oasdiff's attributes: reports name no extensions of operations",
      "  - oasdiff's exclude-elements: words and examples are findings only where a rule on them is switched on",
      "  - oasdiff's match-path: run apicheck diff with --match-path '^/pets'",
      "  - oasdiff's strip-prefix-base: run apicheck diff with --strip-prefix-before '/v1'",
      "  - oasdiff's prefix-base: prefixes are not added; --strip-prefix-after takes that of the other version away",
      "  - oasdiff's new-flag: it has no counterpart in apicheck.yaml",
      '  - ci/levels.txt:8: this is no check and its level',
      expect.stringMatching(
        /^ {2}- ci\/levels\.txt: response-success-status-removed warning: apicheck's response-removed is response-non-success-status-removed /,
      ),
      expect.stringMatching(
        /^ {2}- ci\/levels\.txt: response-property-became-nullable info: apicheck's schema-type-changed is .* others too; set it in "rules"/,
      ),
      '  - ci/levels.txt: nothing-of-ours: apicheck finds no change of that name',
      '  - ci/ignore.md:5: which change this is of is not said in words that are known here',
      expect.stringMatching(/^ {2}- the changes that oasdiff ignores are accepted until /),
    ]);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(folder, 'after.yaml'), after);
    const run = await runCli(['diff', 'apis/pets/openapi.yaml', 'after.yaml', '-f', 'json'], folder);
    expect(run.err).toBe('');
    const report = JSON.parse(run.out) as {
      findings: { code: string }[];
      diff: { changes: { code: string; accepted?: unknown }[] };
    };
    const accepted = report.diff.changes.filter((change) => change.accepted).map(({ code }) => code);
    expect(accepted.sort()).toEqual(['parameter-removed', 'response-removed']);
    expect(report.findings.filter(({ code }) => accepted.includes(code))).toEqual([]);
  });

  it('reads a config of settings alone in TOML, and says which file is missing', async () => {
    const { config, out } = await init({
      'apis/pets/openapi.yaml': before,
      'oasdiff.toml': 'fail-on = "ERR" # all of them\ndeprecation-days = 30\nerr-ignore = \'gone.txt\'\n',
    });
    expect([config['failOn'], config['diff']]).toEqual([
      'error',
      { deprecationDays: { beta: 30, stable: 30 } },
    ]);
    expect(out).toContain('  - gone.txt, which oasdiff is told of: it cannot be read\n');
  });
});
