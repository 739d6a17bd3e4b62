/** Base64 of what a secret is at least long, in either alphabet, and perhaps with something before it. */
const base64 = /[\w+/-]{11,}/g;
const hexadecimal = /(?:[\da-f]{2}){8,}/gi;
/** Characters that are all escaped, as URLs, JSON, shells and HTML do it. */
const escapes = /(?:(?:%|\\x|\\u00)[\da-f]{2}|\\u[\da-f]{4}|&#\d{1,7};|&#x[\da-f]{1,6};){8,}/gi;
const oneEscape = /(?:%|\\x)([\da-f]{2})|\\u([\da-f]{4})|&#(\d+);|&#x([\da-f]+);/gi;

/**
 * Takes a text, what tells whether a secret stands in a text, and what gives the text for a stretch of so many units;
 * gives the text without what a secret stands in once it is decoded. Looking for each secret in all that it may be
 * encoded as would cost every exchange what only texts that are shown need.
 */
export function hideEncoded(
  text: string,
  hasSecret: (decoded: string) => boolean,
  by: (length: number) => string,
): string {
  const hidden = (run: string, decoded: readonly string[]): string =>
    decoded.some(hasSecret) ? by(run.length) : run;
  return text
    .replace(escapes, (run) => hidden(run, [unescaped(run)]))
    .replace(hexadecimal, (run) =>
      hidden(
        run,
        [0, 1].map((from) => bytesOf(run.slice(from), 'hex')),
      ),
    )
    .replace(base64, (run) =>
      hidden(
        run,
        [0, 1, 2, 3].map((from) => bytesOf(run.slice(from), 'base64')),
      ),
    );
}

function bytesOf(run: string, encoding: 'hex' | 'base64'): string {
  return Buffer.from(run, encoding).toString();
}

/** Bytes of UTF-8 that are escaped one by one come out as characters: secrets are known so as well. */
function unescaped(run: string): string {
  return run.replace(oneEscape, (_, byte?: string, unit?: string, decimal?: string, hex?: string) => {
    const code = decimal === undefined ? parseInt(byte ?? unit ?? hex ?? '0', 16) : Number(decimal);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });
}
