/** Takes the value of an Authorization header; gives the password of one of scheme Basic (RFC 7617). */
export function basicPassword(value: string): string | undefined {
  const [, encoded] = /^Basic ([\w+/=-]+)$/i.exec(value) ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString();
  const colon = decoded.indexOf(':');
  return colon === -1 ? undefined : decoded.slice(colon + 1);
}

/** Takes the name of a header in lower case, `cookie` or `set-cookie`, and its value; gives the values of its cookies. */
export function cookieValues(header: string, value: string): string[] {
  // What follows in Set-Cookie are attributes (RFC 6265 section 4.1).
  const pairs = header === 'cookie' ? value.split(';') : value.split(';', 1);
  return pairs.flatMap((pair) => {
    const equals = pair.indexOf('=');
    const cookie = (equals === -1 ? pair : pair.slice(equals + 1)).trim().replace(/^"(.*)"$/, '$1');
    return cookie === '' ? [] : [cookie];
  });
}
