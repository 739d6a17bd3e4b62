import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf } from '../cli/folder.ts';

const api = `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:
    get:
      operationId: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!
      responses: { '404': { description: None } }
`;
const long = 'k'.repeat(1_000_000);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** A value of so many lines that unfolds to two to the power of them; its last anchor is the last level. */
function bomb(levels: number): string {
  let text = '&b0 [a, a]';
  for (let level = 1; level <= levels; level++) text = `&b${level} [${text}, *b${level - 1}]`;
  return text;
}

/** What no terminal may get, but for the ends of lines. */
// eslint-disable-next-line no-control-regex
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Runs a command on a description beside some files; what it prints is short, and harmless to a terminal. */
async function run(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const folder = await folderOf({ '.git/HEAD': '', 'openapi.yaml': api, ...files });
  const done = await runCli(args, folder);
  expect(done.code).not.toBe(3);
  expect(done.out + done.err).not.toMatch(obeyed);
  expect(done.out.length + done.err.length).toBeLessThan(60_000);
  return { ...done, folder };
}

const linted = (config: string, more: Readonly<Record<string, string>> = {}) =>
  run({ 'apicheck.yaml': config, ...more }, 'lint', 'openapi.yaml', '--preset', 'strict');

describe('a config', () => {
  /** What is said of it, but for how many mistakes it has. */
  const mistakes = async (config: string) => {
    const { code, err } = await linted(config);
    expect(code).toBe(2);
    return err.replace(/^apicheck: (the config has .*\n)?/, '').trimEnd();
  };

  it.each([
    ['keys of prototypes', '__proto__: { a: 1 }\n', 'apicheck.yaml:1:1 unknown name "__proto__"'],
    [
      'rules called as members of prototypes',
      'rules: { hasOwnProperty: error }\n',
      'apicheck.yaml:1:10 unknown name "hasOwnProperty"',
    ],
    [
      'a key given twice',
      'failOn: warning\nfailOn: error\n',
      'apicheck.yaml:2:1 the key "failOn" is given twice',
    ],
    [
      'aliases without end',
      `extends: ${bomb(60)}\n`,
      'apicheck.yaml:1:21 must be a text; put quotes around it\napicheck.yaml:1:776 must be a text; put quotes around it',
    ],
    [
      'an alias of what is around it',
      'apis: &a { b: *a }\n',
      'apicheck.yaml:1:15 this alias stands for a collection that contains it; read as null\napicheck.yaml:1:15 must be an object',
    ],
    [
      'three thousand collections',
      `x: ${nested(3_000)}\n`,
      'apicheck.yaml:1:1003 more than 1000 collections inside one another',
    ],
    ['a list in place of all', '[1, 2]\n', 'apicheck.yaml:1:1 must be an object'],
    ['numbers beyond range', 'maxWarnings: 1e309\n', 'apicheck.yaml:1:14 must be a whole number from 0'],
    [
      'a rounded number',
      'maxWarnings: 9007199254740993\n',
      'apicheck.yaml:1:14 must be a whole number from 0',
    ],
    [
      'two documents',
      'failOn: error\n---\nfailOn: warning\n',
      'apicheck.yaml:2:1 a second YAML document begins here; only the first is read',
    ],
    [
      'lines that end with a lone CR',
      'failOn: error\rrules:\r  operation-sumary: off\r',
      'apicheck.yaml:3:3 unknown name "operation-sumary"; did you mean "operation-summary"?',
    ],
    ['a NUL', 'failOn: error\0\n', 'apicheck.yaml is not text: it has a NUL character on line 1'],
    [
      'a preset that commands the terminal',
      'extends: "\\e[31m\\u202e"\n',
      'apicheck.yaml extends "\\u001b[31m\\u202e", which is no preset (spec, recommended, strict, owasp) and no path of a config file',
    ],
    [
      'a file that extends itself',
      'extends: ./apicheck.yaml\n',
      'apicheck.yaml extends itself: apicheck.yaml -> apicheck.yaml',
    ],
    [
      'a file outside of the project',
      'extends: /etc/hostname\n',
      expect.stringMatching(
        /^apicheck\.yaml extends \/etc\/hostname: .* is outside of the project; --allow-path/,
      ),
    ],
    [
      'a glob longer than any path',
      `overrides: [{ files: "${'('.repeat(50_000)}", rules: {} }]\n`,
      'apicheck.yaml:1:22 must be a text of 4096 characters or fewer',
    ],
  ])('with %s is refused with its place', async (_, config, said) => {
    expect(await mistakes(config)).toEqual(said);
  });

  it('with a list of two hundred thousand mistakes tells of fifty', async () => {
    const told = await mistakes(`overrides: [${'a,'.repeat(200_000)}]\n`);
    expect(told.split('\n')).toHaveLength(51);
    expect(told).toMatch(/… and 199950 more$/);
  });

  it.each(['extends: ./', 'extends: ', 'baseline: ', 'allowPaths: ', 'rules: ', 'allowHosts: '])(
    'with a name of a million characters behind %s is answered in few words',
    async (key) => {
      const { code, err } = await linted(key === 'rules: ' ? `rules: { ${long}: off }\n` : `${key}${long}\n`);
      if (code === 2) expect(err.length).toBeLessThan(6_000);
    },
  );

  it('with APIs and targets called as members of prototypes has them', async () => {
    const config = `apis:
  __proto__: { spec: openapi.yaml, targets: { constructor: { url: http://127.0.0.1:1 } } }
  constructor: { spec: openapi.yaml }
`;
    const { out } = await run({ 'apicheck.yaml': config }, 'lint');
    expect(out).toContain('lint openapi.yaml, openapi.yaml');
    expect(Object.hasOwn(Object.prototype, 'spec')).toBe(false);
  });

  it.each([
    ['files', '{*,*}'.repeat(60)],
    ['files', '**/'.repeat(60)],
    ['files', '*a'.repeat(60)],
    ['files', '{'.repeat(4_000)],
    ['pointers', `/paths/${'*a'.repeat(60)}`],
    ['pointers', '/**'.repeat(60)],
  ])('with %s of an override that could be read in many ways is answered', async (key, pattern) => {
    const config = `overrides: [{ ${key}: "${pattern}x", rules: { operation-summary: off } }]\n`;
    const name = `${'a/'.repeat(40)}${'a'.repeat(60)}.yaml`;
    const { code, out } = await run(
      { 'apicheck.yaml': config, [name]: api },
      'lint',
      name,
      '--preset',
      'strict',
    );
    expect(code).toBe(0);
    expect(out).toContain('operation-summary');
  });
});

