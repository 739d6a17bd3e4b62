import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { hold } from '../broken.ts';
import { chosen, edits, type Edit } from '../edit.ts';
import { lay } from '../file-target.ts';
import { mutateText } from '../mutate-text.ts';
import { mutateValue } from '../mutate-value.ts';
import { cook, recipes } from '../recipe.ts';
import type { Seed } from '../seeds.ts';
import { prepared, type Target } from '../target.ts';

const bin = resolve(import.meta.dirname, '../../../../../bin/apicheck.js');

/** A server that does not answer for as long hangs, in milliseconds. */
const patience = 60_000;

const requests = [
  'textDocument/hover',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/completion',
  'textDocument/codeAction',
  'textDocument/documentSymbol',
  'textDocument/prepareRename',
  'textDocument/rename',
] as const;

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly message?: string; readonly type?: number };
  readonly error?: { readonly code: number; readonly message: string };
}

/** What an editor sends, right and wrong: the server lives, and answers. Speaks to the built command. */
export const lsp: Target = {
  name: 'lsp',
  short: 10,
  prepare({ corpus, folder }) {
    const seeds = corpus.descriptions.filter((seed) => Object.keys(seed.files()).length < 5);
    return prepared({
      inputs: fc.record({
        recipe: recipes(seeds.length),
        steps: fc.array(fc.tuple(edits(1), edits(2), fc.nat({ max: requests.length + 6 })), {
          minLength: 5,
          maxLength: 25,
        }),
        wrong: edits(2),
      }),
      check: ({ recipe, steps, wrong }) => talk(recipe, seeds, steps, wrong, folder),
    });
  },
};

type Step = [place: readonly Edit[], text: readonly Edit[], kind: number];

async function talk(
  recipe: Parameters<typeof cook>[0],
  seeds: readonly Seed[],
  steps: readonly Step[],
  wrong: readonly Edit[],
  folder: string,
): Promise<void> {
  const files = cook(recipe, seeds);
  lay(files, folder);
  const server = spawn(process.execPath, [bin, 'lsp', '--stdio'], { cwd: folder });
  let errors = '';
  server.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  server.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((done) => server.once('exit', done));
  const replies = repliesOf(server.stdout);
  let id = 0;
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const ask = (method: string, params: unknown): number => {
    send({ id: ++id, method, params });
    return id;
  };
  const uri = pathToFileURL(`${folder}/${files.main}`).href;
  let text = files.contents.get(files.main)?.toString() ?? '';
  const right = new Set<number>();
  const askRight = (method: string, params: unknown): void => void right.add(ask(method, params));

  try {
    askRight('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} });
    send({ method: 'initialized', params: {} });
    send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
    });
    let version = 1;
    for (const [[place = [0, 0, 0, 0]], changes, kind] of steps) {
      const position = { line: place[1] % 60, character: place[2] % 30 };
      const range = {
        start: position,
        end: { line: position.line + (place[3] % 3), character: place[0] % 30 },
      };
      const textDocument = { uri, version: ++version };
      const about = {
        textDocument,
        position,
        range,
        newName: `n${place[0]}`,
        context: { diagnostics: [], includeDeclaration: true },
      };
      const request = requests[kind];
      const other = kind - requests.length;
      if (request !== undefined) askRight(request, about);
      else if (other < 2) {
        text = mutateText(text, changes);
        send({ method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text }] } });
      } else if (other === 2)
        send({
          method: 'textDocument/didChange',
          params: { textDocument, contentChanges: [{ range, text: mutateText('a: 1\n', changes) }] },
        });
      else if (other === 3) send({ method: 'textDocument/didSave', params: { textDocument } });
      else if (other === 4)
        send({
          method: 'workspace/didChangeWatchedFiles',
          params: { changes: [{ uri, type: 1 + (place[1] % 3) }] },
        });
      else if (other === 5) ask(chosen(requests, place[0]), mutateValue(about, wrong));
      else
        send({
          method: chosen(['$/cancelRequest', 'a', 'textDocument/didClose'], place[0]),
          params: { id, textDocument },
        });
    }
    const last = ask('shutdown', null);
    const answered = await replies.until(({ id: of }) => of === last, patience);
    hold(server.exitCode === null, () => `the server ended with ${server.exitCode}: ${errors}`);
    hold(answered, () => `the server does not answer for ${patience / 1000} s: ${errors}`);
    for (const { id: of, error, method, params } of replies.all) {
      const internal = error?.code === -32603 && of !== undefined && right.has(of);
      hold(!internal, () => `a request fails: ${error?.message}`);
      const defect = method === 'window/logMessage' && params?.type === 1;
      hold(!defect, () => `the server tells of a defect: ${params?.message}`);
    }
    send({ method: 'exit' });
    hold((await ended) === 0, () => `the server does not end well: ${errors}`);
    hold(!/\n {4}at /.test(errors), () => `the server has a stack trace for us: ${errors}`);
  } finally {
    server.kill('SIGKILL');
  }
}

/** Reads messages as they come. */
function repliesOf(stream: NodeJS.ReadableStream): {
  readonly all: readonly Reply[];
  until(wanted: (reply: Reply) => boolean, milliseconds: number): Promise<boolean>;
} {
  const all: Reply[] = [];
  let look = (): void => undefined;
  let buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/i.exec(buffer.subarray(0, Math.max(0, head)).toString())?.[1],
      );
      if (head === -1 || buffer.length < head + 4 + length) break;
      all.push(JSON.parse(buffer.subarray(head + 4, head + 4 + length).toString()) as Reply);
      buffer = buffer.subarray(head + 4 + length);
    }
    look();
  });
  return {
    all,
    until: (wanted, milliseconds) =>
      new Promise((done) => {
        const timer = setTimeout(() => done(false), milliseconds);
        look = () => {
          if (!all.some(wanted)) return;
          clearTimeout(timer);
          done(true);
        };
        stream.on('end', () => done(false));
        look();
      }),
  };
}
