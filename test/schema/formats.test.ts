import { expect, test } from 'vitest';
import { formats } from '../../src/schema/formats.ts';
import { judgeWith } from './support.ts';

const samples: Readonly<Record<string, readonly [good: readonly unknown[], bad: readonly unknown[]]>> = {
  int8: [
    [-128, 127, '300'],
    [128, 1.5],
  ],
  int16: [[-32768, 32767], [32768]],
  int32: [[2147483647, -2147483648], [2147483648]],
  int64: [
    [9007199254740993, 9223372036854775807],
    [1e19, 0.5],
  ],
  uint8: [
    [0, 255],
    [-1, 256],
  ],
  uint16: [[65535], [65536, -1]],
  uint32: [[4294967295], [4294967296]],
  uint64: [
    [0, 1e19],
    [-1, 1e20],
  ],
  'double-int': [[9007199254740991], [9007199254740992]],
  decimal: [
    ['1.5e3', '-0', 2],
    ['1,5', ''],
  ],
  decimal128: [['NaN', '-Infinity', '1'], ['x']],
  date: [
    ['2024-02-29', 5],
    ['2023-02-29', '2024-2-1', '2024-13-01'],
  ],
  'date-time': [
    [
      '2024-01-01T00:00:00Z',
      '2024-01-01t23:59:60z',
      '2024-01-01T00:00:00.123+05:30',
      '2016-12-31T18:59:60-05:00',
    ],
    [
      '2024-01-01 00:00:00Z',
      '2024-01-01T00:00:00',
      '2024-01-01T00:00:00+0530',
      '2024-01-01T24:00:00Z',
      '2024-01-01T12:00:60Z',
    ],
  ],
  time: [['10:00:00Z'], ['10:00:00', '10:00Z']],
  'time-local': [
    ['10:00:00', '10:00:00.5'],
    ['10:00:00Z', '25:00:00'],
  ],
  'date-time-local': [['2024-01-01T10:00:00'], ['2024-01-01T10:00:00Z', '2024-01-01']],
  duration: [
    ['P1D', 'PT1H30M', 'P2W'],
    ['P', '1D', 'P1DT'],
  ],
  email: [
    ['a.b@example.com', '"a b"@example.com', '"a@b..c"@example.com', 'a@[127.0.0.1]', 'a@[IPv6:::1]'],
    ['a@', 'a b@example.com', '"a"b"@example.com', 'a@[127.0.0.300]', '"a"@', 'a@[::1]'],
  ],
  'idn-email': [['ö@exämple.de', '"ö ö"@exämple.de'], ['ö']],
  hostname: [['example.com'], ['-a.com', 'a_b']],
  'idn-hostname': [
    ['exämple.de', 'l·l', 'α͵β', 'א׳ב', 'क्‍ष', 'ァ・ア', 'xn--exmple-cua.de'],
    ['a..b', '-ä', 'a·l', 'α͵S', 'A׳ב', 'क‍ष', 'a・b', '〮ab', 'ab--ö', '٠۰', 'xn--X'],
  ],
  ipv4: [['127.0.0.1'], ['256.0.0.1', '01.2.3.4']],
  ipv6: [
    ['::1', '2001:db8::1'],
    [':::', '1.2.3.4'],
  ],
  uri: [
    ['https://example.com/a?b#c', 'urn:isbn:1'],
    ['/relative', 'a b', 'http://2001:db8::1/a'],
  ],
  'uri-reference': [
    ['/a', '../b'],
    ['a b', '\\'],
  ],
  iri: [['https://exämple.de/ö'], ['/ö', 'a b']],
  'iri-reference': [['/ö'], ['ö b']],
  'uri-template': [['/a/{b}{?c}'], ['/a/{b']],
  'json-pointer': [
    ['', '/a~1b'],
    ['a', '/~2'],
  ],
  'relative-json-pointer': [
    ['0', '1/a', '0#'],
    ['/a', '-1'],
  ],
  uuid: [
    ['123e4567-e89b-12d3-a456-426614174000'],
    ['123e4567', 'urn:uuid:123e4567-e89b-12d3-a456-426614174000'],
  ],
  regex: [['^a$'], ['([']],
  byte: [
    ['', 'YQ==', 'YWI='],
    ['YQ', 'Y!=='],
  ],
  base64url: [['YQ', '-_'], ['+/']],
  binary: [['anything \0'], []],
  char: [
    ['a', '😀'],
    ['', 'ab'],
  ],
  password: [['x'], []],
  'http-date': [['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT'], ['1994-11-06']],
  'media-range': [
    ['text/*', 'application/json; charset=utf-8', '*/*'],
    ['text', '*/json'],
  ],
  unixtime: [[1700000000], []],
  'sf-integer': [[999999999999999], [1e15]],
  'sf-token': [['a/b'], ['1a']],
  'sf-string': [['abc'], ['ä']],
  'sf-decimal': [[1.5], [1e12]],
  'sf-binary': [[':YQ==:'], ['y y']],
  'sf-boolean': [[true], []],
  commonmark: [['# a'], []],
  html: [['<a>'], []],
};

test.each(Object.entries(samples))('%s', (format, [good, bad]) => {
  expect(formats.has(format)).toBe(true);
  const judge = judgeWith({ format }, 'openapi-3.0');
  for (const value of good) expect([value, judge(value).kind]).toEqual([value, 'valid']);
  for (const value of bad) expect([value, judge(value).kind]).toEqual([value, 'invalid']);
});
