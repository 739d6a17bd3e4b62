import { createHmac, generateKeyPairSync, sign as signWithKey, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/openapi/model.ts';
import { createListener, type Delivery } from '../../src/probe/listen/listener.ts';
import { directedOperations, namedOperations, pathBelow } from '../../src/probe/listen/meant-operation.ts';
import { parseSignatures, timeOf } from '../../src/probe/listen/signature-header.ts';
import { verifySignature, type SignatureScheme } from '../../src/probe/listen/signature.ts';
import { schemeOf, type WrittenScheme } from '../../src/probe/listen/signing.ts';

const body = Buffer.from('{"type":"title.created","text":"ü"}');
const sign = (key: string | Buffer, payload: string | Buffer, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(payload).digest(encoding);
const scheme = (written: WrittenScheme): SignatureScheme => {
  const read = schemeOf(written);
  if ('reason' in read) throw new Error(read.reason);
  return read.scheme;
};
const now = 1_700_000_000_000;
const seconds = 1_700_000_000;

describe('signatures', () => {
  const timestamped = (at: number, secret = 'key'): ReadonlyMap<string, string> =>
    new Map([['x-webhook-signature', `t=${at},v1=${sign(secret, `${at}.${body.toString()}`, 'hex')}`]]);
  const url = 'http://127.0.0.1:4/hooks/a?b=c';
  const verify = (
    headers: ReadonlyMap<string, string>,
    written: string | WrittenScheme = 'timestamped',
    secret = 'key',
    bytes = body,
  ) =>
    verifySignature(
      { headers, body: bytes, method: 'POST', url },
      scheme(typeof written === 'string' ? { scheme: written } : written),
      secret,
      now,
    ).kind;

  it('hold for what was signed, and for nothing else', () => {
    expect(verify(timestamped(seconds))).toBe('valid');
    expect(verify(timestamped(seconds), 'timestamped', 'other')).toBe('wrong');
    expect(verify(timestamped(seconds), 'timestamped', 'key', Buffer.from('{}'))).toBe('wrong');
    expect(verify(new Map())).toBe('missing');
    expect(verify(new Map([['x-webhook-signature', 'abc']]))).toBe('malformed');
  });

  it('are good for some minutes', () => {
    expect(verify(timestamped(seconds - 299))).toBe('valid');
    expect(verify(timestamped(seconds - 301))).toBe('expired');
    expect(verify(timestamped(seconds + 301))).toBe('expired');
  });

  it('of GitHub and of Standard Webhooks are known', () => {
    const github = new Map([['x-hub-signature-256', `sha256=${sign('key', body, 'hex')}`]]);
    expect(verify(github, 'github')).toBe('valid');
    const key = Buffer.from('some bytes');
    const signature = sign(key, `msg_1.${seconds}.${body.toString()}`, 'base64');
    const standard = new Map([
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(seconds)],
      // The old secret's signature may come first.
      ['webhook-signature', `v1,${sign('old', 'x', 'base64')} v1,${signature}`],
    ]);
    expect(verify(standard, 'standard-webhooks', `whsec_${key.toString('base64')}`)).toBe('valid');
  });

  it('of Stripe may be several, in any order, of which others are none', () => {
    const right = sign('key', `${seconds}.${body.toString()}`, 'hex');
    const other = sign('old', 'x', 'hex');
    for (const written of [
      `t=${seconds},v1=${right}`,
      `t=${seconds},v1=${other},v1=${right},v0=${other}`,
      `v1=${other}, v1=${right}, t=${seconds}`,
    ])
      expect(verify(new Map([['stripe-signature', written]]), 'stripe')).toBe('valid');
    const none = {
      [`t=${seconds},v0=${right}`]: 'malformed',
      [`v1=${right}`]: 'malformed',
      [`t=${seconds},v1=${other}`]: 'wrong',
    };
    for (const [written, kind] of Object.entries(none))
      expect(verify(new Map([['stripe-signature', written]]), 'stripe')).toBe(kind);
  });

  it('of Slack, Shopify, Svix and GitLab are known', () => {
    const slack = new Map([
      ['x-slack-request-timestamp', String(seconds)],
      ['x-slack-signature', `v0=${sign('key', `v0:${seconds}:${body.toString()}`, 'hex')}`],
    ]);
    expect(verify(slack, 'slack')).toBe('valid');
    expect(verify(new Map([...slack, ['x-slack-request-timestamp', String(seconds - 1)]]), 'slack')).toBe(
      'wrong',
    );
    expect(verify(new Map([...slack].slice(1)), 'slack')).toBe('missing');
    const shopify = new Map([['x-shopify-hmac-sha256', sign('key', body, 'base64')]]);
    expect(verify(shopify, 'shopify')).toBe('valid');
    const svix = new Map([
      ['svix-id', 'm'],
      ['svix-timestamp', String(seconds)],
      ['svix-signature', `v1,${sign('key', `m.${seconds}.${body.toString()}`, 'base64')}`],
    ]);
    expect(verify(svix, 'svix', `whsec_${Buffer.from('key').toString('base64')}`)).toBe('valid');
    expect(verify(new Map([['x-gitlab-token', 'my key!']]), 'gitlab', 'my key!')).toBe('valid');
    expect(verify(new Map([['x-gitlab-token', 'my key']]), 'gitlab', 'my key!')).toBe('wrong');
  });

  it('by a private key hold for its public one', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);
    const signature = signWithKey(null, Buffer.from(`${seconds}${body.toString()}`), privateKey);
    const discord = new Map([
      ['x-signature-ed25519', signature.toString('hex')],
      ['x-signature-timestamp', String(seconds)],
    ]);
    expect(verify(discord, 'discord', raw(publicKey).toString('hex'))).toBe('valid');
    expect(verify(discord, 'discord', raw(generateKeyPairSync('ed25519').publicKey).toString('hex'))).toBe(
      'wrong',
    );
    expect(verify(discord, 'discord', 'no key')).toBe('wrong');
    const signed = signWithKey(null, Buffer.from(`m.${seconds}.${body.toString()}`), privateKey);
    const standard = new Map([
      ['webhook-id', 'm'],
      ['webhook-timestamp', String(seconds)],
      ['webhook-signature', `v1,${sign('old', 'x', 'base64')} v1a,${signed.toString('base64')}`],
    ]);
    const asymmetric = { scheme: 'standard-webhooks', format: 'v1a,{signature}', algorithm: 'ed25519' };
    expect(verify(standard, asymmetric, `whpk_${raw(publicKey).toString('base64')}`)).toBe('valid');
  });

  it('are written as the user says, with the name of a key, the method and the address', () => {
    const written: WrittenScheme = {
      header: 'X-Sig',
      format: 'keyId="{key}",signature="{signature}"',
      payload: '{method} {url}\n{body}',
      encoding: 'base64',
      secretEncoding: 'hex',
    };
    const signature = sign(Buffer.from('0102', 'hex'), `POST ${url}\n${body.toString()}`, 'base64');
    const header = `keyId="k-1", algorithm="hmac-sha256", signature="${signature}"`;
    expect(verify(new Map([['x-sig', header]]), written, '0102')).toBe('valid');
    expect(verify(new Map([['x-sig', header]]), written, '0103')).toBe('wrong');
    expect(schemeOf({ format: 'v1' })).toEqual({ reason: '"format" must have {signature} in it' });
    expect(parseSignatures('t=2023-11-14T22:13:20Z,v1=ab', 't={timestamp},v1={signature}')).toEqual([
      { signature: 'ab', timestamp: '2023-11-14T22:13:20Z' },
    ]);
  });

  it('have a time in seconds, in less, or in words', () => {
    for (const text of ['1700000000', '1700000000000', '1700000000000000', '2023-11-14T22:13:20Z'])
      expect(timeOf(text)).toBe(seconds);
    expect(timeOf('soon')).toBeNaN();
  });
});

