import { expect, test } from 'vitest';
import fc from 'fast-check';
import { fencedSources } from '../../src/document/markdown.ts';
import { parseText } from '../../src/document/parse.ts';
import type { Pointer } from '../../src/document/pointer.ts';
import { lineStarts } from '../../src/document/text.ts';
import { createLines } from '../../src/report/frame.ts';

test('lines are those that reports show', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'b'), maxLength: 12 }), (text) => {
      const starts = Array.from(lineStarts(text));
      const lines = createLines(() => text);
      for (const [index, start] of Array.from(starts).entries()) {
        const line = text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]*$/, '');
        expect(lines.line('x', index + 1)).toBe(line);
      }
      expect(lines.line('x', starts.length + 1)).toBeUndefined();
    }),
  );
});

test.each(['yaml', 'json'] as const)('a lone CR ends a line of %s', (format) => {
  const text = format === 'yaml' ? 'a:\r  b: 1\r  c: "x\r   y"\r\n' : '{"a":\r{"b": 1,\r"c": "x y"}\r\n}';
  const { document, problems } = parseText('x', text, format);
  expect(problems).toEqual([]);
  expect(document.value).toEqual({ a: { b: 1, c: 'x y' } });
  expect(document.locate('/a/c' as Pointer, 'key').range.start.line).toBe(3);
  expect(document.text).toBe(text);
});

test('a mistake behind a lone CR has its line', () => {
  const { problems } = parseText('x', 'a: 1\rb: c: d\r', 'yaml');
  expect(problems.map(({ location }) => location.range.start.line)).toContain(2);
  const json = parseText('x', '{ // c\r"a": 1}', 'json');
  expect(json.document.value).toEqual({ a: 1 });
  expect(json.problems).toHaveLength(1);
});

test('a fence between lone CRs is found', () => {
  const text = '# t\r\r```yaml\ropenapi: 3.0.0\rpaths: {}\r```\rmore\r';
  const [fence] = fencedSources('x.md', text);
  expect(fence?.source.content).toBe('openapi: 3.0.0\rpaths: {}\r');
});

test.each([
  '"'.repeat(3_000_000),
  '"\n'.repeat(1_500_000),
  '"\''.repeat(1_500_000),
  'a: "\n'.repeat(600_000),
])('three million units of no YAML end soon (%#)', (text) => {
  const before = process.cpuUsage();
  const { problems } = parseText('x', text, 'yaml');
  const { user, system } = process.cpuUsage(before);
  // Of the time on the clock, others on the machine take their part.
  expect((user + system) / 1_000).toBeLessThan(8_000);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThan(500);
});
