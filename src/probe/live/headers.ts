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

/** Takes headers; gives those that go from end to end: without those too that Connection names. */
export function endToEnd(headers: Headers): Headers {
  const named = headers.flatMap(([name, value]) =>
    name.toLowerCase() === 'connection' ? value.toLowerCase().split(/\s*,\s*/) : [],
  );
  return headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !ofConnection.has(lower) && !named.includes(lower);
  });
}

/** As `endToEnd`, names and values one after the other. */
export function flatHeaders(headers: Headers): string[] {
  const flat: string[] = [];
  for (const [name, value] of headers) if (!ofConnection.has(name.toLowerCase())) flat.push(name, value);
  return flat;
}

/**
 * Takes headers as they came, names and values one after the other, or several values by name; gives them in pairs,
 * names in lower case.
 */
export function headerPairs(raw: unknown): Headers {
  const pairs: (readonly [string, string])[] = [];
  if (Array.isArray(raw)) {
    for (let at = 0; at < raw.length; at += 2)
      pairs.push([textOf(raw[at]).toLowerCase(), textOf(raw[at + 1] ?? '')]);
  } else if (typeof raw === 'object' && raw !== null) {
    for (const [name, value] of Object.entries(raw))
      for (const one of Array.isArray(value) ? value : [value]) pairs.push([name.toLowerCase(), textOf(one)]);
  }
  return pairs;
}

/** Of octets, each is a character (RFC 9110 section 5.5). */
function textOf(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}
