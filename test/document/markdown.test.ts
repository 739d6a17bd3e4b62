import { expect, test } from 'vitest';
import { fencedSources } from '../../src/document/markdown.ts';
import { parseSource } from '../../src/document/parse.ts';
import { defaultLimits } from '../../src/document/limits.ts';
import { looksLikeOpenApi } from '../../src/document/sniff.ts';
import type { Pointer } from '../../src/document/pointer.ts';

const descriptions = (text: string): ReturnType<typeof parseSource>[] =>
  fencedSources('doc.md', text).map(({ source, format }) => parseSource(source, format, defaultLimits));

const markdown = [
  '# Prices',
  '```bash',
  'openapi lint',
  '```',
  '~~~~yaml',
  '# a comment',
  'openapi: 3.0.0',
  'info:',
  '  title: One',
  '  description: |',
  '    ~~~',
  '    in a fence',
  '    ~~~',
  '~~~~',
  '1. In a list',
  '',
  '   ```json',
  '   {',
  '     "swagger": "2.0",',
  '     "info": {"title": "Two",}',
  '   }',
  '   ```',
  '> ```',
  '> openapi: 3.1.0',
  '> info: {title: Three}',
  '> ```',
  '```yaml',
  'nested:',
  '  openapi: 3.0.0',
  '```',
  '```yaml',
  'openapi: 3.2.0',
].join('\n');

test.each(['\n', '\r\n'])(
  'every description in a fence is found, with the lines of the Markdown file (%j)',
  (eol) => {
    const text = markdown.replaceAll('\n', eol);
    const found = descriptions(text);
    expect(found.map(({ document }) => document.value)).toEqual([
      { openapi: '3.0.0', info: { title: 'One', description: '~~~\nin a fence\n~~~\n' } },
      { swagger: '2.0', info: { title: 'Two' } },
      { openapi: '3.1.0', info: { title: 'Three' } },
      { openapi: '3.2.0' },
    ]);
    const places = found.slice(0, 3).map(({ document }) => {
      const title = '/info/title' as Pointer;
      const { start, end } = document.span(title);
      expect(document.text).toBe(text);
      return [document.text.slice(start, end), document.locate(title).range.start];
    });
    expect(places).toEqual([
      ['One', { line: 9, column: 10 }],
      ['"Two"', { line: 20, column: 24 }],
      ['Three', { line: 25, column: 17 }],
    ]);
    expect(found[1]?.problems).toMatchObject([{ location: { range: { start: { line: 20, column: 29 } } } }]);
  },
);

test.each([
  ['openapi: 3.0.0\n', true],
  ['# c\n---\n"openapi" : 3.0.0\n', true],
  ["info: {}\n'swagger': '2.0'\n", true],
  ['\uFEFF{"info": {"openapi": 1}, "swagger": "2.0"}', true],
  ['{"info": {"openapi": 1}}', false],
  ['a:\n  openapi: 3.0.0\n', false],
  ['openapiVersion: 3\n', false],
  ['# T\n```yaml\nopenapi: 3.0.0\n```\n', false],
])('%j looks like OpenAPI: %s', (text, expected) => {
  expect(looksLikeOpenApi(text)).toBe(expected);
});
