/** A token and for how many seconds it is good, if that is known. */
export interface Token {
  readonly value: string;
  readonly expiresIn: number | undefined;
}

/** Keeps a token for as long as it is good. */
export interface TokenCache {
  get(): Promise<string>;
  /** Takes what tells whether a token was refused; forgets the kept one if it was. Whether another may be had. */
  forget(refused: (token: string) => boolean): boolean;
}

/**
 * Takes what fetches a token and a clock in milliseconds; gives a cache. A token is fetched anew when a tenth of its
 * time, or ten seconds, is left, so that it does not expire under way; requests at once share one fetch.
 */
export function createTokenCache(fetchToken: () => Promise<Token>, now: () => number): TokenCache {
  let kept: { readonly token: Promise<Token>; readonly since: number } | undefined;
  let value: string | undefined;
  let had = false;
  return {
    async get() {
      if (kept) {
        const { expiresIn } = await kept.token;
        const seconds = expiresIn === undefined ? Infinity : expiresIn - Math.min(10, expiresIn / 10);
        if (now() - kept.since >= seconds * 1000) kept = undefined;
      }
      if (!kept) {
        const token = fetchToken();
        kept = { token, since: now() };
        token.then(
          (one) => {
            value = one.value;
            had = true;
          },
          () => (kept = undefined),
        );
      }
      return (await kept.token).value;
    },
    forget(refused) {
      // Of requests at once that were refused alike, the first has forgotten it: the others wait for the same new one.
      if (value === undefined) return had;
      // Another request may have fetched a new one since: that one was not refused.
      if (refused(value)) {
        kept = undefined;
        value = undefined;
      }
      return true;
    },
  };
}
