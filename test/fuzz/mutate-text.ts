import { chosen, type Edit } from './edit.ts';

/** What means something to a parser of YAML, JSON, Markdown or HTTP. */
const pieces: readonly string[] = [
  ...['\t', ' ', '\n', '\r', '\r\n', '\n\n', '\u0000', '\u0007', '\u001b[2J', '\u007f', '\u0085', '\u00a0'],
  ...['\u200b', '\u202e', '\u2028', '\u2066', '\ufeff', '\ufffd', '\ud800', '\udfff', '😀'],
  ...['"', "'", '\\', '\\u', '\\ud83d', '`', '```', '\n```yaml\n', '~~~'],
  ...['{', '}', '[', ']', ':', ': ', ',', '- ', '? ', '| ', '|\n', '>-\n', '|9\n', '#', ' # '],
  ...['&a ', '*a', '*a : ', '<<: *a\n', '<<: [*a, *a]\n', '!!str ', '!<a> ', '!!binary ', '!!set ', '! '],
  ...['---\n', '...\n', '--- |\n', '%YAML 1.1\n', '%TAG ! a\n', '@', '%'],
  ...['null', '~', 'yes', '0x1F', '0o17', '1_000', '1:30', '.inf', '.nan', '1e999', '-0', '01', '2001-01-01'],
  ...['__proto__: 1\n', '"__proto__":1,', '# apicheck-ignore x\n', '# apicheck-ignore-next-line *\n'],
  ...['/*', '//', '<!--', '$ref: a\n', 'NaN', 'Infinity', 'undefined'],
];

/** Takes a text; gives it with edits made in it, one after the other. */
export function mutateText(text: string, edits: readonly Edit[]): string {
  return edits.reduce(apply, text);
}

function apply(text: string, [kind, at, choice, more]: Edit): string {
  const from = at % (text.length + 1);
  const length = chosen([1, 2, 5, 20, 200], more);
  const until = Math.min(text.length, from + length);
  const before = text.slice(0, from);
  const piece = chosen(pieces, choice);
  const kinds: readonly (() => string)[] = [
    () => before,
    () => before + text.slice(until),
    () => before + piece + text.slice(from),
    () => before + piece + text.slice(until),
    () => {
      const other = choice % (text.length + 1);
      return before + text.slice(other, other + length * 10) + text.slice(from);
    },
    () => before + text.slice(from, until).repeat(chosen([2, 3, 50], choice)) + text.slice(until),
    () => inLine(text, from, (line) => ' '.repeat(choice % 5) + line),
    () => inLine(text, from, (line) => line.replace(/^ {1,2}/, '')),
    () => inLine(text, from, (line) => line.replace(/^ +/, (blanks) => '\t'.repeat(blanks.length))),
    () => inLine(text, from, (line) => `${line}\n${line}`),
    () => inLine(text, from, () => ''),
    () => text.replaceAll('\n', '\r\n'),
    () => text.replaceAll('\n', chosen(['\r', '\n\n', '\u2028', ' '], choice)),
    () => `\ufeff${text}`,
    () => `${text}${piece.repeat(chosen([1, 3, 500], more))}`,
    () =>
      before +
      text.slice(from).replace(/\d+/, chosen(['1e400', '99999999999999999999', '-1', '0.1'], choice)),
    () => before + text.slice(from).replace(/["']/, ''),
  ];
  return chosen(kinds, kind)();
}

function inLine(text: string, at: number, change: (line: string) => string): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const found = text.indexOf('\n', at);
  const end = found === -1 ? text.length : found;
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

/** Takes a text; gives its bytes with edits made in them. Without any, they are UTF-8. */
export function mutateBytes(text: string, edits: readonly Edit[]): Buffer {
  let bytes: Buffer = Buffer.from(text);
  for (const [kind, at, choice, more] of edits) {
    const from = at % (bytes.length + 1);
    switch (kind % 6) {
      case 0:
        if (from < bytes.length) bytes[from] = (bytes[from] ?? 0) ^ (1 << (choice % 8));
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from([choice & 0xff]), bytes.subarray(from)]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + (more % 9))]);
        break;
      case 3:
        bytes = bytes.subarray(0, from);
        break;
      case 4:
        bytes = Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le');
        if (choice % 2 === 0 && bytes.length % 2 === 0) bytes.swap16();
        break;
      default:
        bytes = Buffer.concat([
          bytes.subarray(0, from),
          Buffer.from([0xc3, 0x28, 0xff]),
          bytes.subarray(from),
        ]);
    }
  }
  return bytes;
}
