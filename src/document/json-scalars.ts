type Report = (message: string, start: number, end: number) => void;

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Takes a text and the offset of a quote; gives the string's value and the offset behind it. A string that is not
 * closed ends with its line.
 */
export function scanString(text: string, open: number, report: Report): { value: string; end: number } {
  const quote = text[open];
  if (quote === "'") report('a string needs double quotes', open, open + 1);
  let value = '';
  let at = open + 1;
  for (;;) {
    const from = at;
    let unit = text.charCodeAt(at);
    while (unit >= 0x20 && unit !== 0x5c && text[at] !== quote) unit = text.charCodeAt(++at);
    value += text.slice(from, at);
    if (text[at] === quote) return { value, end: at + 1 };
    if (at >= text.length || unit === 0x0a || unit === 0x0d) {
      report('this string is not closed before the end of its line', open, at);
      return { value, end: at };
    }
    if (unit !== 0x5c) {
      const code = unit.toString(16).padStart(4, '0');
      report(
        `a control character in a string must be written as ${unit === 0x09 ? '\\t' : `\\u${code}`}`,
        at,
        at + 1,
      );
      value += text[at];
      at++;
      continue;
    }
    const letter = text[at + 1] ?? '';
    const hex = letter === 'u' ? /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
    const plain = escapes.get(letter);
    if (hex !== undefined) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      at += 6;
    } else if (plain !== undefined) {
      value += plain;
      at += 2;
    } else if (letter === '' || letter === '\n' || letter === '\r') {
      at++;
    } else {
      report(
        letter === 'u'
          ? 'expected four hexadecimal digits after \\u'
          : `\\${letter} is not an escape of JSON`,
        at,
        at + 2,
      );
      value += letter;
      at += 2;
    }
  }
}

/** Takes a text and the offset of what should be a number, true, false or null; gives its value and its end. */
export function scanWord(text: string, from: number, report: Report): { value: unknown; end: number } {
  let end = from;
  while (end < text.length && !/[\s,:{}[\]"]/.test(text[end] ?? '')) end++;
  const word = text.slice(from, end);
  if (word === 'true') return { value: true, end };
  if (word === 'false') return { value: false, end };
  if (word === 'null') return { value: null, end };
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(word)) return { value: Number(word), end };
  if (word === '') {
    report(`expected a value, found ${text[from] ?? 'the end of the text'}`, from, from + 1);
    return { value: null, end: Math.min(from + 1, text.length) };
  }
  const number = Number(word.replace(/^\+/, ''));
  if (/^[-+.\d]/.test(word) && Number.isFinite(number)) {
    report(`${word} is not a number as JSON writes it`, from, end);
    return { value: number, end };
  }
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  report(`${shown} is not a JSON value; a string needs double quotes`, from, end);
  return { value: /^(True|False)$/.test(word) ? word === 'True' : word, end };
}
