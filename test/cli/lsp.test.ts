import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  HoverRequest,
  LogMessageNotification,
  ReferencesRequest,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type Location,
} from 'vscode-languageserver-protocol/node';
import { cursorIn, editedText, startEditor, startEditorIn } from './editor.ts';
import { folderOf } from './folder.ts';

const root = `openapi: 3.1.0
info: { title: Shelf, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
security: []
paths:
  /books:
    get:
      operationId: listBooks
      summary: All books.
      responses:
        '200':
          description: The books.
          content:
            application/json:
              schema: { $ref: 'schemas.yaml#/Book' }
        default:
          description: What went wrong.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Problem'
components:
  schemas:
    Problem:
      type: object
      description: What went wrong.
      properties:
        title: { type: string }
`;
const schemas = `Book:
  type: object
  properties:
    title: { type: string }
    sequel: { $ref: '#/Book' }
`;

const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);
const has = (code: string) => (found: readonly Diagnostic[]) => codes(found).includes(code);
const none = (found: readonly Diagnostic[]) => found.length === 0;

describe('apicheck lsp: diagnostics', () => {
  it('finds mistakes while they are typed, where they are, and forgets them when they are mended', async () => {
    const editor = await startEditor(await folderOf({ 'api.yaml': root, 'schemas.yaml': schemas }));
    await editor.open('api.yaml', root);
    await editor.diagnostics('api.yaml', none);
    await editor.change('api.yaml', root.replace('schemas/Problem', 'schemas/Problm'));
    const found = await editor.diagnostics('api.yaml', has('ref-unresolved'));
    expect(found.find(({ code }) => code === 'ref-unresolved')).toMatchObject({
      source: 'apicheck',
      severity: 1,
      range: { start: { line: 20, character: 22 }, end: { line: 20, character: 51 } },
      codeDescription: { href: expect.stringMatching(/^https:/) as string },
      message: expect.stringContaining('Problm') as string,
    });
    await editor.change('api.yaml', root);
    await editor.diagnostics('api.yaml', none);
    expect(await editor.quit()).toBe(0);
  });

  it('goes by the unsaved text of another file, in both directions', async () => {
    const editor = await startEditor(await folderOf({ 'api.yaml': root, 'schemas.yaml': schemas }));
    await editor.open('api.yaml', root);
    await editor.open('schemas.yaml', schemas);
    await editor.diagnostics('api.yaml', none);
    await editor.change('schemas.yaml', schemas.replace('Book:', 'Volume:').replace('string', 'strin'));
    expect(codes(await editor.diagnostics('api.yaml', has('ref-unresolved')))).toContain('ref-unresolved');
    await editor.change('schemas.yaml', schemas.replace('type: string', 'type: strin'));
    expect(codes(await editor.diagnostics('schemas.yaml', (found) => found.length > 0))).toEqual([
      'field-value-invalid',
    ]);
    // Closed without saving: the file on disk holds again.
    await editor.close('schemas.yaml');
    await editor.diagnostics('schemas.yaml', none);
    await editor.diagnostics('api.yaml', none);
  });

  it('finds the description that an opened file belongs to, in the config and beside it', async () => {
    const broken = schemas.replace('type: string', 'type: strin');
    for (const config of [{}, { 'apicheck.yaml': 'apis: { shelf: { spec: specs/api.yaml } }\n' }]) {
      const editor = await startEditor(
        await folderOf({ ...config, 'specs/api.yaml': root, 'specs/schemas.yaml': schemas }),
      );
      await editor.open('specs/schemas.yaml', broken);
      await editor.diagnostics('specs/schemas.yaml', has('field-value-invalid'));
      await editor.quit();
    }
  });

  it('honours the config, tells of mistakes in it, and reads it again when it is saved', async () => {
    const folder = await folderOf({
      'api.yaml': root,
      'schemas.yaml': schemas,
      'apicheck.yaml': 'rules: { operation-tags: error, nonsense: error }\n',
    });
    const editor = await startEditor(folder);
    const text = root.replace("'#/components/schemas/Problem'", "'#/components/schemas/None'");
    await editor.open('api.yaml', text);
    while (editor.messages.length === 0) await new Promise((done) => setTimeout(done, 10));
    expect(editor.messages[0]).toContain('apicheck.yaml:1:');
    writeFileSync(join(folder, 'apicheck.yaml'), 'rules: { ref-unresolved: warning }\n');
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: editor.uri('apicheck.yaml'), type: FileChangeType.Changed }],
    });
    const found = await editor.diagnostics('api.yaml', has('ref-unresolved'));
    expect(found.find(({ code }) => code === 'ref-unresolved')?.severity).toBe(2);
  });

  it('goes by the config of each folder of the workspace, of those that come too, and forgets those that leave', async () => {
    const wrong = root.replace('summary: All books.', "summary: ''");
    const level = (severity: string) => `rules: { operation-id-missing: ${severity} }\n`;
    const text = wrong.replace('operationId: listBooks', 'deprecated: false');
    const folder = await folderOf({
      'a/apicheck.yaml': level('error'),
      'a/schemas.yaml': schemas,
      'a/inner/apicheck.yaml': level('info'),
      'a/inner/schemas.yaml': schemas,
      'b/apicheck.yaml': level('warning'),
      'b/schemas.yaml': schemas,
    });
    const editor = await startEditorIn(folder, [join(folder, 'a'), join(folder, 'b')]);
    const severityIn = async (path: string) =>
      (await editor.diagnostics(path, has('operation-id-missing'))).find(
        ({ code }) => code === 'operation-id-missing',
      )?.severity;
    for (const path of ['a/api.yaml', 'b/api.yaml']) await editor.open(path, text);
    expect(await severityIn('a/api.yaml')).toBe(1);
    expect(await severityIn('b/api.yaml')).toBe(2);
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: {
        added: [{ uri: editor.uri('a/inner'), name: 'inner' }],
        removed: [{ uri: editor.uri('b'), name: 'b' }],
      },
    });
    await editor.open('a/inner/api.yaml', text);
    expect(await severityIn('a/inner/api.yaml')).toBe(3);
    // Outside all folders, the first one's config holds.
    await editor.diagnostics('b/api.yaml', (found) =>
      found.some(({ code, severity }) => code === 'operation-id-missing' && severity === 1),
    );
    expect(await editor.quit()).toBe(0);
  });

  it('survives every prefix of a description, and files that are none', async () => {
    const editor = await startEditor(await folderOf({ 'schemas.yaml': schemas }));
    await editor.open('compose.yaml', 'services: { web: { image: x } }\n');
    await editor.open('api.yaml', '');
    for (let length = 0; length < root.length; length += 41)
      await editor.change('api.yaml', root.slice(0, length));
    await editor.change('api.yaml', `${root}  broken: [\n`);
    await editor.diagnostics('api.yaml', has('document-syntax'));
    await editor.change('api.yaml', root);
    await editor.diagnostics('api.yaml', none);
    expect(await editor.quit()).toBe(0);
  });

  it('judges the part around an edit of a long description as it judges the whole', async () => {
    const filler = Array.from(
      { length: 9_000 },
      (_, index) => `    F${index}: { type: object, description: '.' }\n`,
    );
    const long = root + filler.join('');
    expect(long.length).toBeGreaterThan(400_000);
    const folder = await folderOf({
      'api.yaml': long,
      'schemas.yaml': schemas,
      'apicheck.yaml': 'extends: spec\n',
    });
    const editor = await startEditor(folder);
    await editor.open('api.yaml', long);
    await editor.diagnostics('api.yaml', none);
    await editor.change('api.yaml', long.replace('schemas/Problem', 'schemas/Problm').replace('200', '20'));
    const found = await editor.diagnostics('api.yaml', has('ref-unresolved'));
    expect(found.find(({ code }) => code === 'ref-unresolved')?.range.start).toEqual({
      line: 20,
      character: 22,
    });
    // Typed above it: it moves, before and after all is judged again.
    await editor.change('api.yaml', `# A shelf.\n${long.replace('schemas/Problem', 'schemas/Problm')}`);
    const moved = (at: readonly Diagnostic[]) =>
      at.some(({ code, range }) => code === 'ref-unresolved' && range.start.line === 21);
    await editor.diagnostics('api.yaml', moved);
    await editor.change('api.yaml', long);
    await editor.diagnostics('api.yaml', none);
  });

  it('keeps up with what is typed into long JSON, through every state that is none', async () => {
    const description = 'A thing. '.repeat(500);
    const schema = (index: number) => [`F${index}`, { type: 'object', description }] as const;
    const api = {
      openapi: '3.1.0',
      info: { title: 'Shelf', version: '1' },
      components: { schemas: Object.fromEntries(Array.from({ length: 100 }, (_, index) => schema(index))) },
    };
    const long = JSON.stringify(api, null, 1);
    expect(long.length).toBeGreaterThan(400_000);
    const folder = await folderOf({ 'api.json': long, 'apicheck.yaml': 'extends: spec\n' });
    const editor = await startEditor(folder);
    await editor.open('api.json', long);
    await editor.diagnostics('api.json', none);
    const place = long.indexOf('"description"', long.length / 2);
    const typed = '"allOf": [{ "$ref": "#/nowhere" }],\n ';
    const states = [10, 11, 12, 16, 26, 27, 33, typed.length].map((end) => typed.slice(0, end));
    const after = (state: string) => long.slice(0, place) + state + long.slice(place);
    for (const state of states) await editor.change('api.json', after(state));
    const mistyped = (found: readonly Diagnostic[]) =>
      found.length === 1 && codes(found).includes('ref-unresolved');
    await editor.diagnostics('api.json', mistyped);
    for (const state of states.slice(0, 3)) await editor.change('api.json', after(state));
    await editor.change('api.json', long);
    await editor.diagnostics('api.json', none);
  });
});

