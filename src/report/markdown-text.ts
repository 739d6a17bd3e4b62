import { printable } from './printable.ts';

/**
 * Takes text of unknown origin; gives it as Markdown that shows the same text on one line and does nothing: no
 * markup, no HTML, no mention of a person or an issue. Not for the start of a line.
 */
export function markdownText(text: string): string {
  return (
    printable(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Underscores inside words are none in the Markdown of any forge.
      .replace(/[\\`*[\]|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
      // A forge looks for these in the rendered text, where escaping is forgotten: a space without width parts them.
      .replace(/@(?=[\w-])|#(?=\d)|\b(?:https?|ftp)(?=:\/\/)|\bwww(?=\.)/gi, '$&&#8203;')
  );
}

/** Takes text of unknown origin; gives it as a code span on one line (CommonMark section 6.1). */
export function codeSpan(text: string): string {
  const shown = printable(text);
  if (shown === '') return '';
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** Takes lines of unknown origin; gives them as a fenced code block that none of them can end (section 4.5). */
export function fencedBlock(lines: readonly string[], indent = '', language = ''): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence].map((line) => `${indent}${line}`);
}

/** Takes Markdown on one line; gives it for a cell of a table, where a pipe ends even a code span. */
export function tableCell(markdown: string): string {
  return markdown.replace(/(?<!\\)\|/g, '\\|');
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
