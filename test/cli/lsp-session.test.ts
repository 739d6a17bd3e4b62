import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { moveBetween } from '../../src/cli/lsp/moved.ts';
import { changeBetween } from '../../src/document/change.ts';
import { nodeAtOffset, referencesTo, targetAt } from '../../src/cli/lsp/place.ts';
import { isWithin } from '../../src/cli/lsp/results.ts';
import { createSession } from '../../src/cli/lsp/session.ts';
import { writtenReference } from '../../src/cli/lsp/completion.ts';
import { processIo } from '../../src/cli/process-io.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { textPlaces } from '../../src/document/text.ts';

const contracts = join(import.meta.dirname, '../../contracts');
const io: Io = { ...processIo(), cwd: contracts };

/** What a person does to a text: takes a little out, or puts something in, mostly where it means something. */
const edits = fc.record({
  where: fc.constantFrom(/\$ref: '?#/g, /type: /g, /required: /g, /(?:get|put|post):/g, /responses:/g, /./g),
  at: fc.nat(9_999).map((part) => part / 10_000),
  remove: fc.integer({ min: 0, max: 6 }),
  insert: fc.constantFrom('', 'x', ' ', '#', ':', '\n', "'", '- ', '5', '/x', '{', 'é'),
});

function edited(
  text: string,
  { where, at, remove, insert }: { where: RegExp; at: number; remove: number; insert: string },
): string {
  const places = [...text.matchAll(where)].map(({ index, 0: found }) => index + found.length);
  const offset = places[Math.floor(at * places.length)] ?? 0;
  return text.slice(0, offset) + insert + text.slice(offset + remove);
}

describe('the part around an edit', () => {
  it('has the findings that the whole has there', async () => {
    const text = await readFile(join(contracts, 'portal.yaml'), 'utf8');
    const session = createSession(io, undefined, { forChanges: true });
    let told = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (edit) => {
        session.setText('portal.yaml', text);
        await session.apis('portal.yaml');
        session.setText('portal.yaml', edited(text, edit));
        const part = await session.lintChange('portal.yaml', 'portal.yaml');
        if (part === undefined) return;
        const whole = await session.lint('portal.yaml', 'structure');
        const there = ({ code, location }: Finding) =>
          code.startsWith('document-') || isWithin(location.pointer, part.pointer);
        const shown = ({ code, message, location }: Finding) =>
          `${code} ${location.pointer} ${location.range.start.line}:${location.range.start.column} ${message}`;
        const found = part.findings.filter(there).map(shown);
        told += found.length;
        // What the part alone cannot tell: that what a reference leads to is of another kind.
        const expected = whole.filter(there).filter(({ code }) => code !== 'ref-kind-mismatch');
        expect(found).toEqual(expected.map(shown));
      }),
      { numRuns: 40 },
    );
    expect(told).toBeGreaterThan(10);
  }, 60_000);
});

describe('a long description that is being loaded again', () => {
  it('is answered from as it was, with the texts as they are', async () => {
    const filler = 'x'.repeat(400_000);
    const before = `openapi: 3.1.0
info: { title: A, version: '1', description: ${filler} }
components:
  schemas:
    B: { $ref: '#/components/schemas/A' }
    A: { type: object }
`;
    const session = createSession(io, undefined, { forChanges: true });
    session.setText('long.yaml', before);
    const [old] = await session.apis('long.yaml');
    const after = before
      .replace('    B:', '    C: { type: string }\n    B:')
      .replace("schemas/A'", "schemas/C'");
    session.setText('long.yaml', after);
    const [stale] = await session.latest('long.yaml');
    if (old === undefined || stale === undefined) throw new Error('not loaded');
    expect(stale.visits).toBe(old.visits);
    const document = stale.api.documents.root;
    expect(document.text).toBe(after);
    const at = (text: string) => nodeAtOffset(document, after.indexOf(text) + 1);
    const { node, part } = at("'#/components/schemas/C'");
    // What is written now decides, and where it stands now.
    const target = targetAt(stale, node, part);
    expect(target?.pointer).toBe('/components/schemas/C');
    expect(target && document.locate(target.pointer, 'key').range.start.line).toBe(5);
    // The reference that led to A is none to it any more.
    expect(referencesTo(stale, at('A: { type').node)).toBeUndefined();
    const [fresh] = await session.apis('long.yaml');
    expect(fresh && referencesTo(fresh, at('C: { type').node)?.references).toHaveLength(1);
    expect(await session.latest('long.yaml')).toEqual([fresh]);
  });

  it('gives up a load whose texts have changed, and what else waits has its turn', async () => {
    const schemas = Array.from({ length: 60_000 }, (_, index) => `    S${index}: { type: object }\n`);
    const text = `openapi: 3.1.0\ninfo: { title: A, version: '1' }\ncomponents:\n  schemas:\n${schemas.join('')}`;
    const session = createSession(io, undefined, { forChanges: true });
    session.setText('long.yaml', text);
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    const loading = session.apis('long.yaml');
    expect(session.apis('long.yaml')).toBe(loading);
    await new Promise((done) => setTimeout(done, 0));
    session.setText('long.yaml', text.replace('title: A', 'title: B'));
    const [loaded] = await loading;
    clearInterval(turn);
    expect(loaded?.api.title).toBe('B');
    expect(turns).toBeGreaterThan(1);
  });
});

describe('moved places', () => {
  const words = fc
    .array(fc.constantFrom('a', 'b', '\n', '\r\n', 'cc'), { maxLength: 30 })
    .map((all) => all.join(''));

  it('are where the same text stands, or gone', () => {
    fc.assert(
      fc.property(words, words, words, words, fc.nat(), fc.nat(), (head, gone, come, tail, from, length) => {
        const before = head + gone + tail;
        const after = head + come + tail;
        const change = changeBetween(before, after);
        expect(
          before.slice(0, change.start) +
            after.slice(change.start, change.after) +
            before.slice(change.before),
        ).toBe(after);
        const start = from % (before.length + 1);
        const end = Math.min(before.length, start + (length % 5));
        const moved = moveBetween(before, after)(textPlaces(before).range({ start, end }));
        const shift = change.after - change.before;
        if (end <= change.start) expect(moved).toEqual(textPlaces(after).range({ start, end }));
        else if (start >= change.before)
          expect(moved).toEqual(textPlaces(after).range({ start: start + shift, end: end + shift }));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a reference that is being written', () => {
  it.each([
    ["  $ref: '#/a|b' # c", '#/ab', true],
    ['  $ref: |', '', false],
    ['  $ref: #/x|', '#/x', false],
    ['{ $ref: "#/x|y", a: 1 }', '#/xy', true],
    ['{"$ref":"#/x|"}', '#/x', true],
    ["  $ref: '#/x| and more", '#/x', true],
    ['- "$ref" : "|"', '', true],
  ])('is found in %j', (marked, value, quoted) => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const found = writtenReference(text, offset);
    expect(found && text.slice(found.start, found.end)).toBe(value);
    expect(found?.quoted).toBe(quoted);
    expect(found && text.slice(found.key, found.key + 4)).toBe('$ref');
  });

  it.each(['description: a $ref in words|', "$ref: 'x'|", '$ref|', '  x-$ref: |', '$ref:|'])(
    'is none in %j',
    (marked) => {
      expect(writtenReference(marked.replace('|', ''), marked.indexOf('|'))).toBeUndefined();
    },
  );
});
