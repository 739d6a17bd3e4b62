import type { Document } from './document.ts';
import type { Source } from './entry.ts';
import { looksLikeOpenApi } from './sniff.ts';
import { lastAtMost, lineStarts } from './text.ts';

/** A description in a fenced block. */
export interface FencedSource {
  readonly source: Source;
  readonly format: Document['format'] | undefined;
}

/** Whether a document is Markdown by its name. */
export function isMarkdown(uri: string): boolean {
  return /\.(md|mdx|markdown)$/i.test(uri);
}

/**
 * Takes a Markdown text; gives every OpenAPI description that stands in a fenced code block of it (CommonMark 0.31
 * section 4.5), with the indentation of its fence taken away. Blocks in lists and block quotes count too; the info
 * string does not matter, but that `json` asks for JSON.
 */
export function fencedSources(uri: string, text: string): readonly FencedSource[] {
  if (!/^[ \t>*+\-\d.)]*(```|~~~)/m.test(text)) return [];
  const found: FencedSource[] = [];
  for (const { info, lines } of fences(text)) {
    const content = lines.map(({ start, end }) => text.slice(start, end)).join('');
    if (!looksLikeOpenApi(content)) continue;
    const format = /^\{?\.?(json|jsonc|json5)\b/i.test(info) ? 'json' : undefined;
    found.push({ source: { uri, text, content, toText: offsetMap(lines) }, format });
  }
  return found;
}

interface Line {
  readonly start: number;
  /** Behind its line break. */
  readonly end: number;
}

interface Fence {
  readonly info: string;
  /** The lines of the block without what its container and its indentation put before them. */
  readonly lines: readonly Line[];
}

function* fences(text: string): Generator<Fence> {
  let open: { mark: string; indent: number; quotes: number; info: string; lines: Line[] } | undefined;
  // Lines end with LF, CR LF or CR (section 2.1).
  const starts = lineStarts(text);
  let number = 0;
  for (let start = 0; start < text.length;) {
    const end = starts[++number] ?? text.length;
    const line = text.slice(start, end);
    if (open === undefined) {
      // A fence may stand behind the marks of a list item or a block quote.
      const match = /^((?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*([^\r\n]*)/.exec(
        line,
      );
      if (match !== null) {
        const [, before = '', mark = '', info = ''] = match;
        const quotes = before.lastIndexOf('>') + 1;
        open = {
          mark,
          indent: before.length - quotes,
          quotes: before.split('>').length - 1,
          info,
          lines: [],
        };
      }
    } else {
      const content = start + containerWidth(line, open.quotes);
      const rest = text.slice(content, end);
      const closing = /^[ \t]*(`{3,}|~{3,})[ \t]*[\r\n]*$/.exec(rest)?.[1];
      if (closing !== undefined && closing.startsWith(open.mark)) {
        yield { info: open.info, lines: open.lines };
        open = undefined;
      } else {
        const spaces = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
        open.lines.push({ start: Math.min(content + Math.min(spaces, open.indent), end), end });
      }
    }
    start = end;
  }
  // A fence that nothing closes goes on to the end.
  if (open !== undefined) yield { info: open.info, lines: open.lines };
}

/** The width of the marks of block quotes before a line. */
function containerWidth(line: string, quotes: number): number {
  let width = 0;
  for (let quote = 0; quote < quotes; quote++) width += /^[ \t]*>/.exec(line.slice(width))?.[0].length ?? 0;
  return width;
}

/** From offsets into the joined lines to offsets into the text. */
function offsetMap(lines: readonly Line[]): (offset: number) => number {
  const inContent: number[] = [];
  let length = 0;
  for (const { start, end } of lines) {
    inContent.push(length);
    length += end - start;
  }
  return (offset) => {
    const index = lastAtMost(inContent, offset);
    return (lines[index]?.start ?? 0) + offset - (inContent[index] ?? 0);
  };
}
