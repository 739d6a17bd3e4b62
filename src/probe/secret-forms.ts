import { formatted } from './shell-words.ts';

/** Texts with nothing in them that any notation writes in another way. */
const plain = /^[\w.~-]*$/;

/**
 * Takes a secret; gives the ways in which it is written where values travel and are shown: in URLs and forms, in JSON as
 * various libraries escape it, and in a text of JSON again, in XML, and in YAML.
 */
export function formsOf(secret: string): ReadonlySet<string> {
  if (plain.test(secret)) return new Set([secret]);
  const found = new Set([secret]);
  const whole = secret.replace(/\p{Surrogate}/gu, '\uFFFD');
  for (const encoded of [encodeURIComponent(whole), encodeURI(whole)]) {
    found.add(encoded);
    found.add(encoded.replaceAll('%20', '+'));
    found.add(encoded.replace(/%../g, (escape) => escape.toLowerCase()));
    found.add(encodeURIComponent(encoded));
  }
  // In single quotes: of YAML, and of shells; and in a command that prints it.
  found.add(secret.replaceAll("'", "''"));
  found.add(secret.replaceAll("'", `'\\''`));
  found.add([...secret].map(formatted).join(''));
  let written = secret;
  for (let depth = 0; depth < 4; depth += 1) {
    const before = written;
    written = JSON.stringify(before).slice(1, -1);
    if (depth > 0 && written === before) break;
    found.add(written);
    found.add(written.replaceAll('/', '\\/'));
    found.add(unicodeEscaped(written, /[^\x20-\x7e]/g));
    found.add(unicodeEscaped(written, /[^\x20-\x7e]/g).replaceAll('/', '\\/'));
    found.add(unicodeEscaped(written, /[^\x20-\x7e]|[<>&]/g));
    found.add(unicodeEscaped(written, /[^\x20-\x7e]|[<>&'+]/g));
  }
  for (const double of ['&quot;', '&#34;', '&#x22;', '"'])
    for (const quote of ['&#39;', '&apos;', '&#x27;', '&#039;', "'"])
      found.add(
        secret
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;')
          .replaceAll('"', double)
          .replaceAll("'", quote),
      );
  // Bytes that were read as characters.
  if (/[^\0-\x7f]/.test(secret)) found.add(Buffer.from(secret).toString('latin1'));
  return found;
}

function unicodeEscaped(text: string, characters: RegExp): string {
  return text.replace(characters, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
