import type { Dispatcher } from 'undici';
import type { Limits } from './limits.ts';
import { decodeText, type ReadText } from './read.ts';

/**
 * Takes a URL, which hosts may be reached, and limits; gives the text behind it. Redirects are followed to allowed
 * hosts alone (RFC 9110 section 15.4); gzip, deflate and Brotli are undone, and the bytes are counted after it.
 */
export async function fetchText(
  url: string,
  allowed: (host: string) => boolean,
  limits: Pick<Limits, 'bytes' | 'redirects' | 'requestMs'>,
): Promise<ReadText> {
  const { request } = await import('undici');
  const signal = AbortSignal.timeout(limits.requestMs);
  const headers = {
    accept: 'application/yaml, application/json, text/yaml, text/plain;q=0.9, */*;q=0.8',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'apicheck',
  };
  let at = url;
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await request(at, { method: 'GET', headers, signal });
      // Destroying a body makes it emit an error, which is of no interest; one that comes while it is read throws there.
      response.body.on('error', () => undefined);
      const location = response.headers['location'];
      if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string') {
        return await readBody(url, response, limits);
      }
      response.body.destroy();
      const next = new URL(location, at);
      if (redirects >= limits.redirects)
        return failed(`${url} is redirected more than ${limits.redirects} times`);
      if (!/^https?:$/.test(next.protocol) || !allowed(next.host)) {
        return failed(`${url} is redirected to ${next.host || next.protocol}, which is not an allowed host`);
      }
      if (at.startsWith('https:') && next.protocol === 'http:') {
        return failed(`${url} is redirected from https to plain http`);
      }
      at = next.href;
    }
  } catch (error) {
    if (signal.aborted) return failed(`${url} gave no answer within ${limits.requestMs / 1_000} s`);
    return failed(`${url} cannot be fetched: ${networkError(error)}`);
  }
}

async function readBody(
  url: string,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  limits: Pick<Limits, 'bytes'>,
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
    if (bytes > limits.bytes) {
      body.destroy();
      return failed(`${url} has more than ${limits.bytes} bytes`);
    }
    chunks.push(chunk);
  }
  const type = String(headers['content-type'] ?? '');
  const charset = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1];
  const text = decodeText(url, Buffer.concat(chunks), charset);
  const json = /^application\/([^;\s]*\+)?json\b/i.test(type);
  return text.kind === 'text' && json ? { ...text, format: 'json' } : text;
}

async function createDecoder(
  encoding: string,
): Promise<(NodeJS.ReadWriteStream & { destroy(error?: Error): unknown }) | 'none' | undefined> {
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
