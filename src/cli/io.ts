import type { Limits } from '../document/limits.ts';

/** The process as commands see it, so that a test can be one. */
export interface Io {
  /** The report alone. */
  out(text: string): void;
  /** Progress, warnings and errors of the run. */
  err(text: string): void;
  /** Writes a report to a file, whole or not at all. */
  write(path: string, text: string): Promise<void>;
  /** Throws what would keep a report from being written to a file, as far as that can be known before. */
  checkWrite(path: string): Promise<void>;
  /** Adds to the end of a file that belongs to somebody else, such as a job's summary. */
  append(path: string, text: string): Promise<void>;
  /** Takes how many bytes are wanted at most; of more, a few more are given. */
  readStdin(mostBytes: number): Promise<Buffer>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Of the terminal, in columns; 80 where there is none. */
  readonly columns: number;
  /** Milliseconds from some fixed moment, with fractions. */
  now(): number;
  /** The date, everywhere the same at once: that of UTC, as `2027-01-31`. */
  today(): string;
  /** Takes how long the run may take from now on, and how much memory; it ends with 2 beyond that. */
  bound(limits: Pick<Limits, 'time' | 'memory'>): void;
  /**
   * Gives what tells that the user wants the run to end; the first signal does not end it by itself from then on. With
   * `whenUnread`, it tells also that nobody reads standard output any more.
   */
  interruption(options?: { readonly whenUnread?: boolean }): AbortSignal;
  /** Says that the same is going to be done many times more, so that making it fast pays. */
  longRun?(): void;
}
