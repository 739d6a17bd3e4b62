import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { now } from '../../document/clock.ts';
import type { SentMessage } from '../recordings/sent.ts';
import { headerPairs } from './headers.ts';
import { requestAlone } from './own-connection.ts';
import { createFrameReader } from './websocket-frames.ts';
import { failure, type TransportOptions, type WireFailure, type WireRequest } from './wire.ts';

/** A connection that changed its protocol, or an ordinary answer in its place. */
export interface Upgraded {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: WireRequest['headers'];
  readonly bytes: Uint8Array;
  /** What went over the WebSocket, both ways, until it was closed. */
  readonly messages?: readonly SentMessage[];
  /** Why not all of it could be read. */
  readonly unread?: string;
}

/**
 * Takes the origin of a target and how to reach it, a request for another protocol (RFC 9110 section 7.8), and the
 * connection that it came over with what followed it; hands all on in both directions until either end closes, and gives
 * what went over it.
 */
export function forwardUpgrade(
  origin: string,
  { maxBytes = 50_000_000, ...reach }: TransportOptions,
  { method, path, headers }: WireRequest,
  client: Duplex,
  head: Buffer,
): Promise<Upgraded | WireFailure> {
  // Nobody could read along what is compressed by an extension (RFC 7692).
  const sent = headers.filter(([name]) => name.toLowerCase() !== 'sec-websocket-extensions');
  return new Promise((resolve) => {
    const outgoing = requestAlone(origin, { method, path, headers: sent }, reach);
    client.on('error', () => client.destroy());
    client.on('close', () => outgoing.destroy());
    outgoing.on('error', (error) => resolve(failure(error)));
    outgoing.on('upgrade', (answer, provider: Duplex, more: Buffer) => {
      client.write(headOf(answer));
      const log = createLog(maxBytes);
      join(provider, client, more, log.reader('provider'));
      join(client, provider, head, log.reader('client'));
      const answered = { kind: 'response', ...responseOf(answer), bytes: new Uint8Array() } as const;
      provider.on('close', () => {
        client.destroy();
        const isSocket = answer.headers.upgrade?.toLowerCase() === 'websocket';
        resolve({ ...answered, ...(isSocket && log.gathered()) });
      });
    });
    outgoing.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      client.write(headOf(answer, 'close'));
      answer.on('data', (chunk: Buffer) => {
        client.write(chunk);
        length += chunk.length;
        if (length <= maxBytes) chunks.push(chunk);
      });
      answer.on('error', (error) => resolve(failure(error)));
      answer.on('end', () => {
        client.end();
        resolve({ kind: 'response', ...responseOf(answer), bytes: Buffer.concat(chunks) });
      });
    });
    outgoing.end();
  });
}

function join(from: Duplex, to: Duplex, first: Buffer, read: (bytes: Buffer) => void): void {
  const take = (bytes: Buffer): void => {
    read(bytes);
    if (to.writable && !to.write(bytes)) from.pause();
  };
  to.on('drain', () => from.resume());
  from.on('error', () => from.destroy());
  from.on('end', () => to.end());
  from.on('close', () => to.destroy());
  if (first.length > 0) take(first);
  from.on('data', take);
}

/** What reads frames along, as long as they are frames and not too many. */
function createLog(maxBytes: number): {
  reader(from: SentMessage['from']): (bytes: Buffer) => void;
  gathered(): Pick<Upgraded, 'messages' | 'unread'>;
} {
  const messages: SentMessage[] = [];
  let unread: string | undefined;
  let left = maxBytes;
  return {
    reader(from) {
      const frames = createFrameReader(maxBytes, from);
      return (bytes) => {
        left -= bytes.length;
        if (unread === undefined && left < 0) unread = `more than ${maxBytes} bytes went over the WebSocket`;
        if (unread !== undefined) return;
        for (const received of frames.read(bytes)) {
          if (received.kind === 'broken') unread = received.reason;
          if (received.kind !== 'message') continue;
          const { text, bytes: binary } = received;
          messages.push({ from, text, ...(binary && { bytes: binary }), at: now() });
        }
      };
    },
    gathered: () => ({ messages, ...(unread !== undefined && { unread }) }),
  };
}

function responseOf({ rawHeaders, statusCode = 0 }: IncomingMessage): Pick<Upgraded, 'status' | 'headers'> {
  return { status: statusCode, headers: headerPairs(rawHeaders) };
}

/** The head of an answer as it came; with a connection that is closed behind it, the end of the body is its end. */
function headOf(
  { rawHeaders, statusCode = 0, statusMessage = '' }: IncomingMessage,
  connection?: string,
): string {
  const lines = rawHeaders.flatMap((name, index) => {
    const dropped = connection !== undefined && /^(?:connection|transfer-encoding|keep-alive)$/i.test(name);
    return index % 2 === 0 && !dropped ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [];
  });
  if (connection !== undefined) lines.push(`Connection: ${connection}`);
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
}
