import { parseMediaType, type MediaTypeName } from '../openapi/media-type-name.ts';
import type { MediaType } from '../openapi/model.ts';

/** How a body is read. `none`: nobody here can. */
export type Codec =
  'json' | 'json-lines' | 'form' | 'multipart' | 'events' | 'text' | 'xml' | 'binary' | 'none';

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

/** Takes a media type; gives how its bodies are read. */
export function codecOf({ essence }: MediaTypeName): Codec {
  if (essence === 'application/json' || essence.endsWith('+json') || essence === 'text/json') return 'json';
  if (/^application\/(x-ndjson|jsonl|ndjson|x-jsonlines|jsonlines|json-seq)$/.test(essence))
    return 'json-lines';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data') return 'multipart';
  if (essence === 'text/event-stream') return 'events';
  if (essence.endsWith('/xml') || essence.endsWith('+xml')) return 'xml';
  if (essence.startsWith('text/')) return 'text';
  if (/^(image|audio|video|font)\//.test(essence)) return 'binary';
  if (/^application\/(octet-stream|pdf|zip|gzip|x-tar|x-gzip)$/.test(essence)) return 'binary';
  return 'none';
}
