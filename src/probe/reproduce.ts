import { redacted, type Field, type Request } from './exchange.ts';
import type { Redactor } from './redact.ts';
import { hideMembers } from './hide-members.ts';
import { isWord, printed, quote, variableName, withSecrets } from './shell-words.ts';

/** A body longer than this is left to be taken from the recording. */
const longestBody = 4_000;

/** Of one that is no text, this many bytes. */
const longestBinary = 1_000;

/**
 * Takes a request and the URL that it goes to; gives a curl command that sends it again. Secrets stand in it as shell
 * variables, by the name of what they are: `$AUTHORIZATION` for a header, `$CLIENT_SECRET` for a property or parameter
 * of that name, `$SECRET` for what has none.
 */
export function curlCommand(request: Request, url: string, redactor: Redactor): string {
  const words = ['curl'];
  const body = request.body?.bytes;
  if (request.method === 'HEAD' && body === undefined) words.push('--head');
  // To curl, --head is a request without a body, and any other answer has as much as its length says.
  else if (request.method === 'HEAD') words.push('-X', 'HEAD', '--max-time', '10');
  else if (request.method !== (body === undefined ? 'GET' : 'POST')) words.push('-X', quote(request.method));
  // curl would take brackets and braces for a pattern of several URLs.
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  if (/\/\.{1,2}(?:[/?]|$)/.test(url)) words.push('--path-as-is');
  words.push(withSecrets(redactor.target(url)));
  for (const field of request.headers) if (!isCounted(field, body)) words.push('-H', header(field, redactor));
  if (body !== undefined && !request.headers.some(({ name }) => name.toLowerCase() === 'content-type')) {
    words.push('-H', 'content-type:');
  }
  if (body === undefined) return words.join(' ');
  const { word, command } = bodyOf(body, redactor);
  if (word !== undefined) return [...words, '--data-raw', word].join(' ');
  return command === undefined
    ? [...words, '--data-binary', '@body'].join(' ')
    : `${command} | ${[...words, '--data-binary', '@-'].join(' ')}`;
}

/** curl counts by itself; a length that the body has not is what the request is about. */
function isCounted({ name, value }: Field, body: Uint8Array | undefined): boolean {
  return name.toLowerCase() === 'content-length' && value === String(body?.length ?? 0);
}

function header({ name, value }: Field, redactor: Redactor): string {
  if (redactor.isSecretHeader(name) || value === redacted) {
    return `"${name.replace(/["$`\\]/g, '')}: $${variableName(name)}"`;
  }
  const isLatin1 = /[\x80-\xff]/.test(value) && !/[^\0-\xff]/.test(value);
  const line = redactor.text(`${name}: ${value}`);
  // One byte for each on the wire, where a terminal writes two.
  if (isLatin1 && !line.includes(redacted)) return `"$(${printed(Buffer.from(line, 'latin1'))})"`;
  // curl takes a name with nothing behind its colon for one to leave out.
  return withSecrets(value === '' ? `${name};` : line);
}

/**
 * Takes a body; gives it as a word, else as the command that writes it. Of one that is too long, neither: it is left to
 * be taken from the recording.
 */
function bodyOf(
  bytes: Uint8Array,
  redactor: Redactor,
): { readonly word?: string; readonly command?: string } {
  const text = textOf(bytes);
  if (text === undefined) {
    // A secret among bytes cannot be shown as a variable.
    const loose = [Buffer.from(bytes).toString('latin1'), new TextDecoder().decode(bytes)];
    const isLeft = bytes.length > longestBinary || loose.some((one) => redactor.blot(one) !== one);
    return isLeft ? {} : { command: printed(bytes) };
  }
  if (text.length > longestBody) return {};
  const shown = withoutNamed(text, redactor);
  // A leading @ would name a file, which --data-raw does not look for.
  return isWord(shown) ? { word: withSecrets(shown) } : { command: printed(shown) };
}

/** Bytes as a text that stands for them and no others. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A body without its secrets: of JSON and forms, without what is secret by its name too. */
function withoutNamed(text: string, redactor: Redactor): string {
  const value = jsonOf(text);
  if (typeof value === 'object' && value !== null) {
    const shown = redactor.value(value);
    // As it was written, but for what is to be hidden.
    if (JSON.stringify(shown) === JSON.stringify(value)) return text;
    return inPlace(text, shown, redactor) ?? JSON.stringify(shown);
  }
  if (/^[\w.%+*~-]+=[^\s]*$/.test(text)) return redactor.target(`?${text}`).slice(1);
  return redactor.blot(text).replace(/\*{4,}/g, redacted);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes a text of JSON and its value without secrets; gives the text without them, where that can be told from it. */
function inPlace(text: string, shown: unknown, redactor: Redactor): string | undefined {
  const written = hideMembers(text);
  const blotted = redactor.blot(written).replace(/\*{4,}/g, redacted);
  const read = jsonOf(blotted.replace(/(:\s*)\*\*\*/g, `$1"${redacted}"`));
  return read !== undefined && JSON.stringify(read) === JSON.stringify(shown) ? blotted : undefined;
}
