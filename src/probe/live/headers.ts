import type { WireRequest } from './wire.ts';

type Headers = WireRequest['headers'];

/** Headers that belong to the connection (RFC 9110 section 7.6.1), or that follow from the body. */
const ofConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Takes headers; gives those that go from end to end. */
export function endToEnd(headers: Headers): Headers {
  return headers.filter(([name]) => !ofConnection.has(name.toLowerCase()));
}

/** Takes names and values as they came, one after the other; gives them in pairs, names in lower case. */
export function headerPairs(raw: unknown): Headers {
  const flat = Array.isArray(raw) ? raw.map(String) : [];
  return flat.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), flat[index + 1] ?? ''] as const] : [],
  );
}

/** Takes trailer fields by name, as undici has them; gives them in pairs, names in lower case. */
export function trailerPairs(trailers: Readonly<Record<string, string | readonly string[]>>): Headers {
  return Object.entries(trailers).flatMap(([name, values]) =>
    [values].flat().map((value) => [name.toLowerCase(), String(value)] as const),
  );
}