describe('a ruleset of Spectral', () => {
  const ruled = (ruleset: string, more: Readonly<Record<string, string>> = {}) =>
    run(
      { 'apicheck.yaml': 'rulesets: ./.spectral.yaml\n', '.spectral.yaml': ruleset, ...more },
      ...['lint', 'openapi.yaml', '--preset', 'spec'],
    );
  const rule = (given: string, then = '{ function: truthy }') =>
    `rules: { a: { given: ${JSON.stringify(given)}, severity: error, then: ${then} } }\n`;

  it.each([
    [
      'a pattern',
      rule('$.paths.*.get.operationId', '{ function: pattern, functionOptions: { match: "^(a+)+$" } }'),
    ],
    [
      'a pattern with flags',
      rule('$.paths.*~', '{ function: pattern, functionOptions: { match: "/^(\\\\/?a|aa)+$/i" } }'),
    ],
    ['a filter', rule('$..[?(@.operationId && @.operationId.match(/^(a+)+$/))]')],
    ['a filter by the key', rule('$.paths[?(@property.match(/^(\\/?a+)+!$/))]')],
    [
      'a schema',
      rule(
        '$.paths.*.get',
        '{ function: schema, functionOptions: { schema: { properties: { operationId: { pattern: "^(a+)+$" } } } } }',
      ),
    ],
  ])('with %s that takes for ever is answered', async (_, ruleset) => {
    expect([0, 1]).toContain((await ruled(ruleset)).code);
  });

  it.each([
    [
      'a path of a hundred thousand steps',
      rule(`$${'.a'.repeat(100_000)}`),
      'a path has no more than 10000 characters',
    ],
    ['filters in one another', rule(`$${'[?('.repeat(2_000)}`), 'cannot look there'],
    ['brackets in a filter', rule(`$[?(${'('.repeat(4_000)}@${')'.repeat(4_000)})]`), 'cannot look there'],
    [
      'code in a filter',
      rule('$..[?(@.constructor.constructor("return process")())]'),
      'a filter calls methods of values only',
    ],
    [
      'aliases that lead back',
      `aliases: { A: ['#B'], B: ['#A'] }\n${rule('#A')}`,
      'the alias "A" leads back to itself',
    ],
    [
      'aliases that stand for too much',
      `aliases:\n${Array.from({ length: 30 }, (_, index) => `  A${index}: ['#A${index + 1}', '#A${index + 1}']\n`).join('')}  A30: [$.paths]\n${rule('#A0')}`,
      'its aliases stand for more than 10000 paths',
    ],
    ['an alias of a prototype', rule('#constructor'), 'there is no alias "constructor"'],
    ['an extension that leads back', 'extends: ./.spectral.yaml\n', 'extends itself'],
    ['an extension outside of the project', 'extends: /etc/hostname\n', 'outside of the project'],
  ])('with %s is told of', async (_, ruleset, said) => {
    const { out } = await ruled(ruleset);
    expect(out.replace(/\s+/g, ' ')).toContain(said);
    expect(out).toContain('ruleset-unsupported');
  });

  it.each([
    [
      'aliases without end',
      `rules: { x: ${bomb(40)}, y: { given: *b39, then: *b39, severity: *b39 } }\n`,
      'holds more than 1000000 values',
    ],
    [
      'three thousand collections',
      `rules: ${nested(3_000)}\n`,
      'more than 1000 collections inside one another',
    ],
  ])('with %s is refused', async (_, ruleset, said) => {
    const { code, err } = await ruled(ruleset);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });

  it('with a place in an override that is not encoded rightly is read', async () => {
    const ruleset = `overrides: [{ files: ["**#/%zz"], rules: { a: off } }]\n${rule('$.info', '{ function: falsy }')}`;
    expect((await ruled(ruleset)).code).toBe(1);
  });

  it('with a message that repeats what it is about is shortened', async () => {
    const message = `\\e[31m{{error}}{{__proto__}}${'{{value}}'.repeat(10_000)}`;
    const ruleset = `rules: { a: { given: $.paths, message: "${message}", severity: error, then: { function: falsy } } }\n`;
    const { code, out } = await ruled(ruleset);
    expect(code).toBe(1);
    expect(out).toContain('\\u001b[31m');
  });
});

