import { timingSafeEqual } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import type { Random } from '../random.ts';
import { TIERS, type Limit } from './limits.ts';

export type Scope = 'read' | 'write' | 'admin';

/** An API key as the dashboard makes it. */
export interface ApiKey {
  readonly id: string;
  readonly secret: string;
  /** With the scopes that the highest one includes. */
  readonly scopes: readonly Scope[];
  readonly limit: Limit;
}

const RANK: readonly Scope[] = ['read', 'write', 'admin'];

function key(name: string, scope: Scope, limit: Limit): ApiKey {
  const scopes = RANK.slice(0, RANK.indexOf(scope) + 1);
  return { id: `sk_test_${name}`, secret: `secret_${name}_5f8d2c7b1e`, scopes, limit };
}

/** The keys of the demo tenant. */
export const KEYS = {
  admin: key('admin', 'admin', TIERS.premium),
  writer: key('writer', 'write', TIERS.premium),
  reader: key('reader', 'read', TIERS.premium),
  /** A reader of the default tier, which can be used up. */
  trial: key('trial', 'read', TIERS.default),
} as const;

const BY_ID = new Map<string, ApiKey>(Object.values(KEYS).map((each) => [each.id, each]));

/** The key with these credentials. */
export function authenticate(id: string, secret: string): ApiKey | undefined {
  const found = BY_ID.get(id);
  if (!found) return undefined;
  const [expected, given] = [Buffer.from(found.secret), Buffer.from(secret)];
  return expected.length === given.length && timingSafeEqual(expected, given) ? found : undefined;
}

/** Seconds that a token lives. */
export const LIFETIME = 900;

/** Issues and verifies tokens, on the clock of the server. */
export interface Tokens {
  issue(key: ApiKey, lifetime?: number): Promise<string>;
  /** The key of a token that is genuine and has not expired. */
  verify(token: string, options?: { readonly ignoreExpiry?: boolean }): Promise<ApiKey | undefined>;
}

/** The same at every start, so that a recording can hold a token that is genuine and has expired. */
const SIGNING_KEY = Buffer.from('signs the tokens of a reference server');

/** A signer whose moments are those of `now`, in milliseconds. */
export function tokens(now: () => number, random: Random): Tokens {
  const issuer = 'https://demo.salina.app';
  return {
    issue(of, lifetime = LIFETIME) {
      const issued = Math.floor(now() / 1000);
      return new SignJWT({ scope: of.scopes.join(' '), tenant: 'demo' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(of.id)
        .setIssuedAt(issued)
        .setExpirationTime(issued + lifetime)
        .setJti(random.hex(24))
        .sign(SIGNING_KEY);
    },
    async verify(token, options) {
      try {
        const { payload } = await jwtVerify(token, SIGNING_KEY, {
          algorithms: ['HS256'],
          issuer,
          requiredClaims: ['sub', 'exp'],
          currentDate: options?.ignoreExpiry ? new Date(0) : new Date(now()),
        });
        return payload.sub === undefined ? undefined : BY_ID.get(payload.sub);
      } catch {
        return undefined;
      }
    },
  };
}
