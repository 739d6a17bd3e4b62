import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const contract = (list: boolean): string => `openapi: 3.1.0
info: { title: Notes, version: '1' }
security: [{ token: [] }]
paths:
  /notes:
${
  list
    ? `    get:
      responses: { '200': { $ref: '#/components/responses/Notes' }, '401': { description: Who? } }
`
    : ''
}    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string, examples: [hello] } } } } } }
      responses: { '201': { $ref: '#/components/responses/Note' }, '400': { description: Wrong. }, '401': { description: Who? }, '409': { description: There. } }
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { '200': { $ref: '#/components/responses/Note' }, '401': { description: Who? }, '403': { description: No. }, '404': { description: None. } }
    put:
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string, examples: [hello] } } } } } }
      responses: { '200': { $ref: '#/components/responses/Note' }, '400': { description: Wrong. }, '401': { description: Who? }, '403': { description: No. }, '404': { description: None. } }
    delete:
      responses: { '204': { description: Gone. }, '401': { description: Who? }, '403': { description: No. }, '404': { description: None. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  responses:
    Note: { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
    Notes: { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } }
  schemas:
    Note: { type: object, required: [id, text], properties: { id: { type: string }, text: { type: string } } }
`;

interface Habits {
  /** Whose notes are shown, by id and in the list. */
  readonly reads?: 'all' | 'own';
  readonly lists?: 'all' | 'own';
  /** What deleting another's note does. */
  readonly deletes?: 'refuse' | 'delete' | 'pretend';
  /** What changing another's note does. */
  readonly changes?: 'refuse' | 'change' | 'pretend';
  /** What a second note with the same text does. */
  readonly twice?: 'made' | 'conflict' | 'crash';
  readonly list?: boolean;
}

async function provider({
  reads = 'own',
  lists = 'own',
  deletes = 'refuse',
  changes = 'refuse',
  twice = 'made',
}: Habits) {
  const notes = new Map<string, { id: string; text: string; owner: string }>();
  const seen: string[] = [];
  let last = 0;
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const owner = headers.authorization?.replace('Bearer ', '') ?? '';
    seen.push(`${owner} ${method}`);
    const answer = (status: number, value?: unknown): void => {
      response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    };
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (!['first-token', 'other-token'].includes(owner)) return answer(401);
      const shown = (one: { id: string; text: string }): unknown => ({ id: one.id, text: one.text });
      if (url === '/notes' && method === 'GET')
        return answer(
          200,
          [...notes.values()].filter((one) => lists === 'all' || one.owner === owner).map(shown),
        );
      let text: unknown;
      try {
        text = (JSON.parse(Buffer.concat(chunks).toString()) as { text?: unknown } | null)?.text;
      } catch {
        text = undefined;
      }
      if (url === '/notes') {
        if (typeof text !== 'string') return answer(400);
        const there = [...notes.values()].some((one) => one.text === text);
        if (there && twice !== 'made') return answer(twice === 'crash' ? 500 : 409);
        const note = { id: `n${(last += 1)}`, text, owner };
        notes.set(note.id, note);
        return answer(201, shown(note));
      }
      const note = notes.get(decodeURIComponent(url.split('/')[2] ?? ''));
      if (!note) return answer(404);
      const mine = note.owner === owner;
      if (method === 'GET') return mine || reads === 'all' ? answer(200, shown(note)) : answer(403);
      if (method === 'PUT') {
        if (!mine && changes === 'refuse') return answer(403);
        if (typeof text !== 'string') return answer(400);
        if (mine || changes === 'change') note.text = text;
        return answer(200, { id: note.id, text });
      }
      if (!mine && deletes === 'refuse') return answer(403);
      if (mine || deletes === 'delete') notes.delete(note.id);
      return answer(204);
    });
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, notes };
}

async function found(habits: Habits, unsafe = true) {
  const { url, seen, notes } = await provider(habits);
  if (!unsafe) notes.set('n0', { id: 'n0', text: 'there before', owner: 'first-token' });
  const folder = await folderOf({
    'openapi.yaml': contract(habits.list !== false),
    'apicheck.yaml': `apis:
  notes:
    spec: openapi.yaml
    targets:
      local:
        url: ${url}
        auth: { token: { type: bearer, token: first-token } }
        otherAuth: { token: { type: bearer, token: other-token } }
`,
  });
  const more = unsafe ? ['--unsafe'] : [];
  const args = ['probe', '--spec', 'notes', '--target', 'local', '--generate', '--budget', '60', ...more];
  const { out, err } = await runCli([...args, '-f', 'json'], folder);
  if (out === '') throw new Error(err);
  expect(out + err).not.toMatch(/first-token|other-token/);
  const { findings } = JSON.parse(out) as RunReport;
  return {
    told: findings.map(({ code, message }) => `${code}: ${message}`.replace(/, in \d+ of.*/, '')),
    seen: new Set(seen),
    left: [...notes.keys()],
  };
}

describe('a second user', () => {
  it('that is refused is no finding, and nothing is left behind', async () => {
    const { told, seen, left } = await found({});
    expect(told).toEqual([]);
    expect(seen).toContain('other-token DELETE');
    expect(seen).toContain('other-token PUT');
    expect(left).toEqual([]);
  });

  it('reads what its list does not show', async () => {
    expect((await found({ reads: 'all' })).told).toEqual([
      'ownership-not-enforced: GET /notes/{id} answered 200 to another user, to whom GET /notes does not show the resource',
    ]);
    const { told, seen } = await found({ reads: 'all' }, false);
    expect(told).toHaveLength(1);
    expect([...seen].filter((line) => !line.endsWith('GET'))).toEqual([]);
  });

  it('reads what is shared', async () => {
    expect((await found({ reads: 'all', lists: 'all' })).told).toEqual([]);
  });

  it('reads what the first has made, where the contract knows who is refused', async () => {
    expect((await found({ reads: 'all', list: false })).told).toEqual([
      'ownership-not-enforced: GET /notes/{id} answered 200 to another user than the one who created the resource',
    ]);
  });

  it('deletes what the first has made', async () => {
    expect((await found({ deletes: 'delete' })).told).toEqual([
      'ownership-not-enforced: DELETE /notes/{id} deleted for another user what GET /notes does not show to that user',
    ]);
    // To say so and not to do it is no harm.
    expect((await found({ deletes: 'pretend' })).told).toEqual([]);
  });
});

describe('a second user that changes things', () => {
  it('changes what the first has made', async () => {
    expect((await found({ changes: 'change' })).told).toEqual([
      'ownership-not-enforced: PUT /notes/{id} changed for another user what GET /notes does not show to that user',
    ]);
    expect((await found({ changes: 'change', list: false })).told).toEqual([
      'ownership-not-enforced: PUT /notes/{id} changed for another user what that user has not created',
    ]);
  });

  it('is no finding where it changes nothing, or what is shared', async () => {
    expect((await found({ changes: 'pretend' })).told).toEqual([]);
    expect((await found({ changes: 'change', reads: 'all', lists: 'all' })).told).toEqual([]);
    expect((await found({}, false)).seen).not.toContain('other-token PUT');
  });
});

describe('what is made twice', () => {
  it('may be refused, and must not break the provider', async () => {
    expect((await found({ twice: 'conflict' })).told).toEqual([]);
    expect(
      (await found({ twice: 'crash' })).told.filter((line) => line.startsWith('server-error:')),
    ).not.toEqual([]);
  });
});
