import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEmbedded } from '../../src/document/embedded.ts';
import { parseFragment } from '../../src/document/fragment.ts';
import { defaultLimits } from '../../src/document/limits.ts';
import { rootNode, stringChild } from '../../src/document/node.ts';
import { parseText } from '../../src/document/parse.ts';
import { rootPointer, type Pointer } from '../../src/document/pointer.ts';
import type { TextChunk } from '../../src/document/text-stream.ts';
import { decodeBase64 } from '../../src/probe/recordings/base64.ts';
import { cutEntries } from '../../src/probe/recordings/har-entries.ts';
import { cutLines } from '../../src/probe/recordings/lines.ts';
import type { Cut, Piece, StreamFault } from '../../src/probe/recordings/pieces.ts';
import { streamFormatOf } from '../../src/probe/recordings/sniff.ts';
import { createSecrets } from '../../src/probe/secrets.ts';
import type { RunReport } from '../../src/findings/run-report.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

async function* chunksOf(text: string, sizes: readonly number[]): AsyncGenerator<TextChunk> {
  let from = 0;
  for (let turn = 0; from < text.length; turn += 1) {
    const size = sizes.length === 0 ? text.length : (sizes[turn % sizes.length] ?? 1);
    yield await Promise.resolve({ text: text.slice(from, from + size), lossy: false });
    from += size;
  }
}

async function cut(by: Cut, text: string, sizes: readonly number[] = []) {
  const pieces: Piece[] = [];
  const faults: StreamFault[] = [];
  for await (const batch of by(chunksOf(text, sizes), 1_000_000)) {
    pieces.push(...batch.pieces);
    faults.push(...batch.faults);
  }
  return { pieces, faults };
}

/** Where a pointer into a text is, by the parser that reads it whole. */
function placeIn(text: string, pointer: string) {
  return parseText('a.json', text, 'json').document.locate(pointer as Pointer).range.start;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const strings = fc.oneof(fc.string(), fc.constantFrom('"', '\\', '\\"', '{[', '\u2028', 'é😀', '\n'));
const values = fc.jsonValue({ stringUnit: 'binary' });

describe('an archive that is read as a stream', () => {
  it('is cut into its entries, whatever it is made of and however it comes', async () => {
    const archive = fc.record({
      before: fc.dictionary(strings, values, { maxKeys: 3 }),
      entries: fc.array(fc.oneof(fc.dictionary(strings, values, { maxKeys: 3 }), values), { maxLength: 4 }),
      after: fc.dictionary(strings, values, { maxKeys: 2 }),
      indent: fc.constantFrom(0, 1, 3),
    });
    await fc.assert(
      fc.asyncProperty(archive, sizes, async ({ before, entries, after, indent }, parts) => {
        const log = { ...before, entries, comment: after };
        const text = JSON.stringify({ comment: 'of a test', log }, null, indent);
        const { pieces, faults } = await cut(cutEntries, text, parts);
        expect(faults).toEqual([]);
        expect(pieces.map((piece) => JSON.parse(piece.text) as unknown)).toEqual(
          JSON.parse(JSON.stringify(entries)),
        );
        for (const { index, start } of pieces) expect(start).toEqual(placeIn(text, `/log/entries/${index}`));
      }),
    );
  });

  it('says where it is cut off', async () => {
    const whole = '{"log": {"entries": [\n {"a": 1},\n {"b": "x"}\n]}}';
    const first = whole.indexOf('}') + 1;
    const second = whole.indexOf('}', first) + 1;
    for (let end = 1; end < whole.length; end += 1) {
      const { pieces, faults } = await cut(cutEntries, whole.slice(0, end), [3]);
      expect(faults).toHaveLength(1);
      expect(pieces.length).toBe(end < first ? 0 : end < second ? 1 : 2);
    }
    expect((await cut(cutEntries, whole.slice(0, second - 2))).faults).toEqual([
      {
        problem: 'the archive is cut off within this entry, which is not judged',
        at: { line: 3, column: 2 },
      },
    ]);
    expect((await cut(cutEntries, '{"log": {}}')).faults[0]?.problem).toBe('this archive has no log.entries');
  });
});

describe('a cut-off archive', () => {
  it('is told of within its text', async () => {
    const folder = await folderOf({
      'a.har': '{"log": {"entries": [\n',
      'openapi.yaml': 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\n',
    });
    const { out } = await runCli(['probe', 'a.har', '--spec', 'openapi.yaml', '-f', 'json'], folder);
    const [finding] = (JSON.parse(out) as RunReport).findings;
    const end = { line: 2, column: 1 };
    expect(finding?.location.range).toEqual({ start: end, end });
  });
});

describe('lines of exchanges', () => {
  it('are cut at their ends, however they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z\r ]{0,6}$/)),
        fc.constantFrom('\n', '\r\n'),
        sizes,
        async (lines, end, parts) => {
          const { pieces } = await cut(cutLines, lines.join(end), parts);
          const expected = lines.flatMap((line, index) =>
            /\S/.test(line) ? [{ line, number: index + 1 }] : [],
          );
          expect(pieces.map(({ start }) => start.line)).toEqual(expected.map(({ number }) => number));
          expect(pieces.map(({ text }) => text.trim())).toEqual(expected.map(({ line }) => line.trim()));
        },
      ),
    );
  });
});

