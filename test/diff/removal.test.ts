import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, daysBetween, type Lifecycle } from '../../src/diff/policy-lifecycle.ts';
import { judgeRemoval } from '../../src/diff/policy-removal.ts';
import { defaultPolicy } from '../../src/diff/policy.ts';
import type { Node } from '../../src/document/document.ts';

const day = fc.integer({ min: 0, max: 4_000 }).map((days) => dayAfter('2024-01-01', days));

function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What something says of its end; nothing here looks at the node. */
const lifecycle: fc.Arbitrary<Lifecycle> = fc.record({
  deprecated: fc.boolean(),
  sunset: fc.option(date(), { nil: undefined }),
  since: fc.option(date(), { nil: undefined }),
});

function date() {
  return fc.record({ node: fc.constant({} as Node), day: fc.option(day, { nil: undefined }) });
}

describe('removals', () => {
  const policy = (today: string, days: number) => ({
    ...defaultPolicy(today),
    deprecationDays: { draft: 0, alpha: 0, beta: 0, stable: days },
  });
  const allowed = (said: Lifecycle, today: string, days: number) =>
    judgeRemoval(said, 'stable', policy(today, days)).allowed;

  it('that are fine stay so as time passes, and under a policy that asks for less', () => {
    const days = fc.nat({ max: 400 });
    fc.assert(
      fc.property(lifecycle, day, days, days, days, (said, today, asked, later, less) => {
        fc.pre(allowed(said, today, asked));
        expect(allowed(said, dayAfter(today, later), asked)).toBe(true);
        expect(allowed(said, today, Math.max(0, asked - less))).toBe(true);
      }),
    );
  });

  it('are never fine without a deprecation', () => {
    fc.assert(
      fc.property(lifecycle, day, fc.nat({ max: 400 }), (said, today, asked) => {
        expect(allowed({ ...said, deprecated: false }, today, asked)).toBe(false);
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2028-02-29', '2028-02-29'],
    ['2027-01-31T10:00:00Z', '2027-01-31'],
    ['2027-01-31T10:00:00.5+02:00', '2027-01-31'],
    ['2027-02-29', undefined],
    ['2027-13-01', undefined],
    ['31.01.2027', undefined],
    ['2027-1-31', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('of %j is %j', (text, is) => {
    expect(dayOf(text)).toBe(is);
  });

  it('counts what lies between', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (from, days) => {
        expect(daysBetween(from, dayAfter(from, days))).toBe(days);
      }),
    );
  });
});
