import { expect, it } from 'vitest';
import { createTokenCache } from '../../src/probe/live/auth/token-cache.ts';

it('lets all requests at once that were refused wait for one new token', async () => {
  let fetched = 0;
  const cache = createTokenCache(
    () => Promise.resolve({ value: `token-${++fetched}`, expiresIn: undefined }),
    () => 0,
  );
  // Nothing was had yet that could have been refused.
  expect(cache.forget(() => true)).toBe(false);
  const used = await Promise.all([cache.get(), cache.get(), cache.get()]);
  expect(used).toEqual(['token-1', 'token-1', 'token-1']);
  const isUsed = (token: string): boolean => token === 'token-1';
  // The first forgets it; the second comes before there is another, the third when there is one.
  expect([cache.forget(isUsed), cache.forget(isUsed)]).toEqual([true, true]);
  expect(await cache.get()).toBe('token-2');
  expect(cache.forget(isUsed)).toBe(true);
  expect([await cache.get(), fetched]).toEqual(['token-2', 2]);
});
