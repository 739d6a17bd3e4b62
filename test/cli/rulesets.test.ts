import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf, linted } from './folder.ts';

const api = `openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /things:
    get:
      responses:
        '404': { $ref: 'shared.yaml#/components/responses/None' }
`;
const shared = `components:
  responses:
    None:
      description: None
`;
const config = 'extends: spec\nrulesets: .spectral.yaml\n';
const titled = 'given: $.info, then: { field: title, function: falsy }, message: no title';

describe('rulesets', () => {
  it('run beside the rules of the preset, through files', async () => {
    const ruleset = `rules:
  responses-have-x:
    severity: info
    given: $.paths[*][*].responses[*]
    message: '{{property}} at {{path}}'
    then: { field: x-more, function: truthy }
  off-here: { severity: off, ${titled} }
`;
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': config,
      '.spectral.yaml': ruleset,
    });
    expect(await linted(folder, 'api.yaml')).toEqual([
      'shared.yaml:3 info responses-have-x None.x-more at #/components/responses/None',
    ]);
    expect(await linted(folder, 'api.yaml', '--rule', 'responses-have-x=off')).toEqual([]);
    const nowhere = await runCli(['lint', 'api.yaml', '--rule', 'responses-hav-x=off'], folder);
    expect(nowhere.err).toContain('did you mean "responses-have-x"?');
  });

  it('set the severities of ours by the names that Spectral has for them', async () => {
    const run = async (ruleset: string, more = '') => {
      const folder = await folderOf({
        'api.yaml': api,
        'shared.yaml': shared,
        'apicheck.yaml': config + more,
        '.spectral.yaml': ruleset,
      });
      return (await linted(folder, 'api.yaml')).filter((each) => each.includes('operation-success-response'));
    };
    const error = 'api.yaml:6 error operation-success-response none of the responses is a success';
    expect((await run('extends: spectral:oas')).map((each) => each.slice(0, 19))).toEqual([
      'api.yaml:6 warning ',
    ]);
    expect(await run('extends: [[spectral:oas, off]]')).toEqual([]);
    const set = await run('extends: spectral:oas\nrules: { operation-success-response: error }');
    expect(set.map((each) => each.slice(0, 16))).toEqual([error.slice(0, 16)]);
    expect(await run('extends: spectral:oas\nrules: { operation-success-response: false }')).toEqual([]);
    // What apicheck.yaml says itself has the last word.
    expect(
      await run(
        'extends: spectral:oas\nrules: { operation-success-response: error }',
        'rules: { operation-success-response: off }\n',
      ),
    ).toEqual([]);
  });

  it('extend files, packages and modules, and bring functions along', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': 'extends: spec\nrulesets: [rules/team.yaml, rules/own.mjs]\n',
      'rules/team.yaml': `extends: [./base.yaml, [style-of-ours, all]]
functions: [shout, gone]
rules:
  from-base: error
  loud: { given: $.info.title, message: '{{error}}', then: { function: shout, functionOptions: { mark: '!' } } }
  lost: { given: $, then: { function: gone } }
`,
      'rules/base.yaml': `rules:\n  from-base: { ${titled} }\n  silent: { recommended: false, ${titled} }\n`,
      'rules/functions/shout.js': `export default (value, { mark }, { path, document, documentInventory }) => [
  { message: value + mark + path.join('.') + document.source, path: ['paths', '/things', 'get', 'responses', '404', 'description'] },
  { message: documentInventory.resolved.paths['/things'].get.responses['404'].description },
];
`,
      'rules/package.json': '{ "type": "module" }',
      'rules/node_modules/style-of-ours/package.json': '{ "name": "style-of-ours", "main": "main.yaml" }',
      'rules/node_modules/style-of-ours/main.yaml': `rules:\n  from-package: { recommended: false, ${titled} }\n`,
      'rules/own.mjs': `const isThree = (root) => String(root.openapi).startsWith('3');
const imported = { rules: { 'by-value': { given: '$.info', then: { field: 'title', function: 'falsy' }, message: 'by value' } } };
export default { formats: [isThree], extends: [[imported, 'all']], rules: { 'in-code': { given: '$.info', severity: 'hint', then: { function: (value) => [{ message: 'the title is ' + value.title }] } } } };
`,
    });
    expect(await linted(folder, 'api.yaml')).toEqual([
      'api.yaml:2 info in-code the title is A',
      'api.yaml:2 warning by-value by value',
      'api.yaml:2 error from-base no title',
      'api.yaml:2 warning from-package no title',
      'api.yaml:2 warning loud None',
      'rules/team.yaml:2 warning ruleset-unsupported the function "gone" is left out: rules/functions/gone.js could not be loaded: there is no such file',
      'rules/team.yaml:6 warning ruleset-unsupported the rule "lost" cannot be judged: there is no function "gone"',
      'shared.yaml:4 warning loud A!info.titleapi.yaml',
    ]);
  });

  it('take what vacuum has for OWASP, and the options that the name of a rule says', async () => {
    const folder = await folderOf({
      'api.yaml': api
        .replace('/things', '/someThings/more-things/even-more-things')
        .replace("'1' }", "'1', contact: { url: https://example.com } }"),
      'shared.yaml': shared,
      'apicheck.yaml': config,
      '.spectral.yaml': `extends: [[vacuum:owasp, all]]
rules:
  owasp-define-error-responses-401: off
  owasp-define-error-responses-500: info
  owasp-rate-limit: off
  owasp-protection-global-safe: off
  paths-kebab-case: error
  contact-properties: warn
`,
    });
    expect(await linted(folder, 'api.yaml')).toMatchInlineSnapshot(`
      [
        "api.yaml:2 warning contact-incomplete the contact has no email",
        "api.yaml:2 warning contact-incomplete the contact has no name",
        "api.yaml:4 error path-casing path segment "someThings" is not kebab-case; that is some-things",
        "api.yaml:6 info operation-rate-limit-response GET /someThings/more-things/even-more-things documents no 429 response",
        "api.yaml:6 info operation-server-error-response GET /someThings/more-things/even-more-things documents no response for failures of the server",
      ]
    `);
  });

  it('in JavaScript refer to schemas in files, and turn off what is of another version', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': 'extends: spec\nrulesets: style/own.mjs\n',
      'style/own.mjs': `const oas = { rules: { 'oas3-schema': {} } };
const then = { function: 'schema', functionOptions: { schema: { $ref: './info.yaml' } } };
export default { extends: [oas], rules: { 'oas2-schema': 'off', 'oas3-schema': 'error', described: { given: '$.info', then } } };
`,
      'style/info.yaml': 'required: [description]\n',
    });
    expect((await linted(folder, 'api.yaml')).filter((each) => /described|unsupported/.test(each))).toEqual([
      'api.yaml:2 warning described "info" must have property description',
    ]);
  });

  it('say which package a function needs that is not installed', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': config,
      '.spectral.yaml': `functionsDir: ./own/functions/\nfunctions: [made]\nrules: {}\n`,
      'own/functions/made.js': `import { createRulesetFunction } from '@stoplight/spectral-core';\nexport default createRulesetFunction({}, () => []);\n`,
      'package.json': '{ "type": "module" }',
    });
    expect(await linted(folder, 'api.yaml')).toEqual([
      '.spectral.yaml:2 warning ruleset-unsupported the function "made" is left out: own/functions/made.js could not be loaded: it needs @stoplight/spectral-core: npm install --save-dev @stoplight/spectral-core',
    ]);
  });

  it('hand functions what they ask of the description: its data, and the references in each of its files', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': 'extends: spec\nrulesets: own.mjs\n',
      'own.mjs': `const asks = (value, options, { document, documentInventory }) => [
  { message: document.parserResult.data.info.title },
  ...Object.entries(documentInventory.graph.nodes).flatMap(([uri, { refMap }]) =>
    Object.entries(refMap).map(([at, to]) => ({ message: [uri, at, to].join(' ') }))),
];
export default { rules: { asks: { given: '$', message: '{{error}}', then: { function: asks } } } };
`,
    });
    expect(await linted(folder, 'api.yaml')).toMatchInlineSnapshot(`
      [
        "api.yaml:1 warning asks A",
        "api.yaml:1 warning asks api.yaml #/paths/~1things/get/responses/404 shared.yaml#/components/responses/None",
      ]
    `);
  });

  it('say what they cannot honour, each at its line', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': config,
      '.spectral.yaml': `extends: ['https://example.com/rules.yaml', not-installed, spectral:asyncapi]
rules:
  oas-code: { given: $, then: { function: oasPathParam } }
  no-such-rule-of-spectral: warn
  later: { given: $.info, then: { function: slow } }
functions: [slow]
`,
      'functions/slow.js': 'module.exports = async () => [];\n',
    });
    expect(await linted(folder, 'api.yaml')).toEqual([
      '.spectral.yaml:1 warning ruleset-unsupported what it extends is left out: https://example.com/rules.yaml is not fetched; install it as a package, or keep a copy beside the ruleset',
      '.spectral.yaml:1 warning ruleset-unsupported what it extends is left out: the package not-installed is not installed beside .spectral.yaml',
      '.spectral.yaml:1 warning ruleset-unsupported spectral:asyncapi has no rules for OpenAPI, and is left out',
      '.spectral.yaml:3 warning ruleset-unsupported the rule "oas-code" cannot be judged: there is no function "oasPathParam"',
      '.spectral.yaml:4 warning ruleset-unsupported no rule here takes the place of "no-such-rule-of-spectral"',
      '.spectral.yaml:5 warning ruleset-unsupported the rule "later" could not be run: its function answers later (it is async), which is not waited for',
    ]);
    expect(await linted(folder, 'api.yaml', '--rule', 'ruleset-unsupported=off')).toEqual([]);
  });

  it('override severities by file and pointer', async () => {
    const ruleset = `rules:
  no-get: { given: '$.paths[*].get', then: { field: responses, function: falsy }, message: get }
overrides:
  - { files: ['legacy/*.yaml'], rules: { no-get: off } }
  - { files: ['main.yaml#/paths/~1things'], rules: { no-get: error } }
`;
    const folder = await folderOf({
      'main.yaml': api,
      'shared.yaml': shared,
      'legacy/api.yaml': api.replace('shared', '../shared'),
      'apicheck.yaml': config,
      '.spectral.yaml': ruleset,
    });
    expect(await linted(folder, 'main.yaml')).toEqual(['main.yaml:6 error no-get get']);
    expect(await linted(folder, 'legacy/api.yaml')).toEqual([]);
  });

  it('judge with schemas in files beside them', async () => {
    const ruleset = `rules:
  titled: { given: $.info, then: { function: schema, functionOptions: { schema: { $ref: ./info.yaml } } }, message: '{{error}}' }
`;
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': config,
      '.spectral.yaml': ruleset,
      'info.yaml': 'properties: { title: { minLength: 2 } }\n',
    });
    expect(await linted(folder, 'api.yaml')).toEqual([
      'api.yaml:2 warning titled "title" must have at least 2 characters, has 1',
    ]);
  });

  it.each([
    ['- 1', '.spectral.yaml is no Spectral ruleset'],
    ['rules: {', 'the config has a mistake\n.spectral.yaml:1:'],
    ['extends: ./.spectral.yaml', ''],
  ])('that cannot be read end the run: %s', async (ruleset, said) => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'apicheck.yaml': config,
      '.spectral.yaml': ruleset,
    });
    const { err, out, code } = await runCli(['lint', 'api.yaml'], folder);
    expect(err).toContain(said);
    expect(said === '' ? out : String(code)).toMatch(said === '' ? /extends itself/ : /^2$/);
  });

  it('are read from the folder of the config that names them', async () => {
    const folder = await folderOf({
      'api.yaml': api,
      'shared.yaml': shared,
      'team/apicheck.yaml': config,
      'team/.spectral.yaml': `rules: { one: { ${titled} } }`,
      'apicheck.yaml': 'extends: team/apicheck.yaml',
    });
    expect(await linted(folder, 'api.yaml')).toEqual(['api.yaml:2 warning one no title']);
    expect(await readFile(join(folder, 'team/apicheck.yaml'), 'utf8')).toBe(config);
  });
});
