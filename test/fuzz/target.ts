import type fc from 'fast-check';
import type { Corpus } from './seeds.ts';
import type { Files } from './recipe.ts';

/** What a target works with. */
export interface Bench {
  readonly corpus: Corpus;
  /** An empty folder, where files of an input are written. */
  readonly folder: string;
}

/** A part of the product, and how it is fed. */
export interface Target {
  readonly name: string;
  /** As many inputs are tried in a short run. */
  readonly short: number;
  prepare(bench: Bench): Prepared | Promise<Prepared>;
}

/** A target that is ready. */
export interface Prepared {
  readonly inputs: fc.Arbitrary<unknown>;
  /** Takes an input; throws where a property does not hold. */
  check(input: unknown): Promise<void>;
  /** Of inputs that are files: takes an input; gives them, and what checks others in their place. */
  readonly files?: {
    of(input: unknown): Files;
    check(files: Files, input: unknown): Promise<void>;
  };
  close?(): Promise<void>;
}

/** What a target says of itself where its inputs have a type. */
interface Typed<Input> extends Omit<Prepared, 'inputs' | 'check' | 'files'> {
  readonly inputs: fc.Arbitrary<Input>;
  check(input: Input): Promise<void>;
  readonly files?: {
    of(input: Input): Files;
    check(files: Files, input: Input): Promise<void>;
  };
}

/** Takes a target with inputs of one type; gives it as one of many. */
export function prepared<Input>(typed: Typed<Input>): Prepared {
  const { inputs, check, files, close } = typed;
  return {
    inputs,
    check: (input) => check(input as Input),
    ...(files && {
      files: {
        of: (input) => files.of(input as Input),
        check: (given, input) => files.check(given, input as Input),
      },
    }),
    ...(close && { close }),
  };
}
