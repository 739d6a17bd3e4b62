import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/document/parse.ts';
import { rootNode } from '../../src/document/node.ts';
import { evaluateExpression } from '../../src/probe/captures.ts';
import type { Request } from '../../src/probe/exchange.ts';
import { parseEvents } from '../../src/probe/judge/events.ts';
import { parseMultipart } from '../../src/probe/judge/multipart.ts';
import { parseMediaType } from '../../src/openapi/media-type-name.ts';
import { codecOf, findMediaType } from '../../src/probe/media-type.ts';
import { createRedactor } from '../../src/probe/redact.ts';
import { curlCommand, quote } from '../../src/probe/reproduce.ts';
import { shownValue } from '../../src/probe/shown.ts';
import { createFiller } from '../../src/probe/variables.ts';
import { contractOf } from './support.ts';

const node = rootNode(parseText('x.json', '{}').document);

describe('media types', () => {
  it('are matched by specificity', () => {
    const media = (range: string) =>
      ({ range, node, schema: undefined, itemSchema: undefined, encoding: new Map(), examples: [] }) as const;
    const ranges = [
      '*/*',
      'text/*',
      'text/plain',
      'text/plain; format=flowed',
      'application/json; charset=utf-8',
    ];
    const content = new Map(ranges.map((range) => [range, media(range)]));
    const find = (type: string) => {
      const name = parseMediaType(type);
      return name && findMediaType(content, name)?.range;
    };
    expect(find('image/png')).toBe('*/*');
    expect(find('text/csv')).toBe('text/*');
    expect(find('TEXT/Plain; charset=x')).toBe('text/plain');
    expect(find('text/plain; format="flowed"')).toBe('text/plain; format=flowed');
    expect(find('application/json')).toBe('application/json; charset=utf-8');
    expect(find('nonsense')).toBe(undefined);
  });
  it('tell how a body is read', () => {
    const codec = (type: string) => {
      const name = parseMediaType(type);
      return name && codecOf(name);
    };
    expect(codec('application/problem+json')).toBe('json');
    expect(codec('application/x-ndjson')).toBe('json-lines');
    expect(codec('image/svg+xml')).toBe('xml');
    expect(codec('application/vnd.ms-excel')).toBe('none');
  });
});

describe('server-sent events', () => {
  it('are read as the standard says', () => {
    expect(
      parseEvents(
        '\uFEFF: hello\n\nevent: a\ndata: 1\ndata:2\r\nid\n\ndata\n\nretry: 5\nretry: x\n\ndata: cut',
      ),
    ).toEqual([{ event: 'a', data: '1\n2', id: '' }, { data: '' }, { retry: 5 }]);
  });
  it('survive being written and read', () => {
    const data = fc.string().map((text) => text.replace(/[\r\n\uFEFF]/g, ''));
    fc.assert(
      fc.property(fc.array(data), (all) => {
        const text = all.map((one) => `data: ${one}\n\n`).join('');
        expect(parseEvents(text).map((event) => event.data)).toEqual(all);
      }),
    );
  });
});

describe('multipart bodies', () => {
  it('have named parts, or say what is wrong', () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="a"; filename="x"\r\nContent-Type: text/plain\r\n\r\n1\r\n2\r\n--b--';
    expect(parseMultipart(body, 'b')).toEqual([
      {
        name: 'a',
        fileName: 'x',
        contentType: 'text/plain',
        headers: new Map([
          ['content-disposition', ['form-data; name="a"; filename="x"']],
          ['content-type', ['text/plain']],
        ]),
        text: '1\r\n2',
      },
    ]);
    expect(parseMultipart(body, 'c')).toEqual({ reason: 'the boundary c does not occur in it' });
    expect(parseMultipart('--b\r\n\r\n1', 'b')).toEqual({ reason: 'the closing boundary is missing' });
  });
});

describe('runtime expressions', () => {
  it('name parts of an exchange', () => {
    const source = {
      request: {
        method: 'POST',
        target: '/a/1?q=x%20y',
        headers: [{ name: 'X-A', value: 'b' }],
        body: { bytes: Buffer.from('{"a":[{"b/c":1}]}') },
      },
      response: {
        status: 201,
        headers: [{ name: 'location', value: '/a/2' }],
        body: { bytes: Buffer.from('{"id":null}') },
      },
    };
    const all = [
      '$url',
      '$method',
      '$statusCode',
      '$request.path.id',
      '$request.query.q',
      '$request.header.x-a',
      '$request.body#/a/0/b~1c',
      '$response.header.Location',
      '$response.body#/id',
      '$response.body#/__proto__',
      '$response.header.none',
    ];
    expect(all.map((one) => evaluateExpression(one, source, new Map([['id', '1']])))).toEqual([
      { value: '/a/1?q=x%20y' },
      { value: 'POST' },
      { value: 201 },
      { value: '1' },
      { value: 'x y' },
      { value: 'b' },
      { value: 1 },
      { value: '/a/2' },
      { value: null },
      { reason: 'the body of the response has nothing at /__proto__' },
      { reason: 'the response has no header none' },
    ]);
  });
});

