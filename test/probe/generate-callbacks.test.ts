import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { schemeOf } from '../../src/probe/listen/signing.ts';
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

const signedPaths = `
paths:
  /hooks:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [url]
              properties: { url: { type: string, format: uri }, key: { type: string, minLength: 8 } }
      responses: { '201': { description: Made., content: { application/json: { schema: { type: object } } } }, '400': { description: Wrong. } }
      callbacks:
        event:
          '{$request.body#/url}':
            post:
              requestBody: { required: true, content: { application/json: { schema: { type: object, required: [kind], properties: { kind: { type: string } } } } } }
              responses: { '200': { description: Taken. } }
  /hooks/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
  /hooks/{id}/rotate:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      responses: { '200': { description: Another secret., content: { application/json: { schema: { type: object } } } }, '404': { description: None. } }
`;

interface Hook {
  readonly url: string;
  secret: string;
}

/** How a provider signs: by which secret, how many seconds ago, with which id; and whether the client chooses the secret. */
interface Signer {
  readonly secret?: (hook: Hook) => string;
  readonly age?: number;
  readonly id?: (number: number) => string;
  readonly chosen?: true;
  readonly tells?: false;
}

/** A provider that delivers an event to each address at once, and another when its secret is rotated. */
function signingProvider({ secret, age = 0, id, chosen, tells }: Signer): (asked: Asked) => Answer {
  const hooks = new Map<string, Hook>();
  let number = 0;
  const deliver = (hook: Hook): void => {
    number += 1;
    const text = JSON.stringify({ kind: 'x' });
    const seconds = Math.floor(Date.now() / 1000) - age;
    const key = secret?.(hook) ?? hook.secret;
    const signature = createHmac('sha256', key).update(`${seconds}.${text}`).digest('hex');
    if (!hook.url.startsWith('http://127.0.0.1')) return;
    void fetch(hook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-webhook-id': id?.(number) ?? `d-${number}`,
        ...(key !== '' && { 'x-webhook-signature': `t=${seconds},v1=${signature}` }),
      },
      body: text,
    });
  };
  return ({ method, path, body }) => {
    const [, , own = '', action] = path.split('/');
    if (own === '') {
      const { url, key } = { ...(typeof body === 'object' ? body : {}) } as Readonly<Record<string, unknown>>;
      if (typeof url !== 'string' || !URL.canParse(url)) return [400];
      if (key !== undefined && (typeof key !== 'string' || key.length < 8)) return [400];
      const made = `h-${hooks.size + 1}`;
      const hook = { url, secret: chosen ? String(key ?? '') : `secret of ${made}` };
      hooks.set(made, hook);
      deliver(hook);
      return [201, { id: made, ...(!chosen && tells !== false && { secret: hook.secret }) }];
    }
    const hook = hooks.get(own);
    if (!hook) return [404];
    if (action === 'rotate') {
      hook.secret += ', rotated';
      deliver(hook);
      return [200, tells === false ? {} : { secret: hook.secret }];
    }
    if (method === 'DELETE') hooks.delete(own);
    return [204];
  };
}

const told201 = '$response.body#/secret';

async function signed(
  signer: Signer,
  secret = told201,
): Promise<{ readonly found: readonly string[]; readonly deliveries: number }> {
  const read = schemeOf({ scheme: 'timestamped' });
  if ('reason' in read) throw new Error(read.reason);
  const { found, result } = await generate(signedPaths, signingProvider(signer), {
    generate: { seed: 1, unsafe: true, callbacks: true },
    listen: { signature: { scheme: read.scheme, secret } },
  });
  const deliveries = result.exchanges.filter(({ name }) => name.startsWith('a callback of')).length;
  return { found: found.map((one) => one.replace(/, (?:also )?in \d+ of \d+ exchanges.*/s, '')), deliveries };
}

describe('signatures of what made-up requests ask for', () => {
  it('hold with the secret that the answer told, and with the one that it was changed for', async () => {
    const { found, deliveries } = await signed({});
    expect(found).toEqual([]);
    expect(deliveries).toBeGreaterThan(2);
  });

  it('hold with a secret that is configured, and with one that the request chose or left out', async () => {
    expect((await signed({ secret: () => 'the one' }, 'the one')).found).toEqual([]);
    expect(
      (
        await signed(
          { chosen: true, secret: ({ secret }) => secret.replaceAll(', rotated', '') },
          '$request.body#/key',
        )
      ).found,
    ).toEqual([]);
  });

  it('are told of where they are those of another secret', async () => {
    const wrong = await signed({ secret: () => 'another' });
    expect(wrong.found).toEqual([
      'error delivery-signature-invalid: the signature does not hold: x-webhook-signature is not the signature of what was sent',
    ]);
    // That of another subscription is none.
    const others: string[] = [];
    const mixed = await signed({
      secret({ secret }) {
        others.push(secret);
        return others.find((one) => one !== secret) ?? secret;
      },
    });
    expect(mixed.found).toEqual(wrong.found);
  });

  it('are told of where they are old, and deliveries that come twice', async () => {
    expect((await signed({ age: 400 })).found).toEqual([
      expect.stringMatching(/^error delivery-expired: it was signed 40\d seconds ago/),
    ]);
    expect((await signed({ id: (number) => `d-${number % 2}` })).found).toEqual([
      expect.stringMatching(
        /^warning delivery-repeated: it was answered 2xx before, under the same x-webhook-id d-\d$/,
      ),
    ]);
  });

  it('are said not to be judged where no answer told the secret', async () => {
    expect((await signed({ tells: false })).found).toEqual([
      expect.stringContaining('exchange-unjudged: not judged: its signature, as no answer told the secret'),
    ]);
  });
});
