import { describe, expect, it } from 'vitest';
import {
  DefinitionRequest,
  DocumentSymbolRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type DocumentSymbol,
  type Location,
  type Position,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { editedText, startEditor, type Editor } from './editor.ts';
import { folderOf } from './folder.ts';

const root = `openapi: 3.1.0
info: { title: 🐱 Zoo, version: 1.0.0 }
servers: [{ url: https://zoo.example.com }]
security: [{ key: [] }]
tags:
  - name: animals
    description: All of them.
paths:
  /animals:
    get:
      operationId: listAnimals
      tags: [animals]
      summary: All animals.
      responses:
        '200':
          description: All.
          content:
            application/json:
              schema: { $ref: 'schemas.yaml#/components/schemas/Animal' }
          links:
            itself: { operationId: listAnimals }
    post:
      operationId: addAnimal
      tags: [animals]
      security: [{ key: [] }, {}]
      responses:
        '201':
          description: 🐱🐱 { $ref }
          content: { application/json: { schema: { title: 🐱, $ref: '#/components/schemas/Cat' } } }
components:
  securitySchemes:
    key: { type: http, scheme: bearer }
  schemas:
    Cat:
      allOf: [{ $ref: 'schemas.yaml#/components/schemas/Animal' }]
      properties:
        paws: { $ref: "./schemas.yaml#/components/schemas/Animal/properties/kind" }
      discriminator: { propertyName: paws, mapping: { four: Cat } }
`;
const schemas = `components:
  schemas:
    Animal:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
        young:
          type: array
          items:
            $ref: '#/components/schemas/Animal'
      discriminator:
        propertyName: kind
        mapping:
          cat: 'api.yaml#/components/schemas/Cat'
`;
const files = { 'api.yaml': root, 'schemas.yaml': schemas };

async function zoo(contents: Readonly<Record<string, string>> = files): Promise<Editor> {
  const editor = await startEditor(await folderOf(contents));
  for (const [path, text] of Object.entries(contents)) await editor.open(path, text);
  return editor;
}

/** The position of a text that stands once in a file, or so many units behind its beginning. */
function positionOf(file: keyof typeof files, text: string, behind = 1): Position {
  const offset = files[file].indexOf(text) + behind;
  const before = files[file].slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** What stands at places of files: the line, and what the range covers. */
function shown(editor: Editor, found: readonly Location[] | null): string[] {
  return (found ?? []).map(({ uri, range: { start, end } }) => {
    const path = uri === editor.uri('api.yaml') ? 'api.yaml' : 'schemas.yaml';
    const line = files[path].split('\n')[start.line] ?? '';
    return `${path}:${start.line + 1} ${line.slice(start.character, start.line === end.line ? end.character : undefined)}`;
  });
}

function at(editor: Editor, file: keyof typeof files, text: string, behind?: number) {
  return { textDocument: { uri: editor.uri(file) }, position: positionOf(file, text, behind) };
}

/** The texts after an edit of the workspace, as an editor makes it. */
function edited(
  editor: Editor,
  edit: WorkspaceEdit | null,
  contents: Readonly<Record<string, string>> = files,
): Record<string, string> {
  const after: Record<string, string> = { ...contents };
  for (const [path, text] of Object.entries(contents))
    after[path] = editedText(text, edit?.changes?.[editor.uri(path)] ?? []);
  return after;
}

describe('apicheck lsp: names that are no references', () => {
  it('lead to what they name', async () => {
    const editor = await zoo();
    const definition = async (file: keyof typeof files, text: string, behind?: number) =>
      shown(
        editor,
        (await editor.connection.sendRequest(
          DefinitionRequest.type,
          at(editor, file, text, behind),
        )) as Location[],
      );
    expect(await definition('schemas.yaml', "'api.yaml#/components/schemas/Cat'")).toEqual([
      'api.yaml:34 Cat',
    ]);
    expect(await definition('api.yaml', 'four: Cat', 7)).toEqual(['api.yaml:34 Cat']);
    expect(await definition('api.yaml', 'itself: { operationId: listAnimals', 25)).toEqual([
      'api.yaml:10 get',
    ]);
    expect(await definition('api.yaml', 'security: [{ key: [] }, {}]', 14)).toEqual(['api.yaml:32 key']);
    expect(await definition('api.yaml', 'tags: [animals]', 8)).toEqual(['api.yaml:6 name: animals']);
    // Behind characters of two units each.
    expect(await definition('api.yaml', "'#/components/schemas/Cat'")).toEqual(['api.yaml:34 Cat']);
  });

  it('are found with the references to it', async () => {
    const editor = await zoo();
    const references = async (file: keyof typeof files, text: string, behind?: number) =>
      shown(
        editor,
        await editor.connection.sendRequest(ReferencesRequest.type, {
          ...at(editor, file, text, behind),
          context: { includeDeclaration: false },
        }),
      );
    expect(await references('api.yaml', 'operationId: listAnimals', 15)).toEqual(['api.yaml:21 listAnimals']);
    expect(await references('api.yaml', 'key: { type: http')).toEqual(['api.yaml:4 key', 'api.yaml:25 key']);
    expect(await references('api.yaml', 'name: animals', 7)).toEqual([
      'api.yaml:12 animals',
      'api.yaml:24 animals',
    ]);
    expect(await references('api.yaml', 'Cat:')).toEqual([
      "api.yaml:29 '#/components/schemas/Cat'",
      'api.yaml:38 Cat',
      "schemas.yaml:15 'api.yaml#/components/schemas/Cat'",
    ]);
  });
});

describe('apicheck lsp: rename', () => {
  const rename = async (
    editor: Editor,
    where: ReturnType<typeof at>,
    newName: string,
    contents: Readonly<Record<string, string>> = files,
  ) =>
    edited(editor, await editor.connection.sendRequest(RenameRequest.type, { ...where, newName }), contents);
  const replaced = (...pairs: readonly (readonly [string, string])[]) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        pairs.reduce((all, [from, to]) => all.replaceAll(from, to), text),
      ]),
    );

  it('changes a component and all that leads to it or into it, in all files', async () => {
    const editor = await zoo();
    const wanted = replaced(['schemas/Animal', 'schemas/Being'], ['    Animal:', '    Being:']);
    expect(await rename(editor, at(editor, 'schemas.yaml', 'Animal:'), 'Being')).toEqual(wanted);
    expect(
      await rename(editor, at(editor, 'api.yaml', "'schemas.yaml#/components/schemas/Animal'"), 'Being'),
    ).toEqual(wanted);
  });

  it('changes names in mappings, as names and as references', async () => {
    const editor = await zoo();
    const wanted = replaced(
      ['schemas/Cat', 'schemas/Lion'],
      ['    Cat:', '    Lion:'],
      ['four: Cat', 'four: Lion'],
    );
    expect(await rename(editor, at(editor, 'api.yaml', 'four: Cat', 7), 'Lion')).toEqual(wanted);
    expect(await rename(editor, at(editor, 'api.yaml', 'Cat:'), 'Lion')).toEqual(wanted);
  });

  it('changes operationIds, security schemes and tags with their uses', async () => {
    const editor = await zoo();
    expect(await rename(editor, at(editor, 'api.yaml', 'listAnimals'), 'all')).toEqual(
      replaced(['listAnimals', 'all']),
    );
    expect(await rename(editor, at(editor, 'api.yaml', '{ key: [] }, {}', 3), 'token')).toEqual(
      replaced(['{ key:', '{ token:'], ['    key:', '    token:']),
    );
    expect(await rename(editor, at(editor, 'api.yaml', 'tags: [animals]', 8), 'on: beasts')).toEqual(
      replaced(['name: animals', "name: 'on: beasts'"], ['[animals]', "['on: beasts']"]),
    );
  });

  it('changes JSON and files with CR LF, and says what it will not do', async () => {
    const json = JSON.stringify(
      { openapi: '3.0.3', components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: {} } } },
      null,
      2,
    ).replaceAll('\n', '\r\n');
    const contents = { 'api.json': json };
    const editor = await zoo(contents);
    const lines = json.split('\r\n');
    const line = lines.findIndex((each) => each.includes('"B"'));
    const where = {
      textDocument: { uri: editor.uri('api.json') },
      position: { line, character: lines[line]?.indexOf('B') ?? 0 },
    };
    expect(await rename(editor, where, 'C', contents)).toEqual({
      'api.json': json.replace('schemas/B', 'schemas/C').replace('"B"', '"C"'),
    });
    await expect(rename(editor, where, 'A', contents)).rejects.toThrow('there is A');
    await expect(rename(editor, where, 'a b', contents)).rejects.toThrow('only letters');
    await expect(rename(editor, where, '', contents)).rejects.toThrow('empty');
  });

  it('is offered for names alone, with the name to change', async () => {
    const editor = await zoo();
    const prepare = async (text: string, behind?: number) =>
      editor.connection.sendRequest(PrepareRenameRequest.type, at(editor, 'api.yaml', text, behind));
    const start = positionOf('api.yaml', "'#/components/schemas/Cat'", 22);
    expect(await prepare("'#/components/schemas/Cat'")).toEqual({
      placeholder: 'Cat',
      range: { start, end: { line: start.line, character: start.character + 3 } },
    });
    expect(await prepare('title: 🐱 Zoo', 8)).toBeNull();
    expect(await prepare('operationId: listAnimals', 3)).toBeNull();
    expect(await prepare('description: All.', 14)).toBeNull();
  });
});

it('apicheck lsp shows an outline of a description', async () => {
  const editor = await zoo();
  const outline = async (path: string) => {
    const list = (symbols: readonly DocumentSymbol[]): unknown[] =>
      symbols.map(({ name, detail, children }) => [
        detail === undefined ? name : `${name} (${detail})`,
        ...(children ? list(children) : []),
      ]);
    const found = await editor.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: editor.uri(path) },
    });
    return list(found as DocumentSymbol[]);
  };
  expect(await outline('api.yaml')).toEqual([
    ['openapi (3.1.0)'],
    ['info (🐱 Zoo)'],
    ['servers', ['https://zoo.example.com']],
    ['security'],
    ['tags', ['animals']],
    ['paths', ['/animals', ['GET (listAnimals)'], ['POST (addAnimal)']]],
    ['components', ['securitySchemes', ['key']], ['schemas', ['Cat']]],
  ]);
  expect(await outline('schemas.yaml')).toEqual([['components']]);
});
