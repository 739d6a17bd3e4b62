import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { printable } from '../report/printable.ts';

/**
 * Takes the path of a file, its text and what it becomes; gives the difference as `git apply` reads it, with three
 * lines of context. For a terminal, with nothing in it that could move the cursor.
 */
export function unifiedDiff(path: string, before: string, after: string, terminal: boolean): string {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
  });
  const text = formatPatch(patch, FILE_HEADERS_ONLY);
  if (!terminal) return text;
  return text
    .split('\n')
    .map((line) => printable(line.replace(/\r$/, '').replaceAll('\t', '    ')))
    .join('\n');
}
