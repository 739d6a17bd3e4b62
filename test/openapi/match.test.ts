import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatcher, type Matcher } from '../../src/openapi/match.ts';
import { captureSegment, parseSegment } from '../../src/openapi/path-template.ts';
import { description, load, matchInShort } from './support.ts';

const operation = { responses: { 200: { description: 'ok' } } };

async function matcher(paths: readonly string[], fields = {}): Promise<Matcher> {
  const items = paths.map((path) => {
    const [method = '', template = ''] = path.split(' ');
    return [template, method] as const;
  });
  const all = new Map<string, Record<string, unknown>>();
  for (const [template, method] of items) all.set(template, { ...all.get(template), [method]: operation });
  const { api } = await load(description('3.0.3', { paths: Object.fromEntries(all), ...fields }));
  return createMatcher(api);
}

describe('matching', () => {
  test.each([
    ['get /a/mine', 'GET /a/mine'],
    ['get /a/1', 'GET /a/{id}'],
    ['delete /a/mine', 'DELETE /a/{id}'],
    ['patch /a/mine', '/a/mine has get'],
    ['GET /a/1?x=/y', 'GET /a/{id}'],
    ['get /report.csv', 'GET /report.{format}'],
    ['get /other', 'GET /{any}'],
    ['get /x%20y', 'GET /x y'],
    ['get /a/b/c/d', 'unknown, near nothing'],
    ['get /reports/1/x', 'unknown, near /report/{id}/x'],
  ])('%s', async (request, expected) => {
    const match = await matcher([
      'get /{any}',
      'get /a/{id}',
      'delete /a/{id}',
      'get /a/mine',
      'get /report.{format}',
      'get /x%20y',
      'get /report/{id}/x',
    ]);
    const [method = '', ...path] = request.split(' ');
    const found = matchInShort(match(method, path.join(' ')));
    expect(found.replace('%20', ' ')).toBe(expected);
  });

  test('several parameters in a segment, raw and decoded', async () => {
    const match = await matcher(['get /{from}-{to}.{format}']);
    const found = match('get', '/a%2Fb-c.d.json');
    expect(found.kind === 'matched' && [...found.pathParameters]).toEqual([
      ['from', 'a%2Fb'],
      ['to', 'c'],
      ['format', 'd.json'],
    ]);
    expect(found.kind === 'matched' && found.pathValues.get('from')).toBe('a/b');
  });

  test('base paths of servers', async () => {
    const servers = [
      {
        url: 'https://{h}/api/{v}/',
        variables: { h: { default: 'a.test' }, v: { default: 'v1', enum: ['v1', 'v2'] } },
      },
    ];
    const match = await matcher(['get /a'], { servers });
    const base = (path: string) => {
      const found = match('get', path);
      return found.kind === 'matched' ? found.basePath : found.kind;
    };
    expect(['/api/v1/a', '/api/v2/a', '/a', '/api/v3/a'].map(base)).toEqual([
      '/api/v1',
      '/api/v2',
      '',
      'path-unknown',
    ]);
  });

  test.each(['127.0.0.1:8055', 'localhost:80/', '[::1]:8080', 'a.test:443'])(
    'a server without a scheme is a host: %s',
    async (url) => {
      const match = await matcher(['get /a'], { servers: [{ url }] });
      const found = match('get', '/a');
      expect(found.kind === 'matched' && found.basePath).toBe('');
      expect(match('get', `/${url}/a`).kind).toBe('path-unknown');
      const below = await matcher(['get /a'], { servers: [{ url: `${url.replace(/\/$/, '')}/api` }] });
      const inside = below('get', '/api/a');
      expect(inside.kind === 'matched' && inside.basePath).toBe('/api');
    },
  );

  test('a slash at the end is said', async () => {
    const match = await matcher(['get /a', 'get /b/']);
    const slash = (path: string) => {
      const found = match('get', path);
      return found.kind === 'matched' && found.trailingSlash;
    };
    expect(['/a', '/a/', '/b', '/b/'].map(slash)).toEqual([false, true, true, false]);
  });

  test.each([
    ['2.0', ['get', 'put', 'post', 'delete', 'options', 'head', 'patch']],
    ['3.0.3', ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']],
    ['3.1.1', ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']],
    ['3.2.0', ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']],
  ] as const)('every method of %s', async (version, methods) => {
    const item = Object.fromEntries(methods.map((method) => [method, operation]));
    const more =
      version === '3.2.0' ? { additionalOperations: { COPY: operation, 'M-SEARCH': operation } } : {};
    const { api } = await load(description(version, { paths: { '/a': { ...item, ...more } } }));
    const match = createMatcher(api);
    for (const method of [...methods, ...(version === '3.2.0' ? ['copy', 'm-search'] : [])])
      expect(matchInShort(match(method.toUpperCase(), '/a'))).toBe(`${method.toUpperCase()} /a`);
    expect(matchInShort(match('LINK', '/a'))).toContain('/a has get, put');
    if (version !== '3.2.0') expect(matchInShort(match('QUERY', '/a'))).toContain('/a has get, put');
  });

  test('HEAD is answered as GET is, where nothing is said of it', async () => {
    const match = await matcher(['get /a', 'get /b', 'head /b', 'post /c']);
    expect(['/a', '/b', '/c'].map((path) => matchInShort(match('HEAD', path)))).toEqual([
      'GET /a',
      'HEAD /b',
      '/c has post',
    ]);
  });

  test('matrix and label parameters are part of their segment', async () => {
    const match = await matcher(['get /map/{point}', 'get /files/{name}{format}', 'get /files/{name}']);
    const captured = (path: string) => {
      const found = match('get', path);
      return found.kind === 'matched' && [found.operation.path, ...found.pathParameters.values()];
    };
    expect(captured('/map/;x=1;y=2')).toEqual(['/map/{point}', ';x=1;y=2']);
    expect(captured('/map/.x.y')).toEqual(['/map/{point}', '.x.y']);
    expect(captured('/files/a')).toEqual(['/files/{name}', 'a']);
  });

  test.each([
    ['/users/1', ['/users/{name}']],
    ['/users/me', []],
    ['/users/1/rights', []],
    ['/users/all/rights', ['/{kind}/all/rights']],
  ])('templates that fit %s as well', async (path, rivals) => {
    const match = await matcher([
      'get /users/{id}',
      'get /users/{name}',
      'get /users/me',
      'get /{kind}/{id}/rights',
      'get /users/{id}/rights',
      'get /{kind}/all/rights',
    ]);
    const found = match('get', path);
    expect(found.kind === 'matched' && found.rivals).toEqual(rivals);
  });

  test('a template with a query of its own goes first, and is no rival', async () => {
    const match = await matcher(['post /responses', 'post /responses?beta=true']);
    expect(matchInShort(match('post', '/responses?beta=true&x=1'))).toBe('POST /responses?beta=true');
    const found = match('post', '/responses?beta=true');
    expect(found.kind === 'matched' && found.rivals).toEqual([]);
    expect(matchInShort(match('post', '/responses'))).toBe('POST /responses');
  });

  test('bad encoding and names of Object.prototype do no harm', async () => {
    const match = await matcher(['get /__proto__/{a}']);
    expect(matchInShort(match('get', '/__proto__/%E0%A4%A'))).toBe('GET /__proto__/{a}');
    expect(matchInShort(match('get', '/constructor'))).toBe('unknown, near nothing');
  });

  test('what is captured fills the template to the segment again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.string({ minLength: 1, maxLength: 4 })), {
          maxLength: 4,
        }),
        fc.string({ maxLength: 3 }),
        (parts, last) => {
          const clean = (text: string) => text.replace(/[{}%]/g, '-');
          const template =
            parts.map(([literal], index) => `${clean(literal)}{p${index}}`).join('') + clean(last);
          const segment =
            parts.map(([literal, value]) => clean(literal) + clean(value)).join('') + clean(last);
          if (parts.length === 0) return;
          const parsed = parseSegment(template);
          const captured = captureSegment(parsed, segment);
          expect(captured).toHaveLength(parts.length);
          const filled = parsed.literals
            .map((literal, index) => literal + (captured?.[index] ?? ''))
            .join('');
          expect(filled).toBe(segment);
        },
      ),
    );
  });
});
