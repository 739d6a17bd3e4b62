import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deployment } from './deployment.ts';
import { RATE } from './deployment/access.ts';
import type { RunningProvider } from './provider.ts';

const HOUR = 60 * 60 * 1000;
let server: RunningProvider;
let tokens: Readonly<Record<string, string>>;

beforeEach(async () => {
  tokens = await deployment.environment();
  server = await deployment.start();
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The member of the body at a path with full stops. */
  at(path: string): unknown;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  token = tokens['DEPLOYMENT_TOKEN'],
  url = server.url,
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    at(path) {
      let value: unknown = JSON.parse(text);
      for (const key of path.split('.'))
        value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
      return value;
    },
  };
}

async function prepare(image: string, appName = 'shop', environment = 'staging'): Promise<string> {
  const answer = await call('POST', '/deploy/prepare', {
    environment,
    config: { appName, containerImage: `registry.example.com/${image}` },
  });
  expect(answer.status).toBe(201);
  return String(answer.at('data.deploymentId'));
}

async function start(image: string, options = {}): Promise<string> {
  const deploymentId = await prepare(image);
  const answer = await call('POST', '/deploy', { deploymentId, environment: 'staging', options });
  expect(answer.status).toBe(202);
  return deploymentId;
}

const statusOf = async (id: string) => (await call('GET', `/deploy/${id}/status`)).at('data.status');

describe('the token of the caller', () => {
  const path = '/deploy/dep_0000000000000000/status';
  const claims = { environments: ['staging'] };
  const draft = () =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('ci')
      .setIssuer('https://deploy.example.com')
      .setAudience('deployment')
      .setExpirationTime('1h');
  const key = new TextEncoder().encode('deployment-reference-server-signing-key');

  test('lets in who has one', async () => {
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('GET', path, undefined, await draft().sign(key))).status).toBe(404);
  });

  test.each([
    ['none', () => ''],
    ['not a token', () => 'nonsense'],
    ['another key', () => draft().sign(new TextEncoder().encode('another key of at least 256 bits!'))],
    ['another audience', () => draft().setAudience('gateway').sign(key)],
    ['another issuer', () => draft().setIssuer('https://elsewhere.example').sign(key)],
    ['no end', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setSubject('ci').sign(key)],
    ['no signature', () => new UnsecuredJWT(claims).setSubject('ci').setExpirationTime('1h').encode()],
  ])('is refused: %s', async (_, make) => {
    const answer = await call('GET', path, undefined, await make());
    expect(answer.status).toBe(401);
    expect(answer.at('error.code')).toBe('AUTH_006');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
  });

  test('expires by the clock, unless that is the fault', async () => {
    server.advance(11 * HOUR);
    expect((await call('GET', path)).status).toBe(404);
    server.advance(HOUR);
    const answer = await call('GET', path);
    expect(answer.status).toBe(401);
    expect(answer.at('error.code')).toBe('AUTH_005');

    const lenient = await deployment.start({ faults: ['expired-token-accepted'] });
    try {
      lenient.advance(13 * HOUR);
      expect((await call('GET', path, undefined, tokens['DEPLOYMENT_TOKEN'], lenient.url)).status).toBe(404);
      expect((await call('GET', path, undefined, 'nonsense', lenient.url)).status).toBe(401);
    } finally {
      await lenient.close();
    }
  });

  test('names the environments that may be changed', async () => {
    const deploymentId = await prepare('shop:1.0.0', 'blog', 'production');
    const body = { deploymentId, environment: 'production' };
    expect((await call('POST', '/deploy', body, tokens['DEPLOYMENT_STAGING_TOKEN'])).status).toBe(403);
    expect((await call('POST', '/deploy', body)).status).toBe(202);
  });
});

test('the rate limit counts by caller and by the minute', async () => {
  const body = { apiToken: 'cf-full-3f9a0c5d7e' };
  const verify = (token?: string) => call('POST', '/auth/cloudflare/verify', body, token);
  for (let done = 0; done < RATE; done += 50)
    for (const { status } of await Promise.all(Array.from({ length: 50 }, () => verify())))
      expect(status).toBe(200);
  const refused = await verify();
  expect(refused.status).toBe(429);
  expect(refused.at('error.code')).toBe('SYS_003');
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await verify(tokens['DEPLOYMENT_STAGING_TOKEN'])).status).toBe(200);
  server.advance(wait * 1000);
  expect((await verify()).status).toBe(200);
});

