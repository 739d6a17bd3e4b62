import { raise } from '../../document/limits.ts';
import type { Duplex } from 'node:stream';
import { closeFrame, createFrameReader, pongFrame, textFrame } from './websocket-frames.ts';

/** What is said over a WebSocket once it is open. */
export interface Conversation {
  /** Texts to send. */
  readonly send: readonly string[];
  /** Milliseconds that are listened for, and messages that are waited for. */
  readonly maxMs: number;
  readonly maxMessages: number;
  readonly maxBytes: number;
}

/** What the provider said, or in a sentence what broke the conversation. */
export type Said = { readonly messages: readonly string[] } | { readonly reason: string };

/**
 * Takes an open WebSocket, what came behind the handshake, and what is to be said; sends it, and gives what the provider
 * sends until there is enough, the time is over, or it closes the connection, which is closed then.
 */
export function converse(
  socket: Duplex,
  head: Buffer,
  { send, maxMs, maxMessages, maxBytes }: Conversation,
): Promise<Said> {
  const read = createFrameReader(maxBytes);
  const messages: string[] = [];
  let left = maxBytes;
  return new Promise((resolve) => {
    const finish = (said: Said): void => {
      clearTimeout(timer);
      socket.removeAllListeners('data');
      if (socket.writable) socket.end(closeFrame());
      // Whoever takes the answer closes the connection: the frame goes out before.
      setImmediate(() => resolve(said));
    };
    const timer = setTimeout(() => finish({ messages }), maxMs);
    const take = (bytes: Buffer): void => {
      left -= bytes.length;
      if (left < 0)
        return finish({ reason: `the provider sent more than ${maxBytes} bytes${raise('responseBytes')}` });
      for (const received of read(bytes)) {
        if (received.kind === 'broken') return finish({ reason: received.reason });
        if (received.kind === 'closed') return finish({ messages });
        if (received.kind === 'ping') socket.write(pongFrame(received.payload));
        else messages.push(received.text);
        if (messages.length >= maxMessages) return finish({ messages });
      }
    };
    socket.on('error', () => finish({ messages }));
    socket.on('close', () => finish({ messages }));
    socket.on('data', take);
    for (const text of send) socket.write(textFrame(text));
    if (head.length > 0) take(head);
  });
}
