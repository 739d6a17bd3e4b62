import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseText } from '../../src/document/parse.ts';
import { rootNode } from '../../src/document/node.ts';
import { judgeBody } from '../../src/probe/judge/body.ts';
import { createContext } from '../../src/probe/judge/context.ts';
import { contractOf } from './support.ts';

const types = [
  'application/json',
  'application/x-ndjson',
  'application/json-seq',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'multipart/mixed; boundary=b',
  'text/event-stream',
  'text/plain',
  'application/yaml',
  'application/xml',
  'application/octet-stream',
  'application/vnd.ms-excel',
];
const schema = `{ type: object, properties: { a: { type: integer, format: int64 }, b: { type: array, items: { type: string } }, c: { type: object } } }`;

/** What parsers look for, so that some of what is made gets past their first look. */
const pieces = fc.constantFrom(
  ...[
    '--b',
    '\r\n',
    '\n\n',
    'content-disposition: form-data; name="a"',
    'content-type: application/json',
    ':',
  ],
  ...[
    '{"a":',
    '9223372036854775808',
    '}',
    '[',
    ']',
    '"',
    '\\u',
    ',',
    'null',
    '&',
    '=',
    'a',
    'b[',
    '%E0',
    '%',
  ],
  ...[
    '<a>',
    '</a>',
    '<b x="',
    '"/>',
    '<![CDATA[',
    ']]>',
    '&lt;',
    '&x;',
    '<!DOCTYPE a [',
    ']>',
    '<?xml ?>',
    'xmlns:p="u"',
  ],
  ...['data: ', 'event: ', '\x1E', '\0', '\uFEFF', '__proto__', '- ', 'a: ', '&x ', '*x', '#'],
);
const codings = fc.constantFrom('', 'gzip', 'br', 'deflate', 'zstd', 'gzip, br', 'constructor');

it('makes of any bytes, of whatever type, a body that is judged or told not to be', async () => {
  const { api, schemas } = await contractOf(`openapi: 3.2.0
info: { title: a, version: '1' }
paths: {}
`);
  const { document } = parseText('s.yaml', schema);
  const node = rootNode(document);
  const site = { node, direction: 'response', dialect: 'json-schema-2020-12' } as const;
  const context = createContext(api, schemas, [], new Set());
  const bytes = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((all) => Buffer.from(all.join(''))),
    fc.uint8Array({ maxLength: 60 }),
    fc.uint8Array({ maxLength: 20 }).map((all) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), all])),
  );
  fc.assert(
    fc.property(fc.constantFrom(...types), bytes, codings, (type, body, coding) => {
      const media = {
        range: '*/*',
        node,
        schema: site,
        itemSchema: undefined,
        encoding: new Map(),
        examples: [],
      };
      const headers = [
        { name: 'content-type', value: type, node },
        { name: 'content-encoding', value: coding, node },
      ];
      const facts = judgeBody(context, { bytes: body, node }, headers, new Map([['*/*', media]]));
      expect(['judged', 'malformed', 'missing', 'absent']).toContain(facts.kind);
      if (facts.kind !== 'judged') return;
      for (const { violation } of facts.outcome.mismatches) expect(violation.message).not.toBe('');
    }),
    { numRuns: 3_000 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
