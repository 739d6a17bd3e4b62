import { spawnSync } from 'node:child_process';
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
import { curlCommand } from '../../src/probe/reproduce.ts';
import { printed, quote, withSecrets } from '../../src/probe/shell-words.ts';
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

/** Takes shells and a command; gives what it prints in each of those that there are. */
function printedBy(command: string, shells: readonly string[] = ['bash', 'sh', 'dash', 'zsh']): string[] {
  const run = (shell: string): Buffer[] => {
    const { error, stdout, stderr } = spawnSync(shell, ['-c', command]);
    if (error) return [];
    return [Buffer.concat([stdout, stderr])];
  };
  return shells.flatMap(run).map((one) => one.toString('latin1'));
}

describe('shell quoting', () => {
  const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

  it('gives every shell what it was given', () => {
    const odd = fc.constantFrom(
      "'",
      '"',
      '\\',
      '%',
      '!',
      '$',
      '`',
      '-',
      '@',
      '\n',
      '\r',
      '\t',
      '\x7f',
      '\u200b',
    );
    const text = fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: odd }))
      .map((one) => one.replace(/\0|\n+$/g, ''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (words) => {
        const command = `for a in ${words.map(quote).join(' ')}; do printf '%s\\0' "$a"; done`;
        for (const printed of printedBy(command))
          expect(printed.split('\0').slice(0, -1)).toEqual(words.map(latin1));
      }),
      { numRuns: 40 },
    );
  });

  it('prints whatever there is', () => {
    const odd = fc.constantFrom(0x27, 0x25, 0x5c, 0x21, 0x2d, 0, 10, 13, 0x30, 0x39, 255);
    const bytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), odd), { maxLength: 40 });
    fc.assert(
      fc.property(bytes, (some) => {
        for (const written of printedBy(printed(Uint8Array.from(some))))
          expect(written).toBe(Buffer.from(some).toString('latin1'));
        const text = Buffer.from(some).toString('latin1').replaceAll('***', '');
        for (const written of printedBy(printed(text))) expect(written).toBe(latin1(text));
      }),
      { numRuns: 30 },
    );
  });

  it('is of one line that a terminal shows as it is', () => {
    expect(quote("a: 1\r\nb: it's\\\n\u202e!")).toBe(
      String.raw`"$(printf 'a: 1\r\nb: it\047s\\\n\342\200\256\041')"`,
    );
    expect(withSecrets('{"password":"***",\n"token":"***"}')).toBe(
      String.raw`"$(printf '{"password":"%s",\n"token":"%s"}' "$PASSWORD" "$TOKEN")"`,
    );
    expect(printed('-a\n')).toBe(String.raw`printf '\055a\n'`);
    expect(printed(Uint8Array.of(0x2d, 0xff))).toBe(String.raw`printf '\055\377'`);
  });
});

describe('the body of a command', () => {
  const command = async (body: Uint8Array, secrets: readonly string[] = []): Promise<string> => {
    const { api } = await contractOf('openapi: 3.0.0\ninfo: { title: a, version: "1" }\npaths: {}\n');
    const headers = [{ name: 'content-type', value: 'a/b', node }];
    const request = {
      node,
      method: 'POST',
      target: '/',
      targetNode: node,
      query: [],
      headers,
      auth: undefined,
    };
    return curlCommand({ ...request, body: { bytes: body, node } }, 'http://h', createRedactor(api, secrets));
  };
  const of = (text: string): Promise<string> => command(Buffer.from(text));

  it('is a word where it can be one, and printed where it cannot', async () => {
    expect(await of('\ufeffbom')).toContain(String.raw`--data-raw "$(printf '\357\273\277bom')"`);
    expect(await of('a\n')).toBe(
      String.raw`printf 'a\n' | curl http://h -H 'content-type: a/b' --data-binary @-`,
    );
    expect(await command(Uint8Array.of(0, 255))).toMatch(/^printf '\\000\\377' \| curl .* --data-binary @-$/);
    expect(await command(new Uint8Array(2_000).fill(255))).toMatch(/--data-binary @body$/);
  });

  it('has no secret among bytes that are no text', async () => {
    const bytes = Buffer.concat([Buffer.of(255), Buffer.from('password hunter22-X')]);
    expect(await command(bytes, ['hunter22-X'])).toMatch(/--data-binary @body$/);
  });

  it('is written as it was where something in it is hidden', async () => {
    expect(await of('{ "a": [1.0, "x"],  "password": "p\\"w", "pin": 1234, "b": "password" }')).toContain(
      `--data-raw '{ "a": [1.0, "x"],  "password": "'"$PASSWORD"'", "pin": '"$PIN"', "b": "password" }'`,
    );
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
