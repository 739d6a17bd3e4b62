import { redacted } from './exchange.ts';

/** What a terminal does not show as it is: a command with line breaks would be another on one line. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** Takes a text; gives it as one word of any POSIX shell. One with line breaks at its end is for `printed` alone. */
export function quote(text: string): string {
  if (unseen.test(text)) return `"$(${printed(text)})"`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Quotes a text in which secrets are `***`, with a shell variable in the place of each. */
export function withSecrets(text: string): string {
  if (!text.includes(redacted)) return quote(text);
  if (unseen.test(text)) return `"$(${printed(text)})"`;
  const { parts, last } = around(text);
  return [...parts.map((part) => `${quoteSome(part)}"${variableBehind(part)}"`), quoteSome(last)].join('');
}

/** Whether a text stands in a word as it is: of what a substitution gives, shells drop zeros and the last line breaks. */
export function isWord(text: string): boolean {
  return !text.includes('\0') && !(unseen.test(text) && text.endsWith('\n'));
}

/**
 * Takes a text in which secrets are `***`, or bytes; gives a command that writes it, whatever is in it, in any POSIX
 * shell (POSIX.1-2024, printf): dash has no dollar-single-quotes.
 */
export function printed(text: string | Uint8Array): string {
  if (typeof text !== 'string') return `printf '${[...text].map(byteFormat).join('')}'`;
  const { parts, last } = around(text);
  const format = [...parts, last].map((part) => [...part].map(formatted).join('')).join('%s');
  const values = parts.map((part) => ` "${variableBehind(part)}"`).join('');
  return `printf '${format.replace(/^-/, '\\055')}'${values}`;
}

/** Takes the name of a header, parameter or member; gives that of a variable. */
export function variableName(name: string): string {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1_')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(\d)/, '_$1');
}

/** A text taken apart at its secrets. */
function around(text: string): { readonly parts: readonly string[]; readonly last: string } {
  const parts = text.split(redacted);
  return { parts: parts.slice(0, -1), last: parts.at(-1) ?? '' };
}

const quoteSome = (text: string): string => (text === '' ? '' : quote(text));

/** Takes a character; gives it as in a format of printf. A `!` shells would look up in their history. */
export function formatted(character: string): string {
  if (character === '%') return '%%';
  if (character === '\\') return '\\\\';
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (named !== undefined) return named;
  if (!unseen.test(character) && !/['!]/.test(character)) return character;
  return [...Buffer.from(character)].map(octal).join('');
}

function byteFormat(byte: number, index: number): string {
  const isLeading = index === 0 && byte === 0x2d;
  return byte < 0x80 && !isLeading ? formatted(String.fromCharCode(byte)) : octal(byte);
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

/** Takes what stands before a secret: `"client_secret":"`, `api_key=`, `x-key: `; gives the variable it is shown as. */
function variableBehind(text: string): string {
  const [, name] = /([A-Za-z_][\w.%-]*)(?:"\s*:\s*"?|=|: )$/.exec(text.slice(-200)) ?? [];
  return `$${name === undefined ? 'SECRET' : variableName(name.replace(/%[\dA-F]{2}/gi, ' '))}`;
}
