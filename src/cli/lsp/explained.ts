import type { Node } from '../../document/document.ts';
import type { FindingMeta } from '../../findings/meta.ts';

/** Lines and UTF-16 units of a definition that a hover shows. */
const most = { lines: 40, length: 3_000 };

/** Takes the kind of a finding; gives what `apicheck explain` says of it, as Markdown. */
export function explained({ code, summary, why, fix, section, bad, good }: FindingMeta): string {
  return [
    `**${code}**: ${escaped(summary)}`,
    escaped(why),
    `**How to mend it.** ${escaped(fix)}`,
    ...(bad === undefined ? [] : [`Found in\n\n${fenced(bad.trimEnd(), 'yaml')}`]),
    ...(good === undefined ? [] : [`Not in\n\n${fenced(good.trimEnd(), 'yaml')}`]),
    ...(section === undefined ? [] : [`[Specification](${section})`]),
  ].join('\n\n');
}

/** Takes a definition; gives where it is and what is written there, as Markdown. */
export function shown(node: Node): string {
  const { document, pointer } = node;
  const { line } = document.locate(pointer, 'key').range.start;
  return `\`${document.uri.replaceAll('`', '')}:${line}\`\n\n${fenced(writtenAt(node), document.format)}`;
}

function writtenAt({ document, pointer, value }: Node): string {
  const { start, end } = document.span(pointer, 'value');
  const { text } = document;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const lead = text.slice(lineStart, start);
  const written = (/^[ \t]*$/.test(lead) ? lead : '') + text.slice(start, Math.min(end, start + most.length));
  const lines = written.split(/\r\n|\r|\n/);
  const indent = Math.min(
    ...lines
      .slice(lead.trim() === '' ? 0 : 1)
      .flatMap((line) => (line.trim() === '' ? [] : line.search(/\S/))),
  );
  // A whole description may stand on one line.
  const pretty =
    lines.length === 1 && typeof value === 'object'
      ? JSON.stringify(value, null, 2).slice(0, most.length).split('\n')
      : lines.map((line) => (/^\s/.test(line) && Number.isFinite(indent) ? line.slice(indent) : line));
  const cut = pretty.length > most.lines || end - start > most.length;
  return [...pretty.slice(0, most.lines), ...(cut ? ['…'] : [])].join('\n');
}

/** A fence longer than any in the text: nothing of a document gets out of it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function escaped(text: string): string {
  return text.replace(/[<>*_[\]\\]/g, (sign) => `\\${sign}`);
}
