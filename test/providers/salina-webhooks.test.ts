import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RunningProvider } from './provider.ts';
import { salina } from './salina.ts';
import { at, client, type Client } from './salina/client.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
}

/** How long to wait for what is done without being waited for, in milliseconds. */
const PATIENCE = 30_000;

let provider: RunningProvider;
let api: Client;
let token: string;
let receiver: Server;
let received: Received[];
let answer: number;

async function start(...faults: readonly string[]): Promise<void> {
  await provider?.close();
  provider = await salina.start({ faults });
  api = client(provider);
  token = await api.token('admin');
}

beforeEach(async () => {
  received = [];
  answer = 200;
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString() });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  await start();
});

afterEach(async () => {
  await provider.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

/** Verifies as the seed's guide tells receivers to. */
function verify({ headers, raw }: Received, secret: string): boolean {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-webhook-signature']));
  if (!match?.[1] || !match[2] || match[1] !== headers['x-webhook-timestamp']) return false;
  const expected = createHmac('sha256', secret).update(`${match[1]}.${raw}`).digest('hex');
  return timingSafeEqual(Buffer.from(match[2]), Buffer.from(expected));
}

async function subscribe(...events: readonly string[]): Promise<{ id: string; secret: string }> {
  const { port } = receiver.address() as AddressInfo;
  const webhook = { name: 'Test', url: `http://127.0.0.1:${port}/in`, events };
  const { body } = await api.send('POST', '/webhooks', webhook, token);
  return { id: at(body, 'data', 'id'), secret: at(body, 'data', 'secret') };
}

async function arrived(count: number): Promise<Received> {
  await vi.waitFor(() => expect(received).toHaveLength(count), PATIENCE);
  const last = received.at(-1);
  if (!last) throw new Error('nothing arrived');
  return last;
}

const createTitle = () => api.send('POST', '/titles', { title: 'News' }, token);
const getWebhook = (id: string) => api.send('GET', `/webhooks/${id}`, undefined, token);
const getDeliveries = (id: string) => api.send('GET', `/webhooks/${id}/deliveries`, undefined, token);

/** Waits until every delivery has had so many attempts. */
async function attempted(id: string, attempts: number): Promise<void> {
  await vi.waitFor(async () => {
    const { body } = await getDeliveries(id);
    const total = Number(at(body, 'pagination', 'total_count'));
    const counts = Array.from({ length: total }, (_, index) => at(body, 'data', index, 'attempt_count'));
    expect(total).toBeGreaterThan(0);
    expect(new Set(counts)).toEqual(new Set([String(attempts)]));
  }, PATIENCE);
}

it('delivers a signed event that its secret verifies', async () => {
  const { id, secret } = await subscribe('title.created');
  const title = await createTitle();
  const event = await arrived(1);
  expect(verify(event, secret)).toBe(true);
  expect(verify({ ...event, raw: event.raw.replace('News', 'Lies') }, secret)).toBe(false);
  expect(verify(event, 'whsec_other')).toBe(false);
  const payload: unknown = JSON.parse(event.raw);
  expect(at(payload, 'type')).toBe('title.created');
  expect(at(payload, 'data', 'title_id')).toBe(at(title.body, 'data', 'id'));
  await attempted(id, 1);
  const { body } = await getDeliveries(id);
  expect(at(body, 'data', 0, 'id')).toBe(event.headers['x-webhook-id']);
  expect(at(body, 'data', 0, 'event_id')).toBe(at(payload, 'id'));
  expect(at(body, 'data', 0, 'status')).toBe('delivered');
  const one = await api.send('GET', `/webhooks/deliveries/${at(body, 'data', 0, 'id')}`, undefined, token);
  expect(at(one.body, 'data', 'response_status_code')).toBe('200');
});

it('sends only what was subscribed to, and tells what changed', async () => {
  await subscribe('title.updated');
  const title = await createTitle();
  const path = `/titles/${at(title.body, 'data', 'id')}`;
  await api.send('PUT', path, { title: 'Old news', list_price: 5 }, token);
  const payload: unknown = JSON.parse((await arrived(1)).raw);
  expect(payload).toMatchObject({
    type: 'title.updated',
    data: { title: 'Old news', changed_fields: ['title', 'list_price'] },
  });
});

it('writes the amount of a sale as a decimal string', async () => {
  await subscribe('sale.created');
  const title = await createTitle();
  const sale = { quantity: 5, unit_price: 9.9, sale_date: '2025-02-03' };
  await api.send('POST', '/sales', { ...sale, title_id: at(title.body, 'data', 'id') }, token);
  expect(at(JSON.parse((await arrived(1)).raw), 'data', 'amount')).toBe('49.50');
});

it('tells what a test event came to', async () => {
  const { id, secret } = await subscribe('title.created');
  const path = `/webhooks/${id}/test`;
  const good = await api.send('POST', path, undefined, token);
  expect(good.body).toMatchObject({ success: true, status_code: 200, error: null });
  expect(verify(await arrived(1), secret)).toBe(true);
  answer = 503;
  const bad = await api.send('POST', path, undefined, token);
  expect(bad.body).toMatchObject({ success: false, status_code: 503 });
});

it('retries after 30 seconds and 1, 2, 4 and 8 minutes, then gives up', async () => {
  const { id, secret } = await subscribe('title.created');
  answer = 500;
  await createTitle();
  const delays = [30, 60, 120, 240, 480];
  for (const [index, seconds] of delays.entries()) {
    await attempted(id, index + 1);
    provider.advance((seconds - 5) * 1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(received).toHaveLength(index + 1);
    provider.advance(5_500);
    await arrived(index + 2);
    token = await api.token('admin');
  }
  await attempted(id, 6);
  expect(at((await getDeliveries(id)).body, 'data', 0, 'status')).toBe('failed');
  expect(new Set(received.map(({ headers }) => headers['x-webhook-id'])).size).toBe(1);
  expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers['x-webhook-timestamp'])).size).toBe(6);
  expect(received.every((each) => verify(each, secret))).toBe(true);
  provider.advance(3_600_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).toHaveLength(6);
});

