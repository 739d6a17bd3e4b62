import { describe, expect, it, test } from 'vitest';
import { probeText } from './support.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Asked {
  readonly path?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Takes a version, a Parameter Object and a request; gives what is said of it, `CODE: MESSAGE` but for what is invalid. */
async function messages(
  version: string,
  parameter: Fields | readonly Fields[],
  asked: Asked,
): Promise<string[]> {
  const { path = '/it', target, headers = {} } = asked;
  const opening = version === '2.0' ? { swagger: version } : { openapi: version };
  const operation = { parameters: [parameter].flat(), responses: { 200: { description: 'It.' } } };
  const description = {
    ...opening,
    info: { title: 'A', version: '1' },
    paths: { [path]: { get: operation } },
  };
  const recording = {
    apicheck: 1,
    exchanges: [{ name: 'a', request: { method: 'GET', path: target, headers }, response: { status: 200 } }],
  };
  const { findings } = await probeText(JSON.stringify(description), JSON.stringify(recording));
  return findings.map(({ code, message }) =>
    code === 'parameter-invalid' ? message : `${code}: ${message}`,
  );
}

const string = { type: 'string', enum: ['blue', ''] };
const array = { type: 'array', items: { enum: ['blue', 'black', 'brown'] }, minItems: 3, maxItems: 3 };
const object = {
  type: 'object',
  required: ['R', 'G', 'B'],
  properties: { R: { const: 100 }, G: { const: 200 }, B: { const: 150 } },
  additionalProperties: false,
};
/** 3.0 has no `const`. */
const asEnums = JSON.parse(JSON.stringify(object).replaceAll(/"const":(\d+)/g, '"enum":[$1]')) as Fields;

type Text = string | undefined;
type Row = [style: string, explode: boolean, empty: Text, string: Text, array: Text, object: Text];

