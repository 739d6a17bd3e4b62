import type { Concealer } from './conceal.ts';
import { exactJson } from './exact-json.ts';
import type { SentExchange } from './sent.ts';
import { harMessages } from './write-messages.ts';

type Headers = SentExchange['request']['headers'];

/**
 * Takes exchanges, the origin that they were sent to, what conceals secrets, and the version of this tool; gives them
 * as an HTTP Archive (HAR 1.2).
 */
export function writeHar(
  exchanges: readonly SentExchange[],
  origin: string,
  concealer: Concealer,
  version: string,
): string {
  const headers = (list: Headers): unknown[] =>
    list.map(([name, value]) => ({ name, value: concealer.header(name, value) }));
  const typeOf = (list: Headers): string => valueOf(list, 'content-type', concealer);
  const entries = exchanges.map(({ name, request, response, messages, startedAt, durationMs }) => {
    const target = concealer.target(request.path);
    const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
    const body = request.body === undefined ? undefined : contentOf(request.body, concealer);
    return {
      startedDateTime: new Date(startedAt).toISOString(),
      time: durationMs,
      comment: concealer.text(name),
      request: {
        method: request.method,
        url: (messages ? origin.replace(/^http/, 'ws') : origin) + target,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: headers(request.headers),
        queryString: [...new URLSearchParams(query)].map(([key, value]) => ({ name: key, value })),
        ...(body && { postData: { mimeType: typeOf(request.headers), ...body } }),
        headersSize: -1,
        bodySize: request.body?.length ?? 0,
      },
      response: {
        status: response.status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: headers(response.headers),
        content: {
          size: response.bytes.length,
          mimeType: typeOf(response.headers),
          ...contentOf(response.bytes, concealer),
        },
        redirectURL: valueOf(response.headers, 'location', concealer),
        headersSize: -1,
        bodySize: response.bytes.length,
      },
      cache: {},
      ...(messages && {
        _resourceType: 'websocket',
        _webSocketMessages: harMessages(messages, concealer),
      }),
      timings: { send: 0, wait: durationMs, receive: 0 },
    };
  });
  const log = { version: '1.2', creator: { name: 'apicheck', version }, entries };
  return `${JSON.stringify({ log }, undefined, 2)}\n`;
}

function valueOf(headers: Headers, wanted: string, concealer: Concealer): string {
  const found = headers.find(([name]) => name === wanted);
  return found ? concealer.header(...found) : '';
}

function contentOf(
  bytes: Uint8Array,
  concealer: Concealer,
): { readonly text: string; readonly encoding?: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // What cannot be written again as it was, such as numbers beyond what a double holds, stays as it is.
    const read = exactJson(text);
    return { text: read ? JSON.stringify(concealer.value(read.value)) : concealer.text(text) };
  } catch {
    return { text: Buffer.from(concealer.bytes(bytes)).toString('base64'), encoding: 'base64' };
  }
}