describe('variables', () => {
  it('keep their type where they stand alone, and leave other braces as they are', () => {
    const filler = createFiller(
      new Map<string, unknown>([
        ['n', 5],
        ['o', { a: 1 }],
      ]),
    );
    expect(filler.value({ a: '{n}', b: 'no {n}', c: ['{o}'], d: '{"x": 1}', e: '{}' }, node)).toEqual({
      a: 5,
      b: 'no 5',
      c: [{ a: 1 }],
      d: '{"x": 1}',
      e: '{}',
    });
    expect(filler.unknown).toEqual([]);
    filler.text('{m}', node);
    expect(filler.unknown.map(({ name }) => name)).toEqual(['m']);
  });
});

describe('secrets', () => {
  it('are shown nowhere', async () => {
    const { api } = await contractOf(`openapi: 3.0.0
info: { title: a, version: '1' }
paths: {}
components: { securitySchemes: { k: { type: apiKey, in: query, name: api key }, h: { type: apiKey, in: header, name: X-Key } } }
`);
    const redactor = createRedactor(api, ['hunter22', 'a b&c', 'x']);
    expect(redactor.text('hunter22 a b&c a%20b%26c x')).toBe('*** *** *** x');
    expect(redactor.target('/p?api%20key=1&api+key=2&q=hunter22')).toBe('/p?api%20key=***&api+key=***&q=***');
    expect(redactor.isSecretHeader('x-KEY')).toBe(true);
    expect(redactor.blot('a hunter22 b')).toBe('a ******** b');
    const field = (name: string, value: string) => ({ name, value, node });
    const request: Request = {
      node,
      method: 'POST',
      target: '/',
      targetNode: node,
      query: [],
      headers: [
        field('Authorization', 'Bearer 1'),
        field('x-note', "it's"),
        field('content-type', 'text/plain'),
      ],
      body: { bytes: Buffer.from('@me hunter22 $HOME'), node },
      auth: undefined,
    };
    expect(curlCommand(request, 'http://h/p?api%20key=1', redactor)).toBe(
      `curl 'http://h/p?api%20key='"$API_KEY" -H "Authorization: $AUTHORIZATION" -H 'x-note: it'\\''s' -H 'content-type: text/plain' --data-raw '@me '"$SECRET"' $HOME'`,
    );
  });
});

describe('a command', () => {
  it('leaves a length to curl, unless it is a wrong one', async () => {
    const { api } = await contractOf('openapi: 3.0.0\ninfo: { title: a, version: "1" }\npaths: {}\n');
    const redactor = createRedactor(api, []);
    const request = (length: string) => ({
      node,
      method: 'POST',
      target: '/p',
      targetNode: node,
      query: [],
      headers: [
        { name: 'Content-Length', value: length, node },
        { name: 'content-type', value: 'a/b', node },
      ],
      body: { bytes: Buffer.from('äx'), node },
      auth: undefined,
    });
    expect(curlCommand(request('3'), 'http://h/p', redactor)).toBe(
      `curl http://h/p -H 'content-type: a/b' --data-raw 'äx'`,
    );
    expect(curlCommand(request('5'), 'http://h/p', redactor)).toContain(`-H 'Content-Length: 5'`);
    const empty = { ...request('3'), headers: [{ name: 'x-empty', value: '', node }] };
    expect(curlCommand(empty, 'http://h/p', redactor)).toContain(`-H 'x-empty;'`);
  });
});

describe('shell quoting', () => {
  it('gives the shell what it was given', () => {
    const text = fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll('\0', ''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (words) => {
        const printed = execFileSync('bash', [
          '-c',
          `for a in ${words.map(quote).join(' ')}; do printf '%s\\0' "$a"; done`,
        ]);
        expect(printed.toString().split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });

  it('is of one line that a terminal shows as it is', () => {
    expect(quote("a: 1\r\nb: it's\\\n\u202e")).toBe(String.raw`$'a: 1\r\nb: it\'s\\\n\xe2\x80\xae'`);
    const words = ['a\r\n\t\x01b', '\u0085\u{1d173}1', "it's\n\\n"];
    const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${words.map(quote).join(' ')}`]);
    expect(printed.toString().split('\0').slice(0, -1)).toEqual(words);
  });
});

describe('values in messages', () => {
  it('are short, whatever they are', () => {
    expect(shownValue('a'.repeat(1e6)).length).toBeLessThanOrEqual(60);
    const wide = Array.from({ length: 1e5 }, () => ({ a: { b: { c: { d: 1 } } } }));
    expect(shownValue(wide).length).toBeLessThanOrEqual(60);
    expect(shownValue('a\nb')).toBe(String.raw`"a\nb"`);
  });
});
