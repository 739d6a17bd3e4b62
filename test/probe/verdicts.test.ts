import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/finding.ts';
import { overlaysOf } from '../../src/probe/propose/overlay.ts';
import { probeChecks } from '../../src/probe/registry.ts';
import type { ProbeResult } from '../../src/probe/run.ts';
import { sidelessCodes, sideOf } from '../../src/probe/verdicts/blame.ts';
import { applyOverlay } from './apply-overlay.ts';
import { probeText } from './support.ts';

type Members = Readonly<Record<string, unknown>>;

/** A description of one operation, whose response of 200 has a body of the schema. */
const described = (version: string, schema: unknown, operation: Members = {}): Members => {
  const content = version === '2.0' ? { schema } : { content: { 'application/json': { schema } } };
  return {
    ...(version === '2.0' ? { swagger: version } : { openapi: version }),
    info: { title: 'Things', version: '1.0.0' },
    paths: {
      '/things': { get: { responses: { '200': { description: 'Things', ...content } }, ...operation } },
    },
  };
};

const json = { 'content-type': 'application/json' };

/** An exchange for each body of a response. */
const answers = (bodies: readonly unknown[], more: Members = {}): unknown[] =>
  bodies.map((body) => ({
    name: 'an exchange',
    request: { method: 'GET', path: '/things', ...more },
    response: { status: 200, headers: json, body },
  }));

const run = (description: unknown, exchanges: readonly unknown[]): Promise<ProbeResult> =>
  probeText(stringify(description), stringify({ apicheck: 1, exchanges }, { aliasDuplicateObjects: false }));

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

const shortly = ({ code, message, fault }: Finding) => `${fault?.party ?? 'nobody'}: ${code}: ${message}`;

describe('findings of many exchanges', () => {
  it('fold to one fact, with how many exchanges have it and where the next are', async () => {
    const bodies = [...times(7, { id: 'x' }), { id: 1 }];
    const { findings, exchanges } = await run(
      described('3.0.3', { properties: { id: { type: 'integer' } } }),
      answers(bodies),
    );
    expect(findings.map(shortly)).toEqual([
      'provider: response-body-invalid: response body /id must be an integer, is a string: "x", in 7 of 8 exchanges',
    ]);
    expect(findings[0]?.occurrences).toEqual({ exchanges: 7, of: 8, places: 7 });
    const related = findings[0]?.related ?? [];
    expect(related.filter(({ message }) => message === 'also here')).toHaveLength(5);
    expect(exchanges.map(({ outcome }) => outcome)).toEqual([...times(7, 'fail'), 'pass']);
    expect(new Set(exchanges.slice(0, 7).map((one) => one.findings[0]?.fingerprint)).size).toBe(1);
  });

  it('keep values apart that a list lacks, and what is wrong in one exchange only', async () => {
    const { findings } = await run(
      described('3.0.3', { items: { enum: ['a'] } }),
      answers([['b', 'a', 'b'], ['c']]),
    );
    expect(findings.map(shortly)).toEqual([
      'provider: response-body-invalid: response body /0 must be "a", is "b", at 2 places',
      'provider: response-body-invalid: response body /0 must be "a", is "c"',
    ]);
  });

  it('are one where operations share the response that lacks something', async () => {
    const none = { $ref: '#/components/responses/None' };
    const get = (extra: Members = {}): Members => ({ get: { responses: { '404': none, ...extra } } });
    const description = {
      openapi: '3.0.3',
      info: { title: 'Things', version: '1.0.0' },
      paths: {
        '/a': get(),
        '/b': get({ '410': none }),
        '/c': { get: { responses: { '404': { description: 'No' } } } },
      },
      components: { responses: { None: { description: 'None' } } },
    };
    const said = (path: string, status = 404): Members => ({
      name: path,
      request: { method: 'GET', path },
      response: { status, headers: json, body: {} },
    });
    const { findings } = await run(description, [said('/a'), said('/b'), said('/b', 410), said('/c')]);
    expect(findings.map(shortly)).toEqual([
      'provider: body-unexpected: the contract describes no body for GET /a 404, in 2 of 2 exchanges of 2 operations',
      'provider: body-unexpected: the contract describes no body for GET /b 410',
      'provider: body-unexpected: the contract describes no body for GET /c 404',
    ]);
  });

  it('have the fingerprint of the fact, wherever it is found first', async () => {
    const description = described('3.0.3', { properties: { id: { type: 'integer' } } });
    const one = await run(description, answers([{ id: 'x' }]));
    const other = await run(description, answers([{ id: 1 }, { id: 'y' }, { id: 'z' }]));
    expect(other.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      one.findings.map(({ fingerprint }) => fingerprint),
    );
  });

  it('hold as many facts as are told apart, not as many as there are values', async () => {
    const { findings } = await run(
      described('3.0.3', { enum: ['a'] }),
      answers(Array.from({ length: 200 }, (_, index) => `value ${index}`)),
    );
    expect(findings.length).toBeLessThan(40);
    expect(findings.filter(({ message }) => message.includes(', and others like it, in '))).toHaveLength(1);
    expect(findings.reduce((sum, { occurrences }) => sum + (occurrences?.exchanges ?? 1), 0)).toBe(200);
  });
});

