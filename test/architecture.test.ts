import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

/** Which folders of src a folder may import, beside itself, and what it means if it does otherwise. */
const layers: Readonly<Record<string, { readonly imports: readonly string[]; readonly else: string }>> = {
  document: { imports: [], else: 'texts with places know nothing of what they describe' },
  findings: { imports: ['document'], else: 'a finding is plain data that any command can make' },
  report: { imports: ['document', 'findings'], else: 'a format sees findings, not how they came about' },
  openapi: { imports: ['document'], else: 'the model says what an API is, and judges nothing' },
  schema: { imports: ['document', 'openapi'], else: 'schemas are judged without knowing why' },
  lint: { imports: ['document', 'findings', 'openapi', 'schema'], else: 'what two commands need moves down' },
  diff: { imports: ['document', 'findings', 'openapi', 'schema'], else: 'what two commands need moves down' },
  probe: {
    imports: ['document', 'findings', 'openapi', 'schema'],
    else: 'what two commands need moves down',
  },
  config: { imports: ['document', 'findings'], else: 'a config is read before anything is known of APIs' },
  cli: {
    imports: ['document', 'findings', 'openapi', 'schema', 'lint', 'diff', 'probe', 'report', 'config'],
    else: 'the command line is imported by nobody',
  },
  api: {
    imports: ['document', 'findings', 'openapi', 'schema', 'lint', 'diff', 'probe', 'report'],
    else: 'a program that uses apicheck is not a process that runs it',
  },
  // src/index.ts, the programming interface.
  '.': {
    imports: [
      'document',
      'findings',
      'openapi',
      'schema',
      'lint',
      'diff',
      'probe',
      'report',
      'config',
      'api',
    ],
    else: 'a program that uses apicheck is not a process that runs it',
  },
};

/** The folders that a package may be imported in; one that is not listed may be imported nowhere. */
const packages: Readonly<Record<string, readonly string[]>> = {
  yaml: ['document'],
  'js-yaml': ['document'],
  tinyglobby: ['document'],
  ajv: ['schema'],
  'ajv-formats': ['schema'],
  saxes: ['schema'],
  fontoxpath: ['probe'],
  slimdom: ['probe'],
  '@eslint-community/regexpp': ['schema'],
  'jsonpath-plus': ['lint'],
  jsep: ['lint'],
  '@jsep-plugin/regex': ['lint'],
  undici: ['probe', 'document'],
  chalk: ['report', 'cli'],
  commander: ['cli'],
  diff: ['cli'],
  'vscode-languageserver': ['cli'],
  'vscode-languageserver-textdocument': ['cli'],
  '@apidevtools/swagger-parser': ['openapi'],
};

/** Node's modules that touch the machine. */
const machine = [
  'fs',
  'fs/promises',
  'child_process',
  'os',
  'readline',
  'worker_threads',
  'stream/consumers',
];
const machineFolders = ['cli', 'document'];

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(src, file));
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const imports = files.flatMap((file) => importsOf(file, sources.get(file) ?? ''));

function importsOf(file: string, text: string): Import[] {
  const folder = folderOf(file);
  const pattern =
    /(?:^|\n)(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g;
  return [...text.matchAll(pattern)].map(([, type, from, dynamic, bare]) => ({
    file,
    folder,
    target: from ?? dynamic ?? bare ?? '',
    typeOnly: type !== undefined,
  }));
}

function folderOf(file: string): string {
  const [first = '.', ...rest] = relative(src, file).split('/');
  return rest.length === 0 ? '.' : first;
}

function name({ file, target }: Import): string {
  return `${relative(root, file)} imports ${target}`;
}

describe('the house', () => {
  it('is what is being looked at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('has a rule for every folder', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !Object.hasOwn(layers, folder))).toEqual([]);
  });

  it('lets each folder import what its layer may, and nothing else', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map((one) => ({ one, to: folderOf(resolve(dirname(one.file), one.target)) }))
      .filter(({ one, to }) => to !== one.folder && !layers[one.folder]?.imports.includes(to))
      .map(({ one }) => `${name(one)}: ${layers[one.folder]?.else}`);
    expect(wrong).toEqual([]);
  });

  it('has one home for each package', () => {
    const wrong = imports
      .filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'))
      .filter(({ target, folder }) => !(packages[packageOf(target)] ?? []).includes(folder))
      .map(name);
    expect(wrong).toEqual([]);
  });

  it('touches the machine in cli and document only', () => {
    const modules = imports
      .filter(({ target, folder }) => machine.includes(target.slice(5)) && !machineFolders.includes(folder))
      .map(name);
    const globals = files
      .filter((file) => !machineFolders.includes(folderOf(file)))
      .filter((file) =>
        /\b(process|console)\.\w|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/.test(code(file)),
      )
      .map((file) => `${relative(root, file)} uses the process, the console or the clock`);
    expect([...modules, ...globals]).toEqual([]);
  });

  it('has no import cycle', () => {
    const edges = new Map<string, string[]>();
    for (const { file, target, typeOnly } of imports) {
      if (!target.startsWith('.') || typeOnly) continue;
      edges.set(file, [...(edges.get(file) ?? []), resolve(dirname(file), target)]);
    }
    const state = new Map<string, 'open' | 'closed'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'closed') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].map((one) => relative(src, one)).join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      state.set(file, 'closed');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('has no any, no barrel, no utils, and no classes but errors', () => {
    const wrong = files.flatMap((file) => {
      const text = code(file);
      const found: string[] = [];
      if (/:\s*any\b|\bas any\b|<any>|\bas unknown as\b|@ts-(ignore|expect-error|nocheck)/.test(text))
        found.push('escapes the type system');
      if (/(^|\n)export \*/.test(text)) found.push('exports everything of another file');
      if (/utils?\.ts$|helpers?\.ts$/.test(file)) found.push('has a name that says nothing');
      if (/(^|\n)(export )?class (?!\w+ extends \w*Error\b)/.test(text)) found.push('has a class');
      return found.map((what) => `${relative(root, file)} ${what}`);
    });
    expect(wrong).toEqual([]);
  });
});

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The text without comments, so that prose about a thing is not the thing. */
function code(file: string): string {
  return (sources.get(file) ?? '').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
