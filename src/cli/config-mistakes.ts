import type { Location } from '../document/document.ts';
import { RunError } from './errors.ts';

/** Something wrong in a config file, at its place. */
export interface Place {
  readonly message: string;
  readonly location: Location;
}

/** Takes what is wrong with files, and what they are; throws RunError with each at its line, if there is anything. */
export function refuseMistakes(mistakes: readonly Place[], what = 'the config'): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ message, location }) => {
    const { line, column } = location.range.start;
    return `${location.uri}:${line}:${column} ${message}`;
  });
  throw new RunError(
    `${what} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}\n${lines.join('\n')}`,
  );
}
