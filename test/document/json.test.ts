import { expect, test } from 'vitest';
import fc from 'fast-check';
import { parseText } from '../../src/document/parse.ts';
import { appendKey, rootPointer, type Pointer } from '../../src/document/pointer.ts';

const at = (pointer: string): Pointer => pointer as Pointer;
const mistakes = (text: string): string[] =>
  parseText('x.json', text, 'json').problems.map(
    ({ message, location }) => `${location.range.start.line}:${location.range.start.column} ${message}`,
  );

test('every pointer of any JSON leads to the text of its value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), fc.boolean(), (value, indent, mark) => {
      const text = (mark ? '\uFEFF' : '') + JSON.stringify(value, null, indent);
      const { document, problems } = parseText('x.json', text, 'json');
      expect(problems).toEqual([]);
      const check = (part: unknown, pointer: Pointer): void => {
        const { start, end } = document.span(pointer);
        expect(JSON.parse(text.slice(start, end))).toEqual(part);
        if (typeof part !== 'object' || part === null) return;
        for (const [key, member] of Object.entries(part)) {
          const inner = appendKey(pointer, key);
          if (!Array.isArray(part)) {
            const span = document.span(inner, 'key');
            expect(JSON.parse(text.slice(span.start, span.end))).toBe(key);
          }
          check(member, inner);
        }
      };
      check(JSON.parse(JSON.stringify(value)), rootPointer);
    }),
  );
});

test('several mistakes are found in one run, and the rest is still read', () => {
  const text = '{"a": 1 "b": [1,2,], "c": tru,\n \'d\': 01, e: "x\ty" }';
  expect(mistakes(text)).toEqual([
    '1:9 expected a comma or } after the value',
    '1:18 a comma may not stand before ]',
    '1:27 tru is not a JSON value; a string needs double quotes',
    '2:2 a string needs double quotes',
    '2:7 01 is not a number as JSON writes it',
    '2:11 a key needs double quotes',
    '2:16 a control character in a string must be written as \\t',
  ]);
  expect(parseText('x', text, 'json').document.value).toEqual({ a: 1, b: [1, 2], c: 'tru', d: 1, e: 'x\ty' });
});

test('a text that breaks off is one mistake, at its end', () => {
  const { problems, document } = parseText('x', '{"a": [1, {"b": 2', 'json');
  expect(problems).toHaveLength(1);
  expect(problems[0]?.location.range.start).toEqual({ line: 1, column: 18 });
  expect(problems[0]?.related?.[0]?.location.range.start).toEqual({ line: 1, column: 11 });
  expect(document.value).toEqual({ a: [1, { b: 2 }] });
});

test('a key given twice is told with the first, wherever it is; the last counts', () => {
  const { problems, document } = parseText('x', '{"a":1,"b":{"x":1,\n"x":2}}', 'json');
  expect(problems).toMatchObject([
    {
      code: 'document-duplicate-key',
      location: { pointer: '/b/x', range: { start: { line: 2, column: 1 }, end: { line: 2, column: 4 } } },
      related: [{ location: { range: { start: { line: 1, column: 13 } } } }],
    },
  ]);
  expect(document.value).toEqual({ a: 1, b: { x: 2 } });
  expect(document.locate(at('/b/x')).range.start).toEqual({ line: 2, column: 5 });
});

test('__proto__ is a key like any other, in sound and in broken texts', () => {
  for (const text of ['{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1},}']) {
    const { value } = parseText('x', text, 'json').document;
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  }
});

test.each([3_000, 100_000])('%i brackets within one another are a limit, not a crash', (depth) => {
  for (const text of ['['.repeat(depth), '['.repeat(depth) + ']'.repeat(depth), '{"a":'.repeat(depth)]) {
    expect(parseText('x', text, 'json').problems.map(({ code }) => code)).toEqual(['document-limit']);
  }
});

test('a pointer that leads nowhere gives its nearest ancestor', () => {
  const { document } = parseText('x', '{"a": {"b": 1}}', 'json');
  expect(document.locate(at('/a/c/d'))).toMatchObject({ pointer: '/a', range: { start: { column: 7 } } });
});

test('no text makes it throw, and whatever it gives has places', () => {
  const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\'\\/* \n\tau1-'.split('')), maxLength: 60 });
  fc.assert(
    fc.property(text, (broken) => {
      const { document, problems } = parseText('x', broken, 'json');
      for (const { location } of problems) expect(location.range.start.line).toBeGreaterThan(0);
      let sound = true;
      try {
        JSON.parse(broken);
      } catch {
        sound = false;
      }
      expect(problems.some(({ code }) => code === 'document-syntax')).toBe(!sound);
      expect(document.span(rootPointer).end).toBeLessThanOrEqual(broken.length);
    }),
    { numRuns: 500 },
  );
});

test('an array without its bracket ends where the next key of the object around it begins', () => {
  const text = '{"a": {"b": [1, {"c": 2},\n "d": 3, "e": [\n[4], "f": 5}, "g": [6, 7, "h": 8}';
  expect(mistakes(text)).toEqual([
    '2:2 expected ] before this key',
    '3:6 expected ] before this key',
    '3:27 expected ] before this key',
  ]);
  expect(parseText('x', text, 'json').document.value).toEqual({
    a: { b: [1, { c: 2 }], d: 3, e: [[4]], f: 5 },
    g: [6, 7],
    h: 8,
  });
});

test('what is given up on ends with its text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '[', '"', '"a"', ':', ',', '}'), maxLength: 600 }),
      (text) => {
        expect(beyond(text)).toEqual([]);
      },
    ),
  );
  // More mistakes than are read, the last of them anywhere in a member.
  for (const line of ['u to f.",', ' u.",', ',,', '"a" 1'])
    for (let before = 0; before < 8; before += 1) {
      const text = `[${'1 '.repeat(before)}{"a":"x",${`\n${line}`.repeat(201)}`;
      expect([text, beyond(text)]).toEqual([text, []]);
    }
  const text = '{"a":[{"":"":'.repeat(300);
  expect(parseText('x.json', text, 'json').document.span(rootPointer)).toEqual({
    start: 0,
    end: text.length,
  });
});

/** The places of keys and values that are not within the text. */
function beyond(text: string): readonly string[] {
  const { document } = parseText('x.json', text, 'json');
  const found: string[] = [];
  const look = (value: unknown, pointer: Pointer): void => {
    for (const part of ['key', 'value'] as const) {
      const { start, end } = document.span(pointer, part);
      if (start > end || end > text.length) found.push(`${part} of ${pointer}: ${start} to ${end}`);
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) look(member, appendKey(pointer, key));
  };
  look(document.value, rootPointer);
  return found;
}
