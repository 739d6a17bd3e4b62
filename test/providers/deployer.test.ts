import { WebSocket } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployer } from './deployer.ts';
import type { RunningProvider } from './provider.ts';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How long to wait for what is done without being waited for, in milliseconds. */
const PATIENCE = 30_000;

let provider: RunningProvider;

beforeEach(async () => {
  provider = await deployer.start();
});
afterEach(() => provider.close());

async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${provider.url}/api/v1${path}`, { method, ...init });
  const text = await answer.text();
  const read: unknown = text === '' ? {} : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, body: Object(read) };
}

const get = (path: string): Promise<Answer> => send('GET', path);
const post = (path: string, body: unknown): Promise<Answer> => send('POST', path, body);

async function createServer(host = '203.0.113.10', name = 'live'): Promise<string> {
  return String((await post('/servers', { name, host })).body['id']);
}

async function createApp(server_id: string): Promise<string> {
  const app = { name: 'Notes', server_id, domain: 'notes.example.com' };
  return String((await post('/apps', app)).body['id']);
}

function spec(version: string, more: Readonly<Record<string, unknown>> = {}) {
  return { name: 'notes', version, artifact_path: `/home/dev/notes-${version}.zip`, ...more };
}

/** Moves the clock until `path` answers with these members. */
async function becomes(path: string, expected: Readonly<Record<string, unknown>>): Promise<void> {
  await vi.waitFor(async () => {
    provider.advance(5_000);
    expect((await get(path)).body).toMatchObject(expected);
  }, PATIENCE);
}

describe('servers', () => {
  it('get defaults, and a location', async () => {
    const { status, headers, body } = await post('/servers', { name: 'a', host: 'a.example.net' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/servers/${String(body['id'])}`);
    expect(body).toMatchObject({
      port: 22,
      root_username: 'root',
      use_ssh_agent: true,
      setup_complete: false,
    });
    expect(body).not.toHaveProperty('manual_key_path');
  });

  it('need a key without the agent', async () => {
    const server = { name: 'a', host: 'a.example.net', use_ssh_agent: false };
    expect((await post('/servers', server)).status).toBe(422);
    expect((await post('/servers', { ...server, manual_key_path: '/k' })).status).toBe(201);
  });

  it('tell what cannot be read from what will not do', async () => {
    const unread = await fetch(`${provider.url}/api/v1/servers`, { method: 'POST', body: '{"name":' });
    expect(unread.status).toBe(400);
    const { status, body } = await post('/servers', { name: '', host: 'a', colour: 'red' });
    expect(status).toBe(422);
    expect(Object.keys(Object(body['details']))).toEqual(['name', 'colour']);
  });

  it('are found by a filter and by pages', async () => {
    await createServer('203.0.113.10', 'b');
    await createServer('203.0.113.11', 'a');
    expect((await get('/servers?filter=host=203.0.113.11')).body).toMatchObject({
      total: 1,
      servers: [{ name: 'a' }],
    });
    expect((await get('/servers?per_page=1&page=2')).body).toMatchObject({ servers: [{ name: 'b' }] });
  });

  it('cannot be forgotten while they have applications', async () => {
    const id = await createServer();
    await createApp(id);
    expect((await send('DELETE', `/servers/${id}`)).status).toBe(409);
  });
});

describe('setup and security', () => {
  it('are done by tasks, one after another, and show in an audit', async () => {
    const id = await createServer();
    expect((await get(`/servers/${id}/security/audit`)).body).toMatchObject({ overall: 'critical' });
    expect((await post(`/servers/${id}/security/lockdown`, {})).status).toBe(409);
    const task = await post(`/servers/${id}/setup`, { packages: ['nginx'] });
    expect(task).toMatchObject({ status: 202, body: { type: 'server.setup', status: 'pending' } });
    expect((await post(`/servers/${id}/setup`, {})).status).toBe(409);
    expect((await post(`/servers/${id}/security/lockdown`, {})).status).toBe(202);
    expect((await get(`/servers/${id}`)).body).toMatchObject({ setup_complete: false });
    await becomes(`/servers/${id}`, { setup_complete: true });
    await becomes(`/servers/${id}`, { security_locked: true });
    expect((await get(`/servers/${id}/security/audit`)).body).toMatchObject({ overall: 'excellent' });
    expect((await get(`/services/${id}/nginx`)).body).toMatchObject({ status: 'running' });
  });

  it('let one installation of packages run at a time', async () => {
    const id = await createServer();
    const path = `/servers/${id}/setup/packages`;
    expect((await post(path, { packages: ['nginx'] })).status).toBe(202);
    expect((await post(path, { packages: ['git'] })).status).toBe(409);
    await becomes(`/services/${id}/nginx`, { status: 'running' });
    expect((await post(path, { packages: ['git'] })).status).toBe(202);
  });

  it('fail with 502 where no SSH answers', async () => {
    const id = await createServer('192.0.2.1');
    for (const answer of [
      await post(`/servers/${id}/setup`, {}),
      await get(`/servers/${id}/security/audit`),
      await get(`/services/${id}`),
    ]) {
      expect(answer).toMatchObject({ status: 502, body: { error: 'ssh_failed', code: 502 } });
    }
  });
});