describe('init', () => {
  const init = async (files: Readonly<Record<string, string>>) => {
    const done = await run(files, 'init');
    expect(done.code).toBe(0);
    const config = await readFile(join(done.folder, 'apicheck.yaml'), 'utf8');
    const next = await runCli(['lint', 'openapi.yaml'], done.folder);
    // What init writes is a config.
    expect(next.err).not.toContain('the config has');
    return { ...done, config };
  };

  const odd: readonly (readonly [string, string])[] = [
    [
      'keys of prototypes',
      '__proto__: { a: 1 }\nrules: { __proto__: error, constructor: off }\napis: { __proto__: { root: openapi.yaml } }\nextends: __proto__\n',
    ],
    ['keys given twice', 'rules: { a: off }\nrules: { a: error }\n'],
    ['aliases without end', `extends: ${bomb(40)}\nrules: { x: *b39 }\n`],
    ['an alias of what is around it', 'rules: &a { b: *a }\n'],
    ['long names', `"${long}": 1\nrules: { "${long}": error }\nextends: ${long}\n`],
    ['three thousand collections', `rules: ${nested(3_000)}\n`],
    ['other types', 'rules: [1, { a: 1 }]\nextends: { a: 1 }\napis: [x]\nseverity-levels: []\nruleset: 7\n'],
    ['numbers beyond range', 'rules: { a: 1e999, b: -0, c: { severity: 1e999 } }\ndeprecation-days: 1e999\n'],
    ['commands to the terminal', '"\\e[31m\\u202e": 1\nrules: { "\\e]0;x\\a": error }\nextends: "\\e[31m"\n'],
    [
      'twenty thousand rules',
      `rules: { ${Array.from({ length: 20_000 }, (_, index) => `r${index}: error`).join(', ')} }\n`,
    ],
    ['nothing', ''],
    ['a text', 'x'],
    ['tabs', 'rules:\n\ta: off\n'],
  ];

  it.each(odd)('answers a redocly.yaml with %s', async (_, text) => {
    await init({ 'redocly.yaml': text });
  });
  it.each(odd)('answers a vacuum.conf.yaml with %s', async (_, text) => {
    await init({ 'vacuum.conf.yaml': text });
  });
  it.each(odd)('answers an oasdiff.yaml with %s', async (_, text) => {
    await init({ 'oasdiff.yaml': text });
  });
  it.each(odd)('answers a .redocly.lint-ignore.yaml with %s', async (_, text) => {
    await init({ 'redocly.yaml': '', '.redocly.lint-ignore.yaml': text });
  });
  it.each(odd)('answers a .spectral.yaml with %s', async (_, text) => {
    await init({ '.spectral.yaml': text });
  });

  it('takes the places of ignored findings as far as they are some', async () => {
    const { config } = await init({
      '.redocly.lint-ignore.yaml':
        'openapi.yaml: { operation-summary: ["#/paths/~1a", 1, null, {}, ["x"], "#/%zz", "#/a%20b"] }\n',
    });
    expect(config).toContain('/paths/~1a');
    expect(config).toContain('/%zz');
    expect(config).toContain('/a b');
  });

  it('reads no file outside of the project that oasdiff is told of', async () => {
    const { out, config } = await init({
      'oasdiff.yaml': 'err-ignore: ../../../../../../../../dev/zero\nwarn-ignore: ../outside.txt\n',
    });
    expect(out).toContain('outside of the project');
    expect(config).not.toMatch(/^diff:/m);
    expect(out).not.toContain('--allow-path');
  });

  it('looks into no line of ignored changes that is longer than any', async () => {
    const { out, config } = await init({
      'oasdiff.yaml': 'err-ignore: ignored.txt\n',
      'ignored.txt': `GET /a ${'removed '.repeat(50_000)}\nGET /a removed the enum value 'x'\n`,
    });
    expect(out).toContain('ignored.txt:1: which change this is of');
    expect(config.match(/code: enum-value-removed/g)).toHaveLength(1);
  });
});

