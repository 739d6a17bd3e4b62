import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { GenerateOptions } from '../../src/probe/generate/options.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { contractOf } from './support.ts';

const description = `openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }
        - { name: sort, in: query, schema: { enum: [title, year] } }
      responses:
        '200': { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Book' } } } } }
        '400': { description: Wrong. }
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/NewBook' } } }
      responses:
        '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
        '400': { description: Wrong. }
  /books/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      responses:
        '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
        '400': { description: Wrong. }
        '404': { description: None. }
    delete:
      responses: { '204': { description: Gone. }, '404': { description: None. } }
  /secret:
    x-apicheck-skip: true
    get: { responses: { '200': { description: Not to be tried. } } }
components:
  schemas:
    NewBook:
      type: object
      required: [title]
      additionalProperties: false
      properties:
        title: { type: string, minLength: 1, maxLength: 20 }
        year: { type: integer, minimum: 1450 }
        kind: { enum: [print, audio] }
        pages: { type: [integer, 'null'] }
    Book:
      type: object
      required: [id, title]
      properties: { id: { type: integer }, title: { type: string } }
`;

type Book = { readonly id: number; readonly title: string };
type Bug =
  | 'none'
  | 'rejects-audio'
  | 'takes-any-year'
  | 'fails-on-null'
  | 'fails-on-wrong-limit'
  | 'keeps-deleted'
  | 'wrong-answer';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

interface Shop {
  readonly url: string;
  readonly books: Map<number, Book>;
  readonly seen: string[];
}

/** A server that keeps to the description, but for one bug. */
async function start(bug: Bug): Promise<Shop> {
  const books = new Map<number, Book>([[1, { id: 1, title: 'There before' }]]);
  const seen: string[] = [];
  const answer = (response: ServerResponse, status: number, value?: unknown): void => {
    response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request, Buffer.concat(chunks).toString(), response));
  });
  const serve = (request: IncomingMessage, text: string, response: ServerResponse): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    seen.push(`${request.method} ${request.url}`);
    if (pathname === '/secret') return answer(response, 500);
    if (pathname === '/books' && request.method === 'GET') {
      const limit = searchParams.get('limit');
      const sort = searchParams.get('sort');
      const wrong = limit !== null && !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50);
      if (wrong && bug === 'fails-on-wrong-limit') return answer(response, 500);
      if (wrong || (sort !== null && !['title', 'year'].includes(sort))) return answer(response, 400);
      const listed = [...books.values()].slice(0, Number(limit ?? 50));
      return answer(response, 200, bug === 'wrong-answer' ? [{ id: 'x' }] : listed);
    }
    if (pathname === '/books') {
      const made = makeBook(text);
      if (made === 'wrong') return answer(response, 400);
      if (bug === 'fails-on-null' && text.includes('null')) return answer(response, 500);
      const id = Math.max(1, ...books.keys()) + 1;
      const book = { id, title: made };
      books.set(id, book);
      return answer(response, 201, book);
    }
    const [, written = ''] = /^\/books\/(.*)$/.exec(pathname) ?? [];
    if (!/^-?\d+$/.test(written)) return answer(response, 400);
    const book = books.get(Number(written));
    if (!book) return answer(response, 404);
    if (request.method !== 'DELETE') return answer(response, 200, book);
    if (bug !== 'keeps-deleted') books.delete(book.id);
    return answer(response, 204);
  };
  const makeBook = (text: string): string => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return 'wrong';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'wrong';
    const { title, year, kind, pages, ...rest } = value as Record<string, unknown>;
    const whole = (number: unknown): boolean => Number.isInteger(number);
    if (typeof title !== 'string' || [...title].length < 1 || [...title].length > 20) return 'wrong';
    if (year !== undefined && !whole(year)) return 'wrong';
    if (year !== undefined && Number(year) < 1450 && bug !== 'takes-any-year') return 'wrong';
    if (kind !== undefined && kind !== 'print' && (kind !== 'audio' || bug === 'rejects-audio'))
      return 'wrong';
    if (pages !== undefined && pages !== null && !whole(pages)) return 'wrong';
    return Object.keys(rest).length > 0 ? 'wrong' : title;
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, books, seen };
}