describe('deployments', () => {
  it('go from pending over running to success, and back', async () => {
    const server = await createServer();
    const app = await createApp(server);
    expect((await post(`/apps/${app}/deploy`, spec('1.0.0'))).status).toBe(409);
    await post(`/servers/${server}/setup`, {});
    const first = await post(`/apps/${app}/deploy`, spec('1.0.0'));
    expect(first).toMatchObject({
      status: 202,
      body: { success: null, previous_version: null, end_time: null },
    });
    const path = `/deployments/${String(first.body['deployment_id'])}/status`;
    expect((await get(path)).body).toMatchObject({ status: 'pending', progress: 0, started_at: null });
    await vi.waitFor(async () => {
      provider.advance(1_000);
      expect((await get(path)).body).toMatchObject({ status: 'running' });
    }, PATIENCE);
    await becomes(path, { status: 'success', progress: 100, version: { version_number: '1.0.0' } });
    expect((await get('/apps')).body).toMatchObject({
      apps: [{ status: 'online', current_version: '1.0.0' }],
    });

    const second = await post(`/apps/${app}/deploy`, spec('1.1.0'));
    expect(second.body).toMatchObject({ previous_version: '1.0.0' });
    expect((await post(`/apps/${app}/rollback`, { target_version: '1.1.0' })).status).toBe(409);
    expect((await post(`/apps/${app}/rollback`, { target_version: '9.9.9' })).status).toBe(422);
    expect((await post(`/apps/${app}/rollback`, { target_version: '1.0.0' })).status).toBe(202);
    await becomes('/deployments?status=success', { filtered: 3 });
    expect((await get('/apps')).body).toMatchObject({ apps: [{ current_version: '1.0.0' }] });
  });

  it('fail where the health check does', async () => {
    const server = await createServer();
    const app = await createApp(server);
    await post(`/servers/${server}/setup`, {});
    const broken = spec('1.0.0', { health_check_url: 'https://notes.invalid/health' });
    const { body } = await post(`/apps/${app}/deploy`, broken);
    await becomes(`/deployments/${String(body['deployment_id'])}/status`, { status: 'failed', progress: 80 });
    expect((await get(`/services/${server}/pocketbase-notes`)).body).toMatchObject({ status: 'failed' });
    expect((await post(`/apps/${app}/deploy`, spec('1.0.0'))).status).toBe(202);
  });
});

describe('services', () => {
  it('restart, and say so in their log', async () => {
    const id = await createServer();
    const before = await get(`/services/${id}/cron`);
    expect((await post(`/services/${id}/cron`, { action: 'restart' })).status).toBe(202);
    expect((await get(`/services/${id}/cron`)).body).toMatchObject({ status: 'restarting' });
    await becomes(`/services/${id}/cron`, { status: 'running' });
    expect((await get(`/services/${id}/cron`)).body['pid']).not.toBe(before.body['pid']);
    expect((await get(`/services/${id}/cron/logs?lines=1`)).body).toMatchObject({
      total_lines: 2,
      from_line: 2,
      to_line: 2,
      logs: [{ message: 'Started cron' }],
    });
  });

  it('conflict with actions that fit another state, unless forced', async () => {
    const id = await createServer();
    expect((await post(`/services/${id}/ssh`, { action: 'start' })).status).toBe(409);
    expect((await post(`/services/${id}/ssh`, { action: 'start', force: true })).status).toBe(202);
    expect((await post(`/services/${id}/ssh`, { action: 'stop' })).status).toBe(202);
    await becomes(`/services/${id}/ssh`, { status: 'stopped' });
    expect((await post(`/services/${id}/ssh`, { action: 'reload' })).status).toBe(409);
  });
});

it('refuses work when the queue is full, and says when to come back', async () => {
  const id = await createServer();
  const restart = () => post(`/services/${id}/cron`, { action: 'restart' });
  const startedAt = Date.now();
  let accepted = 0;
  let full = await restart();
  for (; full.status === 202 && accepted < 1_000; full = await restart()) accepted += 1;
  // It holds 200; each takes a second, so that some may be done by now, and no more than that.
  const done = Math.ceil((Date.now() - startedAt) / 1_000);
  expect(accepted).toBeGreaterThanOrEqual(200);
  expect(accepted).toBeLessThanOrEqual(200 + done);
  expect(full.status).toBe(503);
  expect(Number(full.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
});

it('tells listeners on the WebSocket how a deployment goes on', async () => {
  const seen: unknown[] = [];
  const socket = new WebSocket(`${provider.url.replace('http', 'ws')}/api/v1/ws`);
  socket.addEventListener('message', ({ data }) => seen.push(JSON.parse(String(data))));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const server = await createServer();
  const app = await createApp(server);
  await post(`/servers/${server}/setup`, {});
  await post(`/apps/${app}/deploy`, spec('1.0.0'));
  await becomes('/deployments', { deployments: [{ status: 'success' }] });
  await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE);
  expect(seen).toMatchObject([
    { type: 'deployment.progress', data: { status: 'running' } },
    { type: 'deployment.progress', data: { status: 'completed', progress: 100 } },
  ]);
  socket.close();
});

it('makes the mistakes it is told to, and only those', async () => {
  await provider.close();
  provider = await deployer.start({ faults: ['server-port-missing', 'setup-twice'] });
  const id = await createServer();
  expect((await get(`/servers/${id}`)).body).not.toHaveProperty('port');
  expect((await get('/servers')).body).toMatchObject({ servers: [{ port: 22 }] });
  await post(`/servers/${id}/setup`, {});
  expect((await post(`/servers/${id}/setup`, {})).status).toBe(202);
});
