import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createListener } from '../../src/probe/listen/listener.ts';
import { knownSchemes, verifySignature, type SignatureScheme } from '../../src/probe/listen/signature.ts';

const body = Buffer.from('{"type":"title.created","text":"ü"}');
const sign = (key: string | Buffer, payload: string | Buffer, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(payload).digest(encoding);
const scheme = (name: string): SignatureScheme => {
  const found = knownSchemes[name];
  if (!found) throw new Error(`there is no scheme ${name}`);
  return found;
};
const now = 1_700_000_000_000;
const seconds = 1_700_000_000;

describe('signatures', () => {
  const timestamped = (at: number, secret = 'key'): ReadonlyMap<string, string> =>
    new Map([['x-webhook-signature', `t=${at},v1=${sign(secret, `${at}.${body.toString()}`, 'hex')}`]]);
  const verify = (headers: ReadonlyMap<string, string>, name = 'timestamped', secret = 'key', bytes = body) =>
    verifySignature(headers, bytes, scheme(name), secret, now).kind;

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
});