describe('each kind of finding', () => {
  it.each(probeChecks.map(({ code }) => code))('is of a request, of a response or of neither: %s', (code) => {
    expect(sideOf(code) === undefined).toBe(sidelessCodes.has(code));
  });
});

describe('the contract is likely wrong', () => {
  const number = { properties: { id: { type: 'integer' } } };
  const partyOf = async (description: unknown, exchanges: readonly unknown[]) =>
    (await run(description, exchanges)).findings.map(({ fault }) => fault?.party);

  it('where enough exchanges contradict it, and none agrees', async () => {
    expect(await partyOf(described('3.0.3', number), answers(times(5, { id: 'x' })))).toEqual(['contract']);
    expect(await partyOf(described('3.0.3', number), answers(times(4, { id: 'x' })))).toEqual(['provider']);
  });

  it.each([
    ['before', [{ id: 1 }, ...times(9, { id: 'x' })]],
    ['after', [...times(9, { id: 'x' }), { id: 1 }]],
  ])('but not where one agrees %s', async (_, bodies) => {
    expect(await partyOf(described('3.0.3', number), answers(bodies))).toEqual(['provider']);
  });

  it('though others lack what it is about', async () => {
    const bodies = [{}, ...times(5, { id: 'x' }), {}];
    expect(await partyOf(described('3.0.3', number), answers(bodies))).toEqual(['contract']);
  });

  it('but not where items of the same list agree', async () => {
    const bodies = times(6, [{ id: 'x' }, { id: 1 }]);
    expect(await partyOf(described('3.0.3', { items: number }), answers(bodies))).toEqual(['provider']);
  });

  it('but not where another operation has the same schema right', async () => {
    const thing = { $ref: '#/components/schemas/Thing' };
    const response = { description: 'A thing', content: { 'application/json': { schema: thing } } };
    const description = {
      ...described('3.0.3', thing),
      components: { schemas: { Thing: number } },
    };
    const paths = { ...(description as unknown as { paths: Members }).paths };
    paths['/thing'] = { get: { responses: { '200': response } } };
    const wrong = answers(times(6, { id: 'x' }));
    const right = answers([{ id: 1 }]).map((one) => ({
      ...(one as Members),
      request: { method: 'GET', path: '/thing' },
    }));
    expect(await partyOf({ ...description, paths }, wrong)).toEqual(['contract']);
    expect(await partyOf({ ...description, paths }, [...wrong, ...right])).toEqual(['provider']);
  });

  it('but not about what another operation shares and has right', async () => {
    const parameters = [{ $ref: '#/components/parameters/Sort' }];
    const get = { parameters, responses: { '200': { description: 'Things' } } };
    const description = {
      openapi: '3.0.3',
      info: { title: 'Things', version: '1.0.0' },
      paths: { '/a': { get }, '/b': { get } },
      components: { parameters: { Sort: { name: 'sort', in: 'query', required: true, schema: {} } } },
    };
    const exchange = (path: string) => ({
      name: path,
      request: { method: 'GET', path },
      response: { status: 200 },
    });
    const lacking = times(5, exchange('/a'));
    expect(await partyOf(description, lacking)).toEqual(['contract']);
    expect(await partyOf(description, [...lacking, exchange('/b?sort=x')])).toEqual(['consumer']);
  });

  it('of a request that the provider took, and not of one that it refused', async () => {
    const parameters = [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 5 } }];
    const description = described('3.0.3', {}, { parameters });
    expect(await partyOf(description, answers(times(5, {}), { path: '/things?limit=6' }))).toEqual([
      'contract',
    ]);
    expect(await partyOf(description, answers([{}], { path: '/things?limit=6' }))).toEqual(['consumer']);
  });

  it('never for a provider that breaks', async () => {
    const exchanges = times(9, {
      name: 'x',
      request: { method: 'GET', path: '/things' },
      response: { status: 500 },
    });
    expect(await partyOf(described('3.0.3', {}), exchanges)).toEqual(['provider']);
  });

  it('about a path that the provider serves and the contract lacks', async () => {
    const exchange = (status: number) => ({
      name: 'x',
      request: { method: 'GET', path: '/more' },
      response: { status },
    });
    expect(await partyOf(described('3.0.3', {}), [exchange(200)])).toEqual(['contract']);
    expect(await partyOf(described('3.0.3', {}), [exchange(404)])).toEqual(['consumer']);
  });
});

