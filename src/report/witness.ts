import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { Evidence } from '../findings/finding.ts';
import { clip, printable } from './printable.ts';

/** A witness in words that every format shares. Each text is one line and safe to print. */
export interface WitnessWords {
  /** What the instance shows, to be followed by it. */
  readonly opening: string;
  /** The instance as JSON, or as the text of a parameter or header. */
  readonly instance: string;
  /** Why the side that refuses it does. */
  readonly reason: string | undefined;
}

/** Takes a witness, and how many columns its instance may fill (default: all that it needs); gives it in words. */
export function describeWitness(
  { direction, instance, wire, at, before, after }: Extract<Evidence, { kind: 'witness' }>,
  columns = Infinity,
): WitnessWords {
  const refusal = direction === 'request' ? after : before;
  const reason = refusal.errors?.[0];
  return {
    opening:
      direction === 'request'
        ? 'accepted before, refused after'
        : 'can be sent after, was not possible before',
    instance: clip(printable(wire ?? focusedJson(instance, at, columns)), columns),
    reason: reason === undefined ? undefined : printable(reason),
  };
}

/**
 * Takes a payload and the place in it that matters; gives it as JSON with an ellipsis for what stands beside the
 * way there: `{"data":[{"price":"0.00", …}, …], …}`. Short payloads are given whole.
 */
export function focusedJson(instance: unknown, at: Pointer | undefined, columns: number): string {
  const whole = JSON.stringify(instance) ?? 'undefined';
  if (at === undefined || whole.length <= columns) return whole;
  return focus(instance, pointerKeys(at));
}

function focus(value: unknown, keys: readonly string[]): string {
  const [key, ...rest] = keys;
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
    return JSON.stringify(value) ?? 'undefined';
  }
  const inner = focus((value as Readonly<Record<string, unknown>>)[key], rest);
  const alone = Object.keys(value).length === 1;
  if (Array.isArray(value))
    return `[${key === '0' ? '' : '…, '}${inner}${Number(key) === value.length - 1 ? '' : ', …'}]`;
  return `{${JSON.stringify(key)}:${inner}${alone ? '' : ', …'}}`;
}
