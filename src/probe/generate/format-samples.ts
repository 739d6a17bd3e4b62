/** For each format of the OpenAPI registry: values that it takes, and, if it rejects something, one that it does not. */
const samples: Readonly<Record<string, { readonly valid: readonly string[]; readonly invalid?: string }>> = {
  'date-time': {
    valid: ['2025-06-15T12:30:00Z', '2024-02-29T23:59:59.999+05:30', '1970-01-01T00:00:00Z'],
    invalid: '15 June 2025',
  },
  date: { valid: ['2025-06-15', '2024-02-29'], invalid: '2025-02-30' },
  time: { valid: ['12:30:00Z', '23:59:59.5+05:30'], invalid: '25:00:00' },
  duration: { valid: ['P1D', 'P1Y2M3DT4H5M6S'], invalid: '1 day' },
  email: { valid: ['reader@example.com', 'a.b+tag@sub.example.org'], invalid: 'reader at example' },
  'idn-email': { valid: ['leser@beispiel.example'], invalid: 'leser' },
  hostname: { valid: ['api.example.com'], invalid: '-not a host-' },
  'idn-hostname': { valid: ['api.example.com'], invalid: '-not a host-' },
  ipv4: { valid: ['192.0.2.1', '0.0.0.0'], invalid: '256.0.0.1' },
  ipv6: { valid: ['2001:db8::1', '::'], invalid: '2001:db8::zz' },
  uri: { valid: ['https://example.com/a?b=c', 'http://example.org:8080/a#b'], invalid: 'not a uri' },
  'uri-reference': { valid: ['/a/b', 'https://example.com/'], invalid: '\\a b' },
  iri: { valid: ['https://example.com/ä'], invalid: 'not an iri' },
  'iri-reference': { valid: ['/ä'], invalid: '\\a b' },
  'uri-template': { valid: ['/a/{id}'], invalid: '/a/{id' },
  uuid: {
    valid: ['123e4567-e89b-42d3-a456-426614174000', '00000000-0000-4000-8000-000000000000'],
    invalid: '123e4567-e89b-42d3-a456',
  },
  'json-pointer': { valid: ['/a/0', ''], invalid: 'a/0' },
  'relative-json-pointer': { valid: ['0/a'], invalid: '/a' },
  regex: { valid: ['^a+$'], invalid: '(' },
  // Numbers as texts, as JSON made of protocol buffers has them: the format rejects numbers alone.
  int32: { valid: ['1'] },
  int64: { valid: ['1', '9007199254740993'] },
  uint32: { valid: ['1'] },
  uint64: { valid: ['1', '9007199254740993'] },
  byte: { valid: ['aGVsbG8=', 'AA=='], invalid: 'not base64!' },
};

/** Formats that end in the name of a host. */
const hosts: ReadonlySet<string> = new Set(['email', 'idn-email', 'hostname', 'idn-hostname']);

/** Takes the name of a format; gives texts that it accepts, the usual one first; none for one that is not known. */
export function validTexts(format: string | undefined): readonly string[] {
  return format !== undefined && Object.hasOwn(samples, format) ? (samples[format]?.valid ?? []) : [];
}

/** Takes the name of a format; gives what something ends with: of times, one that is to come. */
export function lateText(format: string | undefined): string | undefined {
  if (format === 'date-time') return '2099-12-31T23:59:59Z';
  return format === 'date' ? '2099-12-31' : validTexts(format)[0];
}

/** Takes a text of a format and a length; gives one of that length, which is of the format where that can be. */
export function resizedText(format: string | undefined, text: string, length: number): string {
  if (length <= text.length || !hosts.has(format ?? '')) {
    return text.slice(0, length).padEnd(length, text.at(-1) ?? 'x');
  }
  // RFC 1035 section 2.3.4: a label of a host has 63 characters at most.
  const at = text.indexOf('@') + 1;
  let host = text.slice(at);
  for (let missing = length - text.length; missing > 0;) {
    const label = missing === 1 ? 'x' : `${'x'.repeat(Math.min(62, missing - 1))}.`;
    host = label + host;
    missing -= label.length;
  }
  return text.slice(0, at) + host;
}

/** Takes the name of a format; gives a text that it rejects, undefined for one that is not known. */
export function invalidText(format: string | undefined): string | undefined {
  return format !== undefined && Object.hasOwn(samples, format) ? samples[format]?.invalid : undefined;
}
