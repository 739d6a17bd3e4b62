/** Takes a text in Base64, of either alphabet, which may have line breaks; gives its bytes, undefined if it is none. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  const digits = compact.replace(/=+$/, '');
  // One digit alone is no byte (RFC 4648 section 4).
  if (digits.length % 4 === 1 || /[^A-Za-z0-9+/_-]/.test(digits) || compact.length - digits.length > 2)
    return undefined;
  return Buffer.from(digits, 'base64');
}
