/** Randomness that comes out the same for the same seed, so that every start gives the same ids. */
export interface Random {
  /** An integer from 0 up to, and without, `below`. */
  integer(below: number): number;
  /** `digits` lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** A UUID of version 4. */
  uuid(): string;
  /** `length` characters out of `alphabet`, by default letters and digits. */
  token(length: number, alphabet?: string): string;
}

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A source for one server: a 32-bit generator of the SplitMix family. Not for secrets that matter. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  const integer = (below: number) => Math.floor((next() / 2 ** 32) * below);
  const token = (length: number, alphabet = lettersAndDigits) =>
    Array.from({ length }, () => alphabet.charAt(integer(alphabet.length))).join('');
  const hex = (digits: number) => token(digits, '0123456789abcdef');

  return {
    integer,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${token(1, '89ab')}${hex(3)}-${hex(12)}`,
    token,
  };
}
