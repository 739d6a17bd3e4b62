import { crypto } from '../../../document/crypto.ts';
import { AuthenticationFailed } from '../errors.ts';
import type { AuthConfig, Authenticator, AuthTools, Outgoing } from './config.ts';

/**
 * Signs each request with a shared secret. Templates may use `{method}`, `{host}`, `{path}`, `{query}`, `{body}`,
 * `{bodySha256}` (hexadecimal), `{timestamp}` (Unix seconds), `{timestampMs}`, `{date}` (RFC 9110), `{isoDate}`,
 * `{nonce}` and `{keyId}`; headers also `{signature}`. All templates of one request see the same values.
 */
export function hmacAuth(config: AuthConfig & { readonly type: 'hmac' }, tools: AuthTools): Authenticator {
  const { algorithm = 'sha256', key, keyId = '', encoding = 'hex', canonical, headers } = config;
  return {
    renew: () => false,
    credentials(outgoing) {
      const values = valuesOf(outgoing, tools.now(), keyId);
      let signature: string;
      try {
        signature = crypto().createHmac(algorithm, key).update(fill(canonical, values)).digest(encoding);
      } catch {
        throw new AuthenticationFailed(`there is no hash algorithm ${algorithm}`);
      }
      values.set('signature', signature);
      return Promise.resolve({
        headers: Object.entries(headers).map(([name, template]) => [
          name.toLowerCase(),
          fill(template, values),
        ]),
        query: [],
      });
    },
  };
}

function valuesOf({ method, url, body }: Outgoing, now: number, keyId: string): Map<string, string> {
  const { host, pathname, search } = new URL(url);
  const bytes = body ?? new Uint8Array();
  const time = new Date(now);
  return new Map([
    ['method', method],
    ['host', host],
    ['path', pathname],
    ['query', search.slice(1)],
    ['body', Buffer.from(bytes).toString('utf8')],
    ['bodySha256', crypto().createHash('sha256').update(bytes).digest('hex')],
    ['timestamp', String(Math.floor(now / 1000))],
    ['timestampMs', String(Math.floor(now))],
    ['date', time.toUTCString()],
    ['isoDate', time.toISOString()],
    ['nonce', crypto().randomUUID()],
    ['keyId', keyId],
  ]);
}

function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
}
