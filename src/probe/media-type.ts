import { parseMediaType, type MediaTypeName } from '../openapi/media-type-name.ts';
import type { MediaType } from '../openapi/model.ts';

/** How a body is read. `none`: nobody here can. */
export type Codec =
  'json' | 'json-lines' | 'form' | 'multipart' | 'events' | 'text' | 'yaml' | 'xml' | 'binary' | 'none';

/**
 * Takes the media types of a request or response and the one that was sent; gives the most specific that fits
 * (OpenAPI 3.1.1, Media Type Object): with its parameters, without, `type/*`, and then any.
 */
export function findMediaType(
  content: ReadonlyMap<string, MediaType>,
  sent: MediaTypeName,
): MediaType | undefined {
  let best: MediaType | undefined;
  let bestRank = 0;
  for (const media of content.values()) {
    const range = parseMediaType(media.range);
    const rank = range === undefined ? 0 : specificity(range, sent);
    if (rank > bestRank) {
      best = media;
      bestRank = rank;
    }
  }
  return best;
}

/** Takes the value of an Accept header and a media type; gives whether it is accepted (RFC 9110 section 12.5.1). */
export function accepts(accept: string, sent: MediaTypeName): boolean {
  const asked = askedFor(accept);
  if (asked.last?.sent !== sent) asked.last = { sent, accepted: isAmong(asked.ranges, sent) };
  return asked.last.accepted || accept.trim() === '';
}

function isAmong(ranges: AcceptedTypes['ranges'], sent: MediaTypeName): boolean {
  let best = 0;
  let accepted = false;
  for (const range of ranges) {
    // What cannot be read is not held against the response.
    if (!range) return true;
    // Whoever asks for `application/vnd.a+json` reads JSON.
    const rank = specificity(range, sent) || Number(isSameSyntax(range, sent));
    if (rank <= best) continue;
    best = rank;
    accepted = range.quality > 0;
  }
  return accepted;
}

/** A range of an Accept header: without its `q`, and what that says. */
interface AcceptedRange extends MediaTypeName {
  readonly quality: number;
}

/** What an Accept header asks for. */
interface AcceptedTypes {
  readonly ranges: readonly (AcceptedRange | undefined)[];
  /** What was sent last, and whether that is among it: mostly the same is sent again. */
  last: { readonly sent: MediaTypeName; readonly accepted: boolean } | undefined;
}

/** As many texts are kept with what they were found to be: there are few that occur again and again. */
const mostKnown = 1_000;
const known = new Map<string, AcceptedTypes>();

function askedFor(accept: string): AcceptedTypes {
  const before = known.get(accept);
  if (before) return before;
  const ranges = (accept.match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) ?? []).map((part) => {
    const range = parseMediaType(part.trim());
    if (!range) return undefined;
    const parameters = new Map([...range.parameters].filter(([name]) => name !== 'q'));
    return { essence: range.essence, parameters, quality: Number(range.parameters.get('q') ?? 1) };
  });
  const found: AcceptedTypes = { ranges, last: undefined };
  if (known.size < mostKnown) known.set(accept, found);
  return found;
}

function isSameSyntax(one: MediaTypeName, other: MediaTypeName): boolean {
  const codec = codecOf(one);
  return (codec === 'json' || codec === 'xml') && codecOf(other) === codec;
}

/** Takes a range and a media type; gives whether it is one of those. */
export function fits(range: MediaTypeName, sent: MediaTypeName): boolean {
  return specificity(range, sent) > 0;
}

function specificity(range: MediaTypeName, sent: MediaTypeName): number {
  for (const [name, value] of range.parameters) {
    const given = sent.parameters.get(name);
    // A charset that is not sent is the one of the type, which nobody writes otherwise than the contract does.
    if (given === undefined ? name !== 'charset' : given.toLowerCase() !== value.toLowerCase()) return 0;
  }
  if (range.essence === sent.essence) return 3 + range.parameters.size;
  if (range.essence === '*/*') return 1;
  const [type = ''] = sent.essence.split('/');
  return range.essence === `${type}/*` ? 2 : 0;
}

const textual =
  /^application\/(?:(?:x-)?javascript|ecmascript|graphql|jwt|jose|sql|x-sh|x-pem-file|pem-certificate-chain|toml|rtf)$/;

/** Takes a media type; gives how its bodies are read. */
export function codecOf({ essence }: MediaTypeName): Codec {
  if (essence === 'application/json' || essence.endsWith('+json') || essence === 'text/json') return 'json';
  if (/^application\/(x-ndjson|jsonl|ndjson|x-jsonlines|jsonlines|json-seq)$/.test(essence))
    return 'json-lines';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (essence === 'text/event-stream') return 'events';
  if (essence.endsWith('/xml') || essence.endsWith('+xml')) return 'xml';
  if (/^(?:application|text)\/(?:x-|vnd\.)?yaml$/.test(essence) || essence.endsWith('+yaml')) return 'yaml';
  if (essence.startsWith('text/') || textual.test(essence)) return 'text';
  if (/^(image|audio|video|font)\//.test(essence)) return 'binary';
  if (/^application\/(octet-stream|pdf|zip|gzip|x-tar|x-gzip)$/.test(essence)) return 'binary';
  return 'none';
}
