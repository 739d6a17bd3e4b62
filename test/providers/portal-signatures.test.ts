import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../../fixtures/portal/sign.mjs';
import { portal } from './portal.ts';
import { call as send, keysOf, type Call } from './portal/caller.ts';
import { addressOf, isSignedBy, privateKeyOf, signDocument, wallet } from './portal/wallet.ts';
import type { RunningProvider } from './provider.ts';

let running: RunningProvider;
beforeAll(async () => void (running = await portal.start()));
afterAll(() => running.close());

const { alice, hmac } = await keysOf();
const call = (path: string, how?: Call, at = running) => send(sign, at, path, how);

/** Status and code of a request to `/organizations` signed by Alice, with these headers in place of hers. */
async function altered(headers: Readonly<Record<string, string>>) {
  const { status, code } = await call('/organizations', { headers });
  return [status, code];
}

describe('wallet signatures', () => {
  it('makes the address of a known key', () => {
    // The generator of the curve, the public key of the private key 1; its hash is the one in BIP 173.
    const generator = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798';
    const address = addressOf(Buffer.from(generator, 'hex'));
    expect(address).toMatch(/^virtengine1w508d6qejxtdg4y5r3zarvary0c5xw7k[a-z0-9]{6}$/);
  });

  it('takes a good one, for itself only', async () => {
    expect((await call('/organizations')).status).toBe(200);
    expect(await altered({ 'X-VE-Nonce': 'f'.repeat(32) })).toEqual([401, 'signature_invalid']);
    const other = wallet('bob');
    expect(await altered({ 'X-VE-Address': other })).toEqual([401, 'public_key_mismatch']);
    expect(await altered({ 'X-VE-Nonce': 'short' })).toEqual([401, 'nonce_invalid']);
    expect(await altered({ 'X-VE-Timestamp': 'now' })).toEqual([401, 'timestamp_invalid']);
    expect(await altered({ 'X-VE-Signature': 'AAAA' })).toEqual([401, 'signature_invalid']);
    expect(await altered({ 'X-VE-PubKey': Buffer.alloc(33, 9).toString('base64') })).toEqual([
      401,
      'public_key_mismatch',
    ]);
  });

  it('is bound to method, path, query and body', async () => {
    const url = `${running.url}/api/v1/deployments/4711-1-1/logs?tail=1`;
    const headers = sign({ method: 'GET', url, options: alice });
    expect((await fetch(url.replace('tail=1', 'tail=2'), { headers })).status).toBe(401);
    expect((await fetch(url.replace('4711', '4712'), { headers })).status).toBe(401);
    expect((await fetch(url, { headers, method: 'HEAD' })).status).toBe(401);
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  it('is good once', async () => {
    const url = `${running.url}/api/v1/usage`;
    const headers = sign({ method: 'GET', url, options: alice });
    expect((await fetch(url, { headers })).status).toBe(200);
    const again = await fetch(url, { headers });
    expect([again.status, await again.json()]).toMatchObject([401, { code: 'nonce_replayed' }]);
    expect(again.headers.get('www-authenticate')).toBe('VE-Wallet, VE-HMAC');
  });

  it('is good for five minutes, either way', async () => {
    const own = await portal.start();
    own.advance(4 * 60_000);
    expect((await call('/usage', {}, own)).status).toBe(200);
    own.advance(2 * 60_000);
    expect(await call('/usage', {}, own)).toMatchObject({ status: 401, code: 'timestamp_expired' });
    await own.close();
  });

  it('says what is missing', async () => {
    expect(await call('/usage', { as: 'nobody' })).toMatchObject({ status: 401, code: 'signature_missing' });
    const headers = { 'X-VE-Address': wallet('alice') };
    expect(await call('/usage', { as: 'nobody', headers })).toMatchObject({
      status: 401,
      code: 'header_missing',
    });
  });

  it('is not accepted for another document or key', () => {
    const message = signDocument('a', wallet('alice'));
    expect(Buffer.from(message).toString()).toMatch(
      /^\{"account_number":"0","chain_id":"","fee":\{"amount":\[\],"gas":"0"\},"memo":"",/,
    );
    expect(isSignedBy(privateKeyOf('alice'), new Uint8Array(64), message)).toBe(false);
    expect(isSignedBy(new Uint8Array(33), new Uint8Array(3), message)).toBe(false);
  });
});

describe('HMAC', () => {
  it('acts for the wallet of its key', async () => {
    const { status, body } = await call('/deployments/4711-1-1', { as: hmac });
    expect([status, body]).toMatchObject([200, { owner: wallet('alice') }]);
  });

  it('refuses a wrong secret, an unknown key and a replay', async () => {
    expect(await call('/usage', { as: { ...hmac, hmacSecret: 'x' } })).toMatchObject({
      status: 401,
      code: 'signature_invalid',
    });
    expect(await call('/usage', { as: { ...hmac, hmacKey: 'x' } })).toMatchObject({
      status: 401,
      code: 'key_unknown',
    });
    const url = `${running.url}/api/v1/usage`;
    const headers = sign({ method: 'GET', url, options: hmac });
    expect([(await fetch(url, { headers })).status, (await fetch(url, { headers })).status]).toEqual([
      200, 401,
    ]);
  });
});
