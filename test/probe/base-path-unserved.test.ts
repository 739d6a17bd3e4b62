import { describe, expect, it } from 'vitest';
import { generate, type Answer } from './generated-run.ts';

const description = (servers: string): string => `
servers: ${servers}
paths:
  /a: { get: { responses: { '200': { description: A }, default: { description: A } } } }
  /b: { get: { responses: { '200': { description: B }, '404': { description: B } } } }
  /c/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: C }, '404': { description: None } } }
`;

async function told(servers: string, answer: (path: string) => Answer, basePath?: string): Promise<string[]> {
  const options = basePath === undefined ? {} : { basePath };
  const { found } = await generate(description(servers), ({ path }) => answer(path), options);
  return found.filter((one) => one.includes('base-path')).map((one) => one.replace(/\d+/g, 'N'));
}

describe('a run against nothing', () => {
  const said = 'warning base-path-unserved: N of N answers are N and none is a success: ';

  it('is told of, with the base path that was sent', async () => {
    expect(await told('[{ url: /api }]', () => [404])).toEqual([
      `${said}nothing seems to be served below /api, the base path of the contract; --base-path / leaves it out`,
    ]);
  });

  it('is told of, with the one that the user gave', async () => {
    expect(await told('[{ url: /api }]', () => [404], '/other')).toEqual([
      `${said}nothing seems to be served below /other, which takes the place of the contract’s base path /api`,
    ]);
  });

  it('is told of, where there is none', async () => {
    expect(await told('[{ url: / }]', () => [404])).toEqual([
      `${said}nothing seems to be served there; the API may be below a path that the contract does not name, which --base-path /… gives`,
    ]);
  });

  it('is none where anything is served, or refused otherwise, or only items are not there', async () => {
    expect(await told('[{ url: /api }]', (path) => [path === '/api/b' ? 200 : 404])).toEqual([]);
    expect(await told('[{ url: /api }]', () => [401])).toEqual([]);
    expect(await told('[{ url: /api }]', (path) => [path.startsWith('/api/c/') ? 404 : 503])).toEqual([]);
    expect(await told('[{ url: /api }]', (path) => [path === '/api/a' ? 403 : 404])).toEqual([]);
  });

  it('makes no more requests up once that is plain', async () => {
    const one = (path: string): string =>
      `  ${path}: { get: { parameters: [{ name: q, in: query, schema: { type: integer } }], responses: { '200': { description: A } } } }\n`;
    const paths = Array.from({ length: 60 }, (_, index) => one(`/things${index}`)).join('');
    const { asked, result } = await generate(`paths:\n${paths}`, () => [404]);
    expect(asked.length).toBe(30);
    expect(result.untried).toMatchObject([{ reason: 'nothing seems to be served there' }]);
    expect(result.untried[0]?.operations).toHaveLength(30);
  });
});
