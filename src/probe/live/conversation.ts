import { raise } from '../../document/limits.ts';
import type { Duplex } from 'node:stream';
import { now } from '../../document/clock.ts';
import type { SentMessage } from '../recordings/sent.ts';
import type { WireMessage } from './wire.ts';
import { binaryFrame, closeFrame, createFrameReader, pongFrame, textFrame } from './websocket-frames.ts';

/** What is said over a WebSocket once it is open. */
export interface Conversation {
  readonly send: readonly WireMessage[];
  /** Milliseconds that are listened for, and messages that are waited for. */
  readonly maxMs: number;
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** When it is aborted, no more is waited for. */
  readonly signal?: AbortSignal | undefined;
}

/** What both ends said, in order, or in a sentence what broke the conversation. */
export type Said = { readonly messages: readonly SentMessage[] } | { readonly reason: string };

/**
 * Takes an open WebSocket, what came behind the handshake, and what is to be said; sends it, and gives what the provider
 * sends until there is enough, the time is over, or it closes the connection, which is closed then.
 */
export function converse(
  socket: Duplex,
  head: Buffer,
  { send, maxMs, maxMessages, maxBytes, signal }: Conversation,
): Promise<Said> {
  const frames = createFrameReader(maxBytes);
  const messages: SentMessage[] = [];
  let heard = 0;
  let left = maxBytes;
  return new Promise((resolve) => {
    const finish = (said: Said): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      socket.removeAllListeners('data');
      if (socket.writable) socket.end(closeFrame());
      // Whoever takes the answer closes the connection: the frame goes out before.
      setImmediate(() => resolve(said));
    };
    const stop = (): void => finish({ messages });
    const timer = setTimeout(stop, maxMs);
    if (signal?.aborted) setImmediate(stop);
    else signal?.addEventListener('abort', stop, { once: true });
    const take = (bytes: Buffer): void => {
      left -= bytes.length;
      if (left < 0)
        return finish({ reason: `the provider sent more than ${maxBytes} bytes${raise('responseBytes')}` });
      for (const received of frames.read(bytes)) {
        if (received.kind === 'broken') return finish({ reason: received.reason });
        if (received.kind === 'closed')
          return finish(received.failure === undefined ? { messages } : { reason: received.failure });
        if (received.kind === 'ping') socket.write(pongFrame(received.payload));
        else {
          const { text, bytes: binary } = received;
          messages.push({ from: 'provider', text, ...(binary && { bytes: binary }), at: now() });
          heard += 1;
        }
        if (heard >= maxMessages) return finish({ messages });
      }
    };
    const end = (): void =>
      finish(frames.isMidway() ? { reason: 'the connection ended within a message' } : { messages });
    socket.on('error', end);
    socket.on('close', end);
    socket.on('data', take);
    for (const { text, bytes } of send) {
      socket.write(bytes ? binaryFrame(bytes) : textFrame(text));
      messages.push({ from: 'client', text, ...(bytes && { bytes }), at: now() });
    }
    if (head.length > 0) take(head);
  });
}
