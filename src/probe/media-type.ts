import type { MediaType } from '../openapi/model.ts';

/** A media type as a header names it (RFC 9110 section 8.3.1). */
export interface MediaTypeName {
  /** Type and subtype, in lower case. */
  readonly essence: string;
  /** Names in lower case; values without their quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** How a body is read. `none`: nobody here can. */
export type Codec =
  'json' | 'json-lines' | 'form' | 'multipart' | 'events' | 'text' | 'yaml' | 'xml' | 'binary' | 'none';

/** As many texts as are kept with what they were found to be: there are few that occur again and again. */
const mostKnown = 1_000;
const known = new Map<string, MediaTypeName | undefined>();

/** Takes the value of a Content-Type header, or a range of the contract; gives its parts, undefined if it is none. */
export function parseMediaType(text: string): MediaTypeName | undefined {
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found;
  const parsed = parse(text);
  if (known.size < mostKnown) known.set(text, parsed);
  return parsed;
}

function parse(text: string): MediaTypeName | undefined {
  const [head = '', ...rest] = splitParameters(text);
  const essence = head.trim().toLowerCase();
  if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(essence)) return undefined;
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals === -1) continue;
    const value = part.slice(equals + 1).trim();
    const plain = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
    parameters.set(part.slice(0, equals).trim().toLowerCase(), plain);
  }
  return { essence, parameters };
}

function splitParameters(text: string): string[] {
  return text.includes(';') ? (text.match(/(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g) ?? []) : [text];
}

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
  let best = 0;
  let accepted = false;
  for (const part of accept.match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) ?? []) {
    const range = parseMediaType(part.trim());
    // What cannot be read is not held against the response.
    if (!range) return true;
    const parameters = new Map([...range.parameters].filter(([name]) => name !== 'q'));
    // Whoever asks for `application/vnd.a+json` reads JSON.
    const rank = specificity({ ...range, parameters }, sent) || Number(isSameSyntax(range, sent));
    if (rank <= best) continue;
    best = rank;
    accepted = Number(range.parameters.get('q') ?? 1) > 0;
  }
  return accepted || accept.trim() === '';
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
