import { redacted, type Field, type Request } from './exchange.ts';
import { exactJson } from './recordings/exact-json.ts';
import type { Redactor } from './redact.ts';

/** A body longer than this is left to be taken from the recording. */
const longestBody = 4_000;

/** What a terminal does not show as it is: a command with line breaks would be another on one line. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** Takes a text; gives it as one word of a shell, with dollar-single-quotes (POSIX.1-2024 section 2.2.4) where it has to be. */
export function quote(text: string): string {
  if (unseen.test(text)) return `$'${[...text].map(escaped).join('')}'`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function escaped(character: string): string {
  if (character === '\\' || character === "'") return `\\${character}`;
  if (!unseen.test(character)) return character;
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (named !== undefined) return named;
  return [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/**
 * Takes a request and the URL that it goes to; gives a curl command that sends it again. Secrets stand in it as shell
 * variables, by the name of what they are: `$AUTHORIZATION` for a header, `$CLIENT_SECRET` for a property or parameter
 * of that name, `$SECRET` for what has none.
 */
export function curlCommand(request: Request, url: string, redactor: Redactor): string {
  const words = ['curl'];
  const body = request.body?.bytes;
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== (body === undefined ? 'GET' : 'POST')) words.push('-X', quote(request.method));
  // curl would take brackets and braces for a pattern of several URLs.
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  words.push(withSecrets(redactor.target(url)));
  for (const field of request.headers) if (!isCounted(field, body)) words.push('-H', header(field, redactor));
  if (body !== undefined && !request.headers.some(({ name }) => name.toLowerCase() === 'content-type')) {
    words.push('-H', 'content-type:');
  }
  if (body !== undefined) words.push(...bodyWords(body, redactor));
  return words.join(' ');
}

/** curl counts by itself; a length that the body has not is what the request is about. */
function isCounted({ name, value }: Field, body: Uint8Array | undefined): boolean {
  return name.toLowerCase() === 'content-length' && value === String(body?.length ?? 0);
}

function header({ name, value }: Field, redactor: Redactor): string {
  if (redactor.isSecretHeader(name) || value === redacted) {
    return `"${name.replace(/["$`\\]/g, '')}: $${variableName(name)}"`;
  }
  // curl takes a name with nothing behind its colon for one to leave out.
  return withSecrets(value === '' ? `${name};` : redactor.text(`${name}: ${value}`));
}

function bodyWords(bytes: Uint8Array, redactor: Redactor): string[] {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('\uFFFD') || text.includes('\0') || text.length > longestBody)
    return ['--data-binary', '@body'];
  const shown = withoutNamed(text, redactor);
  // A leading @ would name a file, which --data-raw does not look for.
  return ['--data-raw', withSecrets(shown)];
}

/** A body without its secrets: of JSON and forms, without what is secret by its name too. */
function withoutNamed(text: string, redactor: Redactor): string {
  const value = exactJson(text)?.value;
  if (typeof value === 'object' && value !== null) {
    const shown = redactor.value(value);
    // As it was written, where nothing is to be hidden.
    return JSON.stringify(shown) === JSON.stringify(value) ? text : JSON.stringify(shown);
  }
  if (/^[\w.%+*~-]+=[^\s]*$/.test(text)) return redactor.target(`?${text}`).slice(1);
  return redactor.blot(text).replace(/\*{4,}/g, redacted);
}

/** Quotes a text in which secrets are `***`, with a shell variable in the place of each. */
function withSecrets(text: string): string {
  if (!text.includes(redacted)) return quote(text);
  const parts = text.split(redacted);
  const [last = ''] = parts.slice(-1);
  return [
    ...parts.slice(0, -1).map((part) => `${quoteSome(part)}"$${nameBefore(part)}"`),
    quoteSome(last),
  ].join('');
}

const quoteSome = (text: string): string => (text === '' ? '' : quote(text));

/** Takes what stands before a secret: `"client_secret":"`, `api_key=`, `x-key: `; gives the variable it is shown as. */
function nameBefore(text: string): string {
  const [, name] = /([A-Za-z_][\w.%-]*)(?:"\s*:\s*"?|=|: )$/.exec(text.slice(-200)) ?? [];
  return name === undefined ? 'SECRET' : variableName(name.replace(/%[\dA-F]{2}/gi, ' '));
}

function variableName(name: string): string {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1_')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(\d)/, '_$1');
}
