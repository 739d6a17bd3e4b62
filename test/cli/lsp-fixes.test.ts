import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { CodeActionRequest, type CodeAction } from 'vscode-languageserver-protocol/node';
import { runCli } from '../run-cli.ts';
import { editedText, startEditor } from './editor.ts';
import { folderOf } from './folder.ts';

const cases = resolve(import.meta.dirname, '../cases/lint');
// What is off unless somebody asks for it has fixes too.
const config = 'extends: strict\nrules: { component-unused: off }\n';
/** As often as `--fix` begins anew. */
const mostRounds = 10;

/** The inputs of all cases that say what `--fix` makes of them, by folder and file. */
const inputs = readdirSync(cases).flatMap((code) =>
  readdirSync(join(cases, code)).flatMap((name) => {
    const files = readdirSync(join(cases, code, name));
    if (!files.some((file) => /^fixed\.\w+$/.test(file))) return [];
    const texts = files
      .filter((file) => /\.(?:ya?ml|json|md)$/.test(file) && !file.startsWith('fixed.'))
      .map((file) => [file, readFileSync(join(cases, code, name, file), 'utf8')] as const);
    return [{ folder: `${code}-${name}`, files: Object.fromEntries(texts) }];
  }),
);

/** With characters of two units on a line of findings, and the line ends of Windows. */
const foreign = (text: string) => text.replace(/(?<=\binfo: \{ title: )\w+/, '🐱🐱').replaceAll('\n', '\r\n');

it.each([
  ['as they are', (text: string) => text],
  ['with characters beyond the BMP and CR LF', foreign],
])(
  'apicheck lsp mends what --fix does, to the same bytes: files %s',
  async (_, make) => {
    expect(inputs.length).toBeGreaterThan(30);
    const all = Object.fromEntries(
      inputs.flatMap(({ folder, files }) =>
        Object.entries(files).map(([file, text]) => [`${folder}/${file}`, make(text)] as const),
      ),
    );
    const workspace = await folderOf({ ...all, 'apicheck.yaml': config });
    const copy = await folderOf({ ...all, 'apicheck.yaml': config });
    const editor = await startEditor(workspace);
    for (const { folder, files } of inputs) {
      const root = Object.keys(files).find((file) => file.startsWith('openapi.')) ?? '';
      const path = `${folder}/${root}`;
      await runCli(['lint', path, '--fix', '--config', 'apicheck.yaml'], copy);
      let text = all[path] ?? '';
      await editor.open(path, text);
      for (let round = 0; round < mostRounds; round++) {
        await editor.settled(path);
        const [action] = (await editor.connection.sendRequest(CodeActionRequest.type, {
          textDocument: { uri: editor.uri(path) },
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          context: { diagnostics: [], only: ['source.fixAll'] },
        })) as CodeAction[];
        const edits = action?.edit?.changes?.[editor.uri(path)];
        if (edits === undefined) break;
        text = editedText(text, edits);
        await editor.change(path, text);
      }
      expect(text, path).toBe(readFileSync(join(copy, path), 'utf8'));
      expect(text, path).not.toBe(all[path]);
      await editor.close(path);
    }
    expect(await editor.quit()).toBe(0);
  },
  120_000,
);
