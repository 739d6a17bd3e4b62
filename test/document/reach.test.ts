import { symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPrivateAddress } from '../../src/document/addresses.ts';
import type { Document } from '../../src/document/document.ts';
import { fetchText } from '../../src/document/fetch.ts';
import { defaultLimits } from '../../src/document/limits.ts';
import { createStore, type StoreOptions } from '../../src/document/store.ts';
import { directory } from './directory.ts';

/** What names lead to, each time that they are looked up. */
const names = vi.hoisted(() => ({ answers: new Map<string, string[]>(), asked: [] as string[] }));
vi.mock('node:dns', () => ({
  lookup(
    host: string,
    _: object,
    answer: (error: Error | null, found: { address: string; family: number }[]) => void,
  ) {
    names.asked.push(host);
    const addresses = names.answers.get(host) ?? [];
    const next = addresses.length > 1 ? addresses.shift() : addresses[0];
    if (next === undefined) answer(Object.assign(new Error(host), { code: 'ENOTFOUND' }), []);
    else answer(null, [{ address: next, family: next.includes(':') ? 6 : 4 }]);
  },
}));

let server: Server;
let port = 0;
let requests: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.headers.host}${request.url}`);
    const [, to] = /^\/to\?(.*)$/.exec(request.url ?? '') ?? [];
    if (to === undefined) response.end('openapi: 3.1.0\n');
    else response.writeHead(302, { location: decodeURIComponent(to) }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  names.asked = [];
  names.answers.clear();
});

const everywhere = { allowed: () => true, publicOnly: false };

describe('an address', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.255.0.9', true],
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['224.0.0.1', true],
    ['255.255.255.255', true],
    ['93.184.216.34', false],
    ['::1', true],
    ['[::1]', true],
    ['::', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:93.184.216.34', false],
    ['64:ff9b::7f00:1', true],
    ['2002:7f00:1::', true],
    ['fe80::1%eth0', true],
    ['fd00::1', true],
    ['ff02::1', true],
    ['2606:2800:220:1::1', false],
    ['example.com', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });
});

describe('what comes from the public internet', () => {
  it.each(['127.0.0.1', '[::1]', '[::ffff:7f00:1]', '0x7f.1', '2130706433', '169.254.169.254'])(
    'does not lead to %s',
    async (host) => {
      const url = `http://${host}:${port}/x`;
      const found = await fetchText(url, { ...everywhere, publicOnly: true }, defaultLimits);
      expect(found).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/has a private address/) });
      expect(requests).toEqual([]);
    },
  );

  it('does not lead to a name of such an address', async () => {
    names.answers.set('innocent.example', ['127.0.0.1']);
    const found = await fetchText(
      `http://innocent.example:${port}/x`,
      { ...everywhere, publicOnly: true },
      defaultLimits,
    );
    expect(found).toEqual({
      kind: 'failed',
      reason: `http://innocent.example:${port}/x is not fetched, as innocent.example has a private address, where nothing from the public internet may lead`,
    });
    expect(requests).toEqual([]);
  });

  it('does not lead there by a reference, though its host is allowed', async () => {
    names.answers.set('innocent.example', ['127.0.0.1']);
    const store = createStore({ cwd: '/', offline: false, allowHosts: [`innocent.example:${port}`] });
    const from = { uri: 'https://public.example/api.yaml' } as Document;
    const found = await store.openReferenced(`http://innocent.example:${port}/x`, from);
    expect(found).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/private address/) });
    expect(requests).toEqual([]);
  });
});

