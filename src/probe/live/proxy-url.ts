/** Takes the URL of an HTTP proxy; gives where it listens, and the credentials for it (RFC 7617), if it wants some. */
export function proxyOf(proxy: string): {
  readonly origin: string;
  readonly authorization: string | undefined;
} {
  const { username, password, origin } = new URL(proxy);
  const token = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { origin, authorization: username === '' ? undefined : `Basic ${token.toString('base64')}` };
}
