import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

const paths = (url: string): string => `
paths:
  /hooks:
    post:
      operationId: subscribe
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [url]
              properties: { url: ${url}, name: { type: string } }
      responses: { '201': { description: Made., content: { application/json: { schema: { type: object } } } }, '400': { description: Wrong. } }
      callbacks:
        event:
          '{$request.body#/url}/events':
            post:
              operationId: event
              requestBody:
                required: true
                content: { application/json: { schema: { type: object, required: [kind], properties: { kind: { type: string } } } } }
              responses: { '200': { description: Taken. } }
  /hooks/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
`;
const anyUrl = '{ type: string, format: uri }';

/** A provider that takes addresses of some kind, and sends each a body. */
function provider(body: unknown, takes: (url: string) => boolean = () => true): (asked: Asked) => Answer {
  return ({ method, body: sent }) => {
    if (method === 'DELETE') return [204];
    const { url, name } = { ...(typeof sent === 'object' ? sent : {}) } as Readonly<Record<string, unknown>>;
    if (typeof url !== 'string' || !URL.canParse(url) || !takes(url)) return [400];
    if (name !== undefined && typeof name !== 'string') return [400];
    if (url.startsWith('http://127.0.0.1'))
      void fetch(`${url}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    return [201, { id: 'h-1' }];
  };
}

async function told(
  answer: (asked: Asked) => Answer,
  url = anyUrl,
  callbacks = true,
): Promise<{
  readonly found: readonly string[];
  readonly deliveries: number;
  readonly urls: ReadonlySet<string>;
}> {
  const generated = { seed: 1, unsafe: true, callbacks };
  const { found, result, asked } = await generate(paths(url), answer, { generate: generated });
  const urls = asked.flatMap(({ body }) =>
    typeof body === 'object' && body !== null && 'url' in body && typeof body.url === 'string'
      ? [body.url.replace(/:\d+/, '')]
      : [],
  );
  const deliveries = result.exchanges.filter(({ name }) => name.startsWith('a callback of POST /hooks'));
  return { found, deliveries: deliveries.length, urls: new Set(urls) };
}

describe('callbacks of made-up requests', () => {
  it('come to the listener, and are judged', async () => {
    const right = await told(provider({ kind: 'x' }));
    expect(right.found).toEqual([]);
    expect(right.deliveries).toBeGreaterThan(0);
    const wrong = await told(provider({ kind: 7 }));
    expect(wrong.found).toEqual([
      expect.stringContaining(
        'error request-body-invalid: request body /kind must be a string, is a number: 7',
      ),
    ]);
  });

  it('are sent where the contract lets them be alone', async () => {
    const { deliveries, urls } = await told(
      provider({ kind: 'x' }),
      "{ type: string, pattern: '^https://' }",
    );
    expect(deliveries).toBe(0);
    expect([...urls].some((url) => url.startsWith('http://'))).toBe(false);
  });

  it('go elsewhere where the provider refuses the address', async () => {
    const { found, deliveries, urls } = await told(
      provider({ kind: 7 }, (url) => !url.includes('127.0.0.1')),
    );
    expect({ found, deliveries }).toEqual({ found: [], deliveries: 0 });
    expect([...urls].filter((url) => url.startsWith('http://127.0.0.1/'))).toHaveLength(1);
  });

  it('are not asked for where nobody listens', async () => {
    const { deliveries, urls } = await told(provider({ kind: 'x' }), anyUrl, false);
    expect(deliveries).toBe(0);
    expect([...urls].some((url) => url.includes('127.0.0.1'))).toBe(false);
  });
});
