import { nearestName } from '../document/nearest.ts';

/** Takes a name that is not valid and the valid ones; gives what a message ends with: a suggestion, or nothing. */
export function hint(name: string, candidates: Iterable<string>): string {
  const near = nearestName(name, candidates);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
