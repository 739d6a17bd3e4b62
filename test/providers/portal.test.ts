import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../../fixtures/portal/sign.mjs';
import { portal } from './portal.ts';
import { call as send, keysOf, type Answer, type Call } from './portal/caller.ts';
import type { RunningProvider } from './provider.ts';

let running: RunningProvider;
beforeAll(async () => void (running = await portal.start()));
afterAll(() => running.close());

const { alice } = await keysOf();
const call = (path: string, how?: Call, at = running) => send(sign, at, path, how);

describe('operations', () => {
  it('are signed, all but three', async () => {
    const open = ['/health', '/provider/info', '/provider/pricing'];
    const signed = [
      '',
      '/4711-1-1',
      '/4711-1-1/status',
      '/4711-1-1/logs',
      '/4711-1-1/metrics',
      '/4711-1-1/shell',
    ]
      .map((path) => `/deployments${path}`)
      .concat('/organizations', '/organizations/org-games/members', '/tickets', '/invoices', '/usage');
    for (const path of open) expect((await call(path, { as: 'nobody' })).status, path).toBe(200);
    for (const path of signed) expect((await call(path, { as: 'nobody' })).status, path).toBe(401);
    for (const path of ['/tickets', '/deployments/4711-1-1/actions']) {
      expect((await call(path, { as: 'nobody', method: 'POST', body: {} })).status, path).toBe(401);
    }
  });

  it('page through deployments without loss', async () => {
    const seen: unknown[] = [];
    let query = '?limit=2';
    for (let page = 0; page < 5 && query !== ''; page++) {
      const body = (await call(`/deployments${query}`)).body as {
        deployments: { id: string }[];
        next_cursor?: string;
      };
      seen.push(...body.deployments.map(({ id }) => id));
      query = body.next_cursor === undefined ? '' : `?limit=2&cursor=${body.next_cursor}`;
    }
    expect(seen).toEqual(['4714-1-1', '4713-1-1', '4712-1-1', '4711-1-1', '4698-1-1']);
    expect((await call('/deployments?status=closed')).body).toMatchObject({
      deployments: [{ id: '4698-1-1' }],
    });
  });

  it.each([
    '/deployments?limit=0',
    '/deployments?limit=101',
    '/deployments?limit=ten',
    '/deployments?limit=1&limit=2',
    '/deployments?status=gone',
    '/deployments?cursor=x',
    '/deployments/4711-1-1/logs?tail=10001',
    '/deployments/4711-1-1/logs?since=yesterday',
    '/deployments/4711-1-1/logs?since=2026-02-30T00:00:00Z',
    '/deployments/4711-1-1/logs?timestamps=1',
    '/tickets?status=bogus',
    '/invoices?status=void',
  ])('refuse %s', async (path) => {
    expect(await call(path)).toMatchObject({ status: 400, code: 'invalid_parameter' });
  });

  it('stop and start a deployment once', async () => {
    const act = (action: string, id = '4714-1-1') =>
      call(`/deployments/${id}/actions`, { method: 'POST', body: { action } });
    expect(await act('start')).toMatchObject({ status: 409, code: 'already_running' });
    expect((await act('stop')).status).toBe(200);
    expect((await call('/deployments/4714-1-1/status')).body).toMatchObject({
      state: 'active',
      replicas: { ready: 0, total: 3 },
    });
    expect((await call('/deployments/4714-1-1/metrics')).body).toMatchObject({ cpu: { usage: 0, limit: 2 } });
    expect(await act('stop')).toMatchObject({ status: 409, code: 'already_stopped' });
    expect((await act('start')).status).toBe(200);
    expect((await call('/deployments/4714-1-1/logs?tail=2')).body).toEqual([
      expect.stringMatching(/^portal: stopped by virtengine1/),
      expect.stringMatching(/^portal: started by virtengine1/),
    ]);
    expect(await act('restart', '4698-1-1')).toMatchObject({ status: 409, code: 'not_active' });
    expect((await act('stop', '9001-1-1')).status).toBe(403);
    expect((await act('stop', '1')).status).toBe(404);
    expect(await act('pause')).toMatchObject({ status: 400, code: 'invalid_body' });
  });

  it('open a ticket, and find it again', async () => {
    const body = { deployment_id: '4712-1-1', subject: 'Slow', description: 'Since noon.' };
    const made = await call('/tickets', { method: 'POST', body });
    expect([made.status, made.body]).toMatchObject([
      201,
      { ...body, status: 'open', category: 'general', priority: 'medium' },
    ]);
    expect((await call('/tickets?status=open&deployment_id=4712-1-1')).body).toEqual([made.body]);
    expect(await call('/tickets', { method: 'POST', body: { ...body, prioritty: 'low' } })).toMatchObject({
      status: 400,
    });
    expect(
      (await call('/tickets', { method: 'POST', body: { ...body, deployment_id: '9001-1-1' } })).status,
    ).toBe(403);
    expect(
      (await call('/tickets', { method: 'POST', body: { ...body, note: 'x'.repeat(20_000) } })).status,
    ).toBe(413);
    expect(
      (await call('/tickets', { method: 'POST', body, headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(415);
  });

  it('limit requests to 1,200 a minute', async () => {
    const own = await portal.start();
    const health = () => call('/health', { as: 'nobody' }, own);
    expect((await health()).headers.get('x-ratelimit-remaining')).toBe('1199');
    for (let sent = 1; sent < 1200; sent += 133)
      await Promise.all(Array.from({ length: Math.min(133, 1200 - sent) }, health));
    const refused = await health();
    expect([refused.status, refused.body]).toMatchObject([429, { error: 'too_many_requests' }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    own.advance(60_000);
    expect((await health()).status).toBe(200);
    await own.close();
  });

  it('answer in the error envelope where the contract has nothing', async () => {
    expect((await call('/nothing')).body).toEqual({
      error: 'not_found',
      message: 'There is nothing at /api/v1/nothing.',
    });
    expect((await call('/health', { method: 'PUT' })).body).toMatchObject({ error: 'method_not_allowed' });
  });
});

describe('the shell', () => {
  it('prompts, echoes and leaves', async () => {
    const { WebSocket } = await import('undici');
    const url = `${running.url}/api/v1/deployments/4711-1-1/shell?service=worker`;
    const headers = sign({ method: 'GET', url, options: alice });
    const socket = new WebSocket(url.replace('http', 'ws'), { headers });
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => reject(new Error('the handshake failed'));
      socket.onmessage = ({ data }) => {
        seen.push(data);
        socket.send(seen.length === 1 ? 'ls' : 'exit');
      };
      socket.onclose = () => resolve();
    });
    expect(seen).toEqual(['worker$ ', 'ls\r\nworker$ ']);
  });

  it('needs a handshake and a deployment that runs', async () => {
    expect((await call('/deployments/4711-1-1/shell')).status).toBe(426);
  });
});

describe('faults', () => {
  it('are at least twelve, each with a sentence', () => {
    expect(Object.keys(portal.faults).length).toBeGreaterThanOrEqual(12);
    for (const sentence of Object.values(portal.faults)) expect(sentence).toMatch(/^\w.*\.$/);
  });

  it('refuse an unknown name', async () => {
    await expect(portal.start({ faults: ['no-such'] })).rejects.toThrow('unknown fault no-such');
  });

  it.each<[string, string, Call, (seen: Answer) => unknown, unknown]>([
    [
      'missing-field',
      '/deployments/4711-1-1',
      {},
      ({ body }) => Object.keys(body as object).includes('owner'),
      false,
    ],
    ['auth-not-enforced', '/organizations', { as: 'nobody' }, ({ status }) => status, 200],
    ['ownership-not-enforced', '/deployments/9001-1-1', {}, ({ status }) => status, 200],
    ['filter-not-checked', '/tickets?status=bogus', {}, ({ status, body }) => [status, body], [200, []]],
    ['null-cursor', '/invoices', {}, ({ body }) => (body as { next_cursor?: unknown }).next_cursor, null],
    ['server-error', '/provider/info', {}, ({ status }) => status, 200],
  ])('%s', async (fault, path, how, pick, expected) => {
    const own = await portal.start({ faults: [fault] });
    expect(pick(await call(path, how, own))).toEqual(expected);
    await own.close();
  });
});
