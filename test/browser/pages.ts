import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

/** Takes files and arguments of a run in their folder; gives its HTML report. */
export async function pageOf(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<string> {
  const { out, err } = await runCli([...args, '--format', 'html'], await folderOf(files));
  if (!out.startsWith('<!doctype html>')) throw new Error(`no page was made: ${err}`);
  return out;
}

const description = (status: readonly string[], operations: readonly string[]) => `openapi: 3.0.3
info: { title: Titles, version: 1.4.0 }
servers: [{ url: http://titles.test }]
paths:
${operations
  .map(
    (name) => `  /${name}:
    get:
      operationId: ${name}
      parameters: [{ name: status, in: query, schema: { $ref: '#/components/schemas/Status' } }]
      responses:
        '200': { description: All, content: { application/json: { schema: { $ref: '#/components/schemas/Status' } } } }`,
  )
  .join('\n')}
components:
  schemas:
    Status: { type: string, enum: [${status.join(', ')}] }
    Unused: { type: array }
`;

export const before = description(['draft', 'live', 'gone'], ['titles', 'authors', 'series']);
export const after = description(['draft', 'live', 'archived'], ['titles', 'authors']);

/** One exchange that passes, and one that does not. */
export const recording = `apicheck: 1
exchanges:
  - name: a title that is live
    request: { method: GET, path: /titles }
    response: { status: 200, headers: { content-type: application/json }, body: live }
  - name: a title that is lost
    request: { method: GET, path: /titles, query: { status: draft } }
    response: { status: 200, headers: { content-type: application/json }, body: lost }
`;

/** What runs where somebody lets markup, an attribute, an address or a style through. */
const attacks = [
  '<script>alert(1)</script>',
  '</script><script>alert(2)</script>',
  '</style><script>alert(3)</script>',
  '</title><svg onload=alert(4)>',
  '<img src=x onerror=alert(5)>',
  '<iframe src="javascript:alert(6)"></iframe>',
  '<a href="javascript:alert(7)" autofocus onfocus=alert(8)>here</a>',
  '<!--<script>alert(9)',
  '" onmouseover="alert(10)',
  '[here](javascript:alert(11))',
  '<meta http-equiv=refresh content="0;url=javascript:alert(12)">',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<form action=javascript:alert(13)><input type=submit autofocus>',
  '<details open ontoggle=alert(14)>',
  '{{constructor.constructor("alert(15)")()}}',
  '${alert(16)}`;alert(17)//',
  "\u2028alert(18)//'-alert(19)-'",
  ']]><script>alert(20)</script>',
  '&lt;script&gt;alert(21)&lt;/script&gt;&#60;img src=x onerror=alert(22)&#62;',
];

const hostile = (words: readonly string[], extra: string) =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: words.join(' '), version: words[0], description: words.join('\n') },
    servers: [{ url: 'javascript:alert(20)' }, { url: 'http://titles.test' }],
    tags: words.map((name) => ({ name, externalDocs: { url: 'javascript:alert(21)' } })),
    paths: Object.fromEntries(
      words.map((word, index) => [
        `/p${index}/${word.replaceAll('/', '%2F').replaceAll('?', '%3F').replaceAll('#', '%23')}`,
        {
          get: {
            operationId: word,
            summary: word,
            tags: [word],
            [word]: word,
            parameters: [{ name: word, in: 'query', schema: { type: word } }],
            responses: {
              '200': {
                description: word,
                content: { 'application/json': { schema: { type: 'string', enum: [word, extra] } } },
              },
            },
          },
        },
      ]),
    ),
    components: { schemas: Object.fromEntries(words.map((word) => [word, { $ref: word }])) },
  });

/** Descriptions, and a recording of them, whose every text is an attack. */
export const hostileFiles = {
  'before.json': hostile(attacks, 'one'),
  'after.json': hostile(attacks, '<script>alert(30)</script>'),
  'recording.json': JSON.stringify({
    apicheck: 1,
    exchanges: attacks.map((word, index) => ({
      name: word,
      request: { method: 'GET', path: `/p${index}/${encodeURIComponent(word)}`, query: { [word]: word } },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json', [`x-${index}`]: word },
        body: { [word]: word },
      },
    })),
  }),
};
