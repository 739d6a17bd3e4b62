import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import type { Handler, Request } from '../http.ts';
import { DeploymentRefusal } from './refusal.ts';
import type { Environment } from './run.ts';

/** Who calls, and which environments they may change. */
export interface Caller {
  readonly subject: string;
  readonly environments: readonly string[];
}

/** Makes a handler of one that has to know who calls. */
export type Guard = (handle: (request: Request, caller: Caller) => ReturnType<Handler>) => Handler;

/** Who gets in: anybody with a token, or only so many of their requests in a minute. */
export interface Guards {
  readonly open: Guard;
  readonly limited: Guard;
}

const key = new TextEncoder().encode('deployment-reference-server-signing-key');
const ISSUER = 'https://deploy.example.com';
const AUDIENCE = 'deployment';
const REALM = 'Bearer realm="deployment"';

/** A token of the service's own; `now` and `lifetime` in milliseconds, the latter negative for one that has expired. */
export function mintToken(
  subject: string,
  environments: readonly Environment[],
  now: number,
  lifetime: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ environments })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + Math.floor(lifetime / 1000))
    .sign(key);
}

const refused = (code: string, message: string, challenge: string): DeploymentRefusal =>
  new DeploymentRefusal(401, code, message, {
    step: 'service_auth',
    action: 'Send a valid bearer token in the Authorization header',
    retryable: code === 'AUTH_005',
    headers: { 'www-authenticate': challenge },
  });

/** Who sent the request; refuses with 401 where its token is missing, wrong or, by the clock, too old. */
export async function authenticate(request: Request, clock: Clock, acceptExpired: boolean): Promise<Caller> {
  const token = /^Bearer +([^ ]+)$/i.exec(request.header('authorization'))?.[1];
  if (token === undefined) throw refused('AUTH_006', 'A bearer token of this service is required', REALM);
  let payload: JWTPayload;
  try {
    const options = {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'sub'],
    };
    ({ payload } = await jwtVerify(token, key, { ...options, currentDate: new Date(clock.now()) }));
  } catch (error) {
    const expired = error instanceof errors.JWTExpired;
    if (!expired)
      throw refused('AUTH_006', 'The token is not one of this service', `${REALM}, error="invalid_token"`);
    if (!acceptExpired) throw refused('AUTH_005', 'The token has expired', `${REALM}, error="invalid_token"`);
    payload = error.payload;
  }
  const environments: unknown = payload['environments'];
  return {
    subject: payload.sub ?? '',
    environments: Array.isArray(environments) ? environments.map(String) : [],
  };
}

/** Refuses with 403 a caller who may not change the environment. */
export function mustChange(caller: Caller, environment: Environment): void {
  if (caller.environments.includes(environment)) return;
  throw new DeploymentRefusal(403, 'AUTH_004', `The token does not permit changes to ${environment}`, {
    step: 'service_auth',
    action: 'Ask for access to the environment',
  });
}

/** How many requests a caller may make in a minute at endpoints that cost something. */
export const RATE = 600;

/** Counts requests by caller; refuses with 429 those above the rate. */
export function createRateLimit(clock: Clock): (caller: Caller) => void {
  const windows = new Map<string, { readonly start: number; count: number }>();
  return (caller) => {
    const now = clock.now();
    let window = windows.get(caller.subject);
    if (!window || now - window.start >= 60_000) {
      window = { start: now, count: 0 };
      windows.set(caller.subject, window);
    }
    window.count += 1;
    if (window.count <= RATE) return;
    const seconds = Math.max(1, Math.ceil((window.start + 60_000 - now) / 1000));
    throw new DeploymentRefusal(429, 'SYS_003', `More than ${RATE} requests in a minute`, {
      step: 'rate_limit',
      action: 'Wait as long as Retry-After says',
      retryable: true,
      headers: { 'retry-after': String(seconds) },
    });
  };
}