describe('a listener', () => {
  it('gives each flow its own deliveries, and waits no longer than for all of them', async () => {
    const listener = await createListener({ status: 204 }, () => 7);
    try {
      const post = (flow: string, text: string): Promise<Response> =>
        fetch(`${listener.address(flow)}?x=1`, { method: 'POST', body: text });
      const [first] = await Promise.all([post('a', 'one'), post('b', 'other')]);
      expect(first.status).toBe(204);
      const waiting = listener.wait('a', 2, 5_000);
      await post('a', 'two');
      const taken = await waiting;
      expect(taken.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['one', 'two']);
      expect(taken[0]).toMatchObject({ method: 'POST', target: '/?x=1', at: 7 });
      expect(listener.take('b')).toHaveLength(1);
      expect(await listener.wait('a', 1, 20)).toEqual([]);
    } finally {
      await listener.close();
    }
  });

  it('answers who asks whether somebody wants deliveries', async () => {
    const listener = await createListener({ status: 202 }, () => 7);
    try {
      const address = listener.address('a');
      const heard = async (query: string, init: RequestInit = {}): Promise<readonly [number, string]> => {
        const answer = await fetch(address + query, init);
        return [answer.status, await answer.text()];
      };
      expect(await heard('?hub.mode=subscribe&hub.challenge=a%20b')).toEqual([200, 'a b']);
      expect(await heard('?challenge=c')).toEqual([200, 'c']);
      expect(await heard('?validationToken=d', { method: 'POST' })).toEqual([200, 'd']);
      const slack = JSON.stringify({ type: 'url_verification', challenge: 'e' });
      expect(await heard('', { method: 'POST', body: slack })).toEqual([200, '{"challenge":"e"}']);
      expect(listener.take('a')).toEqual([]);
      expect(await heard('?challenge=c', { method: 'POST', body: '{}' })).toEqual([202, '']);
      expect(listener.take('a')).toHaveLength(1);
    } finally {
      await listener.close();
    }
  });

  it('says what came and is no delivery', async () => {
    const listener = await createListener({ maxBytes: 10 }, () => 7);
    try {
      const address = listener.address('a');
      const { origin, port } = new URL(address);
      const post = (url: string, text: string): Promise<Response> =>
        fetch(url, { method: 'POST', body: text });
      await post(address, 'x'.repeat(11));
      expect((await post(`${origin}/elsewhere`, 'x')).status).toBe(404);
      expect((await post(`${origin}/hooks/b`, 'x')).status).toBe(404);
      const begun = connect(Number(port), '127.0.0.1');
      begun.write('POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab');
      const garbled = connect(Number(port), '127.0.0.1');
      garbled.end('no HTTP\r\n\r\n');
      await once(garbled.resume(), 'close');
      expect(listener.mishaps('a')).toEqual({
        refused: 1,
        unfinished: 1,
        elsewhere: ['/elsewhere', '/hooks/b'],
        garbled: 1,
      });
      expect(listener.mishaps('a')).toMatchObject({ elsewhere: [], garbled: 0 });
      expect(listener.take('a')).toEqual([]);
      begun.destroy();
    } finally {
      await listener.close();
    }
  });
});

