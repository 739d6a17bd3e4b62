import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { RunningProvider } from './provider.ts';
import { salina } from './salina.ts';
import { at, client, type Client } from './salina/client.ts';

let provider: RunningProvider;
let api: Client;

async function start(...faults: readonly string[]): Promise<void> {
  await provider?.close();
  provider = await salina.start({ faults });
  api = client(provider);
}

beforeEach(() => start());
afterEach(() => provider.close());

const status = async (...request: Parameters<Client['send']>): Promise<number> =>
  (await api.send(...request)).status;

describe('access tokens', () => {
  it('are refused without the right secret', async () => {
    const grant = { client_id: 'sk_test_admin', client_secret: 'no', grant_type: 'client_credentials' };
    const answer = await api.send('POST', '/auth/token', grant);
    expect(answer.status).toBe(401);
    expect(at(answer.body, 'error', 'code')).toBe('unauthorized');
  });

  it('open the API for 900 seconds of its clock', async () => {
    const token = await api.token('admin');
    expect(await status('GET', '/titles', undefined, token)).toBe(200);
    provider.advance(898_000);
    expect(await status('GET', '/titles', undefined, token)).toBe(200);
    provider.advance(3_000);
    const late = await api.send('GET', '/titles', undefined, token);
    expect(late.status).toBe(401);
    expect(late.headers.get('www-authenticate')).toContain('invalid_token');
    expect(await status('GET', '/titles', undefined, await api.token('admin'))).toBe(200);
  });

  it('are verified: neither changed, nor unsigned, nor foreign ones will do', async () => {
    const [head = '', payload = '', signature = ''] = (await api.token('reader')).split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const promoted = { ...Object(claims), sub: 'sk_test_admin', scope: 'read write admin' };
    const changed = Buffer.from(JSON.stringify(promoted)).toString('base64url');
    const unsigned = new UnsecuredJWT(promoted).encode();
    const foreign = await new SignJWT(promoted)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from('a secret of somebody else, 32 bytes'));
    for (const token of [`${head}.${changed}.${signature}`, unsigned, foreign, 'x', '']) {
      expect(await status('GET', '/titles', undefined, token)).toBe(401);
    }
  });

  it('are accepted late by the fault of that name', async () => {
    await start('expired-tokens-accepted');
    const token = await api.token('admin');
    provider.advance(3_600_000);
    expect(await status('GET', '/titles', undefined, token)).toBe(200);
  });
});

describe('scopes', () => {
  const webhook = { name: 'n', url: 'http://127.0.0.1:9/', events: ['sale.created'] };

  it.each([
    ['reader', 200, 403, 403],
    ['writer', 200, 201, 403],
    ['admin', 200, 201, 201],
  ] as const)('include those below: %s', async (key, read, write, manage) => {
    const token = await api.token(key);
    expect(await status('GET', '/titles', undefined, token)).toBe(read);
    expect(await status('POST', '/titles', { title: 'T' }, token)).toBe(write);
    expect(await status('POST', '/webhooks', webhook, token)).toBe(manage);
  });

  it('do not matter under the fault that ignores them', async () => {
    await start('scopes-ignored');
    expect(await status('POST', '/titles', { title: 'T' }, await api.token('reader'))).toBe(201);
  });
});

