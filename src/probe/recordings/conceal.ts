import { isObject } from '../../document/node.ts';
import { redacted } from '../exchange.ts';
import { hideName, type Redactor } from '../redact.ts';
import { exactJson } from './exact-json.ts';
import { hideMembers } from '../hide-members.ts';
import { isSecretName } from '../secret-names.ts';

/** JSON Web Tokens (RFC 7519): whoever has one is somebody. */
const webToken = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g;

/** Takes secrets out of what is written to a file that others read. */
export interface Concealer {
  header(name: string, value: string): string;
  target(path: string): string;
  text(text: string): string;
  /** Takes a JSON value; gives it with secrets, at any depth, as `***`. */
  value(value: unknown): unknown;
  /** Takes a body that is no text; gives it with secrets in it as `***`. */
  bytes(bytes: Uint8Array): Uint8Array;
}

/** Takes what knows the secrets of a run; gives what conceals them, and what is secret by its name. */
export function createConcealer(redactor: Redactor): Concealer {
  const plain = (text: string): string => redactor.text(text).replace(webToken, redacted);
  const value = (part: unknown, depth = 0): unknown => {
    if (typeof part === 'string') return plain(part);
    if (typeof part !== 'object' || part === null) return part;
    // What is too deep to be looked through may have any in it.
    if (depth > 500) return redacted;
    if (Array.isArray(part)) return part.map((item) => value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(part).map(([name, member]) => [
        hideName(name, plain),
        isSecretName(name) && !isObject(member) ? redacted : value(member, depth + 1),
      ]),
    );
  };
  const pairs = (query: string): string =>
    query
      .split('&')
      .map((pair) => {
        const [name = ''] = pair.split('=', 1);
        return isSecretName(name) && pair.includes('=') ? `${name}=${redacted}` : pair;
      })
      .join('&');
  /** JSON that is a line of its own, or the data of an event. */
  const lines = (text: string): string =>
    text.replace(/^(data: ?|\x1e)?([[{].*)$/gm, (written, before: string | undefined, json: string) => {
      const read = exactJson(json);
      const shown = read && JSON.stringify(value(read.value));
      return shown === undefined || shown === JSON.stringify(read?.value) ? written : (before ?? '') + shown;
    });
  return {
    header: (name, text) => (redactor.isSecretHeader(name) ? redacted : plain(text)),
    target(path) {
      const hidden = redactor.target(path).replace(webToken, redacted);
      const mark = hidden.indexOf('?');
      return mark === -1 ? hidden : `${hidden.slice(0, mark)}?${pairs(hidden.slice(mark + 1))}`;
    },
    // A form is a query without its path; other texts have no such pairs.
    text: (text) => plain(/^[\w.%+*~-]+=[^\s]*$/.test(text) ? pairs(text) : hideMembers(lines(text))),
    value: (part) => value(part),
    bytes(bytes) {
      // A character for each byte.
      const read = Buffer.from(bytes).toString('latin1');
      const hidden = plain(read);
      return hidden === read ? bytes : Buffer.from(hidden, 'latin1');
    },
  };
}
