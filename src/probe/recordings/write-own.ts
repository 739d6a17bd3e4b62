import { writeYaml } from '../../document/yaml-write.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { codecOf } from '../media-type.ts';
import type { Concealer } from './conceal.ts';
import { exactJson } from './exact-json.ts';
import type { SentExchange } from './sent.ts';
import { ownMessages } from './write-messages.ts';

/** Headers that belong to one connection, or that follow from the body as it is written here. */
const left = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']);
const variable = /\{[A-Za-z_][\w.-]*\}/;

/**
 * Takes exchanges, the contract they are for as a path from the recording's folder, and what conceals secrets; gives
 * a recording in apicheck's own format. Read again, it says what was sent, but for the secrets.
 */
export function writeOwnRecording(
  exchanges: readonly SentExchange[],
  spec: string | undefined,
  concealer: Concealer,
): string {
  return writeYaml({
    apicheck: 1,
    ...(spec !== undefined && { spec }),
    exchanges: exchanges.map(({ name, request, response, messages }) => ({
      name: concealer.text(name),
      request: {
        method: request.method,
        path: concealer.target(request.path).replace(/[{}]/g, (brace) => encodeURIComponent(brace)),
        ...headersOf(request.headers, concealer, response.status === 101),
        ...(messages && { messages: ownMessages(messages, 'client', concealer, variable) }),
        ...(request.body && bodyOf(request.body, request.headers, concealer, true)),
      },
      response: {
        status: response.status,
        ...headersOf(response.headers, concealer, isAboutProtocols(response.status)),
        ...(messages && { messages: ownMessages(messages, 'provider', concealer) }),
        ...(response.trailers && trailersOf(response.trailers, concealer)),
        ...bodyOf(response.bytes, response.headers, concealer, false),
      },
    })),
  });
}

type Headers = SentExchange['request']['headers'];

/** A 426 has to name the protocol that it asks for (RFC 9110 section 15.5.22), as a 101 names the one that it takes. */
function isAboutProtocols(status: number): boolean {
  return status === 101 || status === 426;
}

function trailersOf(
  trailers: Headers,
  concealer: Concealer,
): { readonly trailers?: Record<string, unknown> } {
  const { headers } = headersOf(trailers, concealer, true);
  return headers ? { trailers: headers } : {};
}

/** The headers that are kept: those that change the protocol only where they are about that. */
function headersOf(
  headers: Headers,
  concealer: Concealer,
  upgraded: boolean,
): { readonly headers?: Record<string, unknown> } {
  const byName = new Map<string, string[]>();
  for (const [name, value] of headers) {
    if (left.has(name) && !(upgraded && /^(?:connection|upgrade)$/.test(name))) continue;
    byName.set(name, [...(byName.get(name) ?? []), concealer.header(name, value)]);
  }
  if (byName.size === 0) return {};
  return {
    headers: Object.fromEntries(
      [...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
    ),
  };
}

function bodyOf(
  bytes: Uint8Array,
  headers: Headers,
  concealer: Concealer,
  filledIn: boolean,
): Readonly<Record<string, unknown>> {
  if (bytes.length === 0) return {};
  const encoded = headers.some(([name, value]) => name === 'content-encoding' && value !== 'identity');
  const text = encoded ? undefined : utf8(bytes);
  if (text === undefined) return { bodyBase64: Buffer.from(concealer.bytes(bytes)).toString('base64') };
  const type = headers.find(([name]) => name === 'content-type')?.[1];
  const media = type === undefined ? undefined : parseMediaType(type);
  const value = media && codecOf(media) === 'json' ? exactJson(text) : undefined;
  const concealed = value ? concealer.value(value.value) : concealer.text(text);
  // What looks like a variable would be filled in when a request is sent again.
  const plain = typeof concealed === 'string' ? concealed : (JSON.stringify(concealed) ?? '');
  if (filledIn && variable.test(plain)) return { bodyBase64: Buffer.from(plain).toString('base64') };
  return value ? { body: concealed } : { bodyText: concealed };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
