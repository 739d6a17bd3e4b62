import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { allMetas } from '../../src/cli/codes.ts';
import { configSchema } from '../../src/config/schema.ts';
import { parseText } from '../../src/document/parse.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

/** One operation that never succeeds: a warning by default. */
const spec = `openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /things:
    get:
      responses:
        '404': { description: None }
`;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apicheck-config-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

async function codes(args: readonly string[], cwd = folder): Promise<string[]> {
  const { out } = await runCli(['lint', ...args, '--format', 'json'], cwd);
  const report = JSON.parse(out) as { findings: { severity: string; code: string }[] };
  return report.findings.map(({ severity, code }) => `${severity} ${code}`);
}

describe('apicheck.yaml', () => {
  it('sets severities, and the command line overrides it', async () => {
    await write({ 'api.yaml': spec, 'apicheck.yaml': 'rules: { operation-success-response: error }\n' });
    expect(await codes(['api.yaml'])).toEqual(['error operation-success-response']);
    expect(await codes(['api.yaml', '--rule', 'operation-success-response=info'])).toEqual([
      'info operation-success-response',
    ]);
    expect(await codes(['api.yaml', '--rule', 'operation-success-response=off'])).toEqual([]);
  });

  it('knows rules by the names that other tools give them', async () => {
    await write({ 'api.yaml': spec, 'apicheck.yaml': 'rules: { operation-2xx-response: info }\n' });
    expect(await codes(['api.yaml'])).toEqual(['info operation-success-response']);
  });

  it('takes a name of several for each of them that has no word of its own', async () => {
    const broken = `openapi: 3.0.3
info: { title: A, versoin: '1' }
paths: { /a: { get: { responses: { '200': { description: 1 } } } } }
`;
    await write({
      'api.yaml': broken,
      'apicheck.yaml': 'rules: { field-type-mismatch: info, struct: off }\n',
    });
    expect(await codes(['api.yaml'])).toEqual(['info field-type-mismatch']);
    expect(await codes(['api.yaml', '--rule', 'oas3-schema=warning', '--rule', 'field-unknown=off'])).toEqual(
      ['warning field-type-mismatch'],
    );
  });

  it('lets overrides hold for files and places', async () => {
    const config = `overrides:
  - files: legacy/**
    rules: { operation-success-response: off }
  - pointers: /paths/~1thi*
    rules: { operation-success-response: info }
`;
    await write({ 'api.yaml': spec, 'apicheck.yaml': config, 'legacy/api.yaml': spec });
    expect(await codes(['api.yaml'])).toEqual(['info operation-success-response']);
    // The last one that holds wins.
    expect(await codes(['legacy/api.yaml'])).toEqual(['info operation-success-response']);
    await write({ 'apicheck.yaml': config.split('  - pointers')[0] ?? '' });
    expect(await codes(['legacy/api.yaml'])).toEqual([]);
    expect(await codes(['api.yaml'])).toEqual(['warning operation-success-response']);
  });

  describe('holds overrides', () => {
    /** A misspelt format in a schema of the file that is referred to, and one in the root. */
    const files = {
      'specs/api.yaml': `openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /v0/things:
    get:
      parameters: [{ $ref: parts/parameters.yaml#/since }]
      responses: { '204': { description: None } }
  /v1/things:
    get:
      parameters: [{ name: at, in: query, schema: { type: string, format: datetime } }]
      responses: { '204': { description: None } }
`,
      'specs/parts/parameters.yaml': `since:
  name: since
  in: query
  schema: { type: string, format: datetime }
`,
    };
    const inRoot = 'warning api.yaml';
    const inPart = 'warning parameters.yaml';

    async function left(overrides: string, args = 'specs/api.yaml', cwd = folder): Promise<string[]> {
      await write({ ...files, 'apicheck.yaml': `overrides:\n${overrides}` });
      const { out } = await runCli(['lint', ...args.split(' '), '--format', 'json'], cwd);
      const report = JSON.parse(out) as { findings: { severity: string; location: { uri: string } }[] };
      return report.findings.map(
        ({ severity, location }) => `${severity} ${location.uri.slice(location.uri.lastIndexOf('/') + 1)}`,
      );
    }
    const off = 'rules: { schema-format-misspelt: off } }\n';

    it.each([
      ['specs/parts/**', [inRoot]],
      ['specs/parts', [inRoot]],
      ['./specs/parts/', [inRoot]],
      ['specs\\parts\\*.yaml', [inRoot]],
      ['"**/parameters.yaml"', [inRoot]],
      ['"specs/*.{yaml,json}"', [inPart]],
      ['specs', []],
      ['part', [inRoot, inPart]],
      ['parameters.yaml', [inRoot, inPart]],
    ])('for files %s, those that references lead to too', async (glob, expected) => {
      expect(await left(`- { files: ${glob}, ${off}`)).toEqual(expected);
    });

    it('from whatever folder a run starts, and for absolute paths', async () => {
      const rule = `- { files: specs/parts/**, ${off}`;
      await mkdir(join(folder, 'sub'));
      expect(await left(rule, 'api.yaml', join(folder, 'specs'))).toEqual([inRoot]);
      expect(await left(rule, '../specs/api.yaml', join(folder, 'sub'))).toEqual([inRoot]);
      expect(await left(rule, `${folder}/specs/api.yaml`)).toEqual([inRoot]);
      expect(await left(rule, `specs/api.yaml -c ${folder}/apicheck.yaml`)).toEqual([inRoot]);
      expect(await left(rule, 'api.yaml -c ../sub/../apicheck.yaml', join(folder, 'specs'))).toEqual([
        inRoot,
      ]);
    });

    it.each([
      ['/since', [inRoot]],
      ['/since/schema/format', [inRoot]],
      ['/sin', [inRoot, inPart]],
      ['/*/schema', [inRoot]],
      ['/paths/~1v1*', [inPart]],
      ['/paths/~1v1~1things/get/parameters/0', [inPart]],
      ['/paths/*/get', [inPart]],
      ['/paths/*/parameters', [inRoot, inPart]],
      ['/paths/**/schema', [inPart]],
      ['"/**/schema"', []],
      ['"/**"', []],
      ['/paths/**/get/**/format', [inPart]],
    ])('for pointers %s, in the file that they stand in', async (pointer, expected) => {
      expect(await left(`- { pointers: [${pointer}], ${off}`)).toEqual(expected);
    });

    it('by the last one that holds, whichever says more', async () => {
      const more = (severity: string) => `rules: { schema-format-misspelt: ${severity} } }\n`;
      const wide = `- { files: specs/**, ${more('error')}`;
      const narrow = `- { files: specs/parts/**, pointers: /since, ${more('info')}`;
      expect(await left(wide + narrow)).toEqual(['error api.yaml', 'info parameters.yaml']);
      expect(await left(narrow + wide)).toEqual(['error api.yaml', 'error parameters.yaml']);
      expect(await left(wide + narrow, 'specs/api.yaml --rule schema-format-misspelt=off')).toEqual([]);
    });
  });

  it('is found in a folder above, and its paths start there', async () => {
    await write({
      'api.yaml': spec,
      'apicheck.yaml': 'apis: { one: { spec: api.yaml } }\n',
      'sub/here.txt': '',
    });
    const { out, code } = await runCli(['lint'], join(folder, 'sub'));
    expect(code).toBe(0);
    expect(out).toContain('../api.yaml');
  });

  it('reports every mistake with its line and the nearest name, and runs nothing', async () => {
    const config = `apis:
  one:
    specs: api.yaml
rulez: {}
rules:
  operation-sucess-response: warning
  ref-circular: fatal
maxWarnings: -1
`;
    await write({ 'api.yaml': spec, 'apicheck.yaml': config });
    const { out, err, code } = await runCli(['lint', 'api.yaml'], folder);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toBe(`apicheck: the config has 6 mistakes
apicheck.yaml:3:5 unknown name "specs"; did you mean "spec"?
apicheck.yaml:2:3 "spec" is missing here
apicheck.yaml:4:1 unknown name "rulez"; did you mean "rules"?
apicheck.yaml:7:17 must be one of error, warning, info, off
apicheck.yaml:8:14 must be a whole number from 0
apicheck.yaml:6:3 unknown name "operation-sucess-response"; did you mean "operation-success-response"?
`);
  });

  it('reports broken YAML as a mistake of the config', async () => {
    await write({ 'api.yaml': spec, 'apicheck.yaml': 'rules: { operation-success-response: off\n' });
    const { err, code } = await runCli(['lint', 'api.yaml'], folder);
    expect(code).toBe(2);
    expect(err).toMatch(/^apicheck: the config has a mistake\napicheck\.yaml:\d+:\d+ /);
  });

  it('judges once what is named twice, by whatever name', async () => {
    const folder = await folderOf({
      'apicheck.yaml': 'apis: { one: { spec: a/api.yaml }, same: { spec: a/api.yaml } }\n',
      'a/api.yaml': "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\nx: 1\n",
    });
    const specsOf = async (...named: readonly string[]) => {
      const { out } = await runCli(['lint', ...named, '-f', 'json'], folder);
      return (JSON.parse(out) as RunReport).specs.map(({ uri, api }) => `${api ?? '-'} ${uri}`);
    };
    expect(await specsOf('a/api.yaml', './a/../a/api.yaml', 'a', 'one')).toEqual(['- a/api.yaml']);
    expect(await specsOf('one', 'a')).toEqual(['one a/api.yaml']);
    expect(await specsOf()).toEqual(['one a/api.yaml', 'same a/api.yaml']);
  });

  it('is not needed', async () => {
    await write({ 'api.yaml': spec });
    expect(await codes(['api.yaml'])).toEqual(['warning operation-success-response']);
  });
});