describe('a proposal makes the finding go away', () => {
  const object = { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer' } } };
  const cases: readonly [string, string, unknown, readonly unknown[], string][] = [
    ['a null', '3.0.3', { type: 'string' }, [null], 'let it be null'],
    ['a null', '2.0', { type: 'string' }, [null], 'let it be null'],
    ['a null', '3.1.0', { type: 'string' }, [null], 'let it be null'],
    ['a null', '3.1.0', { type: ['string', 'integer'] }, [null], 'let it be null'],
    ['a fraction', '3.0.3', { type: 'integer' }, [1.5, 2.5], 'make it a number'],
    ['another type', '3.0.3', { type: 'integer' }, ['x'], 'make it a string'],
    ['two types', '3.1.0', { type: 'integer' }, ['x', null], 'make it a string and let it be null'],
    ['unknown values', '3.0.3', { type: 'string', enum: ['a'] }, ['b', 'c'], 'add "b", "c" to its enum'],
    ['null in an enum', '3.0.3', { type: 'string', enum: ['a'] }, [null], 'let it be null'],
    ['null in an enum', '3.1.0', { type: 'string', enum: ['a'] }, [null], 'let it be null'],
    ['a constant', '3.1.0', { const: 'a' }, ['b'], 'let it be "b" too'],
    ['a missing property', '3.0.3', object, [{ id: 1 }], 'make name optional'],
    ['all of them missing', '3.0.3', object, [{}], 'make id, name optional'],
    [
      'an unknown property',
      '3.0.3',
      { additionalProperties: false, properties: { a: {} } },
      [{ b: 1 }],
      'describe property b',
    ],
    [
      'an unknown property',
      '3.0.3',
      { additionalProperties: false },
      [{ "it's/b": 1 }],
      "describe property it's/b",
    ],
    ['a large number', '3.0.3', { maximum: 5 }, [6, 9, 7], 'raise its maximum to 9'],
    ['a small number', '3.0.3', { minimum: 5 }, [3, -1], 'lower its minimum to -1'],
    ['a bound itself', '3.0.3', { maximum: 5, exclusiveMaximum: true }, [5], 'raise its maximum to 5'],
    ['a bound itself', '3.1.0', { exclusiveMinimum: 5 }, [5], 'let its minimum be 5'],
    ['a long text', '3.0.3', { maxLength: 2 }, ['abc', '😀😀😀😀'], 'raise its maxLength to 4'],
    [
      'an empty list',
      '3.0.3',
      { type: 'array', items: {}, minItems: 2 },
      [[], [1]],
      'lower its minItems to 0',
    ],
    ['another form', '3.0.3', { type: 'string', pattern: '^a' }, ['b'], 'drop its pattern'],
    ['another format', '3.0.3', { type: 'string', format: 'uuid' }, ['b'], 'drop its format'],
  ];
  it.each(cases)('%s in %s', async (_, version, schema, bodies, expected) => {
    const description = described(version, { type: 'array', items: { properties: { it: schema } } });
    const exchanges = answers(times(6, bodies).flatMap((all) => all.map((it) => [{ it }])));
    await expectMended(description, exchanges, [expected]);
  });

  it('an undocumented status, with and without a body', async () => {
    const answer = (status: number, body?: unknown) => ({
      name: 'x',
      request: { method: 'GET', path: '/things' },
      response: { status, headers: json, ...(body !== undefined && { body }) },
    });
    const exchanges = [...times(5, answer(202)), ...times(5, answer(410, { gone: true }))];
    for (const version of ['2.0', '3.0.3', '3.1.0'])
      await expectMended(described(version, {}), exchanges, ['describe status 202', 'describe status 410']);
  });

  it('an undocumented media type', async () => {
    const exchanges = answers(times(5, 'a')).map((one) => {
      const { response, ...rest } = one as { response: Members };
      return { ...rest, response: { ...response, headers: { 'content-type': 'text/csv' } } };
    });
    await expectMended(described('3.0.3', {}), exchanges, ['describe text/csv']);
  });

  it('parameters that are left out or not described, and what is required of responses', async () => {
    const headers = { 'X-Rate': { required: true, schema: {} } };
    const operation = {
      parameters: [{ name: 'sort', in: 'query', required: true, schema: {} }],
      responses: {
        '200': { description: 'Things', headers, content: { 'application/json': { schema: {} } } },
      },
    };
    const exchanges = times(5, {
      name: 'x',
      request: { method: 'GET', path: '/things?page=1' },
      response: { status: 200, headers: json, body: '' },
    });
    await expectMended(described('3.0.3', {}, operation), exchanges, [
      'describe query parameter page',
      'make it optional',
      'make it optional',
    ]);
  });

  it('a body that is not promised, and one that is and never comes', async () => {
    const answer = (path: string, more: Members) => ({
      name: 'x',
      request: { method: 'GET', path },
      response: { status: 200, ...more },
    });
    const none = { get: { responses: { '200': { description: 'Nothing' } } } };
    const description = described('3.0.3', { type: 'object' }) as { paths: Members };
    const both = { ...description, paths: { ...description.paths, '/none': none } };
    const exchanges = [
      ...times(5, answer('/things', { headers: {} })),
      ...times(5, answer('/none', { headers: json, body: { more: true } })),
    ];
    await expectMended(both, exchanges, ['describe application/json', 'promise no body']);
  });

  async function expectMended(
    description: unknown,
    exchanges: readonly unknown[],
    expected: readonly string[],
  ) {
    const { findings } = await run(description, exchanges);
    const proposed = new Set(findings.map(({ proposal }) => proposal?.description));
    expect([...proposed].sort()).toEqual([...new Set(expected)].sort());
    const overlay = overlaysOf(findings, (uri) => uri).get('openapi.yaml');
    expect(overlay).toMatchObject({ overlay: '1.0.0', extends: 'openapi.yaml' });
    const after = await run(applyOverlay(description, overlay?.actions ?? []), exchanges);
    expect(after.findings.map(shortly)).toEqual([]);
  }
});