describe('places', () => {
  it('in a part of a file are those of the file', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0, 2), (value, indent) => {
        const whole = JSON.stringify({ x: [null, { part: value }] }, null, indent);
        const at = '/x/1' as Pointer;
        const { document } = parseText('a.json', whole, 'json');
        const span = document.span(at);
        const { start } = document.locate(at).range;
        const text = whole.slice(span.start, span.end);
        const source = { uri: 'a.json', limits: defaultLimits, pointer: () => at, located: () => {} };
        const part = parseFragment({ text, index: 0, start }, source);
        const found = part.document.locate('/part' as Pointer);
        expect(found).toEqual(document.locate(`${at}/part` as Pointer));
      }),
    );
  });

  it('in JSON in a string are those in the string as it is written', () => {
    fc.assert(
      fc.property(values, strings, fc.constantFrom(0, 2), (value, key, indent) => {
        const inner = JSON.stringify({ [`k${key}`]: [1, { deep: value }], last: true }, null, indent);
        const text = JSON.stringify({ text: inner });
        const { document } = parseText('a.json', text, 'json');
        const node = stringChild(rootNode(document), 'text');
        if (!node) throw new Error('no text');
        const embedded = parseEmbedded(node);
        const { start, end } = embedded.document.locate('/last' as Pointer).range;
        expect(text.slice(start.column - 1, end.column - 1)).toBe('true');
        expect(embedded.document.locate(rootPointer).pointer).toBe('/text');
      }),
    );
  });
});

it('tells formats apart by what they begin with', () => {
  const nameOf = (text: string) => streamFormatOf(text)?.name;
  expect(nameOf('\uFEFF {"log": {"version": "1.2"')).toBe('HAR');
  expect(nameOf('{\n "comment": {"request": 1},\n "log": {')).toBe('HAR');
  expect(nameOf('{"request": {"method": "GET"')).toBe('NDJSON');
  expect(nameOf('{"name": "a"}\n\n{"name": "b"}\n')).toBe('NDJSON');
  expect(nameOf('{"apicheck": 1, "exchanges": [{"request": {}}]}')).toBe(undefined);
  expect(nameOf('{"consumer": {}, "interactions": []}\n')).toBe(undefined);
  expect(nameOf('apicheck: 1\nexchanges: []\n')).toBe(undefined);
});

it('reads Base64 of either alphabet, and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      for (const alphabet of ['base64', 'base64url'] as const)
        expect(decodeBase64(Buffer.from(bytes).toString(alphabet))).toEqual(Buffer.from(bytes));
    }),
  );
  for (const text of ['!', 'a', 'ab=c', 'abcd===', '\u00e9\u00e9'])
    expect(decodeBase64(text)).toBe(undefined);
});

describe('secrets', () => {
  it('are found wherever they stand, those that lie over one another as one', () => {
    const text = fc.stringMatching(/^[ab]{0,30}$/);
    fc.assert(
      fc.property(text, fc.array(fc.stringMatching(/^[ab]{4,6}$/), { maxLength: 4 }), (source, all) => {
        const secrets = createSecrets();
        for (const secret of all) secrets.add(secret);
        const covered = [...source].map((unit, at) =>
          all.some((secret) =>
            Array.from({ length: secret.length }, (_, back) => at - back).some(
              (from) => from >= 0 && source.startsWith(secret, from),
            ),
          )
            ? '*'
            : unit,
        );
        expect(secrets.replace(source, (length) => '*'.repeat(length))).toBe(covered.join(''));
      }),
    );
  });

  it('that pass are forgotten for later ones, the others never', () => {
    const secrets = createSecrets();
    secrets.add('lasting');
    for (let index = 0; index < 60_000; index += 1) secrets.add(`token-${index}`, true);
    expect(secrets.replace('lasting token-59999 ', () => '***')).toBe('*** *** ');
    expect(secrets.replace('token-1 ', () => '***')).toBe('token-1 ');
  });
});
