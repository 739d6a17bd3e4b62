import type { Location } from '../document/document.ts';
import { shortened } from '../document/shortened.ts';
import { RunError } from './errors.ts';

/** Something wrong in a config file, at its place. */
export interface Place {
  readonly message: string;
  readonly location: Location;
}

/** So many are told one by one, each with so many UTF-16 units at most. */
const most = 50;
const longest = 1_000;

/** Takes what is wrong with files, and what they are; throws RunError with each at its line, if there is anything. */
export function refuseMistakes(mistakes: readonly Place[], what = 'the config'): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.slice(0, most).map(({ message, location }) => {
    const { line, column } = location.range.start;
    return `${location.uri}:${line}:${column} ${shortened(message, longest)}`;
  });
  if (mistakes.length > most) lines.push(`… and ${mistakes.length - most} more`);
  throw new RunError(
    `${what} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}\n${lines.join('\n')}`,
  );
}
