import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

/** A contract that has webhooks, and subscriptions to them that nothing ties to them but their names. */
const contract = (subscription: string, path = '/webhooks'): string => `
webhooks:
  title.created:
    post:
      operationId: titleCreated
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Created' } } } }
      responses: { '200': { description: Taken. } }
  title.deleted:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Deleted' } } } }
      responses: { '200': { description: Taken. } }
components:
  schemas:
    Created: { type: object, required: [type, title, pages], properties: { type: { type: string }, title: { type: string }, pages: { type: integer } } }
    Deleted: { type: object, required: [type, id], properties: { type: { const: title.deleted }, id: { type: string } } }
    Subscription: ${subscription}
paths:
  ${path}:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Subscription' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { type: object } } } }, '400': { description: Wrong. } }
  ${path}/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
`;
const flat =
  '{ type: object, required: [url], properties: { url: { type: string, format: uri }, events: { type: array, items: { type: string } } } }';

interface Hook {
  readonly url: string;
  readonly events: unknown;
}

/** Where a provider is told addresses, whether these are URIs in its contract, and which it takes. */
interface Provider {
  readonly where: string;
  readonly isUri: boolean;
  /** What is added to an address. */
  readonly below: string;
  readonly takes: (hook: Hook) => boolean;
}

/** A provider that sends each of its addresses some bodies, and forgets those that are deleted. */
function provider(
  bodies: readonly unknown[],
  { where = 'url', isUri = true, below = '', takes = () => true }: Partial<Provider> = {},
): { readonly answer: (asked: Asked) => Answer; readonly hooks: Map<string, Hook>; readonly all: Hook[] } {
  const hooks = new Map<string, Hook>();
  const all: Hook[] = [];
  const answer = ({ method, path, body }: Asked): Answer => {
    const own = path.split('/')[2] ?? '';
    if (method === 'DELETE') return hooks.delete(own) ? [204] : [404];
    const members = { ...(typeof body === 'object' ? body : {}) } as Readonly<Record<string, unknown>>;
    const [holder, name = where] = where.includes('.') ? where.split('.') : [undefined, where];
    const within = holder === undefined ? members : members[holder];
    const inner = { ...(typeof within === 'object' ? within : {}) } as Readonly<Record<string, unknown>>;
    const hook = { url: String(inner[name]), events: members['events'] };
    if (typeof inner[name] !== 'string' || (isUri && !URL.canParse(hook.url)) || !takes(hook)) return [400];
    const { events } = hook;
    if (events !== undefined && !(Array.isArray(events) && events.every((one) => typeof one === 'string')))
      return [400];
    const id = `h-${all.length + 1}`;
    hooks.set(id, hook);
    all.push(hook);
    if (hook.url.startsWith('http://127.0.0.1'))
      for (const sent of bodies)
        void fetch(hook.url + below, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(sent),
        });
    return [201, { id }];
  };
  return { answer, hooks, all };
}

async function told(
  paths: string,
  { answer }: { readonly answer: (asked: Asked) => Answer },
): Promise<{ readonly found: readonly string[]; readonly deliveries: number }> {
  const { found, result } = await generate(paths, answer, {
    generate: { seed: 1, unsafe: true, callbacks: true },
  });
  return { found, deliveries: result.exchanges.filter(({ name }) => name.startsWith('a webhook of')).length };
}

const created = { type: 'title.created', title: 'A', pages: 7 };
const deleted = { type: 'title.deleted', id: 't-1' };

describe('webhooks that made-up requests ask for', () => {
  it('come to the listener by what an operation is called, and are judged', async () => {
    const right = provider([created, deleted]);
    const { found, deliveries } = await told(contract(flat), right);
    expect(found).toEqual([]);
    expect(deliveries).toBeGreaterThan(3);
    // The lists of events name what the contract has, and what was made is removed.
    expect(right.all[0]?.events).toEqual(['title.created', 'title.deleted']);
    expect(right.hooks.size).toBe(0);
  });

  it('are judged as what they name themselves, however much is wrong with them', async () => {
    const wrong = await told(contract(flat), provider([{ type: 'title.created', title: 7, pages: 'few' }]));
    expect(wrong.found.toSorted()).toEqual([
      expect.stringContaining('error request-body-invalid: request body /pages must be an integer'),
      expect.stringContaining('error request-body-invalid: request body /title must be a string'),
    ]);
  });

  it('are told of where they go to a path below the address', async () => {
    const { found } = await told(contract(flat), provider([created], { below: '/events' }));
    expect(found).toEqual([
      expect.stringContaining(
        'warning delivery-misdirected: it was sent to /events below the address that was given, and POST title.created goes to that itself',
      ),
    ]);
  });

  it('are no findings where nothing comes', async () => {
    expect(await told(contract(flat), provider([]))).toEqual({ found: [], deliveries: 0 });
  });

  it('are asked for with no more than an address, or not at all, where more is refused', async () => {
    const fewer = provider([created], {
      takes: ({ events }) => !(Array.isArray(events) && events.includes('title.deleted')),
    });
    const one = await told(contract(flat), fewer);
    expect(one.found).toEqual([]);
    expect(one.deliveries).toBeGreaterThan(0);
    const none = await told(
      contract(flat),
      provider([{ wrong: true }], { takes: ({ url }) => !url.startsWith('http://127') }),
    );
    expect(none).toEqual({ found: [], deliveries: 0 });
  });

  it.each([
    [
      'config.url',
      '{ type: object, required: [config], properties: { config: { type: object, required: [url], properties: { url: { type: string } } } } }',
      '/repos/hooks',
    ],
    [
      'target_url',
      '{ type: object, required: [target_url], properties: { target_url: { type: string } } }',
      '/event-subscriptions',
    ],
    [
      'notifyUrl',
      '{ type: object, required: [notifyUrl], properties: { notifyUrl: { type: string, format: url } } }',
      '/payments',
    ],
  ])('are sent to %s', async (where, subscription, path) => {
    const { found, deliveries } = await told(
      contract(subscription, path),
      provider([created], { where, isUri: false }),
    );
    expect(found).toEqual([]);
    expect(deliveries).toBeGreaterThan(0);
  });

  it.each([
    [
      'url',
      '{ type: object, required: [url], properties: { url: { type: string, format: uri } } }',
      '/bookmarks',
    ],
    [
      'avatar',
      '{ type: object, required: [avatar], properties: { avatar: { type: string, format: uri } } }',
      '/webhooks',
    ],
  ])('are not sent to %s of what is something else', async (where, subscription, path) => {
    const other = provider([created], { where });
    expect(await told(contract(subscription, path), other)).toEqual({ found: [], deliveries: 0 });
    expect(other.all.some(({ url }) => url.includes('127.0.0.1'))).toBe(false);
  });
});
