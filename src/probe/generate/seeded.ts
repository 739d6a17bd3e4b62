/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** An integer from 0 up to, and without, `below`. */
  integer(below: number): number;
  /** Takes a list; gives it in another order. */
  shuffled<T>(list: readonly T[]): T[];
}

/** Takes a seed; gives its chance: a 32-bit generator (xorshift with a multiplied output). Not for secrets. */
export function createChance(seed: number): Chance {
  let state = (seed ^ 0x6d2b79f5) >>> 0 || 1;
  const integer = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((Math.imul(state, 0x2545f491) >>> 0) / 2 ** 32) * below);
  };
  return {
    integer,
    shuffled(list) {
      const copy = [...list];
      for (let end = copy.length - 1; end > 0; end--) {
        const other = integer(end + 1);
        [copy[end], copy[other]] = [copy[other] as (typeof copy)[0], copy[end] as (typeof copy)[0]];
      }
      return copy;
    },
  };
}
