import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createRandom } from './random.ts';

describe('clock and randomness', () => {
  it('runs what has become due, in order, and nothing that was cancelled', () => {
    const own = createClock();
    const before = own.now();
    const ran: string[] = [];
    own.after(2_000, () => ran.push('second'));
    own.after(1_000, () => ran.push('first'));
    own.after(1_500, () => ran.push('cancelled'))();
    own.after(9_000, () => ran.push('later'));
    own.advance(3_000);
    expect(ran).toEqual(['first', 'second']);
    expect(own.now() - before).toBeGreaterThanOrEqual(3_000);
    own.stop();
  });

  it('repeats itself from the same seed', () => {
    const [a, b, c] = [createRandom(1), createRandom(1), createRandom(2)];
    const first = a.uuid();
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(b.uuid()).toBe(first);
    expect(c.uuid()).not.toBe(first);
    expect(a.token(40)).toMatch(/^[A-Za-z0-9]{40}$/);
  });
});
