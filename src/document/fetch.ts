import type { Dispatcher } from 'undici';
import { isAddress, isPrivateAddress, lookupFor, PrivateAddress } from './addresses.ts';
import { freeUnpacked, raise, tooLong, type Limits } from './limits.ts';
import { decodeText, type ReadText } from './read.ts';

/** Where a fetch may go. */
export interface Reach {
  /** Takes the host of a URL, with its port unless it is that of the scheme. */
  readonly allowed: (host: string) => boolean;
  /** Whether it may go to addresses of the public internet alone. */
  readonly publicOnly: boolean;
}

/** The text behind a URL, and whether it came from the public internet. */
export type FetchedText = ReadText & { readonly isPublic?: boolean };

type FetchLimits = Pick<Limits, 'documentBytes' | 'redirects' | 'fetchTime' | 'ratio'>;

/**
 * Takes a URL, where may be gone, and limits; gives the text behind it. Redirects are followed to allowed hosts alone
 * (RFC 9110 section 15.4), and from a public address to no private one; gzip, deflate and Brotli are undone, and the
 * bytes are counted after it.
 */
export async function fetchText(url: string, reach: Reach, limits: FetchLimits): Promise<FetchedText> {
  const { Agent, request } = await import('undici');
  const signal = AbortSignal.timeout(limits.fetchTime);
  const headers = {
    accept: 'application/yaml, application/json, text/yaml, text/plain;q=0.9, */*;q=0.8',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'apicheck',
  };
  let at = url;
  let { publicOnly } = reach;
  try {
    for (let redirects = 0; ; redirects++) {
      const { hostname, host } = new URL(at);
      let isPublic = !isAddress(hostname) || !isPrivateAddress(hostname);
      if (publicOnly && !isPublic) throw new PrivateAddress(host);
      const lookup = lookupFor(publicOnly, (found) => (isPublic = found));
      // Of its own, as what is kept of another connection would be at an address that nobody looked at.
      const dispatcher = new Agent({ connect: { lookup } });
      try {
        const response = await request(at, { method: 'GET', headers, signal, dispatcher });
        // Destroying a body makes it emit an error, which is of no interest; one that comes while it is read throws there.
        response.body.on('error', () => undefined);
        const location = response.headers['location'];
        if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string')
          return { ...(await readBody(url, response, limits)), isPublic };
        response.body.destroy();
        const next = new URL(location, at);
        if (redirects >= limits.redirects)
          return failed(`${url} is redirected more than ${limits.redirects} times${raise('redirects')}`);
        const refused = redirectRefusal(url, at, next, reach);
        if (refused !== undefined) return failed(refused);
        at = next.href;
        publicOnly ||= isPublic;
      } finally {
        void dispatcher.destroy();
      }
    }
  } catch (error) {
    if (signal.aborted)
      return failed(`${url} gave no answer within ${limits.fetchTime / 1_000} s${raise('fetchTime')}`);
    const found = privateAddressIn(error);
    if (found === undefined) return failed(`${url} cannot be fetched: ${networkError(error)}`);
    const where = at === url ? url : `${url} leads to ${at}, which`;
    return failed(
      `${where} is not fetched, as ${found.message} has a private address, where nothing from the public internet may lead`,
    );
  }
}

function redirectRefusal(
  url: string,
  at: string,
  next: URL,
  { allowed }: Pick<Reach, 'allowed'>,
): string | undefined {
  if (!/^https?:$/.test(next.protocol))
    return `${url} is redirected to ${next.protocol}, which is no http(s) URL`;
  if (!allowed(next.host))
    return `${url} is redirected to ${next.host}, which is not an allowed host; --allow-host ${next.host} allows it`;
  return at.startsWith('https:') && next.protocol === 'http:'
    ? `${url} is redirected from https to plain http`
    : undefined;
}

async function readBody(
  url: string,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  limits: Pick<Limits, 'documentBytes' | 'ratio'>,
): Promise<ReadText> {
  if (statusCode !== 200) {
    body.destroy();
    return failed(`${url} cannot be fetched: the server answered ${statusCode}`);
  }
  const decoder = await createDecoder(String(headers['content-encoding'] ?? 'identity'));
  if (decoder === undefined) {
    body.destroy();
    return failed(`${url} is in an encoding that is not known: ${String(headers['content-encoding'])}`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  // An error of the body reaches the loop through the decoder.
  if (decoder !== 'none') body.on('error', (error) => decoder.destroy(error));
  for await (const chunk of (decoder === 'none' ? body : body.pipe(decoder)) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.documentBytes) {
      body.destroy();
      return failed(tooLong(url, limits, 'documentBytes'));
    }
    if (decoder !== 'none' && bytes > freeUnpacked && bytes > decoder.bytesWritten * limits.ratio) {
      body.destroy();
      return failed(`${url} unfolds to more than ${limits.ratio} times its size${raise('ratio')}`);
    }
    chunks.push(chunk);
  }
  const type = String(headers['content-type'] ?? '');
  const charset = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1];
  const text = decodeText(url, Buffer.concat(chunks), charset);
  const json = /^application\/([^;\s]*\+)?json\b/i.test(type);
  return text.kind === 'text' && json ? { ...text, format: 'json' } : text;
}

type Decoder = NodeJS.ReadWriteStream & {
  readonly bytesWritten: number;
  destroy(error?: Error): unknown;
};

async function createDecoder(encoding: string): Promise<Decoder | 'none' | undefined> {
  const { createBrotliDecompress, createUnzip } = await import('node:zlib');
  switch (encoding.trim().toLowerCase()) {
    case 'identity':
    case '':
      return 'none';
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return createUnzip();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

function privateAddressIn(error: unknown): PrivateAddress | undefined {
  if (error instanceof PrivateAddress) return error;
  return error instanceof Error && error.cause instanceof PrivateAddress ? error.cause : undefined;
}

function networkError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not found';
    case 'ECONNREFUSED':
      return 'its host refuses the connection';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'its host broke off the connection';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'its host does not answer';
    default:
      return error.message || String(code);
  }
}

function failed(reason: string): ReadText {
  return { kind: 'failed', reason };
}
