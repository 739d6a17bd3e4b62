import type { MediaType } from '../openapi/model.ts';
import { parseMediaType } from '../openapi/media-type-name.ts';
import { pairCovered, type Covered, type FindCover } from './pair-covered.ts';

/** Takes the media types of two versions of a message; gives each once, with the range that covers it. */
export function pairMediaTypes(
  before: Iterable<MediaType>,
  after: Iterable<MediaType>,
): Covered<MediaType>[] {
  return pairCovered(before, after, mediaTypeKey, coverOf);
}

/**
 * Type, subtype and names of parameters have no case, and their order and the blanks between them mean nothing
 * (RFC 9110 section 8.3.1). A charset says how the text is written, not what it is.
 */
function mediaTypeKey({ range }: MediaType): string {
  // As most are written there is nothing to make equal.
  if (/^[a-z][a-z0-9/.+-]*$/.test(range)) return range;
  const name = parseMediaType(range);
  return name === undefined ? range.trim().toLowerCase() : [name.essence, ...parametersOf(range)].join(';');
}

function parametersOf(range: string): string[] {
  return [...(parseMediaType(range)?.parameters ?? [])]
    .filter(([name]) => name !== 'charset')
    .map(([name, value]) => `${name}=${value.toLowerCase()}`)
    .sort();
}

/** Media Type Object: the most specific range goes first. */
const coverOf: FindCover<MediaType> = (media, others) => {
  let best: MediaType | undefined;
  let most = -1;
  for (const other of others) {
    const rank = coverRank(other.range, media.range);
    if (rank > most) [best, most] = [other, rank];
  }
  return best;
};

/** How closely a range covers another one: -1 where it does not, or where it is the same. */
function coverRank(wide: string, narrow: string): number {
  const [type, subtype] = parts(wide);
  const [narrowType, narrowSubtype] = parts(narrow);
  const asked = parametersOf(wide);
  const given = parametersOf(narrow);
  const same = type === narrowType && subtype === narrowSubtype;
  if (same && asked.length === given.length) return -1;
  if (!asked.every((parameter) => given.includes(parameter))) return -1;
  if (type !== '*' && type !== narrowType) return -1;
  if (type === '*' && subtype !== '*') return -1;
  if (subtype === '*' ? narrowSubtype === undefined : subtype !== narrowSubtype) return -1;
  return (type === '*' ? 0 : subtype === '*' ? 1 : 2) + asked.length;
}

function parts(range: string): readonly (string | undefined)[] {
  return parseMediaType(range)?.essence.split('/') ?? [];
}