describe('exit codes', () => {
  it('are 0 and 1 by --fail-on and --max-warnings', async () => {
    await write({ 'api.yaml': spec });
    const code = async (...more: string[]) => (await runCli(['lint', 'api.yaml', ...more], folder)).code;
    expect(await code()).toBe(0);
    expect(await code('--fail-on', 'warning')).toBe(1);
    expect(await code('--max-warnings', '0')).toBe(1);
    expect(await code('--max-warnings', '1')).toBe(0);
    expect(await code('--fail-on', 'never', '--rule', 'operation-success-response=error')).toBe(0);
    expect(await code('--rule', 'operation-success-response=error')).toBe(1);
  });

  it('are 2 with one clear line for what cannot be run', async () => {
    await write({
      'api.yaml': spec,
      'empty.yaml': '',
      'other.yaml': 'hello: world\n',
      'page.md': '# Nothing\n',
    });
    const run = async (...args: string[]) => {
      const { code, err, out } = await runCli(args, folder);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return err;
    };
    expect(await run('lint', 'missing.yaml')).toBe('apicheck: missing.yaml is not found\n');
    expect(await run('lint', 'empty.yaml')).toMatch(/^apicheck: empty\.yaml: .+\n$/);
    expect(await run('lint', 'other.yaml')).toMatch(/^apicheck: other\.yaml: .+\n$/);
    expect(await run('lint', 'page.md')).toMatch(/^apicheck: page\.md.*\n$/);
    expect(await run('lint')).toMatch(/^apicheck: nothing to read: .+\n$/);
    expect(await run('lint', 'api.yaml', '--fial-on', 'never')).toContain('--fail-on');
    expect(await run('lnit', 'api.yaml')).toContain('lint');
    expect(await run('lint', 'api.yaml', '--rule', 'operation-sucess-response=off')).toContain(
      'operation-success-response',
    );
    expect(await run('lint', 'api.yaml', '--format', 'jsn')).toContain('text, json');
    expect(await run('diff', 'api.yaml')).toContain('--base');
    expect(await run('explain', 'operation-sucess-response')).toContain('operation-success-response');
  });
});

