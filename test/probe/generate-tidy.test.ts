import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`;
const settings = `{ type: object, additionalProperties: false, required: [theme, limit], properties: { theme: { enum: [light, dark] }, limit: { type: integer, minimum: 1, maximum: 9 }, note: { type: [string, 'null'] }, key: { type: [string, 'null'], minLength: 1 }, version: { type: [integer, 'null'] }, changedAt: { type: string, readOnly: true } } }`;

type Settings = Readonly<Record<string, unknown>>;

const isSettings = (value: unknown): value is Settings => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { theme, limit, note, key, version, ...rest } = value as Settings;
  return (
    ['light', 'dark'].includes(String(theme)) &&
    typeof theme === 'string' &&
    Number.isInteger(limit) &&
    Number(limit) >= 1 &&
    Number(limit) <= 9 &&
    (note === undefined || typeof note === 'string') &&
    (key === undefined || (typeof key === 'string' && key !== '')) &&
    (version === undefined || Number.isInteger(version)) &&
    Object.keys(rest).length === 0
  );
};

/** A description of settings that are read with GET, unless they are not, and written with some method. */
function described(method: string, reads = true, more = ''): string {
  return `
paths:
  /settings:
${reads ? `    get: { responses: { '200': { description: All., ${json(settings)} }, '404': { description: None. } } }\n` : ''}    ${method}:
      requestBody: { required: true, ${json(settings)} }
      responses:
        '200': { description: Kept., ${json(settings)} }
        '400': { description: Wrong. }
        '409': { description: Another version. }
${more}`;
}

/** What keeps settings; `state.now` is what it has. */
function keeper(first: Settings | undefined, shown: (one: Settings) => Settings = (one) => one) {
  const state = { now: first, writes: 0 };
  const answer = ({ method, body }: Asked): Answer => {
    if (method === 'DELETE') {
      state.now = undefined;
      return [204];
    }
    if (method === 'GET') return state.now ? [200, shown(state.now)] : [404];
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return [400];
    const whole = method === 'PATCH' ? { ...state.now, ...body } : body;
    const told = Object.entries(whole).filter(([name, one]) => one !== null && name !== 'changedAt');
    const next = Object.fromEntries(told);
    if (!isSettings(next)) return [400];
    state.writes += 1;
    state.now = { ...next, changedAt: `at ${state.writes}` };
    return [200, shown(state.now)];
  };
  return { state, answer };
}

const withoutTime = (one: Settings | undefined): Settings => ({ ...one, changedAt: undefined });

describe('what was there before a run', () => {
  it.each(['put', 'patch', 'post'])('is written back with %s', async (method) => {
    const before = { theme: 'dark', limit: 7, changedAt: 'long ago' };
    const { state, answer } = keeper(before);
    const { result } = await generate(described(method), answer);
    expect(state.writes).toBeGreaterThan(2);
    expect(withoutTime(state.now)).toEqual(withoutTime(before));
    expect(result.left).toEqual([]);
  });

  it('is written back where the user chose the operation that changes it alone', async () => {
    const before = { theme: 'dark', limit: 7 };
    const { state, answer } = keeper(before);
    const { asked, result } = await generate(described('put'), answer, {}, undefined, {
      select: ({ operation }) => operation?.method === 'put',
    });
    expect(state.writes).toBeGreaterThan(2);
    expect(withoutTime(state.now)).toEqual(withoutTime(before));
    expect(asked.some(({ method }) => method === 'GET')).toBe(true);
    expect(result.exchanges.map(({ name }) => name.slice(0, 3))).not.toContain('GET');
  });

  it('is written back where the run is interrupted', async () => {
    const before = { theme: 'dark', limit: 7 };
    const { state, answer } = keeper(before);
    const controller = new AbortController();
    await generate(
      described('put'),
      (asked) => {
        const given = answer(asked);
        if (state.writes > 0) controller.abort();
        return given;
      },
      {},
      undefined,
      { signal: controller.signal },
    );
    expect(state.writes).toBeGreaterThan(1);
    expect(withoutTime(state.now)).toEqual(withoutTime(before));
  });

  it('is deleted where there was nothing', async () => {
    const { state, answer } = keeper(undefined);
    const paths = described('put', true, `    delete: { responses: { '204': { description: Gone. } } }\n`);
    const { result } = await generate(paths, answer);
    expect(state.writes).toBeGreaterThan(2);
    expect(state.now).toBeUndefined();
    expect(result.left).toEqual([]);
    const kept = keeper(undefined);
    expect((await generate(described('put'), kept.answer)).result.left).toEqual([
      { reason: 'no operation deletes it', things: ['PUT /settings'] },
    ]);
  });

  it('is said to be left where nothing tells how it was', async () => {
    const { answer } = keeper({ theme: 'dark', limit: 7 });
    expect((await generate(described('put', false), answer)).result.left).toEqual([
      { reason: 'no operation tells how it was', things: ['PUT /settings'] },
    ]);
  });

  it('is said to be left where it is not taken back', async () => {
    const { state, answer } = keeper({ theme: 'dark', limit: 7, version: 1 });
    const moving = (asked: Asked): Answer => {
      const { version } =
        typeof asked.body === 'object' && asked.body !== null ? (asked.body as Settings) : {};
      if (asked.method === 'PUT' && version === 1) return [409];
      return answer(asked);
    };
    const { result } = await generate(described('put'), moving);
    // With the version that it has by then, it is.
    expect(withoutTime(state.now)).toMatchObject({ theme: 'dark', limit: 7 });
    expect(result.left).toEqual([]);
    const other = keeper({ theme: 'dark', limit: 7 });
    let writes = 0;
    const once = (asked: Asked): Answer =>
      asked.method === 'PUT' && (asked.body as Settings | undefined)?.['limit'] === 7 && (writes += 1) > 0
        ? [409]
        : other.answer(asked);
    expect((await generate(described('put'), once)).result.left).toEqual([
      { reason: 'PUT /settings answered 409 to what GET /settings told before', things: ['PUT /settings'] },
    ]);
  });

  it('is not given the stars that a secret is shown as', async () => {
    const before = { theme: 'dark', limit: 7, key: 'sesame' };
    const { state, answer } = keeper(before, (one) => ('key' in one ? { ...one, key: '******' } : one));
    const { asked } = await generate(described('patch'), answer);
    expect(state.now).toMatchObject({ theme: 'dark', limit: 7 });
    expect(
      asked.some(({ method, body }) => method === 'PATCH' && JSON.stringify({ body }).includes('***')),
    ).toBe(false);
  });

  it('is as it was where the user gave it to be changed', async () => {
    const { state, answer } = keeper({ theme: 'dark', limit: 7 });
    const paths = described('put').replace(
      '/settings:',
      `/users/{userId}/settings:\n    parameters: [{ name: userId, in: path, required: true, schema: { type: string } }]`,
    );
    const resources = new Map([['userId', 'u-1']]);
    await generate(paths, (asked) => (asked.path === '/users/u-1/settings' ? answer(asked) : [404]), {
      generate: { seed: 1, unsafe: true, resources },
    });
    expect(state.writes).toBeGreaterThan(2);
    expect(withoutTime(state.now)).toEqual(withoutTime({ theme: 'dark', limit: 7 }));
  });
});

const org = `{ type: object, required: [name], additionalProperties: false, properties: { name: { type: string, pattern: '^[a-z-]{3,20}$' }, size: { type: integer } } }`;
const orgs = (removes: boolean): string => `
paths:
  /orgs:
    get: { responses: { '200': { description: All., ${json(`{ type: array, items: ${org} }`)} } } }
    post:
      requestBody: { required: true, ${json(org)} }
      responses: { '201': { description: Made., ${json(org)} }, '400': { description: Wrong. }, '409': { description: There is one. } }
  /orgs/{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string, pattern: '^[a-z-]{3,20}$' } }]
    get: { responses: { '200': { description: One., ${json(org)} }, '400': { description: Wrong. }, '404': { description: None. } } }
    put:
      requestBody: { required: true, content: { application/json: { schema: ${org}, example: { name: another } } } }
      responses: { '200': { description: Changed., ${json(org)} }, '204': { description: Changed. }, '400': { description: Wrong. }, '404': { description: None. }, '409': { description: There is one. } }