describe('rate limits', () => {
  it('let the burst through and refill with time', async () => {
    const token = await api.token('trial');
    const first = await api.send('GET', '/titles', undefined, token);
    expect(first.headers.get('x-ratelimit-limit')).toBe('100');
    let limited = first;
    let passed = 1;
    while (limited.status === 200 && passed < 200) {
      limited = await api.send('GET', '/titles', undefined, token);
      if (limited.status === 200) passed += 1;
    }
    expect(passed).toBeGreaterThanOrEqual(120);
    expect(passed).toBeLessThan(140);
    expect(limited.status).toBe(429);
    expect(limited.headers.get('x-ratelimit-remaining')).toBe('0');
    const wait = Number(limited.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(at(limited.body, 'error', 'message')).toContain(`Retry after ${wait} seconds`);
    provider.advance(wait * 1000);
    expect(await status('GET', '/titles', undefined, token)).toBe(200);
  });

  it('count by the hour as well', async () => {
    let sent = 0;
    let last = 200;
    for (let minute = 0; minute < 14 && last === 200; minute += 1) {
      const token = await api.token('trial');
      for (let request = 0; request < 100 && last === 200; request += 1) {
        last = await status('GET', '/webhooks', undefined, token);
        sent += 1;
      }
      if (last === 200) provider.advance(60_000);
    }
    expect(last).toBe(429);
    expect(sent).toBeGreaterThan(1000);
  });

  it('hold the token endpoint to ten a minute and address', async () => {
    for (let request = 0; request < 10; request += 1) {
      expect(await api.token('reader', '198.51.100.1')).not.toBe('');
    }
    expect(await api.token('reader', '198.51.100.1')).toBe('');
    const grant = { client_id: 'x', client_secret: 'x', grant_type: 'client_credentials' };
    for (let request = 0; request < 10; request += 1) await api.send('POST', '/auth/token', grant);
    const limited = await api.send('POST', '/auth/token', grant);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(6);
    expect(await api.token('reader', '198.51.100.2')).not.toBe('');
    provider.advance(6_000);
    expect(await api.token('reader', '198.51.100.1')).not.toBe('');
  });

  it('stand on refusals too', async () => {
    for (const path of ['/titles', '/nothing']) {
      const { headers } = await api.send('GET', path);
      expect(headers.get('x-ratelimit-remaining')).toMatch(/^\d+$/);
      expect(headers.get('x-ratelimit-reset')).toMatch(/^\d{10}$/);
    }
  });
});

describe('lists', () => {
  it('give every record once, though new ones come in between', async () => {
    const token = await api.token('writer');
    const made: string[] = [];
    for (let number = 0; number < 5; number += 1) {
      const { body } = await api.send('POST', '/titles', { title: `Title ${number}` }, token);
      made.unshift(at(body, 'data', 'id'));
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await api.send('GET', `/titles?limit=2${query}`, undefined, token);
      seen.push(at(body, 'data', 0, 'id'), at(body, 'data', 1, 'id'));
      cursor = at(body, 'pagination', 'cursor');
      await api.send('POST', '/titles', { title: 'In between' }, token);
    } while (cursor !== '');
    expect(seen.filter((id) => id !== '')).toEqual(made);
  });

  it('refuse the cursor of another list', async () => {
    const token = await api.token('writer');
    for (const title of ['A', 'B']) await api.send('POST', '/titles', { title }, token);
    const { body } = await api.send('GET', '/titles?limit=1', undefined, token);
    const path = `/contacts?cursor=${at(body, 'pagination', 'cursor')}`;
    expect(await status('GET', path, undefined, token)).toBe(400);
  });
});

it('records all sales of an array or none', async () => {
  const token = await api.token('writer');
  const { body } = await api.send('POST', '/titles', { title: 'Sold', format: 'ebook' }, token);
  const sale = { title_id: at(body, 'data', 'id'), quantity: 3, unit_price: 0.1, sale_date: '2025-02-03' };
  const refused = await api.send('POST', '/sales', [sale, { ...sale, quantity: 0 }], token);
  expect(refused.status).toBe(400);
  expect(at(refused.body, 'error', 'details', '1.quantity')).not.toBe('');
  const none = await api.send('GET', '/sales', undefined, token);
  expect(at(none.body, 'pagination', 'total_count')).toBe('0');
  const recorded = await api.send('POST', '/sales', [sale, sale], token);
  expect(at(recorded.body, 'created_count')).toBe('2');
  expect(at(recorded.body, 'data', 1, 'total_amount')).toBe('0.3');
  expect(at(recorded.body, 'data', 1, 'format')).toBe('ebook');
});

it('names a fault it does not know', () => {
  expect(() => salina.start({ faults: ['no-such-fault'] })).toThrow(/no-such-fault/);
});
