import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { messagesFor } from './bodies.ts';

const titled = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string' }, pages: { type: 'integer' } },
};

describe('codings', () => {
  const body = Buffer.from(JSON.stringify({ title: 'A', pages: 'many' }));
  const found = ['response body /pages must be an integer, is a string: "many"'];
  const judge = (coding: string, bytes: Uint8Array) =>
    messagesFor(
      '3.1.0',
      'application/json',
      { schema: titled },
      {
        type: 'application/json',
        body: bytes,
        headers: { 'content-encoding': coding },
      },
    );
  test.each([
    ['gzip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['gzip, br', brotliCompressSync(gzipSync(body))],
    ['identity', body],
    ['gzip', body],
    ['br', body],
  ])('%s, undone or not', async (coding, bytes) => {
    expect(await judge(coding, bytes)).toEqual(found);
  });
  it('that are broken, or unfold to too much, are told', async () => {
    expect(await judge('gzip', gzipSync(body).subarray(0, 20))).toEqual([
      'body-malformed: the response body is not application/json: its gzip is broken',
    ]);
    expect(await judge('gzip', gzipSync(Buffer.alloc(70 * 1024 * 1024)))).toEqual([
      'exchange-unjudged: not judged: its gzip unfolds to more than 200 times its size; --limit ratio=N allows more',
    ]);
  });
});

describe('character sets', () => {
  const schema = { enum: ['ä'] };
  test.each([
    ['text/plain; charset=iso-8859-1', Buffer.from('ä', 'latin1'), []],
    ['text/plain; charset="UTF-8"', Buffer.from('ä'), []],
    ['text/plain', Buffer.from('\uFEFFä'), []],
    ['text/plain', Buffer.from('\uFEFFä', 'utf16le'), []],
    [
      'text/plain',
      Buffer.from('ä', 'latin1'),
      ['body-malformed: the response body is not text/plain: its bytes are not UTF-8'],
    ],
    [
      'text/plain; charset=klingon',
      Buffer.from('ä'),
      ['exchange-unjudged: not judged: there is no decoder for the character set klingon'],
    ],
  ])('%s', async (type, body, expected) => {
    expect(await messagesFor('3.1.0', 'text/plain', { schema }, { type, body })).toEqual(expected);
  });
  it('of JSON may be UTF-16', async () => {
    const body = Buffer.from('"ä"', 'utf16le');
    expect(
      await messagesFor('3.1.0', 'application/json', { schema }, { type: 'application/json', body }),
    ).toEqual([]);
  });
});

describe('ranges of media types', () => {
  test.each([
    ['application/*', 'application/vnd.a+json', []],
    ['*/*', 'application/problem+json', []],
    [
      'application/vnd.a+json',
      'application/json',
      [
        'media-type-undocumented: application/json is not documented for GET /it 200, only application/vnd.a+json',
      ],
    ],
    ['application/json; charset=utf-8', 'application/json', []],
    ['application/json', 'application/json;charset=UTF-8', []],
    [
      'application/json; version=2',
      'application/json; version=1',
      [
        'media-type-undocumented: application/json is not documented for GET /it 200, only application/json; version=2',
      ],
    ],
  ])('%s takes %s', async (range, type, expected) => {
    const body = '{"title":"A"}';
    expect(await messagesFor('3.1.0', range, { schema: titled }, { type, body })).toEqual(expected);
  });
});

describe('forms', () => {
  const form = 'application/x-www-form-urlencoded';
  test.each([
    ['title=A&pages=3', {}, []],
    ['title=A&pages=x', {}, ['response body /pages must be an integer, is a string: "x"']],
    ['pages=3', {}, ['response body must have property title']],
    ['title=A+B&tags=a&tags=b', {}, []],
    ['title=A&tags=a,b', { tags: { style: 'form', explode: false } }, []],
    ['title=A&tags=a%20b', { tags: { style: 'spaceDelimited', explode: false } }, []],
    ['title=A&author[name]=B&author[born]=1900', { author: { style: 'deepObject', explode: true } }, []],
    [
      'title=A&author[born]=x',
      { author: { style: 'deepObject', explode: true } },
      ['response body /author/born must be an integer, is a string: "x"'],
    ],
    ['title=A&author={"born":1900}', {}, []],
    [
      'title=A&author=%7B%22born%22%3A%22x%22%7D',
      { author: { contentType: 'application/json' } },
      ['response body /author/born must be an integer, is a string: "x"'],
    ],
    [
      'title=%E0%A4%A',
      {},
      [`body-malformed: the response body is not ${form}: title: its percent-encoding is broken`],
    ],
  ])('%s', async (body, encoding, expected) => {
    const schema = {
      ...titled,
      properties: {
        ...titled.properties,
        tags: { type: 'array', items: { enum: ['a', 'b'] } },
        author: { type: 'object', properties: { name: { type: 'string' }, born: { type: 'integer' } } },
      },
    };
    expect(await messagesFor('3.1.0', form, { schema, encoding }, { type: form, body })).toEqual(expected);
  });
});

describe('parts', () => {
  const type = 'multipart/form-data; boundary=xx';
  const part = (name: string, text: string, ...headers: string[]) =>
    [`--xx`, `content-disposition: form-data; name="${name}"`, ...headers, '', text].join('\r\n');
  const judge = (parts: readonly string[], encoding: unknown = {}) =>
    messagesFor(
      '3.1.0',
      'multipart/form-data',
      {
        schema: {
          type: 'object',
          required: ['meta'],
          properties: {
            meta: titled,
            count: { type: 'integer' },
            flags: { type: 'array', items: { type: 'boolean' } },
            file: { type: 'string', format: 'binary', maxLength: 4 },
            note: { type: 'object', properties: { by: { type: 'integer' } } },
          },
        },
        encoding,
      },
      { type, body: [...parts, '--xx--', ''].join('\r\n') },
    );
  const meta = part('meta', '{"title":"A"}', 'content-type: application/json');
  test.each([
    ['right', [meta, part('count', '3'), part('flags', 'true'), part('flags', 'false')], {}, []],
    ['an object that does not say so', [part('meta', '{"title":"A"}')], {}, []],
    [
      'none of those that have to be there',
      [part('count', '3')],
      {},
      ['response body must have property meta'],
    ],
    [
      'text that is no number',
      [meta, part('count', 'x')],
      {},
      ['response body /count must be an integer, is a string: "x"'],
    ],
    [
      'an item that is none',
      [meta, part('flags', 'true'), part('flags', 'maybe')],
      {},
      ['response body /flags/1 must be a boolean, is a string: "maybe"'],
    ],
    [
      'JSON of another kind',
      [part('meta', '{"title":1}', 'content-type: application/json')],
      {},
      ['response body /meta/title must be a string, is a number: 1'],
    ],
    [
      'XML',
      [meta, part('note', '<note><by>x</by></note>', 'content-type: application/xml')],
      {},
      ['response body /note/by must be an integer, is a string: "x"'],
    ],
    [
      'a file',
      [meta, part('file', 'abcde', 'content-type: image/png')],
      {},
      ['response body /file must have at most 4 characters, has 5: "abcde"'],
    ],
    [
      'a type of the encoding',
      [meta, part('file', 'abc', 'content-type: image/gif')],
      { file: { contentType: 'image/png, image/gif' } },
      [],
    ],
    [
      'another type than the encoding has',
      [meta, part('file', 'abc', 'content-type: text/plain')],
      { file: { contentType: 'image/*' } },
      ['response body /file must be sent as image/*, is text/plain'],
    ],
    [
      'a header that has to be there',
      [meta, part('count', '3')],
      { count: { headers: { 'X-Unit': { required: true, schema: { enum: ['m'] } } } } },
      ['response body /count must have the header X-Unit'],
    ],
    [
      'a header that is wrong',
      [meta, part('count', '3', 'x-unit: ft')],
      { count: { headers: { 'X-Unit': { schema: { enum: ['m'] } } } } },
      ['response body /count header X-Unit must be "m", is "ft"'],
    ],
    [
      'a style of parameters',
      [meta, part('flags', 'true,false')],
      { flags: { style: 'form', explode: false } },
      [],
    ],
  ])('%s', async (_, parts, encoding, expected) => {
    expect(await judge(parts, encoding)).toEqual(expected);
  });
  it('that are not JSON though they say so are one mistake', async () => {
    const [message = '', ...others] = await judge([part('meta', '{', 'content-type: application/json')]);
    expect(message).toMatch(/^response body \/meta must be JSON \(/);
    expect(others).toEqual([]);
  });
  it('without names are items', async () => {
    const body =
      '--xx\r\ncontent-type: application/json\r\n\r\n{"title":"A"}\r\n--xx\r\ncontent-type: application/json\r\n\r\n{}\r\n--xx--';
    const media = { schema: { type: 'array', items: titled } };
    expect(
      await messagesFor('3.1.0', 'multipart/mixed', media, { type: 'multipart/mixed; boundary=xx', body }),
    ).toEqual(['response body /1 must have property title']);
  });
});

describe('sequences', () => {
  const lines = '{"title":"A"}\n\n{"title":1}\n';
  test.each([
    ['3.2.0', { itemSchema: titled }, 'response body item 2 /title must be a string, is a number: 1'],
    [
      '3.2.0',
      { schema: { type: 'array', items: titled } },
      'response body /1/title must be a string, is a number: 1',
    ],
    ['3.1.0', { schema: titled }, 'response body item 2 /title must be a string, is a number: 1'],
    [
      '3.1.0',
      { schema: { type: 'array', items: titled } },
      'response body /1/title must be a string, is a number: 1',
    ],
  ])('of lines in %s with %j', async (version, media, expected) => {
    for (const type of ['application/x-ndjson', 'application/jsonl'])
      expect(await messagesFor(version, type, media, { type, body: lines })).toEqual([expected]);
    const type = 'application/json-seq';
    const body = '\x1E{"title":\n"A"}\n\x1E{"title":1}\n';
    expect(await messagesFor(version, type, media, { type, body })).toEqual([expected]);
  });
  it('are told to be wrong a bounded number of times', async () => {
    const type = 'application/x-ndjson';
    const body = '{"title":1}\n'.repeat(5_000);
    const found = await messagesFor('3.2.0', type, { itemSchema: titled }, { type, body });
    expect(found.length).toBeLessThanOrEqual(200);
  });
  it('say which line is none', async () => {
    const type = 'application/x-ndjson';
    const [message] = await messagesFor('3.2.0', type, { itemSchema: titled }, { type, body: '{}\n{' });
    expect(message).toMatch(/^body-malformed: the response body is not application\/x-ndjson: line 2: /);
  });

  const stream = 'event: add\ndata: {"title":"A"}\n\n: still there\n\ndata: {"title":1}\n\ndata: [DONE]\n\n';
  const data = { type: 'string', contentMediaType: 'application/json', contentSchema: titled };
  test.each([
    [
      'data in JSON',
      '3.1.0',
      { schema: titled },
      ['response body event 2 data /title must be a string, is a number: 1'],
    ],
    ['text', '3.0.3', { schema: { type: 'string' } }, []],
    [
      'an event',
      '3.1.0',
      {
        schema: {
          type: 'object',
          properties: { data: { type: 'string', pattern: '^[[{]' } },
          required: ['data'],
        },
      },
      [],
    ],
    [
      'an event whose data has a schema',
      '3.2.0',
      { itemSchema: { type: 'object', required: ['data'], properties: { data } } },
      [
        'response body event 2 /data /title must be a string, is a number: 1',
        'response body event 3 /data must be JSON (DONE is not a JSON value; a string needs double quotes)',
      ],
    ],
  ])('of events described by %s', async (_, version, media, expected) => {
    const type = 'text/event-stream';
    expect(await messagesFor(version, type, media, { type, body: stream })).toEqual(expected);
  });
});

describe('YAML, and what nobody here can read', () => {
  test.each([
    [
      'application/yaml',
      'title: A\npages: many\n',
      ['response body /pages must be an integer, is a string: "many"'],
    ],
    [
      'application/vnd.ms-excel',
      'abc',
      ['exchange-unjudged: not judged: there is no decoder for application/vnd.ms-excel'],
    ],
    ['image/png', 'abc', []],
  ])('%s', async (type, body, expected) => {
    expect(await messagesFor('3.1.0', type, { schema: titled }, { type, body })).toEqual(expected);
  });
});