${removes ? `    delete: { responses: { '204': { description: Gone. }, '400': { description: Wrong. }, '404': { description: None. } } }\n` : ''}`;

/** What keeps organisations by their names; an update may rename one. */
function named(how: 'told' | 'silent' | 'not done') {
  const all = new Map<string, Settings>();
  const isOrg = (value: unknown): value is Settings => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const { name, size, ...rest } = value as Settings;
    const isName = typeof name === 'string' && /^[a-z-]{3,20}$/.test(name);
    return isName && (size === undefined || Number.isInteger(size)) && Object.keys(rest).length === 0;
  };
  let renamed = 0;
  const answer = ({ method, path, body }: Asked): Answer => {
    const name = path.split('/')[2];
    if (name === undefined && method === 'GET') return [200, [...all.values()]];
    if (name !== undefined && !/^[a-z-]{3,20}$/.test(name)) return [400];
    if (name !== undefined && !all.has(name)) return [404];
    if (method === 'GET') return [200, all.get(name ?? '')];
    if (method === 'DELETE') {
      all.delete(name ?? '');
      return [204];
    }
    if (!isOrg(body)) return [400];
    const own = String(body['name']);
    if (own !== name && all.has(own)) return [409];
    if (name !== undefined && own !== name) renamed += 1;
    if (how !== 'not done' || name === undefined) {
      if (name !== undefined) all.delete(name);
      all.set(own, body);
    }
    return name === undefined ? [201, body] : how === 'silent' ? [204] : [200, body];
  };
  return { all, answer, renamed: () => renamed };
}

describe('what a run has made', () => {
  it.each(['told', 'silent', 'not done'] as const)(
    'is removed where an update gives it another name, which is %s',
    async (how) => {
      const { all, answer, renamed } = named(how);
      const { found, result } = await generate(orgs(true), answer);
      expect(renamed()).toBeGreaterThan(0);
      expect([...all.keys()]).toEqual([]);
      expect(found).toEqual([]);
      expect(result.left).toEqual([]);
    },
  );

  it('is said to be left where nothing deletes it', async () => {
    const { all, answer } = named('told');
    const { result } = await generate(orgs(false), answer);
    expect(all.size).toBeGreaterThan(0);
    expect(result.left).toEqual([
      { reason: 'no operation deletes it', things: [expect.stringMatching(/^\/orgs\/\{name\} \(\d+\)$/)] },
    ]);
  });
});