describe('what leaves findings out', () => {
  const commented = (comment: string) =>
    run({ 'openapi.yaml': `${api}x-a: 1 ${comment}\n` }, 'lint', 'openapi.yaml', '--preset', 'strict');

  it.each([
    ['names of prototypes', '# apicheck-ignore __proto__, constructor -- x', 'no finding "__proto__"'],
    [
      'commands to the terminal',
      '# apicheck-ignore info-contact until \u202e2026-99-99 -- \u202e',
      'is no date',
    ],
    [
      'a day that there is not',
      '# apicheck-ignore info-contact until 2026-02-30 -- x',
      '"2026-02-30" is no date',
    ],
    ['a day beyond all', '# apicheck-ignore info-contact until 99999-01-01 -- x', '"99999-01-01" is no date'],
    ['a code of a million characters', `# apicheck-ignore ${long}`, 'there is no finding'],
    ['a reason of a million characters', `# apicheck-ignore info-contact -- ${long}`, 'finds nothing'],
    ['a million blanks', `# apicheck-ignore${' '.repeat(1_000_000)}x`, 'no finding "x"'],
    [
      'half a million dashes',
      `# apicheck-ignore info-contact ${'- '.repeat(500_000)}`,
      'names more than 1000 codes',
    ],
    [
      'a hundred thousand codes',
      `# apicheck-ignore ${'info-contact, '.repeat(100_000)}`,
      'names more than 1000 codes',
    ],
    [
      'a hundred thousand comments in one',
      '# apicheck-ignore info-contact -- x '.repeat(100_000),
      'finds nothing',
    ],
    ['dates without end', `# apicheck-ignore info-contact ${'until '.repeat(200_000)}`, '"until" is no date'],
  ])('answers a comment with %s', async (_, comment, said) => {
    expect((await commented(comment)).out.replace(/\s+/g, ' ')).toContain(said);
  });

  it.each([
    [
      'odd types',
      '[7, null, [[]], { code: { toString: 1 } }, { code: info-contact, until: { toString: 1 } }]',
    ],
    ['commands to the terminal', '[{ code: "\\e[31m", reason: "\\u202e", until: "\\e[31m" }]'],
    ['aliases without end', bomb(40)],
    ['many collections', nested(900)],
  ])('answers x-apicheck-ignore with %s', async (_, value) => {
    const { out } = await run(
      { 'openapi.yaml': `${api}x-apicheck-ignore: ${value}\n` },
      'lint',
      'openapi.yaml',
    );
    expect(out).toMatch(/ignore-(malformed|unknown-code)/);
  });

  const baseline = (findings: string) => `{"baselineVersion":1,"findings":${findings}}`;
  it.each([
    ['no findings in it', '{"baselineVersion":1e999}', 2],
    [
      'other types',
      baseline('[1,null,[],{"fingerprint":{}},{"fingerprint":"x","code":{"toString":1},"uri":[[]]}]'),
      0,
    ],
    [
      'names of prototypes',
      baseline('[{"fingerprint":"__proto__","code":"constructor","uri":"\\u001b[31m"}]'),
      0,
    ],
    ['long names', baseline(`[{"fingerprint":"${long}","code":"${long}"}]`), 0],
    ['a hundred thousand brackets', '['.repeat(100_000), 2],
    ['the half of it', '{"baselineVersion":1,"findings":[{"fing', 2],
  ])('answers a baseline with %s', async (_, text, code) => {
    const done = await run(
      { 'base.json': text },
      ...['lint', 'openapi.yaml', '--baseline', 'base.json'],
      '--preset',
      'strict',
    );
    expect(done.code).toBe(code);
  });
});