describe('the baseline', () => {
  it('leaves out what was known, also when lines have moved', async () => {
    await write({ 'api.yaml': spec });
    const args = ['lint', 'api.yaml', '--baseline', 'known.json', '--fail-on', 'warning'];
    expect((await runCli([...args, '--update-baseline'], folder)).code).toBe(0);
    await write({ 'api.yaml': `# one more line\n${spec}` });
    const known = await runCli(args, folder);
    expect(known.code).toBe(0);
    expect(known.out).toContain('1 suppressed');
    await write({
      'api.yaml': `${spec}  /others:\n    get: { responses: { '404': { description: None } } }\n`,
    });
    const fresh = await runCli(args, folder);
    expect(fresh.code).toBe(1);
    expect(fresh.out).toContain('GET /others');
    expect(fresh.out).not.toContain('GET /things');
  });
});

describe('explain', () => {
  it('says what, why and how to mend, by code and by alias', async () => {
    const byCode = await runCli(['explain', 'operation-success-response'], folder);
    const byAlias = await runCli(['explain', 'operation-2xx-response'], folder);
    expect(byCode.code).toBe(0);
    expect(byAlias.out).toBe(
      `"operation-2xx-response" of other tools is operation-success-response here.\n\n${byCode.out}`,
    );
    for (const part of [
      'operation-success-response  warning, found by lint',
      'Why',
      'How to mend it',
      'Specification',
    ]) {
      expect(byCode.out).toContain(part);
    }
  });

  it('says what can be set, and what other presets make of it', async () => {
    const { out } = await runCli(['explain', 'property-casing'], folder);
    expect(out).toContain('property-casing  off (strict: warning), found by lint');
    expect(out).toContain('casing: flat, camel, pascal, snake');
    expect(out).toContain('rules: { property-casing: { severity: warning, casing: … } }');
  });

  it('lists every code once per command', async () => {
    const { out } = await runCli(['explain'], folder);
    const listed = out
      .split('\n')
      .flatMap(
        (line) => /^ {2}([a-z][a-z0-9-]+) {2}(?:error|warning|info|off)(?: \(.+\))?$/.exec(line)?.[1] ?? [],
      );
    expect(listed).toContain('ref-unresolved');
    expect(listed).toContain('path-parameter-undeclared');
    expect(new Set(listed).size).toBe(listed.length);
  });
});

