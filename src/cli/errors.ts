import { printable } from '../report/printable.ts';

/** The run cannot be done: exit code 2. The message is for the user, and says what to do. */
export class RunError extends Error {
  override readonly name = 'RunError';
}

/** Takes what is said on standard error, which may quote files; gives it with its lines, each safe on a terminal. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