it('disables a subscription after ten failed deliveries in a row, until it is enabled', async () => {
  const { id } = await subscribe('title.created');
  answer = 500;
  for (let count = 0; count < 10; count += 1) await createTitle();
  for (const [index, seconds] of [30, 60, 120, 240, 480].entries()) {
    await arrived(10 * (index + 1));
    await attempted(id, index + 1);
    provider.advance(seconds * 1000 + 500);
  }
  await arrived(60);
  token = await api.token('admin');
  await vi.waitFor(
    async () =>
      expect((await getWebhook(id)).body).toMatchObject({
        data: { is_active: false, consecutive_failures: 10, last_delivery_status: 'failed' },
      }),
    PATIENCE,
  );
  await createTitle();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).toHaveLength(60);
  const enabled = await api.send('PUT', `/webhooks/${id}`, { is_active: true }, token);
  expect(enabled.body).toMatchObject({ data: { is_active: true, consecutive_failures: 0 } });
  answer = 204;
  await createTitle();
  await arrived(61);
});

it('signs with the new secret once it was rotated', async () => {
  const { id, secret } = await subscribe('title.created');
  const { body } = await api.send('POST', `/webhooks/${id}/secret`, undefined, token);
  await createTitle();
  const event = await arrived(1);
  expect(verify(event, secret)).toBe(false);
  expect(verify(event, at(body, 'secret'))).toBe(true);
});

it.each(['webhook-wrong-secret', 'webhook-stale-secret'])('does not verify with %s', async (fault) => {
  await start(fault);
  const { id } = await subscribe('title.created');
  const { body } = await api.send('POST', `/webhooks/${id}/secret`, undefined, token);
  await createTitle();
  expect(verify(await arrived(1), at(body, 'secret'))).toBe(false);
});

it('forgets a deleted subscription and what it was to deliver', async () => {
  const { id } = await subscribe('title.created');
  answer = 500;
  await createTitle();
  await attempted(id, 1);
  expect((await api.send('DELETE', `/webhooks/${id}`, undefined, token)).status).toBe(204);
  provider.advance(31_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).toHaveLength(1);
  expect((await getWebhook(id)).status).toBe(404);
});