describe('what a config builds on', () => {
  it('takes presets and files, the later before the earlier', async () => {
    await write({
      'api.yaml': spec,
      'team/base.yaml': 'rules: { operation-success-response: error }\nfailOn: never\n',
      'apicheck.yaml': 'extends: [spec, team/base.yaml]\n',
    });
    const run = await runCli(['lint', 'api.yaml', '--format', 'json'], folder);
    expect(run.code).toBe(0);
    expect(await codes(['api.yaml'])).toEqual(['error operation-success-response']);
    await write({ 'apicheck.yaml': 'extends: spec\n' });
    expect(await codes(['api.yaml'])).toEqual([]);
    expect(await codes(['api.yaml', '--preset', 'recommended'])).toEqual([
      'warning operation-success-response',
    ]);
  });

  it('lets several presets hold together, the graver severity first', async () => {
    const open = spec.replace('info:', 'servers: [{ url: http://api.example.org }]\ninfo:');
    await write({ 'api.yaml': open, 'apicheck.yaml': 'extends: owasp\n' });
    const own = await codes(['api.yaml']);
    expect(own).toContain('error server-plain-http');
    expect(own).not.toContain('warning operation-success-response');
    for (const names of ['recommended, owasp', 'owasp, recommended']) {
      await write({ 'apicheck.yaml': `extends: [${names}]\n` });
      const both = await codes(['api.yaml']);
      expect(both).toContain('warning operation-success-response');
      for (const each of own) expect(both).toContain(each);
    }
    expect(await codes(['api.yaml', '--preset', 'spec'])).toEqual([]);
  });

  it('reads the globs of a file from its own folder', async () => {
    await write({
      'team/legacy/api.yaml': spec,
      'api.yaml': spec,
      'team/base.yaml': 'overrides: [{ files: ./legacy/**, rules: { operation-success-response: off } }]\n',
      'apicheck.yaml': 'extends: ./team/base.yaml\n',
    });
    expect(await codes(['team/legacy/api.yaml'])).toEqual([]);
    expect(await codes(['api.yaml'])).toEqual(['warning operation-success-response']);
    expect(await codes(['legacy/api.yaml', '-c', 'base.yaml'], join(folder, 'team'))).toEqual([]);
  });

  it.each([
    [
      'extends: strickt',
      'extends "strickt", which is no preset (spec, recommended, strict, owasp) and no path of a config file; did you mean "strict"?',
    ],
    ['extends: ./none.yaml', 'none.yaml'],
    ['extends: ./apicheck.yaml', 'apicheck.yaml extends itself: apicheck.yaml -> apicheck.yaml'],
    [
      'rules: { schema-format-misspelt: { severty: error } }',
      'apicheck.yaml:1:36 unknown name "severty"; did you mean "severity"?',
    ],
  ])('says what is wrong with %s', async (text, said) => {
    await write({ 'api.yaml': spec, 'apicheck.yaml': text });
    const run = await runCli(['lint', 'api.yaml'], folder);
    expect(run.err).toContain(said);
    expect(run.code).toBe(2);
  });
});

