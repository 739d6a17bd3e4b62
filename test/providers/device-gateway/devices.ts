import type { Random } from '../random.ts';

/** In milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/** How often a device has to report, in milliseconds. */
export const HEARTBEAT_INTERVAL = 30_000;

/** How many failed attempts to authenticate are let through in `ATTEMPT_WINDOW` milliseconds. */
export const ATTEMPTS = 5;
export const ATTEMPT_WINDOW = 60_000;

/** What a device last said, and when by the clock. */
export interface Heartbeat {
  readonly at: number;
  readonly status: 'online' | 'busy' | 'error';
  readonly metrics: { readonly cpu: number; readonly memory: number; readonly uptime: number } | undefined;
  readonly diagnostics: unknown;
}

/** A device from its provisioning on; times are milliseconds of the clock. */
export interface Device {
  readonly id: string;
  readonly customerId: string;
  readonly name: string;
  location: string | undefined;
  readonly activationCode: string;
  readonly activationExpires: number;
  /** What it proves its identity with; undefined until it registers. */
  secret: string | undefined;
  registeredAt: number | undefined;
  lifecycle: 'active' | 'inactive' | 'suspended';
  heartbeat: Heartbeat | undefined;
  /** The times of failed attempts to authenticate. */
  failures: number[];
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A device as its customer provisions it; its activation code is good for a day from `now` on. */
export const provision = (
  id: string,
  customerId: string,
  name: string | undefined,
  location: string | undefined,
  now: number,
  random: Random,
): Device => ({
  id,
  customerId,
  name: name ?? id,
  location,
  activationCode: Array.from({ length: 3 }, () => random.token(4, ALPHABET)).join('-'),
  activationExpires: now + DAY,
  secret: undefined,
  registeredAt: undefined,
  lifecycle: 'active',
  heartbeat: undefined,
  failures: [],
});

/** Registers the device, if that is its code and the code is still good. */
export function register(
  device: Device,
  code: string,
  location: string | undefined,
  now: number,
  random: Random,
): 'registered' | 'registered-before' | 'wrong-code' {
  if (device.registeredAt !== undefined) return 'registered-before';
  if (device.activationCode !== code || now >= device.activationExpires) return 'wrong-code';
  device.registeredAt = now;
  device.secret = `dsec_${random.token(24)}`;
  device.location ??= location;
  return 'registered';
}

/** Milliseconds until the device may try again; 0 if it may now. */
export function waitBeforeAttempt(device: Device, now: number): number {
  device.failures = device.failures.filter((at) => at > now - ATTEMPT_WINDOW);
  const first = device.failures[0];
  return device.failures.length < ATTEMPTS || first === undefined ? 0 : first + ATTEMPT_WINDOW - now;
}

/** What a customer sees: the last word of the device, or offline if that is three intervals old. */
export function statusOf(device: Device, now: number): 'online' | 'busy' | 'error' | 'offline' {
  const last = device.heartbeat;
  return last && now - last.at <= 3 * HEARTBEAT_INTERVAL ? last.status : 'offline';
}
