/** Texts of each format, the usual one first, then short, long and odd ones. */
const samples: ReadonlyMap<string, readonly string[]> = new Map([
  ['date', ['2024-01-31', '1999-12-31', '2024-02-29', '0001-01-01']],
  ['date-time', ['2024-01-31T12:00:00Z', '2024-01-31T12:00:00.123Z', '1999-12-31T23:59:59+01:00']],
  ['date-time-local', ['2024-01-31T12:00:00', '2024-01-31T12:00:00.123']],
  ['time', ['12:00:00Z', '12:00:00.5+01:00']],
  ['time-local', ['12:00:00', '12:00:00.5']],
  ['duration', ['P1D', 'PT1H', 'P1Y2M3DT4H5M6S', 'P1W']],
  ['email', ['a@b.co', 'someone@example.com', 'first.last@sub.example.org']],
  ['idn-email', ['a@b.co', 'someone@example.com']],
  ['hostname', ['a', 'example.com', 'a-b.example.org']],
  ['idn-hostname', ['a', 'example.com']],
  ['ipv4', ['1.2.3.4', '192.168.100.100', '0.0.0.0']],
  ['ipv6', ['::1', '2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001']],
  [
    'uri',
    [
      'a:b',
      'https://example.com',
      'https://example.com/a?b=c',
      'http://example.com',
      'urn:a:b',
      'ftp://a.b/c',
    ],
  ],
  ['uri-reference', ['', 'a', '/a', 'https://example.com', '#a']],
  ['iri', ['a:b', 'https://example.com']],
  ['iri-reference', ['', 'a', 'https://example.com']],
  ['uri-template', ['', 'a', 'https://example.com/{a}']],
  ['uuid', ['123e4567-e89b-42d3-a456-426614174000', '00000000-0000-0000-0000-000000000000']],
  ['json-pointer', ['', '/a', '/a/0']],
  ['relative-json-pointer', ['0', '1/a', '0#']],
  ['regex', ['', 'a', '^a+$']],
  ['byte', ['', 'YQ==', 'YWE=', 'YWFh', 'YWFhYWFh']],
  ['base64url', ['', 'YQ', 'YWFh']],
  ['char', ['a', '0', '-']],
  ['decimal', ['0', '1.5', '-1', '100']],
  ['decimal128', ['0', '1.5', '-1', 'NaN']],
  ['http-date', ['Wed, 31 Jan 2024 12:00:00 GMT']],
  ['media-range', ['*/*', 'text/plain', 'application/json']],
  ['sf-string', ['', 'a']],
  ['sf-token', ['a', '*']],
  ['sf-binary', ['', ':YQ==:']],
]);

/** Takes the name of a format; gives texts to try, none for a format without samples. */
export function samplesOf(format: string): readonly string[] {
  return samples.get(format) ?? [];
}

/** How texts of a format grow: what comes before and after the part that is repeated. */
const growing: ReadonlyMap<string, readonly [before: string, repeated: string, after: string]> = new Map([
  ['uri', ['a:', 'a', '']],
  ['iri', ['a:', 'a', '']],
  ['uri-reference', ['', 'a', '']],
  ['iri-reference', ['', 'a', '']],
  ['uri-template', ['', 'a', '']],
  ['email', ['', 'a', '@b.co']],
  ['idn-email', ['', 'a', '@b.co']],
  ['hostname', ['', 'a.', 'a']],
  ['idn-hostname', ['', 'a.', 'a']],
  ['date-time', ['2024-01-31T12:00:00.', '0', 'Z']],
  ['date-time-local', ['2024-01-31T12:00:00.', '0', '']],
  ['time', ['12:00:00.', '0', 'Z']],
  ['time-local', ['12:00:00.', '0', '']],
  ['duration', ['P', '1', 'D']],
  ['json-pointer', ['/', 'a', '']],
  ['relative-json-pointer', ['0/', 'a', '']],
  ['regex', ['', 'a', '']],
  ['byte', ['', 'YWFh', '']],
  ['base64url', ['', 'a', '']],
  ['decimal', ['', '1', '']],
  ['decimal128', ['', '1', '']],
  ['sf-string', ['', 'a', '']],
  ['sf-token', ['a', 'a', '']],
]);

const longest = 100_000;

/** Takes the name of a format and a length that its samples may lack; gives a text of it that is as long or longer. */
export function longSamplesOf(format: string, length: number): readonly string[] {
  const grows = growing.get(format);
  if (grows === undefined || length === 0 || length > longest) return [];
  const [before, repeated, after] = grows;
  const times = Math.ceil((length - before.length - after.length) / repeated.length);
  return times <= 0 ? [] : [before + repeated.repeat(times) + after];
}
