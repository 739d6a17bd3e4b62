import { pointerKeys, type Pointer } from '../document/pointer.ts';

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
