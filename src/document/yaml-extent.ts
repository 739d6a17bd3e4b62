import { empty, isBlankOrEnd, type YamlLines } from './yaml-lines.ts';
import { lineEnd, plainEnd, skipBlanks } from './yaml-scan.ts';

/** Takes where a plain scalar begins and the line it must end before; gives where it ends (YAML 1.2.2 section 7.3.3). */
export function plainScalarEnd(
  content: string,
  lines: YamlLines,
  at: number,
  line: number,
  end: number,
): number {
  let part = plainEnd(content, at);
  for (let here = line + 1; here < end && !part.comment; here++) {
    if (lines.indents[here] === empty) {
      const blank = skipBlanks(content, startOf(content, lines, here));
      if (content.charAt(blank) === '#') break;
      continue;
    }
    const next = plainEnd(content, skipBlanks(content, startOf(content, lines, here)));
    part = next;
  }
  return part.end;
}

/**
 * Takes where the `|` or `>` of a block scalar is, the line it must end before and the indentation of what holds it;
 * gives the end of its last line that is not blank (YAML 1.2.2 section 8.1).
 */
export function blockScalarEnd(
  content: string,
  lines: YamlLines,
  at: number,
  line: number,
  end: number,
  indent: number,
): number {
  const header = /^[|>][-+0-9]*/.exec(content.slice(at, at + 4))?.[0] ?? '|';
  const digit = /[1-9]/.exec(header)?.[0];
  let least = digit === undefined ? undefined : Math.max(indent, 0) + Number(digit);
  let last = at + header.length;
  for (let here = line + 1; here < end; here++) {
    let from = startOf(content, lines, here);
    while (content.charCodeAt(from) === 0x20) from++;
    const to = lineEnd(content, startOf(content, lines, here));
    if (from >= to) continue;
    const spaces = from - startOf(content, lines, here);
    least ??= spaces;
    if (spaces < least || spaces <= indent) break;
    last = to;
  }
  while (last > at + 1 && isBlankOrEnd(content.charCodeAt(last - 1))) last--;
  return last;
}

function startOf(content: string, lines: YamlLines, line: number): number {
  return lines.starts[Math.min(line, lines.count)] ?? content.length;
}