async function generate(
  shop: Shop,
  options: Partial<GenerateOptions> = {},
): Promise<{ readonly result: ProbeResult; readonly found: readonly string[] }> {
  const { api, schemas } = await contractOf(description);
  const result = await probe(api, schemas, [], {
    now: () => Date.now(),
    live: {
      target: shop.url,
      loadModule: () => Promise.reject(new Error('none')),
      generate: { seed: 1, unsafe: true, ...options },
    },
  });
  return {
    result,
    found: result.findings
      .map(({ code, message, location }) => `${location.range.start.line} ${code}: ${message}`)
      // In how many exchanges, chance decides.
      .map((line) => line.replace(/, in \d+ of \d+ exchanges$/, ''))
      .sort(),
  };
}

describe('requests that are made up', () => {
  it('find nothing where nothing is wrong, and leave nothing behind', async () => {
    const shop = await start('none');
    const { result, found } = await generate(shop);
    expect(found).toEqual([]);
    expect(result.exchanges.length).toBeGreaterThan(60);
    expect([...shop.books.keys()]).toEqual([1]);
    expect(shop.seen.filter((line) => line.includes('secret'))).toEqual([]);
    expect(result.coverage.responses).toEqual({ covered: 9, total: 10 });
  });

  it.each<[Bug, readonly string[]]>([
    [
      'rejects-audio',
      [
        '12 valid-input-rejected: POST /books answered 400 to a request that the contract allows (the body {"title":"title","kind":"audio"})',
      ],
    ],
    [
      'takes-any-year',
      [
        '39 invalid-input-accepted: POST /books answered 201 to a request that the contract does not allow: the body at /year must be at least 1450, is 0 (the body {"title":"title","year":0})',
      ],
    ],
    [
      'fails-on-null',
      [
        '12 server-error: POST /books answered 500 to a request that the contract allows (the body {"title":"title","pages":null})',
      ],
    ],
    [
      'fails-on-wrong-limit',
      [
        '7 server-error-on-invalid-input: GET /books answered 500 to a request that the contract does not allow: query parameter limit must be at least 1, is -1 (the query limit=-1)',
        '7 server-error-on-invalid-input: GET /books answered 500 to a request that the contract does not allow: query parameter limit must be an integer, is a string (the query limit=null)',
        '7 server-error-on-invalid-input: GET /books answered 500 to a request that the contract does not allow: query parameter limit must be at most 50, is 51 (the query limit=51)',
      ],
    ],
    [
      'keeps-deleted',
      ['21 deleted-still-served: GET /books/{id} answered 200 after DELETE /books/{id} answered 204'],
    ],
    [
      'wrong-answer',
      [
        '8 response-body-invalid: response body /0 must have property title',
        '8 response-body-invalid: response body /0/id must be an integer, is a string: "x"',
      ],
    ],
  ])('find a provider that %s', async (bug, wanted) => {
    const { found, result } = await generate(await start(bug));
    expect(found).toEqual([...wanted].sort());
    // What no status shows is worth a warning alone.
    const failed = result.exchanges.filter(({ outcome }) => outcome === 'fail').length;
    expect(failed > 0).toBe(bug !== 'rejects-audio');
  });

  it('change nothing unless they may, and touch nothing that others made', async () => {
    const shop = await start('none');
    await generate(shop, { unsafe: false });
    expect(shop.seen.filter((line) => !line.startsWith('GET'))).toEqual([]);
    const again = await start('none');
    await generate(again);
    expect(again.seen).not.toContain('DELETE /books/1');
  });

  it('are the same for the same seed, and end with their budget', async () => {
    const run = async (seed: number): Promise<readonly string[]> => {
      const shop = await start('none');
      await generate(shop, { seed, maxRequests: 40, unsafe: false });
      return shop.seen;
    };
    const [first, second, third] = [await run(7), await run(7), await run(8)];
    expect(first).toEqual(second);
    expect(first).not.toEqual(third);
    expect(first.length).toBeLessThanOrEqual(41);
  });
});