describe('rules of a team', () => {
  const plugin = `const members = { longest: {
    required: false,
    description: 'In characters.',
    reader: { schema: { type: 'integer' }, read: (node) => node.value },
  } };
export default {
  code: 'title-too-long',
  severity: 'info',
  summary: 'Keep titles short.',
  why: 'They are cut.',
  fix: 'Shorten it.',
  messages: { long: 'the title has {count} characters' },
  options: members,
  create(collector, { api }, { longest = 5 } = {}) {
    const report = collector.reporter(this);
    return {
      object(node, kind) {
        const { title } = node.value;
        if (kind === 'info' && title.length > longest)
          report({ message: 'long', params: { count: title.length }, at: node });
      },
    };
  },
};
`;

  it('run beside those of apicheck, with severities and options from the config', async () => {
    await write({
      'api.yaml': spec.replace('title: A', 'title: Titles'),
      'rules/own.mjs': plugin,
      'apicheck.yaml': 'plugins: rules/own.mjs\nrules: { operation-success-response: off }\n',
    });
    expect(await codes(['api.yaml'])).toEqual(['info title-too-long']);
    await write({
      'apicheck.yaml':
        'plugins: rules/own.mjs\nrules: { operation-success-response: off, title-too-long: { severity: error, longest: 4 } }\n',
    });
    expect(await codes(['api.yaml'])).toEqual(['error title-too-long']);
    await write({
      'apicheck.yaml':
        'plugins: rules/own.mjs\nrules: { operation-success-response: off, title-too-long: { longest: 6 } }\n',
    });
    expect(await codes(['api.yaml'])).toEqual([]);
  });

  it.each([
    ['export default { code: 1 }', 'the code of a rule must be in kebab-case, not 1'],
    ['export const other = 1', 'it exports no rules; export default a rule made with defineLintRule'],
    ['throw new Error("not today")', 'could not be loaded: not today'],
    [plugin.replace('title-too-long', 'ref-unresolved'), 'two rules with the code "ref-unresolved"'],
  ])('must be rules', async (text, said) => {
    await write({ 'api.yaml': spec, 'own.mjs': text, 'apicheck.yaml': 'plugins: ./own.mjs' });
    const run = await runCli(['lint', 'api.yaml'], folder);
    expect(run.err).toContain(said);
    expect(run.code).toBe(2);
  });
});

describe('the JSON Schema of apicheck.yaml', async () => {
  const kinds = await allMetas();
  const validate = new Ajv2020({ strict: false }).compile(configSchema(kinds));
  const valueOf = (text: string) => parseText('apicheck.yaml', text).document.value;

  it('accepts the config of this repository', async () => {
    const text = await readFile(join(import.meta.dirname, '../../apicheck.yaml'), 'utf8');
    expect(validate(valueOf(text)) ? [] : validate.errors).toEqual([]);
  });

  it('refuses what the command line refuses', () => {
    for (const text of [
      'rulez: {}',
      'apis: { a: {} }',
      'rules: { a: fatal }',
      'maxWarnings: -1',
      'apis: { a: { spec: a.yaml, targets: { b: { url: c, auth: { d: { type: bearer } } } } } }',
    ]) {
      expect([text, validate(valueOf(text))]).toEqual([text, false]);
    }
  });
});

describe('authentication in apicheck.yaml', () => {
  it('has its mistakes named, each at its line', async () => {
    const config = `apis:
  one:
    spec: api.yaml
    targets:
      local:
        url: http://127.0.0.1:1
        auth:
          a: { type: barer, token: x }
          b: { type: basic, username: x, pasword: y }
          c: { type: oauth2-client-credentials, clientId: x, clientSecret: y, body: xml }
`;
    await write({ 'api.yaml': spec, 'apicheck.yaml': config });
    const { err, code } = await runCli(['lint', 'api.yaml'], folder);
    expect(code).toBe(2);
    expect(err).toContain('apicheck.yaml:8:22 must be one of bearer, basic, ');
    expect(err).toContain('; did you mean bearer?');
    expect(err).toContain('apicheck.yaml:9:42 unknown name "pasword"; did you mean "password"?');
    expect(err).toContain('apicheck.yaml:9:11 "password" is missing here');
    expect(err).toContain('apicheck.yaml:10:85 must be one of form, json');
    expect(err).toContain('apicheck.yaml:10:11 "tokenUrl", "tokenPath" or "issuer" is missing here');
  });
});