describe('a host that the user named', () => {
  it('may be at a private address, and what comes from there may lead there', async () => {
    names.answers.set('intranet.example', ['127.0.0.1']);
    const store = createStore({ cwd: '/', offline: false });
    const opened = await store.open(`http://intranet.example:${port}/api.yaml`);
    if (opened.kind === 'failed' || !opened.opened[0]) throw new Error(JSON.stringify(opened));
    const found = await store.openReferenced(
      `http://intranet.example:${port}/x.yaml`,
      opened.opened[0].document,
    );
    expect(found).toMatchObject({ kind: 'opened' });
    expect(requests).toHaveLength(2);
  });

  it('is looked up once, and where the name leads then is where is connected to', async () => {
    names.answers.set('rebound.example', ['127.0.0.1', '169.254.169.254']);
    const found = await fetchText(`http://rebound.example:${port}/x`, everywhere, defaultLimits);
    expect(found).toMatchObject({ kind: 'text', isPublic: false });
    expect(names.asked).toEqual(['rebound.example']);
    expect(requests).toEqual([`rebound.example:${port}/x`]);
  });

  it('redirects to no host that is not allowed, and to no file', async () => {
    names.answers.set('intranet.example', ['127.0.0.1']);
    const base = `http://intranet.example:${port}`;
    const allowed = (host: string) => host === `intranet.example:${port}`;
    const redirected = async (to: string) =>
      fetchText(`${base}/to?${encodeURIComponent(to)}`, { allowed, publicOnly: false }, defaultLimits);
    expect(await redirected('/x')).toMatchObject({ kind: 'text' });
    expect(await redirected('http://169.254.169.254/latest')).toMatchObject({
      reason: expect.stringMatching(/169\.254\.169\.254, which is not an allowed host; --allow-host 169/),
    });
    expect(await redirected('file:///etc/passwd')).toMatchObject({
      reason: expect.stringMatching(/redirected to file:, which is no http\(s\) URL/),
    });
  });
});

describe('a file that a document refers to', () => {
  const cwd = directory({
    'repo/.git/HEAD': 'ref: refs/heads/main\n',
    'repo/services/a/api.yaml': 'openapi: 3.1.0\n',
    'repo/common/x.yaml': 'a: 1\n',
    'elsewhere/secret.yaml': 'a: 2\n',
  });
  symlinkSync(join(cwd, 'elsewhere/secret.yaml'), join(cwd, 'repo/common/link.yaml'));
  symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'repo/folder'));
  const opens = async (
    path: string,
    options: Partial<StoreOptions> = {},
    from = 'repo/services/a/api.yaml',
  ) => {
    const store = createStore({ cwd: join(cwd, 'repo/services/a'), offline: true, ...options });
    const opened = await store.open('api.yaml');
    if (opened.kind === 'failed' || !opened.opened[0]) throw new Error(JSON.stringify(opened));
    const { document } = opened.opened[0];
    const found = await store.openReferenced(
      path,
      from.includes(':') ? { ...document, uri: from } : document,
    );
    return found.kind === 'opened' ? 'opened' : found.reason;
  };

  it('may be anywhere in the repository', async () => {
    expect(await opens('../../common/x.yaml')).toBe('opened');
    expect(await opens('../../common/absent.yaml')).toBe('../../common/absent.yaml is not found');
  });

  it.each([
    ['../../../elsewhere/secret.yaml', ''],
    ['../../common/link.yaml', ` and leads to ${join(cwd, 'elsewhere/secret.yaml')}`],
    ['../../folder/secret.yaml', ` and leads to ${join(cwd, 'elsewhere/secret.yaml')}`],
  ])('%s is outside of it, and read only where that is allowed', async (path, to) => {
    expect(await opens(path)).toBe(
      `${path} is not read, as it is outside of the project${to}; --allow-path ../../../elsewhere allows it`,
    );
    expect(await opens(path, { allowPaths: ['../../../elsewhere'] })).toBe('opened');
    expect(await opens(path, { allowPaths: ['../../../elsewhere/secret.yaml'] })).toBe('opened');
    expect(await opens(path, { allowPaths: ['../../../else'] })).toMatch(/outside of the project/);
  });

  it.each(['/etc/passwd', '/dev/zero', '/proc/self/environ'])('%s is not read', async (path) => {
    expect(await opens(path)).toMatch(/is outside of the project/);
  });

  it('is not read for a document of a revision', async () => {
    expect(await opens(join(cwd, 'repo/common/x.yaml'), {}, 'main:services/a/api.yaml')).toMatch(
      /a document of a revision may not reach files outside of it/,
    );
  });

  it('may be beside a description that the user names, wherever that is', async () => {
    const store = createStore({ cwd: join(cwd, 'repo'), offline: true });
    const opened = await store.open('../elsewhere/secret.yaml');
    if (opened.kind === 'failed' || !opened.opened[0]) throw new Error(JSON.stringify(opened));
    expect(await store.openReferenced('../elsewhere/secret.yaml', opened.opened[0].document)).toMatchObject({
      kind: 'opened',
    });
  });
});
