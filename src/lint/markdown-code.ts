/**
 * Takes a text in CommonMark; gives it without its fenced code blocks and code spans (CommonMark 0.31, sections 4.5
 * and 6.1), in which nothing is live. What only looks like code stays. Takes time in proportion to the text.
 */
export function withoutCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const [, marks = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (marks.startsWith(fence) && line.trim() === marks) fence = undefined;
    } else if (
      marks !== '' &&
      !(marks.startsWith('`') && line.slice(line.indexOf(marks) + marks.length).includes('`'))
    )
      fence = marks;
    else kept.push(line);
  }
  // A span does not reach over a blank line.
  return kept
    .join('\n')
    .split(/\n[ \t]*\n/)
    .map(withoutSpans)
    .join('\n\n');
}

function withoutSpans(paragraph: string): string {
  const runs = [...paragraph.matchAll(/`+/g)];
  /** Of each length of run, which runs those are. */
  const byLength = new Map<number, number[]>();
  for (const [index, [run]] of runs.entries()) {
    const same = byLength.get(run.length);
    if (same) same.push(index);
    else byLength.set(run.length, [index]);
  }
  for (const same of byLength.values()) same.reverse();
  let kept = '';
  let from = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    if (run === undefined) break;
    const same = byLength.get(run[0].length) ?? [];
    while ((same.at(-1) ?? Infinity) <= index) same.pop();
    const close = same.at(-1);
    if (close === undefined) continue;
    kept += paragraph.slice(from, run.index);
    from = (runs[close]?.index ?? 0) + run[0].length;
    index = close;
  }
  return kept + paragraph.slice(from);
}