describe('apicheck lsp: rules of the user', () => {
  const built = pathToFileURL(join(import.meta.dirname, '../../dist/index.js')).href;
  const rule = (body: string) => `import { defineLintRule } from '${built}';
console.log('loaded');
export default defineLintRule({
  code: 'own-rule',
  severity: 'warning',
  summary: 'Be looked at.',
  why: 'To see.',
  fix: 'Look.',
  messages: { seen: 'seen' },
  create: (report) => ({ operation({ id }) { ${body} } }),
});
`;

  it('may print, and are explained', async () => {
    const editor = await startEditor(
      await folderOf({
        'apicheck.yaml': 'plugins: ./own.mjs\n',
        'own.mjs': rule(`console.log('x'); process.stdout.write('y'); report({ message: 'seen', at: id });`),
        'schemas.yaml': schemas,
      }),
      '--trust-workspace',
    );
    await editor.open('api.yaml', root);
    await editor.diagnostics('api.yaml', has('own-rule'));
    const at = { textDocument: { uri: editor.uri('api.yaml') }, position: { line: 7, character: 22 } };
    const hover = (await editor.connection.sendRequest(HoverRequest.type, at)) as Hover;
    expect(hover.contents).toMatchObject({ value: expect.stringContaining('Be looked at') as string });
    expect(await editor.quit()).toBe(0);
  });

  it('are not run in a folder that nobody trusts, which is said; all else is judged', async () => {
    const folder = await folderOf({
      'apicheck.yaml': 'plugins: ./own.mjs\nrulesets: [./own.js, ./own.yaml]\nrules: { own-rule: error }\n',
      'own.mjs': `import { existsSync, writeFileSync } from 'node:fs';\nwriteFileSync(new URL('ran', import.meta.url), '');\n${rule('')}`,
      'own.js': `require('node:fs').writeFileSync(__dirname + '/ran', '');\nmodule.exports = { rules: {} };\n`,
      'own.yaml': 'functions: [own]\nrules: {}\n',
      'functions/own.js': `require('node:fs').writeFileSync(__dirname + '/../ran', '');\n`,
      'schemas.yaml': schemas,
    });
    const editor = await startEditor(folder);
    await editor.open(
      'api.yaml',
      root.replace("'#/components/schemas/Problem'", "'#/components/schemas/Problme'"),
    );
    await editor.diagnostics('api.yaml', has('ref-unresolved'));
    expect(editor.messages.join('\n')).toContain('--trust-workspace');
    expect(await editor.quit()).toBe(0);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('may end their thread: it is started again when something changes', async () => {
    const editor = await startEditor(
      await folderOf({
        'apicheck.yaml': 'plugins: ./own.mjs\n',
        'own.mjs': rule(`if (id.value === 'end') process.exit(1); report({ message: 'seen', at: id });`),
        'schemas.yaml': schemas,
      }),
      '--trust-workspace',
    );
    const logged = new Promise<string>((done) =>
      editor.connection.onNotification(LogMessageNotification.type, ({ message }) => done(message)),
    );
    await editor.open('api.yaml', root.replace('listBooks', 'end'));
    expect(await logged).toContain('thread');
    await editor.change('api.yaml', root);
    await editor.diagnostics('api.yaml', has('own-rule'));
    expect(await editor.quit()).toBe(0);
  });
});

describe('apicheck lsp: what is asked at a place', () => {
  it('fixes one finding, and all that are safe', async () => {
    const folder = await folderOf({ 'schemas.yaml': schemas });
    const editor = await startEditor(folder);
    const text = root.replace("'#/components/schemas/Problem'", "'components/schemas/Problem'");
    await editor.open('api.yaml', text);
    const found = await editor.diagnostics('api.yaml', has('ref-unresolved'));
    const uri = editor.uri('api.yaml');
    const range = found.find(({ code }) => code === 'ref-unresolved')?.range;
    const ask = (only: string[]) =>
      editor.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only },
      }) as Promise<CodeAction[]>;
    const [quick] = await ask(['quickfix']);
    expect(quick).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(quick?.edit?.changes?.[uri]).toEqual([{ range, newText: "'#/components/schemas/Problem'" }]);
    const [all] = await ask(['source.fixAll']);
    expect(all?.edit?.changes?.[uri]).toEqual(quick?.edit?.changes?.[uri]);
  });

  it('ignores a finding by a comment where that is one, and nowhere else', async () => {
    const editor = await startEditor(await folderOf({ 'schemas.yaml': schemas }));
    const uri = editor.uri('api.yaml');
    const offered = async (text: string, code: string) => {
      await editor.change('api.yaml', text);
      const found = await editor.settled('api.yaml');
      const range = found.find((each) => each.code === code)?.range;
      if (range === undefined) throw new Error(`no ${code}`);
      const actions = (await editor.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range,
        context: { diagnostics: [], only: ['quickfix'] },
      })) as CodeAction[];
      return actions.filter(({ title }) => title.startsWith('Ignore'));
    };
    await editor.open('api.yaml', root);
    const wrong = root.replace('schemas/Problem', 'schemas/Problm');
    const [action, ...others] = await offered(wrong, 'ref-unresolved');
    expect(others).toEqual([]);
    expect(action).toMatchObject({ title: 'Ignore ref-unresolved on line 21', kind: 'quickfix' });
    const mended = editedText(wrong, action?.edit?.changes?.[uri] ?? []);
    expect(mended).toContain("Problm' # apicheck-ignore ref-unresolved\n");
    await editor.change('api.yaml', mended);
    expect(codes(await editor.settled('api.yaml'))).toEqual([]);
    // Behind a block scalar's first line, a comment is one; within it, it would be text.
    const block = root.replace(
      'description: The books.',
      'description: |\n            one\n          bad: two',
    );
    expect(await offered(block, 'field-unknown')).toHaveLength(1);
    const json = '{ "openapi": "3.1.0", "info": { "title": "A" } }';
    expect(await offered(json, 'field-missing')).toEqual([]);
    const quoted = root.replace(
      "$ref: '#/components/schemas/Problem'",
      '$ref: "#/components/\\\n                  schemas/Problm"',
    );
    expect(await offered(quoted, 'ref-unresolved')).toEqual([]);
  });

  it('explains a finding, and shows what a reference leads to', async () => {
    const editor = await startEditor(await folderOf({ 'schemas.yaml': schemas }));
    const { text, position } = cursorIn(root.replace("'schemas.yaml#/Book'", "'schemas.yaml#|/Book'"));
    await editor.open('api.yaml', text);
    const uri = editor.uri('api.yaml');
    const ask = (at: typeof position) =>
      editor.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri },
        position: at,
      }) as Promise<Hover>;
    expect((await ask(position)).contents).toEqual({
      kind: 'markdown',
      value: `\`schemas.yaml:1\`\n\n\`\`\`yaml\ntype: object\nproperties:\n  title: { type: string }\n  sequel: { $ref: '#/Book' }\n\`\`\``,
    });
    await editor.change('api.yaml', root.replace('schemas/Problem', 'schemas/Problm'));
    await editor.diagnostics('api.yaml', has('ref-unresolved'));
    expect((await ask({ line: 20, character: 30 })).contents).toMatchObject({
      value: expect.stringContaining('**ref-unresolved**') as string,
    });
  });

  it('goes to definitions and finds references over files', async () => {
    const editor = await startEditor(await folderOf({ 'api.yaml': root, 'schemas.yaml': schemas }));
    const { text, position } = cursorIn(root.replace("'schemas.yaml#/Book'", "'schemas.y|aml#/Book'"));
    await editor.open('api.yaml', text);
    await editor.open('schemas.yaml', schemas);
    const at = { textDocument: { uri: editor.uri('api.yaml') }, position };
    const definition = (await editor.connection.sendRequest(DefinitionRequest.type, at)) as Location[];
    const book = {
      uri: editor.uri('schemas.yaml'),
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
    };
    expect(definition).toEqual([book]);
    for (const from of [at, { textDocument: { uri: book.uri }, position: book.range.start }]) {
      const context = { includeDeclaration: true };
      const found = await editor.connection.sendRequest(ReferencesRequest.type, { ...from, context });
      expect(found?.map(({ uri, range }) => [uri, range.start.line])).toEqual([
        [book.uri, 0],
        [editor.uri('api.yaml'), 14],
        [book.uri, 4],
      ]);
    }
  });

  it('completes references with definitions of the kind that is wanted, of all files', async () => {
    const editor = await startEditor(await folderOf({ 'api.yaml': root, 'schemas.yaml': schemas }));
    await editor.open('api.yaml', root);
    await editor.diagnostics('api.yaml', none);
    const complete = async (marked: string) => {
      const { text, position } = cursorIn(marked);
      await editor.change('api.yaml', text);
      const found = (await editor.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri: editor.uri('api.yaml') },
        position,
      })) as CompletionItem[];
      return found.map(({ textEdit }) => textEdit?.newText);
    };
    const both = ['#/components/schemas/Problem', './schemas.yaml#/Book'];
    const written = "$ref: '#/components/schemas/Problem'";
    expect(await complete(root.replace(written, "$ref: '#/comp|onents/x'"))).toEqual(both);
    const quoted = both.map((each) => `'${each}'`);
    expect(await complete(root.replace(written, '$ref: |'))).toEqual(quoted);
    expect(await complete(root.replace('description: The books.', '$ref: "|"'))).toEqual([]);
    // Half written: the quote is open, and would take in all that follows.
    for (const half of ['"|', "'#/|", '"#/comp|'])
      expect(await complete(root.replace(written, `$ref: ${half}`))).toEqual(both);
    expect(await complete(root.replace('title: Shelf', 'title: Sh|elf'))).toEqual([]);
  });
});