/** The table of OpenAPI 3.0.4, 3.1.1 and 3.2.0, section "Style Examples", for a parameter called color. */
const inPath: readonly Row[] = [
  ['matrix', false, ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
  ['matrix', true, ';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
  ['label', false, '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
  ['label', true, '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
  ['simple', false, undefined, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['simple', true, undefined, 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
];
const inQuery: readonly Row[] = [
  ['form', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['form', true, 'color=', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  [
    'spaceDelimited',
    false,
    undefined,
    undefined,
    'color=blue%20black%20brown',
    'color=R%20100%20G%20200%20B%20150',
  ],
  [
    'pipeDelimited',
    false,
    undefined,
    undefined,
    'color=blue%7Cblack%7Cbrown',
    'color=R%7C100%7CG%7C200%7CB%7C150',
  ],
  ['deepObject', true, undefined, undefined, undefined, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  // Not in the table, and meant by many.
  ['spaceDelimited', true, undefined, undefined, 'color=blue&color=black&color=brown', undefined],
  ['pipeDelimited', false, undefined, undefined, 'color=blue|black|brown', undefined],
];
const inHeader: readonly Row[] = [
  ['simple', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['simple', true, '', 'blue', 'blue, black, brown', 'R=100,G=200,B=150'],
];
const inCookie: readonly Row[] = [
  ['form', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['form', true, 'color=', 'color=blue', undefined, undefined],
];
const inCookie32: readonly Row[] = [
  ['cookie', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['cookie', true, 'color=', 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150'],
];

const asks: Readonly<Record<string, (text: string) => Asked>> = {
  path: (text) => ({ path: '/it/{color}', target: `/it/${text}` }),
  query: (text) => ({ target: `/it?${text}` }),
  header: (text) => ({ target: '/it', headers: { COLOR: text } }),
  cookie: (text) => ({ target: '/it', headers: { cookie: text } }),
};

const rows = (versions: readonly string[], place: string, table: readonly Row[]) =>
  versions.flatMap((version) => table.map((row) => [version, place, ...row] as const));

describe('each row of the table of styles', () => {
  const all = ['3.0.3', '3.1.1', '3.2.0'];
  test.each([
    ...rows(all, 'path', inPath),
    ...rows(all, 'query', inQuery),
    ...rows(all, 'header', inHeader),
    ...rows(all, 'cookie', inCookie),
    ...rows(['3.2.0'], 'cookie', inCookie32),
  ])('%s: in %s, %s, explode %s', async (version, place, style, explode, empty, blue, list, members) => {
    const parameter = { name: 'color', in: place, required: true, style, explode };
    const ask = (text: string) => asks[place]?.(text) ?? { target: '/it' };
    for (const [text, schema] of [
      [empty, string],
      [blue, string],
      [list, array],
      [members, version === '3.0.3' ? asEnums : object],
    ] as const) {
      if (text === undefined) continue;
      expect([text, await messages(version, { ...parameter, schema }, ask(text))]).toEqual([text, []]);
      if (text === empty) continue;
      const wrong = text.replace(/blue|150/, (found) => (found === 'blue' ? 'bleu' : '151'));
      const [said = '', ...others] = await messages(version, { ...parameter, schema }, ask(wrong));
      expect([wrong, others]).toEqual([wrong, []]);
      // What cookies hold is not shown.
      if (place === 'cookie') {
        expect(said).toMatch(/^cookie parameter color(?: \/[0B])? must be [^,]*/);
        expect(said).not.toMatch(/bleu|151/);
      } else
        expect(said).toMatch(
          wrong.includes('bleu')
            ? /color(?: \/0)? must be one of "blue", .*, is "bleu"; did you mean blue\?$/
            : /color \/B must be 150, is 151$/,
        );
    }
  });
});

describe('each collection format of 2.0', () => {
  const items = { type: 'string', enum: ['blue', 'black', 'brown'] };
  test.each([
    ['query', 'csv', 'color=blue,black,brown'],
    ['query', undefined, 'color=blue,black,brown'],
    ['query', 'ssv', 'color=blue%20black%20brown'],
    ['query', 'ssv', 'color=blue+black+brown'],
    ['query', 'tsv', 'color=blue%09black%09brown'],
    ['query', 'pipes', 'color=blue%7Cblack%7Cbrown'],
    ['query', 'multi', 'color=blue&color=black&color=brown'],
    ['path', 'csv', 'blue,black,brown'],
    ['path', 'pipes', 'blue|black|brown'],
    ['header', 'csv', 'blue, black, brown'],
    ['header', 'ssv', 'blue black brown'],
    ['header', 'pipes', 'blue|black|brown'],
  ])('in %s, %s', async (place, collectionFormat, text) => {
    const parameter = {
      ...{ name: 'color', in: place, required: true, type: 'array', items, minItems: 3, maxItems: 3 },
      ...(collectionFormat && { collectionFormat }),
    };
    const ask = asks[place];
    if (!ask) throw new Error(place);
    expect(await messages('2.0', parameter, ask(text))).toEqual([]);
    expect(await messages('2.0', parameter, ask(text.replace('black', 'white')))).toEqual([
      `${place} parameter color /1 must be one of "blue", "black", "brown", is "white"`,
    ]);
  });
  it('within one another', async () => {
    const inner = { type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } };
    const parameter = { name: 'a', in: 'query', type: 'array', collectionFormat: 'csv', items: inner };
    expect(await messages('2.0', parameter, { target: '/it?a=1|2,3|x' })).toEqual([
      'query parameter a /1/1 must be an integer, is a string: "x"',
    ]);
  });
});

describe('values', () => {
  const q = (schema: unknown, more: Fields = {}) => ({ name: 'q', in: 'query', schema, ...more });
  const components = { allOf: [{ anyOf: [{ type: 'integer', minimum: 5 }, { type: 'boolean' }] }] };
  test.each([
    ['of the type that allOf and anyOf give', q(components), 'q=7', []],
    ['of the type that allOf and anyOf give', q(components), 'q=true', []],
    [
      'of neither type',
      q(components),
      'q=x',
      ['query parameter q matches none of the 2 alternatives: must be an integer or must be a boolean: "x"'],
    ],
    ['nearest to one', q(components), 'q=3', ['query parameter q must be at least 5, is 3']],
    [
      'behind a reference',
      q({ $ref: '#/paths/~1it/get/x-n' }),
      'q=1',
      ['exchange-unjudged: not judged by this schema: paths/~1it/get has no x-n'],
    ],
    [
      'in JSON',
      {
        name: 'q',
        in: 'query',
        content: {
          'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
        },
      },
      'q=%7B%22a%22:%22x%22%7D',
      ['query parameter q /a must be an integer, is a string: "x"'],
    ],
    [
      'in what is no JSON',
      { name: 'q', in: 'query', content: { 'application/json': {} } },
      'q={',
      ['query parameter q cannot be read: it is not the application/json that is promised'],
    ],
    [
      'of reserved characters',
      q({ type: 'string', const: 'a:/?#[]@b' }, { allowReserved: true }),
      'q=a:/?%23[]@b',
      [],
    ],
    [
      'encoded though they need not be',
      q({ type: 'string', const: 'a/b' }, { allowReserved: true }),
      'q=a%2Fb',
      [],
    ],
    ['none, where that is allowed', q({ type: 'integer' }, { allowEmptyValue: true }), 'q=', []],
    ['none at all, where that is allowed', q({ type: 'integer' }, { allowEmptyValue: true }), 'q', []],
    [
      'none, where that is not allowed',
      q({ type: 'integer' }),
      'q=',
      ['query parameter q must be an integer, is a string: ""'],
    ],
    [
      'twice, where one is taken',
      q({ type: 'integer' }),
      'q=1&q=2',
      ['query parameter q cannot be read: it is there 2 times, and takes one value'],
    ],
    [
      'twice the same',
      q({ type: 'integer' }),
      'q=1&q=1',
      ['query parameter q cannot be read: it is there 2 times, and takes one value'],
    ],
    ['once, where several are taken', q({ type: 'array', items: { type: 'integer' } }), 'q=1', []],
    [
      'broken',
      q({ type: 'string' }),
      'q=%E0%A4%A',
      ['query parameter q cannot be read: its percent-encoding is broken'],
    ],
    [
      'missing',
      q({ type: 'string' }, { required: true }),
      '',
      ['parameter-missing: required query parameter q is missing'],
    ],
    ['with a plus for a space', q({ const: 'a b' }), 'q=a+b', []],
    [
      'unknown',
      q({ type: 'string' }),
      'Q=1&other=2',
      [
        'parameter-undeclared: GET /it has no query parameter Q; did you mean q?',
        'parameter-undeclared: GET /it has no query parameter other',
      ],
    ],
  ])('%s', async (_, parameter, query, expected) => {
    expect(await messages('3.1.1', parameter, { target: `/it?${query}` })).toEqual(expected);
  });

  it('of a whole query are a form of its own in 3.2', async () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' }, b: { type: 'array', items: { type: 'integer' } } },
    };
    const form = {
      name: 'whole',
      in: 'querystring',
      content: { 'application/x-www-form-urlencoded': { schema } },
    };
    expect(await messages('3.2.0', form, { target: '/it?a=1&b=2&b=3' })).toEqual([]);
    expect(await messages('3.2.0', form, { target: '/it?a=x&b=2&b=y' })).toEqual([
      'querystring parameter whole /a must be an integer, is a string: "x"',
      'querystring parameter whole /b/1 must be an integer, is a string: "y"',
    ]);
    const json = { name: 'whole', in: 'querystring', content: { 'application/json': { schema } } };
    expect(await messages('3.2.0', json, { target: '/it?%7B%22a%22%3A%22x%22%7D' })).toEqual([
      'querystring parameter whole /a must be an integer, is a string: "x"',
    ]);
  });

  it('of cookies stay secret', async () => {
    const parameter = { name: 'sid', in: 'cookie', schema: { type: 'integer' } };
    expect(
      await messages('3.1.1', parameter, { target: '/it', headers: { cookie: 'a=b; sid=secret-value' } }),
    ).toEqual(['cookie parameter sid must be an integer']);
  });

  it('of segments with several, and encoded', async () => {
    const part = (name: string, schema: unknown) => ({ name, in: 'path', required: true, schema });
    const both = [part('a', { const: 'x/y' }), part('b', { type: 'integer' })];
    expect(await messages('3.1.1', both, { path: '/it/{a}.{b}', target: '/it/x%2Fy.1' })).toEqual([]);
    expect(await messages('3.1.1', both, { path: '/it/{a}.{b}', target: '/it/x%2Fy.z' })).toEqual([
      'path parameter b must be an integer, is a string: "z"',
    ]);
  });
});