describe('what a delivery is meant to be', () => {
  const operation = (kind: Operation['kind'], path: string, id?: string): Operation =>
    ({ kind, path, id: id === undefined ? undefined : { value: id } }) as unknown as Operation;
  const created = operation('webhook', 'title.created', 'onCreated');
  const deleted = operation('webhook', 'title.deleted', 'onDeleted');
  const delivery = (body: unknown, headers: readonly (readonly [string, string])[] = []): Delivery => ({
    flow: 'a',
    method: 'POST',
    target: '/',
    url: 'http://127.0.0.1/hooks/a',
    headers,
    bytes: Buffer.from(JSON.stringify(body)),
    at: 0,
  });

  it('it says itself, in a member or a header', () => {
    const both = [created, deleted];
    expect(namedOperations(both, delivery({ type: 'title.deleted' }))).toEqual([deleted]);
    expect(namedOperations(both, delivery({ meta: { event: 'TITLE_CREATED' } }))).toEqual([created]);
    expect(namedOperations(both, delivery({}, [['x-event', 'onDeleted']]))).toEqual([deleted]);
    expect(namedOperations(both, delivery({ type: 'other' }))).toEqual(both);
    expect(namedOperations(both, delivery([1]))).toEqual(both);
  });

  it('or where it goes to', () => {
    const events = operation('callback', '{$request.body#/url}/events');
    const news = operation('callback', '$request.body#/url');
    const unknown = operation('callback', '{$request.body#/url}/{$request.body#/id}');
    expect([created, events, news, unknown].map(pathBelow)).toEqual(['/', '/events', '/', undefined]);
    expect(directedOperations([events, news], '/events')).toEqual([events]);
    expect(directedOperations([events, news], '/other')).toEqual([events, news]);
  });
});
