import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import { refusal } from './refusals.ts';

/** An owner of devices, and what the account permits. */
export interface Customer {
  readonly id: string;
  readonly permissions: readonly string[];
}

const deviceKey = new TextEncoder().encode('device-gateway-reference-server-device-key');
const customerKey = new TextEncoder().encode('device-gateway-reference-server-customer-key');
const DEVICE = { issuer: 'https://gateway.example.com', audience: 'device' };
const CUSTOMER = { issuer: 'https://project.supabase.example/auth/v1', audience: 'authenticated' };

/** How long the session token of a device is valid, in seconds. */
export const DEVICE_TOKEN_LIFETIME = 3600;

function mint(
  claims: JWTPayload,
  subject: string,
  party: { readonly issuer: string; readonly audience: string },
  key: Uint8Array,
  now: number,
  lifetime: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(party.issuer)
    .setAudience(party.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifetime)
    .sign(key);
}

/** A session token of a device; `now` in milliseconds, `lifetime` in seconds. */
export const mintDeviceToken = (
  deviceId: string,
  now: number,
  lifetime = DEVICE_TOKEN_LIFETIME,
): Promise<string> => mint({}, deviceId, DEVICE, deviceKey, now, lifetime);

/** A customer's token as Supabase issues it; `now` in milliseconds, `lifetime` in seconds. */
export const mintCustomerToken = (customer: Customer, now: number, lifetime: number): Promise<string> =>
  mint(
    { role: 'authenticated', app_metadata: { permissions: customer.permissions } },
    customer.id,
    CUSTOMER,
    customerKey,
    now,
    lifetime,
  );

async function verify(
  token: string,
  party: { readonly issuer: string; readonly audience: string },
  key: Uint8Array,
  clock: Clock,
  acceptExpired: boolean,
): Promise<JWTPayload | undefined> {
  try {
    const options = { ...party, algorithms: ['HS256'], requiredClaims: ['exp', 'sub'] };
    return (await jwtVerify(token, key, { ...options, currentDate: new Date(clock.now()) })).payload;
  } catch (error) {
    return acceptExpired && error instanceof errors.JWTExpired ? error.payload : undefined;
  }
}

/** The id of the device whose session token this is; refuses with 401 one that is wrong or, by the clock, too old. */
export async function verifyDevice(token: string, clock: Clock, acceptExpired: boolean): Promise<string> {
  const payload = await verify(token, DEVICE, deviceKey, clock, acceptExpired);
  if (payload?.sub === undefined) throw refusal(401, 'INVALID_TOKEN', 'The session token is not valid');
  return payload.sub;
}

/** The customer whose token this is; refuses with 401 one that is wrong or, by the clock, too old. */
export async function verifyCustomer(token: string, clock: Clock, acceptExpired: boolean): Promise<Customer> {
  const payload = await verify(token, CUSTOMER, customerKey, clock, acceptExpired);
  if (payload?.sub === undefined)
    throw refusal(401, 'INVALID_TOKEN', 'The token is not valid', {
      headers: { 'www-authenticate': 'Bearer realm="gateway"' },
    });
  const metadata: unknown = payload['app_metadata'];
  const permissions: unknown =
    typeof metadata === 'object' && metadata !== null && 'permissions' in metadata
      ? metadata.permissions
      : [];
  return { id: payload.sub, permissions: Array.isArray(permissions) ? permissions.map(String) : [] };
}