describe('a deployment', () => {
  test('is started once, however many ask at once', async () => {
    const body = { deploymentId: await prepare('shop:1.0.0'), environment: 'staging' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', '/deploy', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array<number>(7).fill(409)]);
    server.advance(HOUR);
    expect((await call('POST', '/deploy', body)).status).toBe(409);
  });

  test('leaves its traces in the log, which ends when it does', async () => {
    const id = await start('shop:1.0.0');
    const reading = call('GET', `/deploy/${id}/logs`);
    server.advance(HOUR);
    const log = await reading;
    expect(log.headers.get('content-type')).toBe('text/event-stream');
    const events = log.text
      .trim()
      .split('\n\n')
      .map((event): { readonly timestamp: string; readonly message: string } =>
        JSON.parse(event.replace(/^data: /, '')),
      );
    expect(events[0]?.message).toBe('Starting deployment validation');
    expect(events.at(-1)?.message).toBe('Deployment completed');
    const times = events.map(({ timestamp }) => Date.parse(timestamp));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(await statusOf(id)).toBe('completed');
  });

  test('does nothing in a dry run', async () => {
    const deploymentId = await prepare('shop:1.0.0');
    const run = (dryRun: boolean) =>
      call('POST', '/deploy', { deploymentId, environment: 'staging', options: { dryRun } });
    expect((await run(true)).status).toBe(200);
    expect((await call('GET', `/deploy/${deploymentId}/status`)).status).toBe(404);
    expect((await run(false)).status).toBe(202);
  });

  test('fails, and succeeds when its step is tried again', async () => {
    const id = await start('flaky:1.0.0', { maxRetries: 0 });
    server.advance(HOUR);
    const failed = await call('GET', `/deploy/${id}/status`);
    expect(failed.at('data.status')).toBe('failed');
    expect(failed.at('data.progress')).toEqual({ current: 3, total: 8, percentage: 37.5 });
    const stepName = failed.at('data.currentStep.name');
    const retry = (maxRetries: number) => call('POST', `/deploy/${id}/retry`, { stepName, maxRetries });
    expect((await retry(1)).status).toBe(409);
    const again = await retry(3);
    expect(again.status).toBe(202);
    expect(again.at('data.attempt')).toBe(2);
    server.advance(HOUR);
    expect(await statusOf(id)).toBe('completed');
    expect((await retry(3)).status).toBe(409);
  });

  test('tries again by itself as often as it is allowed to', async () => {
    const id = await start('flaky:1.0.0', { maxRetries: 1 });
    server.advance(HOUR);
    expect(await statusOf(id)).toBe('completed');
  });

  test('returns to the version before when it fails', async () => {
    await start('shop:1.3.2');
    server.advance(HOUR);
    const id = await start('broken:2.0.0');
    server.advance(HOUR);
    expect(await statusOf(id)).toBe('rolled_back');
    expect((await call('GET', `/deploy/${id}/logs`)).text).toContain('Rolled back to 1.3.2');
    expect((await call('POST', `/deploy/${id}/rollback`, { reason: 'again' })).status).toBe(409);
  });

  test('can be rolled back to a version that was deployed, and to no other', async () => {
    const first = await start('shop:1.3.2');
    server.advance(HOUR);
    const second = await start('shop:1.4.0');
    server.advance(HOUR);
    const rollback = (id: string, targetVersion?: string) =>
      call('POST', `/deploy/${id}/rollback`, { reason: 'too blue', targetVersion });
    expect((await rollback(first)).at('error.code')).toBe('DEPLOY_007');
    expect((await rollback(second, '0.9.0')).at('error.code')).toBe('DEPLOY_007');
    expect((await rollback(second)).at('data.targetVersion')).toBe('1.3.2');
    server.advance(HOUR);
    expect(await statusOf(second)).toBe('rolled_back');
  });
});

test('a request with a field that nobody knows is refused with the place of it', async () => {
  const deploymentId = await prepare('shop:1.0.0');
  const options = { dryrun: true };
  const answer = await call('POST', '/deploy', { deploymentId, environment: 'staging', options });
  expect(answer.status).toBe(400);
  expect(answer.at('error.details.issues')).toEqual([
    { field: '/options/dryrun', message: 'is not known here' },
  ]);
});

test('there are faults to be switched on, by their names only', async () => {
  expect(Object.keys(deployment.faults).length).toBeGreaterThanOrEqual(12);
  for (const sentence of Object.values(deployment.faults)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  await expect(async () => deployment.start({ faults: ['no-such-fault'] })).rejects.toThrow(/there are:/);
});
